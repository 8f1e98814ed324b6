//! Merges keys: a union-find (disjoint sets) of keys that are one entity, with pairs that must never be
//! merged.
//!
//! Not here: which keys to merge (`grouping`, `person`, `organization`, `place`).

use super::entity::EntityNumber;
use super::key_use::KeyUse;
use super::rule::{Merge, Rule, Strength};
use crate::model::KeyNumber;

/// One bearer of a short name is meant if no other is in a third as many documents.
pub(super) const BY_FAR: u64 = 3;

/// DisjointSets of keys that are one.
#[derive(Debug)]
struct DisjointSets(Vec<KeyNumber>);

impl DisjointSets {
    fn new(keys: usize) -> DisjointSets {
        DisjointSets((0..keys as KeyNumber).collect())
    }

    /// The smallest number of the set.
    fn root(&mut self, key: KeyNumber) -> KeyNumber {
        let mut at = key;
        while let Some(&next) = self.0.get(at as usize).filter(|&&next| next != at) {
            let after = self.0.get(next as usize).copied().unwrap_or(next);
            if let Some(slot) = self.0.get_mut(at as usize) {
                *slot = after;
            }
            at = after;
        }
        at
    }

    /// The roots of both sets before they became one; `None` when they were one.
    fn join(&mut self, one: KeyNumber, other: KeyNumber) -> Option<(KeyNumber, KeyNumber)> {
        let (a, b) = (self.root(one), self.root(other));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.0.get_mut(high as usize) {
            *slot = low;
        }
        (low != high).then_some((low, high))
    }
}

/// The keys on the way to entities.
pub(super) struct Merger<'a> {
    pub keys: &'a [KeyUse<'a>],
    all: DisjointSets,
    sure: DisjointSets,
    /// By the root of a set: the documents of its keys.
    documents: Vec<u32>,
    /// Keys whose sets must never become one.
    apart: Vec<(KeyNumber, KeyNumber)>,
    /// By the root of a set: whether a key of it is in `apart`.
    guarded: Vec<bool>,
    /// Where keys are that may not leave: only those of one place become one.
    places: Option<Vec<Option<EntityNumber>>>,
    pub merges: Vec<Merge>,
}

impl<'a> Merger<'a> {
    pub fn new(keys: &'a [KeyUse<'a>]) -> Merger<'a> {
        Merger {
            keys,
            all: DisjointSets::new(keys.len()),
            sure: DisjointSets::new(keys.len()),
            documents: keys.iter().map(|key| key.documents).collect(),
            apart: Vec::new(),
            guarded: vec![false; keys.len()],
            places: None,
            merges: Vec::new(),
        }
    }

    /// The key that stands for all that were put together with this one.
    pub fn root(&mut self, key: KeyNumber) -> KeyNumber {
        self.all.root(key)
    }

    /// The key that stands for all that are surely one with this one.
    pub fn sure_root(&mut self, key: KeyNumber) -> KeyNumber {
        self.sure.root(key)
    }

    /// How many documents the keys of a set have together.
    pub fn documents(&mut self, key: KeyNumber) -> u32 {
        let root = self.all.root(key);
        self.documents.get(root as usize).copied().unwrap_or(0)
    }

    /// Keeps two keys apart for good, unless they were put together before.
    pub fn keep_apart(&mut self, one: KeyNumber, other: KeyNumber) {
        let roots = (self.root(one), self.root(other));
        if roots.0 == roots.1 {
            return;
        }
        self.apart.push((one, other));
        for root in [roots.0, roots.1] {
            if let Some(guarded) = self.guarded.get_mut(root as usize) {
                *guarded = true;
            }
        }
    }

    /// Puts only those keys together from now on that are in the same place.
    pub fn keep_to(&mut self, places: Vec<Option<EntityNumber>>) {
        self.places = Some(places);
    }

    /// Whether the reader corrected two keys to be never one.
    pub fn forbids(&mut self, one: KeyNumber, other: KeyNumber) -> bool {
        if let Some(places) = &self.places
            && places.get(one as usize) != places.get(other as usize)
        {
            return true;
        }
        if self.apart.is_empty() {
            return false;
        }
        let roots = (self.root(one), self.root(other));
        let guarded = |root: KeyNumber| self.guarded.get(root as usize).copied().unwrap_or(false);
        if !guarded(roots.0) || !guarded(roots.1) {
            return false;
        }
        let apart = std::mem::take(&mut self.apart);
        let forbidden = apart.iter().any(|&(a, b)| {
            let pair = (self.root(a), self.root(b));
            pair == roots || (pair.1, pair.0) == roots
        });
        self.apart = apart;
        forbidden
    }

    /// Puts two keys together.
    pub fn join(&mut self, one: KeyNumber, other: KeyNumber, rule: Rule, strength: Strength) {
        if self.forbids(one, other) {
            return;
        }
        let joined = self.unite(one, other);
        if strength == Strength::Sure && self.sure.join(one, other).is_some() || joined {
            self.merges.push(Merge { one, other, rule, strength });
        }
    }

    /// Puts equal bare names of two documents together, which needs no reason but the name.
    pub fn unite(&mut self, one: KeyNumber, other: KeyNumber) -> bool {
        if self.forbids(one, other) {
            return false;
        }
        let Some((low, high)) = self.all.join(one, other) else { return false };
        let more = self.documents.get(high as usize).copied().unwrap_or(0);
        if let Some(documents) = self.documents.get_mut(low as usize) {
            *documents = documents.saturating_add(more);
        }
        let guarded = self.guarded.get(high as usize).copied().unwrap_or(false);
        if let Some(slot) = self.guarded.get_mut(low as usize) {
            *slot |= guarded;
        }
        true
    }

    /// The key that a shorter name can refer to among others: the only one, or the one that is in by
    /// far the most documents.
    pub fn choose(
        &mut self,
        short: KeyNumber,
        candidates: impl Iterator<Item = KeyNumber>,
    ) -> Option<KeyNumber> {
        let own = self.root(short);
        let mut bearers: Vec<(u32, KeyNumber, KeyNumber)> = Vec::new();
        for candidate in candidates {
            let root = self.root(candidate);
            let is_new = root != own && bearers.iter().all(|&(_, known, _)| known != root);
            if is_new && !self.forbids(short, candidate) {
                bearers.push((self.documents(root), root, candidate));
            }
        }
        bearers.sort_unstable_by(|a, b| b.cmp(a));
        let others: u64 = bearers.iter().skip(1).map(|&(documents, ..)| u64::from(documents)).sum();
        let &(documents, _, bearer) = bearers.first()?;
        let by_far = documents > 0 && u64::from(documents) >= others * BY_FAR;
        (bearers.len() == 1 || by_far).then_some(bearer)
    }

    /// Puts each shorter name together with the one it was found to mean. Names that are one
    /// already and were found to mean several stay as they are, or they would make those one.
    pub fn attach(&mut self, found: Vec<(KeyNumber, KeyNumber)>, rule: Rule) {
        let mut by_root: Vec<(KeyNumber, KeyNumber, KeyNumber, KeyNumber)> = found
            .into_iter()
            .map(|(short, bearer)| (self.root(short), self.root(bearer), short, bearer))
            .collect();
        by_root.sort_unstable();
        for of_one in by_root.chunk_by(|a, b| a.0 == b.0) {
            if of_one.iter().all(|found| of_one.first().is_some_and(|first| first.1 == found.1)) {
                of_one
                    .iter()
                    .for_each(|&(.., short, bearer)| self.join(short, bearer, rule, Strength::Likely));
            }
        }
    }
}

