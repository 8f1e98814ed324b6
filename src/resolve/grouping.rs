//! Groups keys into entities: first names that are written the same, then people, organisations and places each by
//! rules of their own. Builds the table from the groups.
//!
//! Not here: the user's corrections (`corrected`).

use super::addresses::merge_by_address;
use super::bare_names::BareNames;
use super::guessed::{Guessed, name_number};
use super::key_use::KeyUse;
use super::lists::hash;
use super::merge::{Merger, each_group};
use super::organization::Organizations;
use super::person::People;
use super::place::Places;
use super::rule::{Rule, Strength};
use super::runs::Runs;
use super::settle::settle;
use super::usual_kinds::usual_kinds;
use crate::model::{KeyNumber, Kind};

/// Groups keys into entities as nobody corrected them.
pub(super) fn guess<'k>(keys: impl Iterator<Item = KeyUse<'k>>) -> Guessed {
    let mut runs = Runs::of(keys);
    let bare = BareNames::of(&runs.uses);
    let mut before = Vec::new();
    for &(run, kind) in &bare.kinds {
        if let Some(of) = runs.uses.get_mut(run as usize) {
            // Whoever filters by the kind a name had still means it.
            before.push((name_number(of.kind, of.name, of.bare), run));
            (of.kind, of.bare) = (kind, false);
        }
    }
    let usual = usual_kinds(&runs.uses);
    let mut merger = Merger::new(&runs.uses);
    let mut names = group(&mut merger, &runs, &bare, &usual);
    names.retain(|&(_, run)| runs.uses.get(run as usize).is_some_and(|of| !is_own(of, run, &bare)));
    let mut found = settle(merger, &runs, &bare.anyone, &usual);
    let mut anyone: Vec<KeyNumber> = bare.anyone.iter().copied().collect();
    anyone.sort_unstable();
    found.name(&runs, names, &anyone, before);
    found
}

/// Puts together what is one; the numbers of the names, each with the first run.
fn group(
    merger: &mut Merger<'_>,
    runs: &Runs<'_>,
    bare: &BareNames,
    usual: &[(KeyNumber, KeyNumber)],
) -> Vec<(u64, KeyNumber)> {
    let by_name = merge_written(merger, bare);
    let (mut people, mut organizations, mut places) =
        (People::default(), Organizations::default(), Places::default());
    for &(_, number) in &by_name {
        let Some(key) = merger.keys.get(number as usize) else { continue };
        match key.kind {
            Kind::Person if bare.anyone.contains(&number) => {}
            Kind::Person => people.add(number, key.name),
            Kind::Organization => organizations.add(number, key),
            Kind::Place => places.add(number, key.name),
            // Own lists and identifiers are one only where they are written so.
            _ => {}
        }
    }
    merge_by_address(merger, runs);
    people.merge(merger);
    drop(people);
    organizations.merge(merger);
    places.merge(merger);
    merger.attach(usual.to_vec(), Rule::UsualKind);
    by_name
}

/// Whether a name says nothing of another document's: an acronym that is explained, or what may be anybody's.
fn is_own(of: &KeyUse<'_>, run: KeyNumber, bare: &BareNames) -> bool {
    of.stands_for.is_some() || bare.anyone.contains(&run)
}

/// Puts keys together that are written the same but for case and accents, and keeps one for each
/// name: the numbers of the names, sorted, with the first key. Names that are another's in each document have numbers of
/// their own.
fn merge_written(merger: &mut Merger<'_>, bare: &BareNames) -> Vec<(u64, KeyNumber)> {
    let keys = merger.keys;
    let mut numbered: Vec<(u64, KeyNumber)> = Vec::with_capacity(keys.len());
    for (key, of) in (0..).zip(keys) {
        let number = name_number(of.kind, of.name, of.bare);
        numbered.push((if is_own(of, key, bare) { number ^ hash(&key.to_string()) } else { number }, key));
    }
    each_group(&mut numbered, |group| {
        let name = |key: KeyNumber| keys.get(key as usize).map(|key| key.name);
        let Some(&(_, first)) = group.first() else { return };
        let is_bare = keys.get(first as usize).is_some_and(|key| key.bare);
        for pair in group.windows(2) {
            let [(_, before), (_, key)] = *pair else { continue };
            if bare.is_of_another_kind(first) || bare.is_of_another_kind(key) {
                merger.join(first, key, Rule::UsualKind, Strength::Likely);
                continue;
            }
            if name(key) == name(before) || name(key) == name(first) {
                merger.unite(first, key);
                continue;
            }
            let strength = if is_bare { Strength::Likely } else { Strength::Sure };
            merger.join(first, key, Rule::Writing, strength);
        }
    });
    numbered.dedup_by_key(|&mut (number, _)| number);
    numbered
}
