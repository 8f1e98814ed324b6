//! Answers a search: for the screen in stages, the visible rows first; for the command line all that is
//! known of the best hits.
//!
//! Not here: matching and ranking (`index::search`).

use std::collections::HashMap;

use super::beside::add_differences;
use super::path::file;
use crate::index::{Error, Snapshot};
use crate::ingest::Root;
use crate::model::DocumentId;
use crate::query::{
    Answer, CopyRows, Filter, Marks, MatchedDocument, NameMatch, Order, Overview, Passage, ReadSentences,
    RowSharing, ScoredHit, Search, SearchCount, SearchResults, WantedName,
};

/// Values of each facet that are fetched: as many as a person scrolls through in a picker.
const FACET_VALUES: usize = 300;

/// Values of each facet in an overview: more than one screen shows. Set by hand.
const OVERVIEW_VALUES: usize = 24;

/// A search for the list.
pub(super) struct ListSearch<'q> {
    /// What is searched for.
    pub search: &'q Search,
    /// What the reader has starred and read.
    pub marks: &'q Marks,
    /// The row to be selected, and its place on the screen.
    pub around: Option<(DocumentId, usize)>,
    /// The rows visible.
    pub height: usize,
    /// Which documents share a row.
    pub sharing: RowSharing,
}

impl ListSearch<'_> {
    /// Gives stage by stage, the last in return; gives up between stages when cancelled.
    pub(super) fn answer(
        &self,
        snapshot: &Snapshot,
        cancelled: &dyn Fn() -> bool,
        give: &mut dyn FnMut(Answer),
    ) -> Result<Answer, Error> {
        let ListSearch { search, marks, around, height, sharing } = *self;
        let go_on = || if cancelled() { Err(Error::Cancelled) } else { Ok(()) };
        let mut found = snapshot.search_unfolded(search, marks, cancelled)?;
        // What is on the screen neither leaves it for a moment nor is "nothing found" said too early.
        let is_whole = around.is_some() || found.ids.is_empty();
        if is_whole {
            found = snapshot.add_folded(search, marks, found, cancelled)?;
            found = snapshot.add_nearest(search, marks, found, cancelled)?;
        }
        snapshot.group(&mut found, sharing);
        let shown = found.suggestion.clone().filter(|suggestion| suggestion.shown);
        let search = shown.as_ref().map_or(search, |suggestion| &suggestion.search);
        let first = visible(&found, around, height).to_vec();
        give(Answer::Results { results: found.clone(), rows: snapshot.rows(&first) });
        go_on()?;
        give(Answer::Rows {
            rows: Vec::new(),
            passages: passages(snapshot, search, &first, self.marks.sentences.as_deref())?,
        });
        if !search.query.clauses.is_empty() {
            if !is_whole {
                go_on()?;
                found = snapshot.add_folded(search, marks, found, cancelled)?;
                if found.ids.len() > found.unfolded {
                    snapshot.group(&mut found, sharing);
                    let added = visible(&found, around, height).get(first.len()..).unwrap_or_default();
                    let passages = passages(snapshot, search, added, self.marks.sentences.as_deref())?;
                    let rows = snapshot.rows(added);
                    give(Answer::Folded { ids: found.ids.clone(), rows, passages });
                }
                found = snapshot.add_nearest(search, marks, found, cancelled)?;
                found.suggestion.clone().map(Answer::Suggestion).into_iter().for_each(&mut *give);
            }
            go_on()?;
            let (hits, folded) = snapshot.hits(search, &found);
            give(Answer::HitCounts { hits, folded });
        }
        go_on()?;
        self.facets(snapshot, &found, cancelled)
    }

    /// How what is found spreads over what one can filter by; copies count once where that is wanted.
    fn facets(
        &self,
        snapshot: &Snapshot,
        found: &SearchResults,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Answer, Error> {
        let counts_once = self.sharing.copies == CopyRows::Once && found.grouped.is_some();
        let once = counts_once.then(|| snapshot.once(found));
        let facets = snapshot.facets(once.as_ref().unwrap_or(found), self.marks, FACET_VALUES, cancelled)?;
        Ok(Answer::Facets(Box::new(facets)))
    }
}

/// The documents that will be on the screen, and one more that may show its first line.
pub(super) fn visible(
    found: &SearchResults,
    around: Option<(DocumentId, usize)>,
    height: usize,
) -> &[DocumentId] {
    let ids = found.row_ids();
    let place = |(id, row): (DocumentId, usize)| Some(ids.place(id)?.saturating_sub(row));
    let last = ids.len();
    // Near the end the list is scrolled no further than it must be.
    let first = around.and_then(place).unwrap_or(0).min(last.saturating_sub(height));
    ids.between(first..last.min(first + height + 1))
}

/// Rows of these documents, with what the search finds in them, or else how they begin.
pub(super) fn rows(
    snapshot: &Snapshot,
    search: &Search,
    ids: &[DocumentId],
    read: Option<&ReadSentences>,
) -> Result<Answer, Error> {
    let mut passages = passages(snapshot, search, ids, read)?;
    add_differences(snapshot, &mut passages)?;
    Ok(Answer::Rows { rows: snapshot.rows(ids), passages })
}

