//! How many documents of a collection have each date of publication.
//!
//! Not here: those found by a search (`index::search::time`).

use rustc_hash::FxHashMap;

use super::segment::Segment;

/// Documents by packed date.
pub(in crate::index) type ByDate = FxHashMap<i64, u32>;

/// All documents of these segments by date.
pub(in crate::index) fn by_date(segments: &[Segment]) -> ByDate {
    let mut counts = ByDate::default();
    for segment in segments {
        let published = &segment.columns().dates.published;
        for date in segment.documents.iter().filter_map(|doc| published.first(doc)) {
            *counts.entry(date).or_default() += 1;
        }
    }
    counts
}
