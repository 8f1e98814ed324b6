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

    /// The rows of which the byte is not 0, in a segment of as many rows as there are bytes.
    pub(in crate::index) fn of_bytes(bytes: &[u8]) -> DocSet {
        let word = |bytes: &[u8]| {
            (0..).zip(bytes).fold(0, |word, (at, &byte): (u32, &u8)| word | u64::from(byte != 0) << at)
        };
        DocSet { words: bytes.chunks(64).map(word).collect() }
    }

    /// The first row of the set from this one on.
    pub(in crate::index) fn next(&self, from: DocId) -> Option<DocId> {
        let first = from as usize / 64;
        let kept =
            |(at, word): (usize, &u64)| if at == first { word & (u64::MAX << (from % 64)) } else { *word };
        let mut words = self.words.iter().enumerate().skip(first).map(|of| (of.0, kept(of)));
        let (at, word) = words.find(|&(_, word)| word != 0)?;
        Some(at as u32 * 64 + word.trailing_zeros())
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

    /// How many rows are in both sets.
    pub(in crate::index) fn count_both(&self, other: &DocSet) -> usize {
        self.words.iter().zip(&other.words).map(|(word, other)| (word & other).count_ones() as usize).sum()
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
            prop_assert_eq!(&x, &DocSet::of_bytes(&(0..200).map(|doc| 3 * u8::from(a.contains(&doc))).collect::<Vec<_>>()));
            for doc in 0..210 {
                prop_assert_eq!(x.next(doc), a.range(doc..).next().copied());
            }
            let mut z = x.clone();
            z.unite(&y);
            prop_assert_eq!(&z, &set(&(&a | &b)));
            z.subtract(&y);
            prop_assert_eq!(&z, &set(&(&a - &b)));
            z = x.clone();
            z.intersect(&y);
            prop_assert_eq!(&z, &set(&(&a & &b)));
            prop_assert_eq!(x.both(&y).collect::<Vec<_>>(), z.iter().collect::<Vec<_>>());
            prop_assert_eq!(x.count_both(&y), z.len());
        }
    }
}
