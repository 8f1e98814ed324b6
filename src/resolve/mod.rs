//! Which keys are one entity, over a whole collection, and why. Pure: it sees names and counts,
//! no texts.
//!
//! What is surely one depends on the two names alone, so that a document more never parts them:
//! the same words in other letters, transliterations, names a list knows. What is likely one
//! depends on the collection too: a shorter name goes to the only bearer it has there, or to one
//! that is in by far the most documents.
//!
//! Useful for: the table from keys to entities that search, facets and reader share.
//! Not for: short forms inside one document (`annotate::short_forms`).

mod lists;
mod merge;
mod namesake;
mod organization;
mod person;
mod place;
mod spelling;
mod why;

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::{DocumentId, KeyNumber, Kind};
pub use merge::{Merge, Rule, Strength};
use merge::{Merger, each_group};
pub use why::{Reason, reasons};

/// The number of an entity: its position in [`Entities`].
pub type EntityNumber = u32;

/// A key of the collection and how often it is used. Its position is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUse<'a> {
    pub kind: Kind,
    pub name: &'a str,
    /// A family name that its document does not explain. Such a key belongs to one document,
    /// so one bare name can occur several times.
    pub bare: bool,
    /// The documents with a mention of this key.
    pub documents: u32,
}

/// Somebody or something the collection speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// The key whose name it is called by: the one in most documents, bare names last.
    pub called: KeyNumber,
    /// In ascending order.
    pub keys: &'a [KeyNumber],
    /// Why the keys are one; equal bare names need no reason.
    pub merges: &'a [Merge],
    /// Whether much of it rests on merges that are only likely: more than a quarter of the
    /// uses of its keys.
    pub guess: bool,
}

/// The entities of a collection, and which key refers to which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    of_key: Vec<EntityNumber>,
    called: Vec<KeyNumber>,
    guesses: Vec<bool>,
    /// The keys by entity, and where those of each entity start.
    keys: Vec<KeyNumber>,
    starts: Vec<u32>,
    merges: Vec<Merge>,
    merge_starts: Vec<u32>,
    /// The numbers of names, sorted, each with a key that is called so.
    by_name: Vec<(u64, KeyNumber)>,
    /// Single mentions that do not follow their key: two people can share one name.
    pub overrides: HashMap<(DocumentId, KeyNumber), EntityNumber>,
}

impl Entities {
    /// The entity a key refers to; `None` for a key that is not in the collection.
    pub fn of_key(&self, key: KeyNumber) -> Option<EntityNumber> {
        self.of_key.get(key as usize).copied()
    }

    /// The entity a key refers to in one document.
    pub fn of_mention(&self, document: DocumentId, key: KeyNumber) -> Option<EntityNumber> {
        self.overrides.get(&(document, key)).copied().or_else(|| self.of_key(key))
    }

    /// The entity with that number.
    pub fn entity(&self, number: EntityNumber) -> Option<Entity<'_>> {
        let at = number as usize;
        Some(Entity {
            called: *self.called.get(at)?,
            keys: range(&self.keys, &self.starts, at),
            merges: range(&self.merges, &self.merge_starts, at),
            guess: *self.guesses.get(at)?,
        })
    }

    /// All entities in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = Entity<'_>> {
        (0..self.len() as EntityNumber).filter_map(|number| self.entity(number))
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        self.called.len()
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.called.is_empty()
    }

    /// The entity of a kind that is called `name` in one of its spellings. A name in full is
    /// preferred to bare ones.
    pub fn find(&self, kind: Kind, name: &str) -> Option<EntityNumber> {
        [false, true].into_iter().find_map(|bare| {
            let number = name_number(kind, name, bare);
            let at = self.by_name.binary_search_by_key(&number, |&(of, _)| of).ok()?;
            self.of_key(self.by_name.get(at)?.1)
        })
    }
}

fn range<'a, T>(of: &'a [T], starts: &[u32], at: usize) -> &'a [T] {
    let bounds = starts.get(at).zip(starts.get(at + 1));
    bounds.and_then(|(&start, &end)| of.get(start as usize..end as usize)).unwrap_or_default()
}

