//! How often each row of a segment has some words: a list of the rows where they are few, a byte for each row where they
//! are many, as those of a word that is being typed are.
//!
//! Not here: counting (`occurrences`).

use tantivy::DocId;

use super::postings::RowSums;
use crate::index::segments::doc_set::DocSet;
use crate::mapped::Array;

/// How often a row has words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::index) struct RowCount {
    pub row: DocId,
    /// As they were typed.
    pub exact: u32,
    /// In other forms, or misspelt.
    pub alike: u32,
}

impl RowCount {
    pub(in crate::index) fn all(self) -> u32 {
        self.exact + self.alike
    }
}

/// The counts of one segment, deleted rows included.
#[derive(Clone)]
pub(in crate::index) enum RowCounts {
    /// Those of rows that have the words, in the order of the rows.
    Few(Vec<RowCount>),
    /// Those of every row.
    Many(ManyCounts),
}

/// Counts of every row.
#[derive(Clone)]
pub(in crate::index) struct ManyCounts {
    /// The rows that have the words.
    rows: DocSet,
    count: usize,
    /// For each row how often it has them as typed; [`u8::MAX`]: see `large`.
    exact: Array<u8>,
    /// As they were not typed, where any row has them so.
    alike: Option<Vec<u8>>,
    /// The counts that a byte does not hold, in the order of their rows.
    large: Vec<RowCount>,
}

/// Rows of which fewer than one in so many has the words are few: a count in a list takes twelve bytes.
const FEW: usize = 12;

impl Default for RowCounts {
    fn default() -> RowCounts {
        RowCounts::Few(Vec::new())
    }
}

impl RowCounts {
    /// The counts of words as typed and of their forms, row by row.
    pub(super) fn together(exact: &RowSums, alike: Option<&RowSums>) -> RowCounts {
        let mut rows = exact.rows().clone();
        if let Some(alike) = alike {
            rows.unite(alike.rows());
        }
        let of = |row| RowCount { row, exact: exact.of(row), alike: alike.map_or(0, |sums| sums.of(row)) };
        let size = exact.size();
        let count = rows.len();
        if count * FEW < size {
            let counts = rows.iter().map(of).filter(|count| count.all() > 0);
            return RowCounts::Few(counts.collect());
        }
        let mut numbers = vec![0; size];
        let mut many = ManyCounts {
            rows: DocSet::none(size as u32),
            count: 0,
            exact: Array::default(),
            alike: alike.filter(|sums| sums.rows().len() > 0).map(|_| vec![0; size]),
            large: Vec::new(),
        };
        let counts = rows.iter().map(of).filter(|count| count.all() > 0);
        counts.for_each(|count| many.push(count, &mut numbers));
        RowCounts::Many(ManyCounts { exact: numbers.into(), ..many })
    }

    /// Counts of words as typed that lie in a file: a byte for each row, and the counts that a byte does not hold.
    pub(super) fn kept(exact: Array<u8>, large: &[[u32; 2]]) -> RowCounts {
        let rows = DocSet::of_bytes(&exact);
        let large = large.iter().map(|&[row, exact]| RowCount { row, exact, alike: 0 }).collect();
        RowCounts::Many(ManyCounts { count: rows.len(), rows, exact, alike: None, large })
    }

    /// How many rows have the words.
    pub(in crate::index) fn len(&self) -> usize {
        match self {
            RowCounts::Few(counts) => counts.len(),
            RowCounts::Many(many) => many.count,
        }
    }

    /// Whether no row has them.
    pub(in crate::index) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory that they take.
    pub(super) fn bytes(&self) -> usize {
        match self {
            RowCounts::Few(counts) => counts.len() * size_of::<RowCount>(),
            RowCounts::Many(many) => {
                let alike = many.alike.as_ref().map_or(0, Vec::len);
                many.exact.len() * 9 / 8 + alike + many.large.len() * size_of::<RowCount>()
            }
        }
    }

    /// How often a row has the words.
    pub(in crate::index) fn of(&self, row: DocId) -> RowCount {
        let none = RowCount { row, ..RowCount::default() };
        match self {
            RowCounts::Few(counts) => {
                let at = counts.binary_search_by_key(&row, |count| count.row);
                at.ok().and_then(|at| counts.get(at)).copied().unwrap_or(none)
            }
            RowCounts::Many(many) => many.of(row),
        }
    }