/// What the search finds in these documents, or how they begin; in the order of what is new, how much that is.
pub(super) fn passages(
    snapshot: &Snapshot,
    search: &Search,
    ids: &[DocumentId],
    read: Option<&ReadSentences>,
) -> Result<Vec<Passage>, Error> {
    let mut passages = snapshot.list_passages(search, ids);
    if let Some(read) = read.filter(|_| search.order == Order::MostNew) {
        snapshot.add_novelty(read, &mut passages)?;
    }
    Ok(passages)
}

/// How much each of some searches finds, and of that how much is new.
pub(super) fn counts(
    snapshot: &Snapshot,
    searches: &[(Search, Option<DocumentId>)],
    marks: &Marks,
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, Error> {
    let count = |(search, newest): &(Search, Option<DocumentId>)| {
        // In the order that takes least to make.
        let search = Search { order: Order::Longest, ..search.clone() };
        let found = snapshot.search_unfolded(&search, marks, cancelled)?;
        let is_new = |id: &&DocumentId| id.is_document() && newest.is_some_and(|newest| **id > newest);
        let new = found.ids.iter().filter(is_new).count();
        Ok(SearchCount { documents: found.unfolded, new })
    };
    let counts: Result<Vec<SearchCount>, Error> = searches.iter().map(count).collect();
    counts.map(Answer::SearchCounts)
}

/// What is in the collection.
pub(super) fn overview(
    snapshot: &Snapshot,
    marks: &Marks,
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, Error> {
    // In the order that takes least to make.
    let everything = Search { order: Order::Longest, ..Search::default() };
    let found = snapshot.search_unfolded(&everything, marks, cancelled)?;
    let facets = snapshot.facets(&found, marks, OVERVIEW_VALUES, cancelled)?;
    Ok(Answer::Overview(Box::new(Overview { counts: snapshot.counts(), facets })))
}

/// The first documents found, each with its file, passage and score.
pub(super) fn top_hits(
    snapshot: &Snapshot,
    roots: &[Root],
    search: &Search,
    marks: &Marks,
    limit: usize,
) -> Result<Answer, Error> {
    let results = snapshot.search(search, marks, &|| false)?;
    let results = snapshot.add_nearest(search, marks, results, &|| false)?;
    let shown = results.suggestion.as_ref().filter(|suggestion| suggestion.shown);
    let search = shown.map_or(search, |suggestion| &suggestion.search);
    let ids = &results.ids[..limit.min(results.ids.len())];
    let passages = snapshot.passages(search, ids).into_iter();
    let mut passages: HashMap<DocumentId, Passage> = passages.map(|passage| (passage.id, passage)).collect();
    let scores = snapshot.scores(search, ids);
    let copies = snapshot.known_near_copies();
    let hits = snapshot.rows(ids).into_iter().zip(scores).map(|(row, score)| ScoredHit {
        file: file(roots, row.root, &row.path),
        passage: passages.remove(&row.id),
        thread: snapshot.thread_of(row.id).first().copied(),
        copies: copies.as_ref().map(|copies| copies.all().copies(row.id)),
        corrected: Vec::new(),
        row,
        score,
    });
    let hits = hits.collect();
    Ok(Answer::TopHits { results, hits })
}

/// Where the names of a list stand, the first documents of each with their files.
pub(super) fn match_names(
    snapshot: &Snapshot,
    roots: &[Root],
    names: &[WantedName],
    filters: &[Filter],
    cancelled: &dyn Fn() -> bool,
) -> Result<Answer, Error> {
    let found = snapshot.match_names(names, filters, cancelled)?;
    let matches = found.into_iter().map(|(of, first)| {
        let first = snapshot.rows(&first).into_iter().map(|row| MatchedDocument {
            file: file(roots, row.root, &row.path),
            part: row.part,
            title: row.title,
        });
        NameMatch { first: first.collect(), ..of }
    });
    Ok(Answer::NameMatches(matches.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visible_of(count: u64, around: Option<(u64, usize)>) -> Vec<u64> {
        let ids = (0..count).map(DocumentId).collect();
        let found = SearchResults { ids, of: count as usize, ..SearchResults::default() };
        let around = around.map(|(id, row)| (DocumentId(id), row));
        visible(&found, around, 3).iter().map(|id| id.0).collect()
    }

    #[test]
    fn the_rows_around_the_selected_one_are_sent_first() {
        assert_eq!(visible_of(10, None), [0, 1, 2, 3]);
        assert_eq!(visible_of(10, Some((5, 1))), [4, 5, 6, 7]);
        assert_eq!(visible_of(10, Some((9, 0))), [7, 8, 9], "the list ends there");
        assert_eq!(visible_of(10, Some((1, 2))), [0, 1, 2, 3], "the list begins there");
        assert_eq!(visible_of(10, Some((77, 2))), [0, 1, 2, 3], "it was not found");
        assert_eq!(visible_of(0, Some((1, 1))), [0; 0]);
    }
}
