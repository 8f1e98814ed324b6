//! The table of entities of runs of keys that were put together: numbers them in the order of their first keys, names
//! them, and says of how much of each is a guess.
//!
//! Not here: which are put together (`grouping`), and names to find them by (`guessed`).

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::EntityNumber;
use super::guessed::Guessed;
use super::key_use::KeyUse;
use super::kinds::Kinds;
use super::merge::Merger;
use super::rule::Merge;
use super::runs::Runs;
use crate::mapped::Array;
use crate::model::{KeyNumber, Kind};

/// The entities of runs while they are numbered.
struct Numbered<'a> {
    runs: &'a Runs<'a>,
    /// Runs of which each key is somebody else.
    anyone: &'a FxHashSet<KeyNumber>,
    /// For each run its entity; where each key is another, the first of them.
    of_run: Vec<EntityNumber>,
    /// For each entity the run it is called by, and how many keys it has.
    called: Vec<KeyNumber>,
    sizes: Vec<u32>,
}

/// The entities of runs that were put together. `anyone` are the runs of which each key is somebody else, `usual` those
/// that are rather of the kind of another.
pub(super) fn settle(
    mut merger: Merger<'_>,
    runs: &Runs<'_>,
    anyone: &FxHashSet<KeyNumber>,
    usual: &[(KeyNumber, KeyNumber)],
) -> Guessed {
    let mut numbered = Numbered::of(&mut merger, runs, anyone);
    numbered.call_by_usual_kinds(merger.keys, usual);
    let mut found = Guessed { doubtful: numbered.doubtful(&mut merger), ..Guessed::default() };
    let kind = |&run: &KeyNumber| merger.keys.get(run as usize).map_or(Kind::Place, |of| of.kind);
    found.kinds = Kinds::of(numbered.called.iter().map(kind));
    let first = |run: KeyNumber| runs.keys(run).start;
    let merges = std::mem::take(&mut merger.merges);
    let entity = |run: KeyNumber| numbered.of_run.get(run as usize).copied();
    let of_merges = merges.iter().filter_map(|merge| Some((entity(merge.one)?, merge)));
    let packed = |merge: &Merge| Merge { one: first(merge.one), other: first(merge.other), ..*merge }.pack();
    let mut merge_sizes = vec![0; numbered.sizes.len()];
    for (entity, _) in of_merges.clone() {
        merge_sizes.get_mut(entity as usize).into_iter().for_each(|size| *size += 1);
    }
    (found.merge_starts, found.merges) =
        sorted_by_entity(&merge_sizes, of_merges.map(|(entity, merge)| (entity, packed(merge))));
    drop((merges, merge_sizes, merger));
    let mut of_key = Vec::with_capacity(runs.len());
    let mut called: Vec<KeyNumber> = numbered.called.iter().map(|&run| first(run)).collect();
    for run in 0..runs.uses.len() as KeyNumber {
        let entity = numbered.of_run.get(run as usize).copied().unwrap_or(0);
        for (at, key) in (0..).zip(runs.keys(run)) {
            if !anyone.contains(&run) {
                of_key.push(entity);
                continue;
            }
            called.get_mut((entity + at) as usize).into_iter().for_each(|called| *called = key);
            of_key.push(entity + at);
        }
    }
    let keys = of_key.iter().zip(0..).map(|(&entity, key)| (entity, key));
    (found.starts, found.keys) = sorted_by_entity(&numbered.sizes, keys);
    (found.of_key, found.called) = (of_key.into(), called.into());
    found
}

