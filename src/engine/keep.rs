//! Answers from what was seen last, and keeps what is seen now for the next start.
//!
//! Not here: how it is kept (`seen`).

use super::local::Engine;
use super::search::{passages, visible};
use super::seen::{
    KeptPage, KeptScreen, LastPage, LastSearch, ScreenKey, Seen, Written, depends_on_marks, marks_key,
    search_key,
};
use crate::index::{Error, Snapshot};
use crate::query::{Age, Answer, DocumentIds, Failure, Order, Question, SearchResults, Shown};

/// Rows that are kept at least, from the selected one on: a screen at the next start may be higher. Set by hand.
const ROWS: usize = 60;

impl Engine {
    /// The same, which begins with what was seen last of this collection, and keeps what is seen now.
    pub fn beginning_with_last(mut self) -> Engine {
        self.seen = Seen::beside(&self.indexes());
        self
    }

    /// Gives what was kept of the answer to a question; whether that is all of it, and true.
    pub(super) fn answer_kept(&self, question: &Question, give: &mut dyn FnMut(Answer)) -> bool {
        match question {
            Question::Search { search, marks, sharing, .. } => {
                let asked = search_key(search, *sharing);
                let Some(kept) = self.seen.take(asked) else { return false };
                let now = self.collection_contents().map(|index| ScreenKey {
                    index,
                    said: self.said(),
                    marks: marks_key(search, &kept.results, marks),
                    search: asked,
                });
                let is_true = now.is_ok_and(|now| now == kept.key);
                let (said, sharing) = (kept.key.said, *sharing);
                let last = is_true.then(|| LastSearch {
                    search: search.clone(),
                    marks: marks.clone(),
                    sharing,
                    index: kept.key.index,
                    said,
                    results: SearchResults { age: Age::Kept, ..kept.results.clone() },
                    hits: kept.hits,
                    is_whole: true,
                });
                let is_whole = self.seen.show(kept, last).give(give);
                if is_true && !is_whole {
                    self.seen.distrust();
                }
                is_whole
            }
            Question::Page { id, query, notes } => {
                let page = self.seen.take_page(|page| page.is_of(*id, query, notes.checksum()));
                let Some((page, index, said)) = page else { return false };
                let (query, notes) = (query.clone(), notes.clone());
                let last = LastPage { query, notes, page: page.clone(), index, said };
                self.seen.note(|of| of.page = Some(last));
                give(Answer::Page(page));
                true
            }
            Question::Counts => {
                let counts = self.contents().ok().and_then(|contents| self.seen.counts(contents));
                counts.map(Answer::Counts).map(give).is_some()
            }
            _ => false,
        }
    }

    /// Notes a part of an answer, which the next start may ask for again.
    pub(super) fn note_answer(&self, of: &Snapshot, question: &Question, answer: &Answer) {
        match (question, answer) {
            (Question::Search { search, marks, sharing, .. }, Answer::Results { results, .. }) => {
                let last = LastSearch {
                    search: search.clone(),
                    marks: marks.clone(),
                    sharing: *sharing,
                    index: of.contents(),
                    said: self.said(),
                    results: results.clone(),
                    hits: None,
                    is_whole: false,
                };
                self.seen.note(|answers| answers.search = Some(last));
            }
            (Question::Search { .. }, _) => self.seen.note(|answers| answers.note_part(answer)),
            (Question::Page { query, notes, .. }, Answer::Page(page)) => {
                let (query, notes, page) = (query.clone(), notes.clone(), page.clone());
                let last = LastPage { query, notes, page, index: of.contents(), said: self.said() };
                self.seen.note(|answers| answers.page = Some(last));
            }
            (Question::Counts, &Answer::Counts(counts)) => self.seen.note_counts(of.contents(), counts),
            _ => {}
        }
    }

    /// Keeps what is shown for the next start, unless it is kept already or would not be true then.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn keep_seen(&self, shown: &Shown) -> Result<(), Failure> {
        let last = self.seen.last();
        let Some(search) = last.search.filter(|search| search.is_whole && self.can_be_kept(search, shown))
        else {
            return Ok(());
        };
        let key = ScreenKey {
            index: search.index,
            said: search.said,
            marks: marks_key(&search.search, &search.results, &shown.marks),
            search: search_key(&search.search, search.sharing),
        };
        let notes = shown.marks.notes.checksum();
        let is_shown = |page: &LastPage| {
            let is_of_it = Some(page.page.id) == shown.selected && page.notes.checksum() == notes;
            is_of_it && (page.index, page.said) == (key.index, key.said) && page.page.moved.is_empty()
        };
        let page = last.page.filter(is_shown);
        let page = page.map(|last| KeptPage::new(&last.query, notes, &last.page));
        let page_of = page.as_ref().map(|page| page.page.id);
        if self.seen.holds(Written { key, selected: shown.selected, page: page_of }) {
            return Ok(());
        }
        let snapshot = self.latest()?;
        if snapshot.contents() != key.index || !search.results.ids.read() || !search.results.row_ids().read()
        {
            return Ok(());
        }
        let screen = screen(&snapshot, key, search, page, shown).map_err(|error| self.failure(&error))?;
        self.seen.keep(&screen, self.seen.counts(key.index).unwrap_or_else(|| snapshot.counts()));
        Ok(())
    }

    /// Whether what was answered last is still what is shown, and would be answered again.
    fn can_be_kept(&self, last: &LastSearch, shown: &Shown) -> bool {
        let LastSearch { search, marks, results, .. } = last;
        let as_marked = marks_key(search, results, marks) == marks_key(search, results, &shown.marks);
        let is_lasting = results.suggestion.is_none() && search.order != Order::MostNew;
        is_lasting && last.said == self.said() && (as_marked || !depends_on_marks(search))
    }
}

/// What is kept of a search with what it has around the selected row.
fn screen(
    snapshot: &Snapshot,
    key: ScreenKey,
    search: LastSearch,
    page: Option<KeptPage>,
    shown: &Shown,
) -> Result<KeptScreen, Error> {
    let LastSearch { search, results, hits, .. } = search;
    let around = shown.selected.map(|id| (id, 0));
    let ids: DocumentIds = visible(&results, around, shown.height.max(ROWS)).iter().copied().collect();
    let passages = passages(snapshot, &search, &ids, None)?;
    let (rows, facets) = (snapshot.rows(&ids), shown.facets.clone());
    Ok(KeptScreen {
        key,
        results,
        rows,
        passages,
        hits,
        facets,
        page,
        counts: Default::default(),
        selected: shown.selected,
        others: None,
    })
}
