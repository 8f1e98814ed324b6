//! Runs a search: from conditions and scores to the list of documents in the order asked for.

use std::cmp::Reverse;
use std::sync::Arc;

use super::hits::Hits;
use super::order::{Sorting, by_score};
use super::query_terms::{asks_anywhere, query_terms};
use super::score::Scores;
use super::select::Selector;

use crate::entity::{RowAddress, name_condition};
use crate::index::novelty::Novelty;
use crate::index::segments::DocSet;
use crate::index::view::View;
use crate::index::{Error, Snapshot};
use crate::model::DocumentId;
use crate::query::{Age, DocumentIds, Marks, Order, Search, SearchResults};

/// So many entities that the names of a query refer to are named, at most.
const NAMED: usize = 3;

impl Snapshot {
    /// The documents that meet the query and the filters, in the order wished; those that do so only
    /// with their folded lines, and frames of files, after all others. `cancelled` is asked now and then
    /// whether the answer is still wanted.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when it is not; otherwise when an index cannot be read.
    pub fn search(
        &self,
        search: &Search,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<SearchResults, Error> {
        let found = self.search_unfolded(search, marks, cancelled)?;
        self.add_folded(search, marks, found, cancelled)
    }

    /// The documents that meet the query and the filters without their folded lines.
    ///
    /// # Errors
    /// As [`Snapshot::search`].
    pub fn search_unfolded(
        &self,
        search: &Search,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<SearchResults, Error> {
        let view = &*self.view;
        let rows = Selector { view, stories: &self.stories, marks, cancelled }.select(search)?;
        let of = view.segments.iter().map(|segment| segment.documents.len()).sum();
        let terms = query_terms(search);
        let order = Sorting { view, order: search.order, marks };
        let ids: DocumentIds = match search.order {
            Order::Relevance => {
                let scores = Scores::of(view, &terms, &rows, cancelled)?;
                let like = view.like_all(search, cancelled)?;
                if scores.is_none() && like.is_empty() {
                    order.listed(&rows, cancelled)?
                } else {
                    let score = move |segment, doc| {
                        let by_words = scores.as_ref().map_or(0.0, |scores| scores.of_row(segment, doc));
                        by_words + like.iter().map(|of| of.score(RowAddress::new(segment, doc))).sum::<f32>()
                    };
                    by_score(view, &rows, Box::new(score), cancelled)?
                }
            }
            Order::MostHits if !terms.is_empty() => {
                let (hits, of) = (Hits::of(view, search), Arc::clone(&self.view));
                let score = move |segment, doc| hits.shown(&of, segment, doc);
                by_score(view, &rows, Box::new(score), cancelled)?
            }
            Order::MostNew if let Some(read) = &marks.sentences => {
                Novelty::new(view, read).sorted(&rows, cancelled)?.into()
            }
            _ => order.listed(&rows, cancelled)?,
        };
        let unfolded = ids.len();
        view.note_found(&ids, rows);
        let resolved_names = view.resolved_names(search)?;
        let newest = view.segments.iter().map(|segment| segment.columns().id.max_value()).max();
        let copies = view.like_all(search, cancelled)?.iter().map(|of| of.copies).sum();
        Ok(SearchResults {
            ids,
            unfolded,
            of,
            newest: DocumentId(newest.unwrap_or(0)),
            resolved_names,
            files: self.file_counts(),
            suggestion: None,
            knows_copies: false,
            knows_stories: false,
            grouped: None,
            copies,
            age: Age::Fresh,
        })
    }

    /// Adds to what is found without folded lines what is found only with them. This takes as long
    /// again as the search without: a beginning of one letter goes on to thousands of words.
    ///
    /// # Errors
    /// As [`Snapshot::search`].
    pub fn add_folded(
        &self,
        search: &Search,
        marks: &Marks,
        mut found: SearchResults,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<SearchResults, Error> {
        if !asks_anywhere(search) {
            return Ok(found);
        }
        let view = &*self.view;
        let unfolded = view.rows_of(&found);
        let folded =
            Selector { view, stories: &self.stories, marks, cancelled }.select_folded(search, &unfolded)?;
        if folded.iter().all(|rows| rows.len() == 0) {
            return Ok(found);
        }
        let folded = match search.order {
            // Only a search for words comes here, so there is something to rank by.
            Order::Relevance | Order::MostHits => {
                let hits = Hits::of(view, search);
                let frequency = move |segment, doc| hits.frequency(segment, doc);
                by_score(view, &folded, Box::new(frequency), cancelled)?
            }
            _ => Sorting { view, order: search.order, marks }.listed(&folded, cancelled)?,
        };
        found.ids = std::mem::take(&mut found.ids).followed_by(folded.into_vec());
        view.note_found(&found.ids, unfolded.to_vec());
        Ok(found)
    }

    /// How well each of these documents answers the words of a search; 0 where there is nothing
    /// to rank by. Words in folded lines do not count.
    pub fn scores(&self, search: &Search, ids: &[DocumentId]) -> Vec<f32> {
        let view = &*self.view;
        let mut rows =
            self.view.segments.iter().map(|segment| DocSet::none(segment.size())).collect::<Vec<_>>();
        for address in ids.iter().filter_map(|&id| view.addresses().get(id)) {
            rows.get_mut(address.partition as usize).into_iter().for_each(|rows| rows.insert(address.row));
        }
        let scores = Scores::of(view, &query_terms(search), &rows, &|| false).ok().flatten();
        let like = view.like_all(search, &|| false).unwrap_or_default();
        let score = |&id: &DocumentId| {
            let address = view.addresses().get(id)?;
            let by_words =
                scores.as_ref().map_or(0.0, |scores| scores.of_row(address.partition as usize, address.row));
            Some(by_words + like.iter().map(|of| of.score(address)).sum::<f32>())
        };
        ids.iter().map(|id| score(id).unwrap_or(0.0)).collect()
    }
}

impl View {
    /// The entities that the names of the query refer to, the most frequent first.
    fn resolved_names(&self, search: &Search) -> Result<Vec<String>, Error> {
        let mut found: Vec<(Reverse<u32>, &str)> = Vec::new();
        for condition in search.query.demanded() {
            if let Some((kind, terms, prefix)) = name_condition(condition) {
                let entities = self.entities()?;
                let frequent = entities.frequent(kind, terms, prefix, NAMED + 1);
                let named = |(count, number)| Some((count, entities.entity(number)?.1));
                found.extend(frequent.into_iter().filter_map(named));
            }
        }
        found.sort_unstable();
        let more = found.len() > NAMED;
        found.truncate(NAMED);
        let names = found.into_iter().map(|(_, name)| name);
        Ok(names.chain(more.then_some("…")).map(str::to_owned).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};

    fn ordered(order: Order) -> Vec<u64> {
        found(&town().2, &Search { order, ..Search::default() })
    }

    #[test]
    fn each_order_puts_what_it_does_not_know_last() {
        assert_eq!(ordered(Order::Newest), [4, 2, 1, 3]);
        assert_eq!(ordered(Order::Oldest), [1, 2, 4, 3]);
        assert_eq!(ordered(Order::Title), [2, 1, 4, 3]);
        assert_eq!(ordered(Order::Source), [1, 2, 3, 4]);
        assert_eq!(ordered(Order::Path), [1, 2, 3, 4]);
        assert_eq!(ordered(Order::Longest), [1, 2, 4, 3]);
        for order in [Order::Relevance, Order::MostHits] {
            assert_eq!(ordered(order), ordered(Order::Newest), "without words");
        }
        let search = Search { order: Order::MostHits, ..all(vec![must(words("vell"))]) };
        assert_eq!(found(&town().2, &search), [1, 4, 2]);
        let winds = Search { order: Order::MostHits, ..all(vec![must(words("w*"))]) };
        assert_eq!(found(&town().2, &winds)[0], 4);
    }

    #[test]
    fn what_was_opened_last_stands_first_and_what_never_was_last() {
        let openings = [(DocumentId(4), 0), (DocumentId(2), 8), (DocumentId(3), 9)].into_iter().collect();
        let marks = Marks { openings, ..Marks::default() };
        let search = Search { order: Order::LastRead, ..Search::default() };
        let results = town().2.search(&search, &marks, &|| false).unwrap();
        assert_eq!(results.ids.iter().map(|id| id.0).collect::<Vec<_>>(), [3, 2, 4, 1]);
    }

    #[test]
    fn a_document_with_bounds_stands_where_they_put_it() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let bounded = |after: &str, before: &str| {
            let bound = crate::model::PartialDate::parse;
            let (after, before) = (bound(after), bound(before));
            let published = crate::model::Published { after, before, ..Default::default() };
            crate::model::Document { published: Some(published), ..document("A", "text") }
        };
        let documents = [
            (1, dated(document("B", "text"), "2022-01-27")),
            (2, bounded("2024-05", "")),
            (3, bounded("", "2020")),
            (4, bounded("2022", "2023-12-31")),
            (5, document("C", "text")),
        ];
        for (id, document) in documents {
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document)]).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        let ordered = |order| found(&snapshot, &Search { order, ..Search::default() });
        assert_eq!(ordered(Order::Newest), [2, 4, 1, 3, 5]);
        assert_eq!(ordered(Order::Oldest), [3, 1, 4, 2, 5]);
    }

    #[test]
    fn a_word_in_the_title_weighs_more_and_a_word_used_twice_too() {
        let (_, _, town) = town();
        assert_eq!(found(&town, &all(vec![must(words("harbour"))])), [1, 2]);
        assert_eq!(found(&town, &all(vec![must(words("vell"))])), [4, 1, 2], "last of all in the source");
    }

    #[test]
    fn several_roots_are_searched_as_one() {
        let roots: Vec<Index> = ["b.txt", "a.txt"]
            .iter()
            .zip(10..)
            .map(|(path, id)| {
                let index = Index::in_memory().unwrap();
                let mut writer = index.writer().unwrap();
                writer.replace(&file(path), &[(DocumentId(id), document("Same", "word"))]).unwrap();
                writer.replace(&failed("same.bin", "not text"), &[]).unwrap();
                writer.commit().unwrap();
                index
            })
            .collect();
        let snapshot = Collection::new(roots).snapshot().unwrap();
        assert_eq!(found(&snapshot, &all(vec![must(words("word"))])), [10, 11]);
        assert_eq!(snapshot.place(DocumentId(11)), Some((1, "a.txt".to_owned())));
        let failed = all(vec![must(crate::query::Condition::Is(crate::query::State::Failed))]);
        assert_eq!(found(&snapshot, &failed).len(), 2, "the same path in two roots is two files");
    }
}
