//! How many documents have each date of publication.
//!
//! Not here: what a time line shows of it (`index::search::facets`).

use rustc_hash::FxHashMap;
use tantivy::DocId;

use super::segment::Segment;

/// Documents by packed date.
#[derive(Clone, Default)]
pub(in crate::index) struct ByDate {
    /// How many there are of each date, and of how many of these it is more than a guess.
    pub counts: FxHashMap<i64, [u32; 2]>,
    /// Those without a date.
    pub undated: u32,
}

impl ByDate {
    /// All documents of these segments.
    pub(in crate::index) fn of(segments: &[Segment]) -> ByDate {
        let mut all = ByDate::default();
        for segment in segments {
            segment.documents.iter().for_each(|doc| all.add(segment, doc));
        }
        all
    }

    /// Counts a document.
    pub(in crate::index) fn add(&mut self, segment: &Segment, doc: DocId) {
        let Some(date) = segment.columns().dates.published.first(doc) else {
            self.undated += 1;
            return;
        };
        let [count, sure] = self.counts.entry(date).or_default();
        *count += 1;
        *sure += u32::from(segment.is_date_sure(doc));
    }

    /// Adds what was counted apart.
    pub(in crate::index) fn unite(&mut self, other: &ByDate) {
        self.undated += other.undated;
        for (date, [count, sure]) in &other.counts {
            let [all, all_sure] = self.counts.entry(*date).or_default();
            *all += count;
            *all_sure += sure;
        }
    }

    /// What is left without documents that are among these.
    pub(in crate::index) fn without(mut self, others: &ByDate) -> ByDate {
        self.undated = self.undated.saturating_sub(others.undated);
        for (date, [count, sure]) in &others.counts {
            let [all, all_sure] = self.counts.entry(*date).or_default();
            *all = all.saturating_sub(*count);
            *all_sure = all_sure.saturating_sub(*sure);
        }
        self
    }
}
