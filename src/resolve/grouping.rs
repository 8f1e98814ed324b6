//! Groups keys into entities: first names that are written the same, then people, organisations and places each by
//! rules of their own. Builds the table from the groups.
//!
//! Not here: the user's corrections (`corrected`).

use std::borrow::Cow;
use std::cmp::Reverse;

use super::addresses::merge_by_address;
use super::bare_names::BareNames;
use super::entity::EntityNumber;
use super::guessed::{Guessed, NamedKeys, name_number, range};
use super::key_use::KeyUse;
use super::kinds::Kinds;
use super::lists::hash;
use super::merge::{Merger, each_group};
use super::organization::Organizations;
use super::person::People;
use super::place::Places;
use super::rule::{Merge, Rule, Strength};
use super::usual_kinds::usual_kinds;
use crate::mapped::Array;
use crate::model::{KeyNumber, Kind};

/// Groups keys into entities as nobody corrected them.
pub(super) fn guess(keys: &[KeyUse<'_>]) -> Guessed {
    let bare = BareNames::of(keys);
    let mut changed = Cow::Borrowed(keys);
    for &(key, kind) in &bare.kinds {
        if let Some(key) = changed.to_mut().get_mut(key as usize) {
            (key.kind, key.bare) = (kind, false);
        }
    }
    let usual = usual_kinds(&changed);
    let mut found = group(&changed, &bare, &usual);
    // Whoever filters by the kind a name had still means it.
    found.add_names(bare.kinds.iter().filter_map(|&(key, _)| {
        let of = keys.get(key as usize)?;
        Some((name_number(of.kind, of.name, of.bare), key))
    }));
    found
}

fn group(keys: &[KeyUse<'_>], bare: &BareNames, usual: &[(KeyNumber, KeyNumber)]) -> Guessed {
    let mut merger = Merger::new(keys);
    let by_name = merge_written(&mut merger, bare);
    let (mut people, mut organizations, mut places) =
        (People::default(), Organizations::default(), Places::default());
    for &(_, number) in &by_name {
        let Some(key) = keys.get(number as usize) else { continue };
        match key.kind {
            Kind::Person if bare.anyone.contains(&number) => {}
            Kind::Person => people.add(number, key.name),
            Kind::Organization => organizations.add(number, key),
            Kind::Place => places.add(number, key.name),
            // Own lists and identifiers are one only where they are written so.
            _ => {}
        }
    }
    merge_by_address(&mut merger);
    people.merge(&mut merger);
    drop(people);
    organizations.merge(&mut merger);
    places.merge(&mut merger);
    merger.attach(usual.to_vec(), Rule::UsualKind);
    let mut found = settle(merger, by_name, usual);
    let mut anyone: Vec<KeyNumber> = bare.anyone.iter().copied().collect();
    anyone.sort_unstable();
    found.number_namesakes(keys, &anyone);
    found
}

/// Puts keys together that are written the same but for case and accents, and keeps one for each
/// name: the numbers of the names, sorted, with the first key.
fn merge_written(merger: &mut Merger<'_>, bare: &BareNames) -> Vec<(u64, KeyNumber)> {
    let keys = merger.keys;
    let mut numbered: Vec<(u64, KeyNumber)> = Vec::with_capacity(keys.len());
    let mut last: Option<(&KeyUse<'_>, u64)> = None;
    for (key, of) in (0..).zip(keys) {
        // Sorted keys bring equal bare names one after another.
        let same = last.filter(|(last, _)| (last.kind, last.bare, last.name) == (of.kind, of.bare, of.name));
        let number = match same {
            Some((_, number)) => number,
            None => name_number(of.kind, of.name, of.bare),
        };
        last = Some((of, number));
        // An acronym or a name that may be anybody's says nothing of another document's.
        let own = of.stands_for.is_some() || bare.anyone.contains(&key);
        numbered.push((if own { number ^ hash(&key.to_string()) } else { number }, key));
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
    numbered.shrink_to_fit();
    numbered
}

/// Numbers the entities in the order of their first keys, and names them.
fn settle(
    mut merger: Merger<'_>,
    by_name: Vec<(u64, KeyNumber)>,
    usual: &[(KeyNumber, KeyNumber)],
) -> Guessed {
    let count = merger.keys.len();
    let by_name = NamedKeys::of(&by_name);
    let (mut of_key, mut called, mut sizes) = (vec![0; count], Vec::new(), Vec::<u32>::new());
    for key in 0..count as KeyNumber {
        let root = merger.root(key);
        let entity = match root == key {
            true => {
                sizes.push(0);
                called.push(key);
                (sizes.len() - 1) as EntityNumber
            }
            // The root has the smallest number, so its entity is known.
            false => of_key.get(root as usize).copied().unwrap_or(0),
        };
        if let (Some(slot), Some(size)) = (of_key.get_mut(key as usize), sizes.get_mut(entity as usize)) {
            *slot = entity;
            *size += 1;
        }
        if let Some(called) = called.get_mut(entity as usize) {
            *called = better_name(merger.keys, *called, key);
        }
    }
    let mut found = Guessed { by_name, of_key: of_key.into(), ..Guessed::default() };
    let of_keys = found.of_key.clone();
    let entity = |key: KeyNumber| of_keys.get(key as usize).copied();
    (found.starts, found.keys) = sorted_by_entity(&sizes, 0..count as KeyNumber, |&key| entity(key));
    call_by_usual_kinds(&found, &mut called, merger.keys, usual);
    let merges = std::mem::take(&mut merger.merges);
    let mut merge_sizes = vec![0; sizes.len()];
    for number in merges.iter().filter_map(|merge| entity(merge.one)) {
        if let Some(size) = merge_sizes.get_mut(number as usize) {
            *size += 1;
        }
    }
    let packed = merges.into_iter().map(Merge::pack);
    (found.merge_starts, found.merges) = sorted_by_entity(&merge_sizes, packed, |merge| entity(merge[0]));
    let kind = |&called: &KeyNumber| merger.keys.get(called as usize).map_or(Kind::Place, |key| key.kind);
    found.kinds = Kinds::of(called.iter().map(kind));
    found.doubtful = (0..sizes.len())
        .map(|at| doubtful(&mut merger, range(&found.keys, &found.starts, at), called.get(at)))
        .collect();
    found.called = called.into();
    found
}

/// Gives entities that are of another kind than one of their keys a name of that kind.
fn call_by_usual_kinds(
    found: &Guessed,
    called: &mut [KeyNumber],
    keys: &[KeyUse<'_>],
    usual: &[(KeyNumber, KeyNumber)],
) {
    let of_key = |key: KeyNumber| found.of_key.get(key as usize).copied();
    for &(key, target) in usual {
        let (Some(entity), Some(kind)) = (of_key(target), keys.get(target as usize).map(|of| of.kind)) else {
            continue;
        };
        if of_key(key) != Some(entity) {
            continue;
        }
        let members = range(&found.keys, &found.starts, entity as usize).iter().copied();
        let of_kind = members.filter(|&key| keys.get(key as usize).is_some_and(|of| of.kind == kind));
        let best = of_kind.reduce(|one, other| better_name(keys, one, other));
        if let (Some(best), Some(called)) = (best, called.get_mut(entity as usize)) {
            *called = best;
        }
    }
}

/// Lists what belongs to entities, entity by entity, given how much each has.
fn sorted_by_entity<T: Clone>(
    sizes: &[u32],
    all: impl Iterator<Item = T> + Clone,
    entity: impl Fn(&T) -> Option<EntityNumber>,
) -> (Array<u32>, Array<T>) {
    let mut starts = vec![0u32];
    starts.extend(sizes.iter().scan(0, |end, size| {
        *end += size;
        Some(*end)
    }));
    let mut order: Vec<(EntityNumber, T)> = all.filter_map(|one| Some((entity(&one)?, one))).collect();
    order.sort_by_key(|&(entity, _)| entity);
    (starts.into(), order.into_iter().map(|(_, one)| one).collect())
}

/// The key to call an entity by: a name in full, not in capitals nor with an initial only, in most documents, first in
/// the alphabet.
pub(super) fn better_name(keys: &[KeyUse<'_>], one: KeyNumber, other: KeyNumber) -> KeyNumber {
    let rank = |key: KeyNumber| {
        keys.get(key as usize).map(|of| {
            let poor = is_shouted(of) || is_initial(of);
            (Reverse(of.bare), Reverse(poor), of.documents, Reverse(of.name), Reverse(key))
        })
    };
    if rank(other) > rank(one) { other } else { one }
}

/// Whether a person's given name is an initial only.
fn is_initial(key: &KeyUse<'_>) -> bool {
    let given = key.name.split(' ').next().unwrap_or_default().trim_end_matches('.');
    key.kind == Kind::Person && given.len() == 1
}

/// Whether a name is in capitals that are not those of an acronym.
fn is_shouted(key: &KeyUse<'_>) -> bool {
    let longest_acronym = if key.kind == Kind::Organization { 6 } else { 3 };
    let name = key.name;
    (name.len() > longest_acronym || name.contains(' '))
        && !name.contains('.')
        && !name.contains(char::is_lowercase)
        && name.contains(char::is_uppercase)
}

/// How many uses of the keys of an entity are a guess.
pub(super) fn doubtful(merger: &mut Merger<'_>, keys: &[KeyNumber], called: Option<&KeyNumber>) -> u32 {
    let Some(&called) = called.filter(|_| keys.len() > 1) else { return 0 };
    let root = merger.sure_root(called);
    let uses = merger.keys;
    let doubtful: u64 = keys
        .iter()
        .filter(|&&key| merger.sure_root(key) != root)
        .map(|&key| uses.get(key as usize).map_or(0, |of| u64::from(of.documents)))
        .sum();
    u32::try_from(doubtful).unwrap_or(u32::MAX)
}
