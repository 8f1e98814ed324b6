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
mod told;
mod why;

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{DocumentId, KeyNumber, Kind};
use crate::query::RecordedCorrection;
pub use merge::{Merge, Rule, Strength};
use merge::{Merger, each_group};
pub use spelling::sound;
use told::Orders;
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
    /// The document of a key that belongs to one alone.
    pub document: Option<DocumentId>,
    /// The documents with a mention of this key.
    pub documents: u32,
}

impl<'a> KeyUse<'a> {
    /// A key in one document.
    pub fn new(kind: Kind, name: &'a str, bare: bool) -> KeyUse<'a> {
        KeyUse { kind, name, bare, document: None, documents: 1 }
    }
}

/// Somebody or something the collection speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    pub kind: Kind,
    /// The key whose name it is called by: the one in most documents, bare names last.
    pub called: KeyNumber,
    /// What the reader calls it.
    pub renamed: Option<&'a str>,
    /// The reader wants to see nothing of it.
    pub hidden: bool,
    /// In ascending order.
    pub keys: &'a [KeyNumber],
    /// Why the keys are one; equal bare names need no reason.
    pub merges: &'a [Merge],
    /// Whether much of it rests on merges that are only likely: more than a quarter of the
    /// uses of its keys.
    pub guess: bool,
    /// The uses of its keys that rest on such merges.
    pub doubtful: u32,
}

/// The entities of a collection, and which key refers to which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    of_key: Vec<EntityNumber>,
    kinds: Vec<Kind>,
    called: Vec<KeyNumber>,
    renamed: FxHashMap<EntityNumber, String>,
    hidden: FxHashSet<EntityNumber>,
    /// Whether each is a guess, and how many uses of its keys are.
    guesses: Vec<(bool, u32)>,
    /// The keys by entity, and where those of each entity start.
    keys: Vec<KeyNumber>,
    starts: Vec<u32>,
    merges: Vec<Merge>,
    merge_starts: Vec<u32>,
    /// The numbers of names, sorted, each with a key that is called so.
    by_name: Vec<(u64, KeyNumber)>,
    /// Names that are written like one of another entity but for case and accents: the reader
    /// said that they are not the same.
    parted: Vec<(Kind, String, EntityNumber)>,
}

impl Entities {
    /// The entity a key refers to; `None` for a key that is not in the collection.
    pub fn of_key(&self, key: KeyNumber) -> Option<EntityNumber> {
        self.of_key.get(key as usize).copied()
    }

