//! Puts the rows that a search finds in order. Of many only the first are put in order at once, the others when somebody
//! asks for them: a common word finds most of a collection, and a list waits for its first screen alone.
//!
//! Not here: how well a row answers a search (`score`).

use std::sync::Arc;

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
const AT_ONCE: usize = if cfg!(test) { 2 } else { 256 };

/// Up to so many all are. Set by hand.
const FEW: usize = if cfg!(test) { 3 } else { 10_000 };

/// The score of a row, by segment and row; never negative.
pub(super) type Score = dyn Fn(usize, u32) -> f32 + Send + Sync;

/// What rows are sorted by.
pub(super) struct Sorting<'s> {
    pub view: &'s View,
    pub order: Order,
    pub marks: &'s Marks,
}

impl Sorting<'_> {
    /// The documents of these rows in the order, where there is no score to rank by.
    ///
    /// # Errors
    /// When the list is no longer wanted.
    pub fn listed(&self, rows: &Sets, cancelled: &dyn Fn() -> bool) -> Result<DocumentIds, Error> {
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

/// The documents of these rows, those with the best score first, equal ones by id.
///
/// # Errors
/// When the list is no longer wanted.
pub(super) fn by_score(
    view: &View,
    rows: &Sets,
    score: Box<Score>,
    cancelled: &dyn Fn() -> bool,
) -> Result<DocumentIds, Error> {
    let count = rows.iter().map(DocSet::len).sum();
    if count <= FEW {
        return Ok(all_by_score(&view.segments, rows, &*score).into());
    }
    let best = by_segment(&view.segments, cancelled, |number, segment, _| {
        let mut best = Best::default();
        for doc in rows.get(number).into_iter().flat_map(DocSet::iter) {
            best.offer(score_key(&*score, number, doc), || segment.id(doc));
        }
        best.keys
    });
    let mut best: Vec<ScoreKey> = best.ok_or(Error::Cancelled)?.into_iter().flatten().collect();
    best.sort_unstable();
    best.truncate(AT_ONCE);
    let first = best.into_iter().map(|(_, id)| id).collect();
    let (segments, rows) = (Arc::clone(&view.segments), rows.clone());
    Ok(DocumentIds::beginning(first, count, move || all_by_score(&segments, &rows, &*score)))
}

fn all_by_score(segments: &[Segment], rows: &Sets, score: &Score) -> Vec<DocumentId> {
    let mut keys: Vec<ScoreKey> = Vec::with_capacity(rows.iter().map(DocSet::len).sum());
    for (number, (segment, rows)) in segments.iter().zip(rows).enumerate() {
        keys.extend(rows.iter().map(|doc| (score_key(score, number, doc), segment.id(doc))));
    }
    keys.sort_unstable();
    keys.into_iter().map(|(_, id)| id).collect()
}

fn score_key(score: &Score, number: usize, doc: u32) -> u32 {
    // Scores are not negative, and the bits of such floats sort as they do.
    !score(number, doc).to_bits()
}

/// The best of many keys, which are offered one by one.
#[derive(Default)]
struct Best {
    keys: Vec<ScoreKey>,
    /// Nothing beyond this is among them.
    worst: Option<u32>,
}

impl Best {
    fn offer(&mut self, score: u32, id: impl FnOnce() -> DocumentId) {
        if self.worst.is_some_and(|worst| score > worst) {
            return;
        }
        self.keys.push((score, id()));
        if self.keys.len() >= 2 * AT_ONCE {
            let (_, worst, _) = self.keys.select_nth_unstable(AT_ONCE - 1);
            self.worst = Some(worst.0);
            self.keys.truncate(AT_ONCE);
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
        #[test]
        fn many_are_listed_as_if_all_were_put_in_order_at_once(scores in prop::collection::vec(0u32..9, 0..60)) {
            let keys: Vec<ScoreKey> = scores.into_iter().rev().zip((0..).map(DocumentId)).collect();
            let mut best = Best::default();
            keys.iter().for_each(|&(score, id)| best.offer(score, || id));
            best.keys.sort_unstable();
            best.keys.truncate(AT_ONCE);
            let mut sorted = keys.clone();
            sorted.sort_unstable();
            prop_assert_eq!(&best.keys[..], &sorted[..sorted.len().min(AT_ONCE)]);
            let sorted: Vec<DocumentId> = sorted.into_iter().map(|(_, id)| id).collect();
            let ids = listed(keys, |&(_, id)| id);
            prop_assert_eq!(ids.len(), sorted.len());
            prop_assert_eq!(ids.between(0..1), &sorted[..sorted.len().min(1)]);
            prop_assert_eq!(&*ids, &sorted[..]);
        }
    }
}