    /// Adds the rows that have the words to a set.
    pub(in crate::index) fn add_to(&self, set: &mut DocSet) {
        match self {
            RowCounts::Few(counts) => counts.iter().for_each(|count| set.insert(count.row)),
            RowCounts::Many(many) => set.unite(&many.rows),
        }
    }

    /// Visits the counts of the rows of a set that have the words, in the order of the rows.
    pub(in crate::index) fn each_among(&self, set: &DocSet, mut visit: impl FnMut(RowCount)) {
        match self {
            RowCounts::Few(counts) => {
                counts.iter().filter(|count| set.contains(count.row)).copied().for_each(visit);
            }
            RowCounts::Many(many) => many.rows.both(set).for_each(|row| visit(many.of(row))),
        }
    }
}

impl FromIterator<RowCount> for RowCounts {
    /// Counts in the order of their rows.
    fn from_iter<T: IntoIterator<Item = RowCount>>(counts: T) -> RowCounts {
        RowCounts::Few(counts.into_iter().collect())
    }
}

impl ManyCounts {
    fn push(&mut self, count: RowCount, numbers: &mut [u8]) {
        let at = count.row as usize;
        let is_large = count.exact >= u32::from(u8::MAX) || count.alike >= u32::from(u8::MAX);
        if is_large {
            self.large.push(count);
        }
        let (exact, alike) = if is_large { (u8::MAX, 0) } else { (count.exact as u8, count.alike as u8) };
        numbers.get_mut(at).into_iter().for_each(|slot| *slot = exact);
        let alikes = self.alike.as_mut().and_then(|alikes| alikes.get_mut(at));
        alikes.into_iter().for_each(|slot| *slot = alike);
        self.rows.insert(count.row);
        self.count += 1;
    }

    fn of(&self, row: DocId) -> RowCount {
        let at = row as usize;
        let exact = self.exact.get(at).copied().unwrap_or(0);
        if exact == u8::MAX {
            let large = self.large.binary_search_by_key(&row, |count| count.row).ok();
            return large.and_then(|at| self.large.get(at)).copied().unwrap_or_default();
        }
        let alike = self.alike.as_ref().and_then(|alikes| alikes.get(at)).copied().unwrap_or(0);
        RowCount { row, exact: u32::from(exact), alike: u32::from(alike) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn few_and_many_counts_are_the_same_counts(
            counts in prop::collection::btree_map(0u32..300, (0u32..600, prop::sample::select(&[0u32, 0, 1, 300][..])), 0..120),
            among in prop::collection::btree_set(0u32..300, 0..200),
        ) {
            let (mut exact, mut alike) = (RowSums::new(300), RowSums::new(300));
            for (&row, &(typed, other)) in &counts {
                exact.change(row, |_| typed);
                alike.change(row, |_| other);
            }
            let all = counts.iter().map(|(&row, &(exact, alike))| RowCount { row, exact, alike });
            let all: Vec<RowCount> = all.filter(|count| count.all() > 0).collect();
            let made = RowCounts::together(&exact, Some(&alike));
            prop_assert_eq!(made.len(), all.len());
            prop_assert_eq!(made.is_empty(), all.is_empty());
            for row in 0..301 {
                let none = RowCount { row, ..RowCount::default() };
                prop_assert_eq!(made.of(row), all.iter().find(|count| count.row == row).copied().unwrap_or(none));
            }
            let set = DocSet::of(300, |row| among.contains(&row));
            for counts in [&made, &all.iter().copied().collect()] {
                let mut visited = Vec::new();
                counts.each_among(&set, |count| visited.push(count));
                let expected: Vec<RowCount> = all.iter().filter(|count| among.contains(&count.row)).copied().collect();
                prop_assert_eq!(visited, expected);
                let mut rows = DocSet::none(300);
                counts.add_to(&mut rows);
                prop_assert_eq!(rows, DocSet::of(300, |row| all.iter().any(|count| count.row == row)));
            }
        }
    }
}
