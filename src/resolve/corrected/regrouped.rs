//! The entities of keys that were grouped anew: their numbers, names and reasons, and which keys refer to another entity
//! than was guessed.
//!
//! Not here: grouping them (`regroup`).

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::touched::Touched;
use crate::model::{KeyNumber, Kind};
use crate::resolve::changes::{ChangedEntity, Changes};
use crate::resolve::entity::EntityNumber;

use crate::resolve::guessed::Guessed;
use crate::resolve::merge::Merger;
use crate::resolve::rule::{Merge, PackedMerge, Rule};
use crate::resolve::settle::{better_name, doubt};

/// The entities of the keys as they were put together. Each takes the number of the guessed one that it has the most
/// uses of, so that few rows change.
pub(super) fn settle(guessed: &Guessed, touched: &Touched<'_>, merger: &mut Merger<'_>) -> Changes {
    let mut rooted: Vec<(KeyNumber, KeyNumber)> =
        (0..touched.numbers.len() as KeyNumber).map(|at| (merger.root(at), at)).collect();
    rooted.sort_unstable();
    let groups: Vec<Vec<KeyNumber>> =
        rooted.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|&(_, at)| at).collect()).collect();
    let mut reasons: FxHashMap<KeyNumber, Vec<Merge>> = FxHashMap::default();
    for merge in std::mem::take(&mut merger.merges) {
        reasons.entry(merger.root(merge.one)).or_default().push(merge);
    }
    let numbers = numbered(guessed, touched, &groups);
    let mut changes = Changes::default();
    for (group, &number) in groups.iter().zip(&numbers) {
        let merges = group.first().and_then(|root| reasons.remove(root)).unwrap_or_default();
        let entity = entity(guessed, touched, merger, group, merges);
        for &key in &entity.keys {
            if guessed.of_key.get(key as usize) != Some(&number) {
                changes.of_key.insert(key, number);
            }
        }
        changes.entities.insert(number, entity);
    }
    changes.added = numbers.iter().filter(|&&number| number as usize >= guessed.len()).count();
    for &number in &touched.entities {
        let none = ChangedEntity {
            kind: Kind::Person,
            called: 0,
            keys: Vec::new(),
            merges: Vec::new(),
            doubtful: 0,
        };
        changes.entities.entry(number).or_insert(none);
    }
    changes
}

/// A number for each group.
fn numbered(guessed: &Guessed, touched: &Touched<'_>, groups: &[Vec<KeyNumber>]) -> Vec<EntityNumber> {
    let mut claims: Vec<(Reverse<u64>, EntityNumber, usize)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let mut uses: FxHashMap<EntityNumber, u64> = FxHashMap::default();
        for &key in group {
            let number = touched.numbers.get(key as usize);
            let before = number.and_then(|&number| guessed.of_key.get(number as usize));
            if let (Some(&before), Some(of)) = (before, touched.uses.get(key as usize)) {
                *uses.entry(before).or_default() += u64::from(of.documents);
            }
        }
        claims.extend(uses.into_iter().map(|(entity, documents)| (Reverse(documents), entity, at)));
    }
    claims.sort_unstable();
    let mut numbers: Vec<Option<EntityNumber>> = vec![None; groups.len()];
    let mut taken: FxHashSet<EntityNumber> = FxHashSet::default();
    for (_, entity, at) in claims {
        if let Some(slot) = numbers.get_mut(at).filter(|slot| slot.is_none())
            && taken.insert(entity)
        {
            *slot = Some(entity);
        }
    }
    let mut next = guessed.len() as EntityNumber..;
    numbers.into_iter().map(|number| number.or_else(|| next.next()).unwrap_or_default()).collect()
}

/// The entity of a group, with why its keys are one.
fn entity(
    guessed: &Guessed,
    touched: &Touched<'_>,
    merger: &mut Merger<'_>,
    group: &[KeyNumber],
    merges: Vec<Merge>,
) -> ChangedEntity {
    let number = |at: KeyNumber| touched.numbers.get(at as usize).copied().unwrap_or_default();
    let uses = merger.keys;
    // What is mostly of another kind than some of its keys is called by one of that kind.
    let usual = merges.iter().filter(|merge| merge.rule == Rule::UsualKind).find_map(|merge| {
        let before = guessed.of_key.get(number(merge.one) as usize)?;
        guessed.kinds.get(*before as usize)
    });
    let kind = |at: &KeyNumber| uses.get(*at as usize).map(|of| of.kind);
    let of_kind = group.iter().copied().filter(|at| usual.is_none() || kind(at) == usual);
    let better = |one, other| better_name(uses, one, other);
    let called = of_kind.reduce(better).or_else(|| group.iter().copied().reduce(better)).unwrap_or_default();
    let packed = |merge: Merge| -> PackedMerge {
        Merge { one: number(merge.one), other: number(merge.other), ..merge }.pack()
    };
    ChangedEntity {
        kind: kind(&called).unwrap_or(Kind::Person),
        called: number(called),
        keys: group.iter().map(|&at| number(at)).collect(),
        doubtful: group.iter().fold(0, |sum: u32, &at| sum.saturating_add(doubt(merger, at, called))),
        merges: merges.into_iter().map(packed).collect(),
    }
}
