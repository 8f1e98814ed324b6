//! Counts documents by the date of their publication: those found, and all.
//!
//! Not here: what the counts are drawn as (`app::pane::time_line`).

use super::counted::CountedRows;
use crate::index::Error;
use crate::index::segments::ByDate;
use crate::index::store::unpack;
use crate::query::{DateCount, TimeCounts};

/// How the documents of these rows, and all of the collection, spread over time.
pub(super) fn time_counts(rows: &CountedRows<'_>) -> Result<TimeCounts, Error> {
    let all = rows.view.all_by_date();
    let counted = rows.gathered(ByDate::default, |counts, _, segment, doc| counts.add(segment, doc))?;
    let mut found = ByDate::default();
    counted.iter().for_each(|of| found.unite(of));
    if rows.are_others {
        found = all.clone().without(&found);
    }
    let count = |(packed, &[all, _]): (&i64, &[u32; 2])| {
        let [found, sure] = found.counts.get(packed).copied().unwrap_or_default();
        Some(DateCount { date: unpack(*packed)?, all, found, sure })
    };
    let mut dates: Vec<DateCount> = all.counts.iter().filter_map(count).collect();
    dates.sort_unstable_by_key(|count| count.date);
    Ok(TimeCounts { dates, undated: found.undated })
}
