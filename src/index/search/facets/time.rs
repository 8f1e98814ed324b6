//! Counts documents by the date of their publication: those found, and all.
//!
//! Not here: what the counts are drawn as (`app::pane::time_line`).

use rustc_hash::FxHashMap;

use crate::index::segments::DocSet;
use crate::index::store::unpack;
use crate::index::view::View;
use crate::query::{DateCount, TimeCounts};

/// How the documents of these rows, and all of the collection, spread over time.
pub(super) fn time_counts(view: &View, found: &[DocSet]) -> TimeCounts {
    let all = view.all_by_date();
    let mut of_found: FxHashMap<i64, (u32, u32)> = FxHashMap::default();
    let mut undated = 0;
    for (segment, rows) in view.segments.iter().zip(found) {
        for doc in rows.iter() {
            let Some(date) = segment.columns().dates.published.first(doc) else {
                undated += 1;
                continue;
            };
            let (count, sure) = of_found.entry(date).or_default();
            *count += 1;
            *sure += u32::from(segment.is_date_sure(doc));
        }
    }
    let mut dates: Vec<DateCount> = all
        .iter()
        .filter_map(|(packed, &all)| {
            let (found, sure) = of_found.get(packed).copied().unwrap_or_default();
            Some(DateCount { date: unpack(*packed)?, all, found, sure })
        })
        .collect();
    dates.sort_unstable_by_key(|count| count.date);
    TimeCounts { dates, undated }
}