    /// The entity with that number.
    pub fn entity(&self, number: EntityNumber) -> Option<Entity<'_>> {
        let at = number as usize;
        Some(Entity {
            kind: *self.kinds.get(at)?,
            called: *self.called.get(at)?,
            renamed: self.renamed.get(&number).map(String::as_str),
            hidden: self.hidden.contains(&number),
            keys: range(&self.keys, &self.starts, at),
            merges: range(&self.merges, &self.merge_starts, at),
            guess: self.guesses.get(at)?.0,
            doubtful: self.guesses.get(at)?.1,
        })
    }

    /// Whether the reader wants to see nothing of an entity.
    pub fn is_hidden(&self, number: EntityNumber) -> bool {
        self.hidden.contains(&number)
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

    /// Takes in what the reader said of whole entities.
    fn obey(&mut self, keys: &[KeyUse<'_>], orders: &Orders<'_>) {
        self.hidden = orders.hidden.iter().filter_map(|&key| self.of_key(key)).collect();
        let mut names = Vec::new();
        let mut alone: Vec<KeyNumber> = orders.alone.iter().copied().collect();
        alone.sort_unstable();
        let mut told_from: FxHashMap<(Kind, &str), u32> = FxHashMap::default();
        for key in alone {
            let Some(of) = keys.get(key as usize) else { continue };
            let number = told_from.entry((of.kind, of.name)).or_insert(1);
            *number += 1;
            names.push((key, format!("{} ({number})", of.name)));
        }
        // One that was since said to be somebody else has a name already.
        names.retain(|&(key, _)| {
            self.of_key(key).and_then(|of| self.entity(of)).is_some_and(|of| of.called == key)
        });
        names.extend(orders.called.iter().map(|&(key, name)| (key, name.to_owned())));
        let mut numbers = Vec::new();
        for (key, name) in names {
            let Some(of) = keys.get(key as usize) else { continue };
            numbers.push((name_number(of.kind, &name, false), key));
            if let Some(entity) = self.of_key(key) {
                self.renamed.insert(entity, name);
            }
        }
        self.add_names(numbers);
        self.part(keys, orders);
    }

    /// Lets names that the reader parted be found though others are written like them.
    fn part(&mut self, keys: &[KeyUse<'_>], orders: &Orders<'_>) {
        let parted = orders.parted().filter_map(|key| self.of_key(key)).collect::<FxHashSet<_>>();
        let mut names = Vec::new();
        for number in parted {
            let own = self.entity(number).map_or(&[][..], |entity| entity.keys);
            for of in own.iter().filter_map(|&key| keys.get(key as usize)) {
                let found = self.find_key(of.kind, of.name, of.bare);
                let other = found.filter(|&found| self.of_key(found) != Some(number));
                if other.and_then(|other| keys.get(other as usize)).is_some_and(|other| other.name != of.name)
                {
                    names.push((of.kind, of.name.to_owned(), number));
                }
            }
        }
        names.sort_unstable_by(|a, b| (&a.1, a.2).cmp(&(&b.1, b.2)));
        self.parted = names;
    }

    /// Lets keys be found by more names; names that are there already keep their keys.
    fn add_names(&mut self, names: impl IntoIterator<Item = (u64, KeyNumber)>) {
        let before = self.by_name.len();
        self.by_name.extend(names);
        if self.by_name.len() > before {
            self.by_name.sort_by_key(|&(number, _)| number);
            self.by_name.dedup_by_key(|&mut (number, _)| number);
        }
    }

    /// The entity of a kind that is called `name` in one of its spellings. A name in full is
    /// preferred to bare ones.
    pub fn find(&self, kind: Kind, name: &str) -> Option<EntityNumber> {
        let parted = self.parted.iter().find(|(of_kind, of, _)| *of_kind == kind && of == name);
        parted.map(|&(.., entity)| entity).or_else(|| {
            [false, true].into_iter().find_map(|bare| self.of_key(self.find_key(kind, name, bare)?))
        })
    }

    /// A key that is called so, but for case and accents.
    fn find_key(&self, kind: Kind, name: &str, bare: bool) -> Option<KeyNumber> {
        let number = name_number(kind, name, bare);
        let at = self.by_name.binary_search_by_key(&number, |&(of, _)| of).ok()?;
        self.by_name.get(at).map(|&(_, key)| key)
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

/// Groups keys into entities, obeying what the reader said of them.
pub fn resolve(keys: &[KeyUse<'_>], told: &[RecordedCorrection]) -> Entities {
    let orders = Orders::of(keys, told);
    if orders.kinds.is_empty() {
        return resolve_as_ordered(keys, &orders);
    }
    let mut changed = keys.to_vec();
    for (&key, &kind) in &orders.kinds {
        if let Some(key) = changed.get_mut(key as usize) {
            key.kind = kind;
        }
    }
    let mut found = resolve_as_ordered(&changed, &orders);
    // Whoever filters by the kind a name had still means it.
    found.add_names(orders.kinds.keys().filter_map(|&key| {
        let of = keys.get(key as usize)?;
        Some((name_number(of.kind, of.name, of.bare), key))
    }));
    found
}

fn resolve_as_ordered(keys: &[KeyUse<'_>], orders: &Orders<'_>) -> Entities {
    let mut merger = Merger::new(keys);
    orders.merge(&mut merger);
    let by_name = merge_written(&mut merger, &orders.alone);
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
    let mut found = settle(merger, by_name);
    found.obey(keys, orders);
    found
}

/// Puts keys together that are written the same but for case and accents, and keeps one for each
/// name: the numbers of the names, sorted, with the first key.
fn merge_written(merger: &mut Merger<'_>, alone: &FxHashSet<KeyNumber>) -> Vec<(u64, KeyNumber)> {
    let keys = merger.keys;
    let mut numbered: Vec<(u64, KeyNumber)> = Vec::with_capacity(keys.len());
    let mut last: Option<(&KeyUse<'_>, u64)> = None;
    for (key, of) in (0..).zip(keys).filter(|(key, _)| !alone.contains(key)) {
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
    let kind = |&called: &KeyNumber| merger.keys.get(called as usize).map_or(Kind::Place, |key| key.kind);
    found.kinds = found.called.iter().map(kind).collect();
    found.guesses = (0..sizes.len())
        .map(|at| guessed(&mut merger, range(&found.keys, &found.starts, at), found.called.get(at)))
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

/// Whether an entity is a guess, and how many uses of its keys are.
fn guessed(merger: &mut Merger<'_>, keys: &[KeyNumber], called: Option<&KeyNumber>) -> (bool, u32) {
    let Some(&called) = called.filter(|_| keys.len() > 1) else { return (false, 0) };
    let root = merger.sure_root(called);
    let (mut all, mut sure) = (0, 0);
    for &key in keys {
        let documents = merger.keys.get(key as usize).map_or(0, |of| u64::from(of.documents));
        all += documents;
        sure += if merger.sure_root(key) == root { documents } else { 0 };
    }
    (sure * 4 < all * 3, u32::try_from(all - sure).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
