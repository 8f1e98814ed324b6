//! Runs a search: from conditions and scores to the list of documents in the order asked for.

use std::cmp::Reverse;

use super::hits::Hits;
use super::query_terms::{asks_anywhere, query_terms};
use super::score::Scores;
use super::select::Selector;

use crate::entity::{RowAddress, name_condition};
use crate::index::novelty::Novelty;
use crate::index::segments::{Segment, Sets, Strings, rank_of};
use crate::index::view::View;
use crate::index::{Error, Snapshot};
use crate::model::DocumentId;
use crate::query::{Age, DocumentIds, FacetText, Marks, Order, Search, SearchResults};

/// What a row is sorted by: the order's own value; when that is the path, path and part; then the
/// id, which is given in the order of reading.
type SortKey = (u64, u32, u32, DocumentId);

/// Comes after all other values.
const LAST: u64 = u64::MAX;

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
        let ids = match search.order {
            Order::Relevance => {
                let scores = Scores::of(view, &terms, cancelled)?;
                let like = view.like_all(search, cancelled)?;
                let score = |segment, doc| {
                    let by_words = scores.as_ref().map_or(0.0, |scores| scores.of_row(segment, doc));
                    by_words + like.iter().map(|of| of.score(RowAddress::new(segment, doc))).sum::<f32>()
                };
                let is_ranked = scores.is_some() || !like.is_empty();
                order.sorted(&rows, is_ranked.then_some(&score as &Score<'_>))
            }
            Order::MostHits if !terms.is_empty() => {
                let hits = Hits::of(view, search);
                order.sorted(&rows, Some(&|segment, doc| hits.shown(view, segment, doc)))
            }
            Order::MostNew if let Some(read) = &marks.sentences => {
                Novelty::new(view, read).sorted(&rows, cancelled)?
            }
            _ => order.sorted(&rows, None),
        };
        let (unfolded, ids) = (ids.len(), DocumentIds::from(ids));
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
        // Only a search for words comes here, so there is something to rank by.
        let hits = Hits::of(view, search);
        let frequency = |segment, doc| hits.frequency(segment, doc);
        let order = Sorting { view, order: search.order, marks };
        let mut ids = std::mem::take(&mut found.ids).into_vec();
        ids.extend(order.sorted(&folded, Some(&frequency)));
        found.ids = ids.into();
        view.note_found(&found.ids, unfolded.to_vec());
        Ok(found)
    }

    /// How well each of these documents answers the words of a search; 0 where there is nothing
    /// to rank by. Words in folded lines do not count.
    pub fn scores(&self, search: &Search, ids: &[DocumentId]) -> Vec<f32> {
        let view = &*self.view;
        let scores = Scores::of(view, &query_terms(search), &|| false).ok().flatten();
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

/// The score of a row, by segment and row; never negative.
type Score<'s> = dyn Fn(usize, u32) -> f32 + 's;

/// What rows are sorted by.
struct Sorting<'s> {
    view: &'s View,
    order: Order,
    marks: &'s Marks,
}

impl Sorting<'_> {
    /// The documents of these rows in the order.
    fn sorted(&self, rows: &Sets, score: Option<&Score<'_>>) -> Vec<DocumentId> {
        if let (Order::Relevance | Order::MostHits, Some(score)) = (self.order, score) {
            return by_score(self.view, rows, score);
        }
        let mut keys = sort_keys(self, rows);
        keys.sort_unstable();
        keys.into_iter().map(|(.., id)| id).collect()
    }
}

/// The documents of these rows, those with the best score first, equal ones by id. A common word finds most of a
/// collection, and this is what a list waits for: score and position are sorted as one number.
fn by_score(view: &View, rows: &Sets, score: &Score<'_>) -> Vec<DocumentId> {
    let count = rows.iter().map(|set| set.len()).sum();
    let (mut ids, mut keys) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (number, (segment, rows)) in view.segments.iter().zip(rows).enumerate() {
        for doc in rows.iter() {
            // Scores are not negative, and the bits of such floats sort as they do.
            keys.push(u64::from(!score(number, doc).to_bits()) << 32 | ids.len() as u64);
            ids.push(segment.id(doc));
        }
    }
    keys.sort_unstable();
    let mut sorted: Vec<DocumentId> =
        keys.iter().filter_map(|key| ids.get(*key as u32 as usize)).copied().collect();
    let mut first = 0;
    for equal in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
        if let Some(equal) = sorted.get_mut(first..first + equal.len()) {
            equal.sort_unstable();
        }
        first += equal.len();
    }
    sorted
}

fn sort_keys(sorting: &Sorting<'_>, rows: &Sets) -> Vec<SortKey> {
    let &Sorting { view, order, marks } = sorting;
    // Only the order by path needs the paths, and they are costly: all have to be compared.
    let paths = (order == Order::Path).then(|| view.ranks.path(&view.segments));
    let mut keys = Vec::with_capacity(rows.iter().map(|set| set.len()).sum());
    for (number, (segment, rows)) in view.segments.iter().zip(rows).enumerate() {
        let columns = segment.columns();
        let ranked = |rank, strings: &Strings, doc| match strings.ordinal(doc) {
            // The empty text sorts first of all, but a document without a title comes last.
            Some(ordinal) if !strings.begins_empty() || ordinal > 0 => {
                u64::from(rank_of(rank, number, Some(ordinal)))
            }
            _ => LAST,
        };
        for doc in rows.iter() {
            let first = match order {
                // Where there is nothing to rank by.
                Order::Relevance | Order::MostHits | Order::MostNew | Order::Newest => {
                    day(segment, doc).map_or(LAST, |day| !day)
                }
                Order::Oldest => day(segment, doc).unwrap_or(LAST),
                Order::Longest => columns.body.words.first(doc).map_or(LAST, |words| !words),
                Order::Title => ranked(view.ranks.title(&view.segments), &columns.title, doc),
                Order::Source => {
                    ranked(view.ranks.source(&view.segments), columns.text(FacetText::Source), doc)
                }
                Order::Path => 0,
                Order::LastRead => {
                    marks.openings.number(segment.id(doc)).map_or(LAST, |number| LAST - 1 - number)
                }
            };
            let (path, part) = paths.map_or((0, 0), |paths| {
                let path = rank_of(paths, number, columns.path.ordinal(doc));
                (path, columns.part.first(doc).unwrap_or(0) as u32)
            });
            keys.push((first, path, part, segment.id(doc)));
        }
    }
    keys
}

/// The likely day of publication as a number that sorts, and is neither 0 nor the greatest.
fn day(segment: &Segment, doc: u32) -> Option<u64> {
    Some(segment.likely_day(doc)?.wrapping_sub(i64::MIN) as u64)
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