/// Calls for each group of numbered keys with equal numbers, in the order of the numbers.
pub(super) fn each_group<T: Copy + Ord>(numbered: &mut [(u64, T)], group: impl FnMut(&[(u64, T)])) {
    numbered.sort_unstable();
    numbered.chunk_by(|a, b| a.0 == b.0).filter(|members| members.len() > 1).for_each(group);
}

/// Puts the keys of each line of a list together; those that only likely belong to it last.
pub(super) fn merge_listed(listed: &mut [(u64, (bool, KeyNumber))], merger: &mut Merger<'_>) {
    each_group(listed, |group| {
        let Some((&(_, (_, one)), others)) = group.split_first() else { return };
        for &(_, (likely, other)) in others {
            let strength = if likely { Strength::Likely } else { Strength::Sure };
            merger.join(one, other, Rule::Known, strength);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn uses(documents: &[u32]) -> Vec<KeyUse<'static>> {
        let key = |&documents: &u32| KeyUse { documents, ..KeyUse::new(Kind::Person, "Ode", false) };
        documents.iter().map(key).collect()
    }

    #[test]
    fn a_short_name_goes_to_the_only_bearer_or_to_one_that_is_far_more_frequent() {
        let keys = uses(&[1, 9, 3, 2]);
        let mut merger = Merger::new(&keys);
        assert_eq!(merger.choose(0, [1, 2, 3].into_iter()), None);
        assert_eq!(merger.choose(0, [1, 2].into_iter()), Some(1));
        assert_eq!(merger.choose(0, [2].into_iter()), Some(2));
        merger.attach(vec![(0, 1)], Rule::ShortForm);
        assert_eq!(merger.choose(0, [1].into_iter()), None, "they are one already");
        assert_eq!((merger.root(0), merger.root(1), merger.documents(1)), (0, 0, 10));
        assert_eq!(
            merger.merges,
            [Merge { one: 0, other: 1, rule: Rule::ShortForm, strength: Strength::Likely }]
        );
    }

    #[test]
    fn what_is_likely_one_can_still_turn_out_surely_one() {
        let keys = uses(&[1, 1, 1]);
        let mut merger = Merger::new(&keys);
        merger.join(0, 1, Rule::GivenName, Strength::Likely);
        assert_ne!(merger.sure_root(0), merger.sure_root(1));
        merger.join(1, 0, Rule::Spelling, Strength::Sure);
        assert_eq!(merger.sure_root(0), merger.sure_root(1));
        assert_eq!(merger.merges.len(), 2);
        merger.join(0, 1, Rule::Spelling, Strength::Sure);
        assert_eq!(merger.merges.len(), 2);
    }
}
