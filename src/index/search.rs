//! From a search to the documents found, in order.

use std::sync::Arc;

use super::error::Error;
use super::rank::rank_of;
use super::score::Scores;
use super::select::{Selector, Sets, sought};
use super::snapshot::{Segment, Snapshot, View};
use crate::model::DocumentId;
use crate::query::{Found, Marks, Order, Search};

/// What a row is sorted by: the order's own value, then path, then part.
type Place = (u64, u32, u32, DocumentId);

/// Comes after all other values.
const LAST: u64 = u64::MAX;

impl Snapshot {
    /// The documents that meet the query and the filters, in the order wished. `cancelled` is
    /// asked now and then whether the answer is still wanted.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when it is not; otherwise when an index cannot be read.
    pub fn search(
        &self,
        search: &Search,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Found, Error> {
        let view = &*self.view;
        let rows = Selector { view, marks, cancelled }.select(search)?;
        let of = view.segments.iter().map(|segment| segment.documents.len()).sum();
        let scores = match search.order {
            Order::Relevance => Scores::of(view, &sought(search), cancelled)?,
            _ => None,
        };
        let mut places = places(view, &rows, search.order, scores.as_ref());
        places.sort_unstable();
        Ok(Found { ids: Arc::new(places.into_iter().map(|(.., id)| id).collect()), of })
    }
}

fn places(view: &View, rows: &Sets, order: Order, scores: Option<&Scores>) -> Vec<Place> {
    let paths = view.path_rank();
    let mut places = Vec::with_capacity(rows.iter().map(|set| set.len()).sum());
    for (number, (segment, rows)) in view.segments.iter().zip(rows).enumerate() {
        let columns = segment.columns();
        let ranked = |rank, strings: &super::segments::Strings, doc| match strings.ordinal(doc) {
            // The empty text sorts first of all, but a document without a title comes last.
            Some(ordinal) if !strings.begins_empty() || ordinal > 0 => {
                u64::from(rank_of(rank, number, Some(ordinal)))
            }
            _ => LAST,
        };
        for doc in rows.iter() {
            let first = match (order, scores) {
                // Scores are not negative, and the bits of such floats sort as they do.
                (Order::Relevance, Some(scores)) => !u64::from(scores.of_row(number, doc).to_bits()),
                (Order::Relevance | Order::Newest, _) => day(segment, doc).map_or(LAST, |day| !day),
                (Order::Oldest, _) => day(segment, doc).unwrap_or(LAST),
                (Order::Title, _) => ranked(view.title_rank(), &columns.title, doc),
                (Order::Source, _) => ranked(view.source_rank(), &columns.source, doc),
                (Order::Path, _) => 0,
            };
            let path = rank_of(paths, number, columns.path.ordinal(doc));
            let part = columns.part.first(doc).unwrap_or(0) as u32;
            places.push((first, path, part, segment.id(doc)));
        }
    }
    places
}

/// The day of publication as a number that sorts, and is neither 0 nor the greatest.
fn day(segment: &Segment, doc: u32) -> Option<u64> {
    let packed = segment.columns().published.first(doc)?;
    Some(packed.wrapping_sub(i64::MIN) as u64)
}
