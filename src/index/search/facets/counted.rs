//! Counts what the documents found have. Of a search that finds most of a collection it counts the others, and takes
//! these from what all have.
//!
//! Not here: what is counted (`facets`, `folders`, `time`).

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::index::Error;
use crate::index::segments::{DocSet, Segment, gathered};
use crate::index::view::View;

/// Rows between two looks at whether the counts are still wanted.
const ROWS_BETWEEN_LOOKS: usize = 2048;

/// The rows that are counted.
pub(in crate::index::search) struct CountedRows<'s> {
    pub view: &'s View,
    rows: Cow<'s, [DocSet]>,
    /// They are all those that are not found.
    pub are_others: bool,
    cancelled: &'s dyn Fn() -> bool,
}

impl<'s> CountedRows<'s> {
    /// For the documents found, by segment.
    pub fn new(view: &'s View, found: &'s [DocSet], cancelled: &'s dyn Fn() -> bool) -> CountedRows<'s> {
        let all: usize = view.segments.iter().map(|segment| segment.documents.len()).sum();
        let are_others = found.iter().map(DocSet::len).sum::<usize>() * 2 > all;
        let others = |(segment, found): (&Segment, &DocSet)| {
            let mut others = segment.documents.clone();
            others.subtract(found);
            others
        };
        let rows = match are_others {
            true => Cow::Owned(view.segments.iter().zip(found).map(others).collect()),
            false => Cow::Borrowed(found),
        };
        CountedRows { view, rows, are_others, cancelled }
    }

    /// How many of the documents found have each of so many values, by number. `count` raises the numbers that a row
    /// has; `of_all` keeps what all documents have.
    ///
    /// # Errors
    /// When the counts are no longer wanted.
    pub fn counts(
        &self,
        values: usize,
        of_all: &OnceLock<Vec<u32>>,
        count: impl Fn(&mut [u32], usize, &Segment, u32) + Sync,
    ) -> Result<Vec<u32>, Error> {
        let counts = self.summed(&self.rows, values, &count)?;
        if !self.are_others {
            return Ok(counts);
        }
        let all = match of_all.get() {
            Some(all) => all,
            None => {
                let documents: Vec<DocSet> =
                    self.view.segments.iter().map(|segment| DocSet::clone(&segment.documents)).collect();
                let all = self.summed(&documents, values, &count)?;
                of_all.get_or_init(|| all)
            }
        };
        Ok(without(counts, all))
    }

    /// The same where it is known how many of all documents have each value.
    ///
    /// # Errors
    /// When the counts are no longer wanted.
    pub fn counts_of(
        &self,
        all: &[u32],
        count: impl Fn(&mut [u32], usize, &Segment, u32) + Sync,
    ) -> Result<Vec<u32>, Error> {
        let counts = self.summed(&self.rows, all.len(), &count)?;
        Ok(if self.are_others { without(counts, all) } else { counts })
    }

    fn summed(
        &self,
        rows: &[DocSet],
        values: usize,
        count: &(impl Fn(&mut [u32], usize, &Segment, u32) + Sync),
    ) -> Result<Vec<u32>, Error> {
        let add = |counts: &mut Vec<u32>, number: usize, segment: &Segment, doc: u32| {
            count(counts, number, segment, doc);
        };
        let mut counted = self.gathered_of(rows, || vec![0; values], add)?.into_iter();
        let mut sums = counted.next().unwrap_or_else(|| vec![0; values]);
        for counts in counted {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        Ok(sums)
    }

    /// What is gathered of the rows, in parts.
    ///
    /// # Errors
    /// When it is no longer wanted.
    pub fn gathered<T: Send>(
        &self,
        begin: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, usize, &Segment, u32) + Sync,
    ) -> Result<Vec<T>, Error> {
        self.gathered_of(&self.rows, begin, add)
    }

    fn gathered_of<T: Send>(
        &self,
        rows: &[DocSet],
        begin: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, usize, &Segment, u32) + Sync,
    ) -> Result<Vec<T>, Error> {
        let parts = gathered(&self.view.segments, self.cancelled, begin, |part, number, segment, is_over| {
            for (at, doc) in rows.get(number).into_iter().flat_map(DocSet::iter).enumerate() {
                if at % ROWS_BETWEEN_LOOKS == 0 && is_over() {
                    return;
                }
                add(part, number, segment, doc);
            }
        });
        parts.ok_or(Error::Cancelled)
    }
}

fn without(counts: Vec<u32>, all: &[u32]) -> Vec<u32> {
    all.iter().zip(counts).map(|(all, others)| all.saturating_sub(others)).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::index::fixtures::*;

    #[test]
    fn counts_of_most_rows_are_those_of_all_without_the_others_and_end_when_nobody_waits() {
        let (_, _, town) = town();
        let view = &*town.view;
        let ids = |counts: &mut [u32], _: usize, segment: &Segment, doc: u32| {
            counts[segment.id(doc).0 as usize] += 1
        };
        let mut seen = [false; 2];
        for found in 0..16u64 {
            let rows = |segment: &Segment| {
                DocSet::of(segment.size(), |doc| {
                    segment.documents.contains(doc) && found >> (segment.id(doc).0 - 1) & 1 == 1
                })
            };
            let sets: Vec<DocSet> = view.segments.iter().map(rows).collect();
            let counted = CountedRows::new(view, &sets, &|| false);
            seen[usize::from(counted.are_others)] = true;
            let expected: Vec<u32> =
                (0..6u64).map(|id| u32::from(id > 0 && found << 1 >> id & 1 == 1)).collect();
            let kept = OnceLock::new();
            assert_eq!(counted.counts(6, &kept, ids).unwrap(), expected, "{found:b}");
            assert_eq!(counted.counts(6, &kept, ids).unwrap(), expected, "{found:b}, once all are known");
            assert_eq!(counted.counts_of(&[0, 1, 1, 1, 1, 0], ids).unwrap(), expected);
            let asked = Cell::new(0);
            let later = || asked.replace(asked.get() + 1) > 0;
            let given_up = CountedRows::new(view, &sets, &later).counts(6, &OnceLock::new(), ids);
            assert!(given_up.is_err() || found == 0 || found == 15 || view.segments.len() == 1);
        }
        assert_eq!(seen, [true; 2]);
    }
}
