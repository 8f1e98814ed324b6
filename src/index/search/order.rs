//! Puts the rows that a search finds in order. Of many only the first are put in order at once, the others when somebody
//! asks for them: a common word finds most of a collection, and a list waits for its first screen alone.
//!
//! Not here: how well a row answers a search (`score`).

use crate::index::Error;
use crate::index::segments::{DocSet, Segment, Sets, Strings, by_segment, rank_of};
use crate::index::view::View;
use crate::model::DocumentId;
use crate::query::{DocumentIds, FacetText, Marks, Order};

/// What a row is sorted by: the order's own value; when that is the path, path and part; then the
/// id, which is given in the order of reading.
type SortKey = (u64, u32, u32, DocumentId);

/// What a row is sorted by that has a score: the better the score, the less.
type ScoreKey = (u32, DocumentId);

/// Comes after all other values.
const LAST: u64 = u64::MAX;

/// So many are put in order at once: more than there are rows on a screen. Set by hand.
const AT_ONCE: usize = 256;

/// Up to so many all are. Set by hand: this takes half a millisecond.
const FEW: usize = 10_000;

/// The score of a row, by segment and row; never negative.
pub(super) type Score<'s> = dyn Fn(usize, u32) -> f32 + Sync + 's;

/// What rows are sorted by.
pub(super) struct Sorting<'s> {
    pub view: &'s View,
    pub order: Order,
    pub marks: &'s Marks,
}

impl Sorting<'_> {
    /// The documents of these rows in the order.
    ///
    /// # Errors
    /// When the list is no longer wanted.
    pub fn listed(
        &self,
        rows: &Sets,
        score: Option<&Score<'_>>,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<DocumentIds, Error> {
        if let (Order::Relevance | Order::MostHits, Some(score)) = (self.order, score) {
            let keys = self.keys(rows, cancelled, |number, segment, doc| {
                // Scores are not negative, and the bits of such floats sort as they do.
                (!score(number, doc).to_bits(), segment.id(doc))
            })?;
            return Ok(listed(keys, |&(_, id): &ScoreKey| id));
        }
        // Only the order by path needs the paths, and they are costly: all have to be compared.
        let paths = (self.order == Order::Path).then(|| self.view.ranks.path(&self.view.segments));
        let keys = self.keys(rows, cancelled, |number, segment, doc| {
            let (path, part) = paths.map_or((0, 0), |paths| {
                let columns = segment.columns();
                let path = rank_of(paths, number, columns.path.ordinal(doc));
                (path, columns.part.first(doc).unwrap_or(0) as u32)
            });
            (self.value(number, segment, doc), path, part, segment.id(doc))
        })?;
        Ok(listed(keys, |&(.., id): &SortKey| id))
    }

    /// The keys of these rows.
    fn keys<K: Send>(
        &self,
        rows: &Sets,
        cancelled: &dyn Fn() -> bool,
        key: impl Fn(usize, &Segment, u32) -> K + Sync,
    ) -> Result<Vec<K>, Error> {
        let of_segment = |number: usize, segment: &Segment, _: &dyn Fn() -> bool| {
            let rows = rows.get(number);
            let mut keys = Vec::with_capacity(rows.map_or(0, DocSet::len));
            keys.extend(rows.into_iter().flat_map(DocSet::iter).map(|doc| key(number, segment, doc)));
            keys
        };
        let mut lists = by_segment(&self.view.segments, cancelled, of_segment).ok_or(Error::Cancelled)?;
        let mut keys = Vec::with_capacity(lists.iter().map(Vec::len).sum());
        lists.iter_mut().for_each(|of_segment| keys.append(of_segment));
        Ok(keys)
    }

    /// The order's own value of a row.
    fn value(&self, number: usize, segment: &Segment, doc: u32) -> u64 {
        let (view, columns) = (self.view, segment.columns());
        let ranked = |rank, strings: &Strings| match strings.ordinal(doc) {
            // The empty text sorts first of all, but a document without a title comes last.
            Some(ordinal) if !strings.begins_empty() || ordinal > 0 => {
                u64::from(rank_of(rank, number, Some(ordinal)))
            }
            _ => LAST,
        };
        match self.order {
            // Where there is nothing to rank by.
            Order::Relevance | Order::MostHits | Order::MostNew | Order::Newest => {
                day(segment, doc).map_or(LAST, |day| !day)
            }
            Order::Oldest => day(segment, doc).unwrap_or(LAST),
            Order::Longest => columns.body.words.first(doc).map_or(LAST, |words| !words),
            Order::Title => ranked(view.ranks.title(&view.segments), &columns.title),
            Order::Source => ranked(view.ranks.source(&view.segments), columns.text(FacetText::Source)),
            Order::Path => 0,
            Order::LastRead => {
                self.marks.openings.number(segment.id(doc)).map_or(LAST, |number| LAST - 1 - number)
            }
        }
    }
}

/// The ids of these keys, by the keys.
fn listed<K: Ord + Send + 'static>(mut keys: Vec<K>, id: fn(&K) -> DocumentId) -> DocumentIds {
    let count = keys.len();
    if count <= FEW {
        keys.sort_unstable();
        return keys.iter().map(id).collect();
    }
    let (first, ..) = keys.select_nth_unstable(AT_ONCE);
    first.sort_unstable();
    let first = first.iter().map(id).collect();
    DocumentIds::beginning(first, count, move || {
        keys.sort_unstable();
        keys.iter().map(id).collect()
    })
}

/// The likely day of publication as a number that sorts, and is neither 0 nor the greatest.
fn day(segment: &Segment, doc: u32) -> Option<u64> {
    Some(segment.likely_day(doc)?.wrapping_sub(i64::MIN) as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]
        #[test]
        fn many_are_listed_as_if_all_were_put_in_order_at_once(scores in prop::collection::vec(0u32..50, FEW - 5..FEW + 90)) {
            let keys: Vec<ScoreKey> = scores.into_iter().rev().zip((0..).map(DocumentId)).collect();
            let mut sorted = keys.clone();
            sorted.sort_unstable();
            let sorted: Vec<DocumentId> = sorted.into_iter().map(|(_, id)| id).collect();
            let ids = listed(keys, |&(_, id)| id);
            prop_assert_eq!(ids.len(), sorted.len());
            prop_assert_eq!(ids.between(3..90), &sorted[3..90]);
            prop_assert_eq!(ids.between(200..300), &sorted[200..300]);
            prop_assert_eq!(&*ids, &sorted[..]);
        }
    }
}