/// The number of a name, the same however it is written; a name of an own list is only itself.
fn name_number(kind: Kind, name: &str, bare: bool) -> u64 {
    let written = match kind {
        Kind::Own(_) => lists::hash(name),
        _ => lists::hash(&spelling::written(name)),
    };
    let built_in = Kind::ALL.iter().position(|&of| of == kind);
    let kind = built_in.map_or_else(|| lists::hash(kind.name()), |at| at as u64);
    written ^ (kind.wrapping_mul(2) + u64::from(bare)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Groups keys into entities.
pub fn resolve(keys: &[KeyUse<'_>]) -> Entities {
    let mut merger = Merger::new(keys);
    let by_name = merge_written(&mut merger);
    let (mut people, mut organizations, mut places) =
        (person::People::default(), organization::Organizations::default(), place::Places::default());
    for &(_, number) in &by_name {
        let Some(key) = keys.get(number as usize) else { continue };
        match key.kind {
            Kind::Person => people.add(number, key.name),
            Kind::Organization => organizations.add(number, key.name),
            Kind::Own(_) => {}
            _ => places.add(number, key.name),
        }
    }
    people.merge(&mut merger);
    drop(people);
    organizations.merge(&mut merger);
    places.merge(&mut merger);
    settle(merger, by_name)
}

/// Puts keys together that are written the same but for case and accents, and keeps one for each
/// name: the numbers of the names, sorted, with the first key.
fn merge_written(merger: &mut Merger<'_>) -> Vec<(u64, KeyNumber)> {
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
        numbered.push((number, key));
    }
    each_group(&mut numbered, |group| {
        let name = |key: KeyNumber| keys.get(key as usize).map(|key| key.name);
        let Some(&(_, first)) = group.first() else { return };
        let bare = keys.get(first as usize).is_some_and(|key| key.bare);
        for pair in group.windows(2) {
            let [(_, before), (_, key)] = *pair else { continue };
            if name(key) == name(before) || name(key) == name(first) {
                merger.unite(first, key);
                continue;
            }
            let strength = if bare { Strength::Likely } else { Strength::Sure };
            merger.join(first, key, Rule::Writing, strength);
        }
    });
    numbered.dedup_by_key(|&mut (number, _)| number);
    numbered.shrink_to_fit();
    numbered
}

/// Numbers the entities in the order of their first keys, and names them.
fn settle(mut merger: Merger<'_>, by_name: Vec<(u64, KeyNumber)>) -> Entities {
    let count = merger.keys.len();
    let mut found = Entities { by_name, of_key: vec![0; count], ..Entities::default() };
    let mut sizes: Vec<u32> = Vec::new();
    for key in 0..count as KeyNumber {
        let root = merger.root(key);
        let entity = match root == key {
            true => {
                sizes.push(0);
                found.called.push(key);
                (sizes.len() - 1) as EntityNumber
            }
            // The root has the smallest number, so its entity is known.
            false => found.of_key.get(root as usize).copied().unwrap_or(0),
        };
        if let (Some(slot), Some(size)) = (found.of_key.get_mut(key as usize), sizes.get_mut(entity as usize))
        {
            *slot = entity;
            *size += 1;
        }
        if let Some(called) = found.called.get_mut(entity as usize) {
            *called = better_name(merger.keys, *called, key);
        }
    }
    (found.starts, found.keys) = sorted_by_entity(&sizes, 0..count as KeyNumber, |&key| found.of_key(key));
    let merges = std::mem::take(&mut merger.merges);
    let mut merge_sizes = vec![0; sizes.len()];
    for entity in merges.iter().filter_map(|merge| found.of_key(merge.one)) {
        if let Some(size) = merge_sizes.get_mut(entity as usize) {
            *size += 1;
        }
    }
    (found.merge_starts, found.merges) =
        sorted_by_entity(&merge_sizes, merges.into_iter(), |merge| found.of_key(merge.one));
    found.guesses = (0..sizes.len())
        .map(|at| is_guess(&mut merger, range(&found.keys, &found.starts, at), found.called.get(at)))
        .collect();
    found
}

/// Lists what belongs to entities, entity by entity, given how much each has.
fn sorted_by_entity<T: Clone>(
    sizes: &[u32],
    all: impl Iterator<Item = T> + Clone,
    entity: impl Fn(&T) -> Option<EntityNumber>,
) -> (Vec<u32>, Vec<T>) {
    let mut starts = vec![0u32];
    starts.extend(sizes.iter().scan(0, |end, size| {
        *end += size;
        Some(*end)
    }));
    let mut order: Vec<(EntityNumber, T)> = all.filter_map(|one| Some((entity(&one)?, one))).collect();
    order.sort_by_key(|&(entity, _)| entity);
    (starts, order.into_iter().map(|(_, one)| one).collect())
}

/// The key to call an entity by: a name in full, in most documents, first in the alphabet.
fn better_name(keys: &[KeyUse<'_>], one: KeyNumber, other: KeyNumber) -> KeyNumber {
    let rank = |key: KeyNumber| {
        keys.get(key as usize).map(|of| (Reverse(of.bare), of.documents, Reverse(of.name), Reverse(key)))
    };
    if rank(other) > rank(one) { other } else { one }
}

fn is_guess(merger: &mut Merger<'_>, keys: &[KeyNumber], called: Option<&KeyNumber>) -> bool {
    let Some(&called) = called.filter(|_| keys.len() > 1) else { return false };
    let root = merger.sure_root(called);
    let (mut all, mut sure) = (0, 0);
    for &key in keys {
        let documents = merger.keys.get(key as usize).map_or(0, |of| u64::from(of.documents));
        all += documents;
        sure += if merger.sure_root(key) == root { documents } else { 0 };
    }
    sure * 4 < all * 3
}

#[cfg(test)]
mod tests;
