//! Groups the keys of the entities that corrections are about anew: by what the reader said, then by what was guessed as
//! far as that allows it. Nothing else is guessed anew, so a correction changes what it names and nothing besides.
//!
//! Not here: guessing (`grouping`), what is said of whole entities (`corrected`).

use rustc_hash::FxHashMap;

use super::corrected_keys::CorrectedKeys;
use super::regrouped::settle;
use super::touched::Touched;
use crate::model::{KeyNumber, Kind};
use crate::resolve::changes::Changes;
use crate::resolve::entity::EntityNumber;
use crate::resolve::guessed::{Guessed, name_number};
use crate::resolve::key_use::Keys;
use crate::resolve::merge::Merger;
use crate::resolve::organization::Organizations;
use crate::resolve::person::People;
use crate::resolve::place::Places;
use crate::resolve::rule::{Merge, Rule, Strength};

/// Groups the keys that the corrections are about.
pub(super) fn regroup(guessed: &Guessed, keys: &impl Keys, corrected: &CorrectedKeys<'_>) -> Changes {
    let touched = Touched::of(guessed, keys, corrected);
    if touched.numbers.is_empty() {
        return Changes::default();
    }
    let mut merger = Merger::new(&touched.uses);
    corrected.merge(&mut merger, |key| touched.position(key));
    touched.unite_equal_names(&mut merger);
    touched.replay(guessed, &mut merger);
    if !corrected.kinds.is_empty() {
        touched.join_kind(guessed, corrected, &mut merger);
        touched.guess_within(&mut merger);
    }
    let mut changes = settle(guessed, &touched, &mut merger);
    touched.rename(guessed, corrected, &mut changes);
    changes
}

impl Touched<'_> {
    fn unite_equal_names(&self, merger: &mut Merger<'_>) {
        for pair in self.by_name().windows(2) {
            if let &[one, other] = pair
                && self.named(one) == self.named(other)
            {
                merger.unite(one, other);
            }
        }
    }

    /// Puts together again what was guessed to be one. Where a key is somebody else's now, another of the name stands
    /// for it.
    fn replay(&self, guessed: &Guessed, merger: &mut Merger<'_>) {
        let mut first_of: FxHashMap<(Option<EntityNumber>, &str), KeyNumber> = FxHashMap::default();
        if self.detached.contains(&true) {
            for at in self.by_name() {
                let Some(of) = self.use_of(at) else { continue };
                first_of.entry((self.home(at), of.name)).or_insert(at);
            }
        }
        for &entity in &self.entities {
            let stand_in = |key: KeyNumber| {
                let at = self.position(key)?;
                match self.is_detached(at) {
                    true => first_of.get(&(Some(entity), self.use_of(at)?.name)).copied(),
                    // Of one that is of another kind nothing is known.
                    false => self.home(at).map(|_| at),
                }
            };
            for merge in guessed.entity(entity).iter().flat_map(|of| of.merges()) {
                let Merge { one, other, rule, strength } = merge;
                if let (Some(one), Some(other)) = (stand_in(one), stand_in(other)) {
                    merger.join(one, other, rule, strength);
                }
            }
        }
    }

    /// Puts names that are of another kind together with those of that kind that are written so.
    fn join_kind(&self, guessed: &Guessed, corrected: &CorrectedKeys<'_>, merger: &mut Merger<'_>) {
        for at in 0..self.numbers.len() as KeyNumber {
            let (Some(of), Some(number)) = (self.use_of(at), self.numbers.get(at as usize)) else { continue };
            let Some(&kind) = corrected.kinds.get(number) else { continue };
            for bare in [false, true] {
                let named = guessed.key_of_name(name_number(kind, of.name, bare));
                let Some(other) = named.and_then(|key| self.position(key)) else { continue };
                let strength = if of.bare || bare { Strength::Likely } else { Strength::Sure };
                match self.use_of(other).is_some_and(|other| other.name == of.name && other.bare == of.bare) {
                    true => _ = merger.unite(other, at),
                    false => merger.join(other, at, Rule::Writing, strength),
                }
            }
        }
    }

    /// Finds other reasons why keys are one that were guessed to be, where what they hung on is of another kind.
    fn guess_within(&self, merger: &mut Merger<'_>) {
        let (mut people, mut organizations, mut places) =
            (People::default(), Organizations::default(), Places::default());
        let mut names = self.by_name();
        names.retain(|&at| self.home(at).is_some());
        names.dedup_by_key(|at| self.named(*at));
        for at in names {
            let Some(of) = self.use_of(at) else { continue };
            match of.kind {
                Kind::Person => people.add(at, of.name),
                Kind::Organization => organizations.add(at, of),
                Kind::Place => places.add(at, of.name),
                _ => {}
            }
        }
        merger.keep_to(self.homes.clone());
        people.merge(merger);
        organizations.merge(merger);
        places.merge(merger);
    }

    /// Lets keys be found by the kind they are corrected to, and others by a name whose key is somebody else's now.
    fn rename(&self, guessed: &Guessed, corrected: &CorrectedKeys<'_>, changes: &mut Changes) {
        for (at, (&number, of)) in (0..).zip(self.numbers.iter().zip(&self.uses)) {
            let name = name_number(of.kind, of.name, of.bare);
            if corrected.kinds.contains_key(&number) && guessed.key_of_name(name).is_none() {
                changes.names.entry(name).or_insert(number);
            }
            let is_found = guessed
                .key_of_name(name)
                .is_some_and(|key| self.position(key).is_none_or(|at| !self.is_detached(at)));
            if self.home(at).is_some() && !is_found {
                changes.names.entry(name).or_insert(number);
            }
        }
    }
}
