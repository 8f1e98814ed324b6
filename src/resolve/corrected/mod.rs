//! Applies the user's corrections to the entities that are guessed: which keys are one, names, hiding, and names that
//! stay separate though they are written alike. What it takes depends on the entities that are corrected, not on all.

mod corrected_keys;
mod regroup;
mod regrouped;
mod touched;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use self::corrected_keys::CorrectedKeys;
use self::regroup::regroup;
use super::entities::Entities;
use super::entity::EntityNumber;
use super::grouping::guess;
use super::guessed::{name_number, namesake};
use super::key_use::{KeyUse, Keys};
use crate::model::{KeyNumber, Kind};
use crate::query::RecordedCorrection;

/// Groups keys into entities, obeying the reader's corrections.
pub fn resolve(keys: &[KeyUse<'_>], recorded: &[RecordedCorrection]) -> Entities {
    Entities::guess(keys.iter().copied()).corrected(&keys, recorded)
}

impl Entities {
    /// Groups keys into entities as nobody corrected them.
    pub fn guess<'k>(keys: impl Iterator<Item = KeyUse<'k>>) -> Entities {
        Entities { guessed: Arc::new(guess(keys)), ..Entities::default() }
    }

    /// The same entities under these corrections in place of those that held.
    #[must_use]
    pub fn corrected(&self, keys: &impl Keys, recorded: &[RecordedCorrection]) -> Entities {
        let corrected = CorrectedKeys::of(keys, recorded);
        let changes = regroup(&self.guessed, keys, &corrected);
        let mut entities = Entities { guessed: Arc::clone(&self.guessed), changes };
        let mut hidden: Vec<_> = corrected.hidden.iter().filter_map(|&key| entities.of_key(key)).collect();
        hidden.sort_unstable();
        hidden.dedup();
        entities.changes.hidden = hidden;
        let mut names = entities.namesakes(keys, &corrected);
        names.extend(corrected.called.iter().map(|&(key, name)| (key, name.to_owned())));
        for (key, name) in names {
            let Some(of) = keys.key(key) else { continue };
            let kind = corrected.kinds.get(&key).copied().unwrap_or(of.kind);
            let number = name_number(kind, &name, false);
            if entities.guessed.key_of_name(number).is_none() {
                entities.changes.names.entry(number).or_insert(key);
            }
            if let Some(entity) = entities.of_key(key) {
                entities.changes.renamed.insert(entity, name);
            }
        }
        entities.changes.separated = entities.separated(keys, &corrected);
        entities
    }

    /// Names for those who are somebody else in a document: "Ann (2)". One that was since corrected to be one with
    /// another has a name already.
    fn namesakes(&self, keys: &impl Keys, corrected: &CorrectedKeys<'_>) -> Vec<(KeyNumber, String)> {
        let mut detached: Vec<KeyNumber> = corrected.detached.iter().copied().collect();
        detached.sort_unstable();
        let mut namesakes: FxHashMap<(Kind, &str), u32> = FxHashMap::default();
        let mut names = Vec::new();
        for key in detached {
            let Some(of) = keys.key(key) else { continue };
            let entity = self.of_key(key).and_then(|of| self.entity(of));
            // It may be numbered because the name may be anybody's.
            if entity.is_none_or(|entity| entity.called != key || entity.renamed.is_some()) {
                continue;
            }
            let number = namesakes.entry((of.kind, of.name)).or_insert(1);
            let name = loop {
                *number += 1;
                let name = namesake(of.name, *number);
                if self.guessed.key_of_name(name_number(of.kind, &name, false)).is_none() {
                    break name;
                }
            };
            names.push((key, name));
        }
        names
    }

    /// Names that the reader separated and that are found though others are written like them.
    fn separated(
        &self,
        keys: &impl Keys,
        corrected: &CorrectedKeys<'_>,
    ) -> Vec<(Kind, String, EntityNumber)> {
        let separated = corrected.separated().filter_map(|key| self.of_key(key)).collect::<FxHashSet<_>>();
        let mut names = Vec::new();
        for number in separated {
            let own = self.entity(number).map_or(&[][..], |entity| entity.keys);
            let mut last = None;
            for of in own.iter().filter_map(|&key| keys.key(key)) {
                // Equal names stand one after another.
                if last.replace((of.kind, of.name)) == Some((of.kind, of.name)) {
                    continue;
                }
                let found = self.find_key(of.kind, of.name, of.bare);
                let other = found.filter(|&found| self.of_key(found) != Some(number));
                if other.and_then(|other| keys.key(other)).is_some_and(|other| other.name != of.name) {
                    names.push((of.kind, of.name.to_owned(), number));
                }
            }
        }
        names.sort_unstable_by(|a, b| (&a.1, a.2).cmp(&(&b.1, b.2)));
        names
    }
}
