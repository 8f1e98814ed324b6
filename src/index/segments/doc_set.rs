//! Sets of rows of one segment as bitsets, with intersection, union and difference.

use tantivy::DocId;

/// A set of rows of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::index) struct DocSet {
    words: Vec<u64>,
}

/// One set of rows for each segment.
pub(in crate::index) type Sets = Vec<DocSet>;

impl DocSet {
    /// The empty set in a segment of `size` rows.
    pub(in crate::index) fn none(size: u32) -> DocSet {
        DocSet { words: vec![0; size.div_ceil(64) as usize] }
    }

    /// The rows among all `size` of a segment that pass the test.
    pub(in crate::index) fn of(size: u32, mut test: impl FnMut(DocId) -> bool) -> DocSet {
        let mut set = DocSet::none(size);
        for doc in 0..size {
            if test(doc) {
                set.insert(doc);
            }
        }
        set
    }

    /// Adds a row; rows beyond the segment are left out.
    pub(in crate::index) fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    /// Takes a row out.
    pub(in crate::index) fn remove(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word &= !(1 << (doc % 64));
        }
    }

    /// Whether a row is in the set.
    pub(in crate::index) fn contains(&self, doc: DocId) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word & 1 << (doc % 64) != 0)
    }

    /// How many rows are in the set.
    pub(in crate::index) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Keeps what is in both sets.
    pub(in crate::index) fn intersect(&mut self, other: &DocSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other set.
    pub(in crate::index) fn unite(&mut self, other: &DocSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes out what is in the other set.
    pub(in crate::index) fn subtract(&mut self, other: &DocSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// The rows in order.
    pub(in crate::index) fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        rows(self.words.iter().copied())
    }

    /// The rows that are in both sets, in order.
    pub(in crate::index) fn both<'s>(&'s self, other: &'s DocSet) -> impl Iterator<Item = DocId> + 's {
        rows(self.words.iter().zip(&other.words).map(|(word, other)| word & other))
    }
}

/// The rows whose bits are set in these words.
fn rows(words: impl Iterator<Item = u64>) -> impl Iterator<Item = DocId> {
    (0..).zip(words).flat_map(|(at, word)| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let bit = rest.checked_ilog2().map(|_| rest.trailing_zeros())?;
            rest &= rest - 1;
            Some(at * 64 + bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::DocSet;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn set(docs: &BTreeSet<u32>) -> DocSet {
        DocSet::of(200, |doc| docs.contains(&doc))
    }

    proptest! {
        #[test]
        fn the_algebra_is_that_of_sets(
            a in prop::collection::btree_set(0u32..200, 0..60),
            b in prop::collection::btree_set(0u32..200, 0..60),
        ) {
            let (x, y) = (set(&a), set(&b));
            prop_assert_eq!(x.iter().collect::<BTreeSet<_>>(), a.clone());
            prop_assert_eq!(x.len(), a.len());
            let mut z = x.clone();
            z.unite(&y);
            prop_assert_eq!(&z, &set(&(&a | &b)));
            z.subtract(&y);
            prop_assert_eq!(&z, &set(&(&a - &b)));
            z = x.clone();
            z.intersect(&y);
            prop_assert_eq!(&z, &set(&(&a & &b)));
            prop_assert_eq!(x.both(&y).collect::<Vec<_>>(), z.iter().collect::<Vec<_>>());
        }
    }
}
