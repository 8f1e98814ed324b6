//! Counts the hits of a search in the documents found: how often its words stand in the article text,
//! and in folded site chrome.

use std::sync::Arc;

use super::patterns::patterns;
use super::query_terms::{query_terms, terms_in};
use crate::index::Snapshot;
use crate::index::segments::RowCounts;
use crate::index::view::View;
use crate::query::{Search, SearchResults, TextField};

/// The counts of one search, for all rows.
pub(super) struct Hits {
    /// In the body, or in the title when that is what was asked.
    own: Vec<Arc<Vec<RowCounts>>>,
    /// In titles that do not stand in the body.
    title: Vec<Arc<Vec<RowCounts>>>,
    folded: Vec<Arc<Vec<RowCounts>>>,
}

impl Snapshot {
    /// How often the words of the search stand in the documents found, and how often in their
    /// folded lines. What is found only there is not counted.
    pub fn hits(&self, search: &Search, found: &SearchResults) -> (u64, u64) {
        let hits = Hits::of(&self.view, search);
        let sets = self.view.rows_of(found);
        let (mut own, mut folded) = (0, 0);
        for (number, (segment, set)) in self.view.segments.iter().zip(sets.iter()).enumerate() {
            let headlined = &segment.columns().headlined;
            let sum = |lists: &[Arc<Vec<RowCounts>>], counts: &dyn Fn(u32) -> bool| -> u64 {
                let mut sum = 0;
                for list in lists.iter().filter_map(|list| list.get(number)) {
                    list.each_among(set, |of| sum += if counts(of.row) { u64::from(of.all()) } else { 0 });
                }
                sum
            };
            own += sum(&hits.own, &|_| true) + sum(&hits.title, &|doc| headlined.first(doc) != Some(1));
            folded += sum(&hits.folded, &|_| true);
        }
        (own, folded)
    }
}

impl Hits {
    pub(super) fn of(view: &View, search: &Search) -> Hits {
        let mut hits = Hits { own: Vec::new(), title: Vec::new(), folded: Vec::new() };
        for pattern in patterns(search) {
            let (own, folded) = view.patterns.counts(pattern);
            hits.own.push(Arc::new(own));
            hits.folded.push(Arc::new(folded));
        }
        for condition in query_terms(search) {
            let Some((field, ..)) = condition.words() else { continue };
            // An index that cannot be read has no hits: the search itself has failed.
            let counts = |field| {
                let words = terms_in(condition, &view.fields, field);
                let counts = words.map(|words| view.counts(&words, &|| false));
                counts.and_then(Result::ok).unwrap_or_default()
            };
            match field {
                TextField::Anywhere => {
                    hits.own.push(counts(view.fields.body));
                    hits.title.push(counts(view.fields.title));
                    hits.folded.push(counts(view.fields.chrome));
                }
                TextField::Title => hits.own.push(counts(view.fields.title)),
                TextField::Source => {}
            }
        }
        hits
    }

    /// How often a row has the words, folded lines included; more of the same matter less and less.
    pub(super) fn frequency(&self, segment: usize, doc: u32) -> f32 {
        let lists = self.own.iter().chain(&self.title).chain(&self.folded);
        let counts = lists.filter_map(|list| list.get(segment)).map(|counts| counts.of(doc).all());
        counts.map(|count| count as f32 / (count as f32 + 1.0)).sum()
    }

    /// The hits of one row as the list shows them.
    pub(super) fn shown(&self, view: &View, segment: usize, doc: u32) -> f32 {
        let row = view.segments.get(segment).map(|of| of.columns().headlined.first(doc) == Some(1));
        self.of_row(segment, doc, row.unwrap_or(false)).0 as f32
    }

    /// The hits of one row, and those in folded lines.
    pub(super) fn of_row(&self, segment: usize, doc: u32, headlined: bool) -> (u32, u32) {
        let sum = |lists: &[Arc<Vec<RowCounts>>]| -> u32 {
            lists.iter().filter_map(|list| list.get(segment)).map(|counts| counts.of(doc).all()).sum()
        };
        let title = if headlined { 0 } else { sum(&self.title) };
        (sum(&self.own) + title, sum(&self.folded))
    }
}

#[cfg(test)]
mod tests {
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::{BlockKind, DocumentId};

    #[test]
    fn a_title_that_stands_in_the_body_is_counted_once() {
        let mut standing = document("Harbour news", "Harbour news\nThe harbour is open.");
        standing.blocks[0].kind = BlockKind::Headline;
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        writer.replace(&file("a.txt"), &[(DocumentId(1), standing)]).unwrap();
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        let search = all(vec![must(words("harbour"))]);
        let found = snapshot.search(&search, &Default::default(), &|| false).unwrap();
        assert_eq!(snapshot.hits(&search, &found), (2, 0));
        assert_eq!(snapshot.passages(&search, &found.ids)[0].hits, 2);
    }

    #[test]
    fn hits_are_summed_over_the_documents_found_and_folded_ones_apart() {
        let (_, _, town) = town();
        let search = all(vec![must(words("harbour"))]);
        let found = town.search(&search, &Default::default(), &|| false).unwrap();
        assert_eq!(town.hits(&search, &found), (3, 1));
        let twice = all(vec![must(words("har*")), must(words("har*"))]);
        assert_eq!(town.hits(&twice, &found), (3, 1), "the same condition twice counts once");
    }

    #[test]
    fn a_beginning_counts_a_joined_word_once_as_its_lines_do() {
        let text = "The NATO-Russia talks: NATO left the NATO-Russia Council. Natorussia is one word, and NATO russia \
                    are two. O'Neill went to end.next, and the nation al dente with its nationals.";
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        writer.replace(&file("a.txt"), &[(DocumentId(1), document("", text))]).unwrap();
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        for (typed, hits) in
            [("nato*", 5), ("nator*", 3), ("end*", 1), ("nation*", 2), ("o*", 2), ("russ*", 3)]
        {
            let search = all(vec![must(words(typed))]);
            let found = snapshot.search(&search, &Default::default(), &|| false).unwrap();
            let places = snapshot.hit_places(&search, &Default::default(), &|| false).unwrap();
            let first = [(DocumentId(1), 0)];
            let (_, counts) = snapshot.hit_lines(&search, &first).unwrap();
            assert_eq!(snapshot.hits(&search, &found), (hits, 0), "{typed}");
            assert_eq!(counts, [(DocumentId(1), hits as usize)], "{typed}");
            assert_eq!(places.len(), hits as usize, "{typed}");
        }
    }
}