impl<'a> Numbered<'a> {
    fn of(merger: &mut Merger<'_>, runs: &'a Runs<'a>, anyone: &'a FxHashSet<KeyNumber>) -> Numbered<'a> {
        let (mut of_run, mut called, mut sizes) = (vec![0; runs.uses.len()], Vec::new(), Vec::<u32>::new());
        for run in 0..runs.uses.len() as KeyNumber {
            let (root, keys) = (merger.root(run), runs.keys(run).len());
            let entity = match root == run {
                true => sizes.len() as EntityNumber,
                // The root has the smallest number, so its entity is known.
                false => of_run.get(root as usize).copied().unwrap_or(0),
            };
            of_run.get_mut(run as usize).into_iter().for_each(|slot| *slot = entity);
            if anyone.contains(&run) {
                called.extend(std::iter::repeat_n(run, keys));
                sizes.extend(std::iter::repeat_n(1, keys));
            } else if let (Some(called), Some(size)) =
                (called.get_mut(entity as usize), sizes.get_mut(entity as usize))
            {
                *called = better_name(merger.keys, *called, run);
                *size += keys as u32;
            } else {
                called.push(run);
                sizes.push(keys as u32);
            }
        }
        Numbered { runs, anyone, of_run, called, sizes }
    }

    fn entity(&self, run: KeyNumber) -> Option<EntityNumber> {
        self.of_run.get(run as usize).copied()
    }

    /// Gives entities that are of another kind than one of their keys a name of that kind.
    fn call_by_usual_kinds(&mut self, keys: &[KeyUse<'_>], usual: &[(KeyNumber, KeyNumber)]) {
        let mut wanted: FxHashMap<EntityNumber, (Kind, Option<KeyNumber>)> = FxHashMap::default();
        for &(run, target) in usual {
            if let (Some(entity), Some(of)) = (self.entity(target), keys.get(target as usize))
                && self.entity(run) == Some(entity)
            {
                wanted.insert(entity, (of.kind, None));
            }
        }
        for (run, of) in (0..).zip(keys) {
            if let Some((kind, best)) = self.entity(run).and_then(|entity| wanted.get_mut(&entity))
                && of.kind == *kind
            {
                *best = Some(best.map_or(run, |best| better_name(keys, best, run)));
            }
        }
        for (entity, (_, best)) in wanted {
            if let (Some(best), Some(called)) = (best, self.called.get_mut(entity as usize)) {
                *called = best;
            }
        }
    }

    /// How many uses of the keys of each entity are a guess.
    fn doubtful(&self, merger: &mut Merger<'_>) -> Array<u32> {
        let mut doubtful = vec![0u32; self.sizes.len()];
        for run in (0..self.runs.uses.len() as KeyNumber).filter(|run| !self.anyone.contains(run)) {
            let Some(entity) = self.entity(run) else { continue };
            let called = self.called.get(entity as usize).copied().unwrap_or(run);
            if let Some(of) = doubtful.get_mut(entity as usize) {
                *of = of.saturating_add(doubt(merger, run, called));
            }
        }
        doubtful.into()
    }
}

/// How many uses of a key or run are a guess where the entity is called by another.
pub(super) fn doubt(merger: &mut Merger<'_>, of: KeyNumber, called: KeyNumber) -> u32 {
    let is_sure = merger.sure_root(of) == merger.sure_root(called);
    merger.keys.get(of as usize).map_or(0, |of| {
        // Equal names of other documents are a guess, however sure it is of the first.
        of.documents - if is_sure { of.documents / of.alike.max(1) } else { 0 }
    })
}

/// Lists what belongs to entities, entity by entity, given how much each has.
fn sorted_by_entity<T: Copy + Default>(
    sizes: &[u32],
    all: impl Iterator<Item = (EntityNumber, T)>,
) -> (Array<u32>, Array<T>) {
    let mut starts = Vec::with_capacity(sizes.len() + 1);
    starts.push(0u32);
    starts.extend(sizes.iter().scan(0, |end, size| {
        *end += size;
        Some(*end)
    }));
    let mut free = starts.clone();
    let mut sorted = vec![T::default(); starts.last().map_or(0, |&end| end as usize)];
    for (entity, one) in all {
        let Some(at) = free.get_mut(entity as usize) else { continue };
        sorted.get_mut(*at as usize).into_iter().for_each(|slot| *slot = one);
        *at += 1;
    }
    (starts.into(), sorted.into())
}

/// The key to call an entity by: a name in full, not in capitals nor with an initial only, in most documents, first in
/// the alphabet.
pub(super) fn better_name(keys: &[KeyUse<'_>], one: KeyNumber, other: KeyNumber) -> KeyNumber {
    let rank = |key: KeyNumber| {
        keys.get(key as usize).map(|of| {
            let poor = is_shouted(of) || is_initial(of);
            let documents = of.documents / of.alike.max(1);
            (Reverse(of.bare), Reverse(poor), documents, Reverse(of.name), Reverse(key))
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
