//! The state of the document list: the hits in order, the selected row, and the rows fetched so far.
//! Rows are asked for as they come into view. Above the documents that are found only in folded lines
//! stands a rule, which is no row.
//!
//! Not here: drawing (`ui::pane::list`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::shared_rows::SharedRows;
use crate::app::batch::Batch;
use crate::model::DocumentId;
use crate::query::{DocumentIds, FileCounts, GroupedRows, Passage, Row, SearchResults, SharedRow};

/// Rows kept beyond what is visible.
const KEPT_ROWS: usize = 4000;

/// The state of the list.
#[derive(Debug, Default)]
pub struct List {
    /// The documents that have a row, in the order of the list.
    pub ids: DocumentIds,
    /// How many of the rows are found without folded lines; they come first.
    pub unfolded: usize,
    /// How many documents are found without folded lines: more than have a row where several share one.
    pub documents: usize,
    /// Documents in the collection.
    pub of: usize,
    /// Files in the collection, and how many of them could not be read.
    pub files: FileCounts,
    /// The selected row, counted from 0.
    pub selected: usize,
    /// The row at the upper edge.
    pub top: usize,
    /// The screen lines of a row.
    pub row_height: usize,
    /// How often the words searched for occur, and how often in folded lines, once known.
    pub hits: Option<(u64, u64)>,
    /// The documents that deeds are done to.
    pub batch: Batch,
    /// Whether an answer has come at all.
    pub answered: bool,
    pub(super) shared: SharedRows,
    rows: HashMap<DocumentId, Row>,
    passages: HashMap<DocumentId, Passage>,
    asked: HashSet<DocumentId>,
    /// Rows that came above the selected one, as counted when they came.
    came_above: usize,
}

impl List {
    /// The document of the selected row.
    pub fn selected_id(&self) -> Option<DocumentId> {
        self.ids.get(self.selected).copied()
    }

    /// How many documents are found only in folded lines.
    pub fn folded(&self) -> usize {
        self.ids.len() - self.unfolded
    }

    /// The row that the rule stands above, if there is a rule.
    fn rule(&self) -> Option<usize> {
        (self.folded() > 0).then_some(self.unfolded)
    }

    /// The screen line of the rule, counted from the top of the list; `None` when it is out of sight.
    pub fn rule_line(&self) -> Option<usize> {
        self.rule()?.checked_sub(self.top).map(|rows| rows * self.row_height.max(1))
    }

    /// The first screen line of a row below the upper edge, counted from the top of the list.
    pub fn line_of(&self, row: usize) -> usize {
        let ruled = self.rule().is_some_and(|rule| (self.top..=row).contains(&rule));
        row.saturating_sub(self.top) * self.row_height.max(1) + usize::from(ruled)
    }

    /// The row at a screen line, counted from the top of the list.
    pub fn row_at(&self, line: usize) -> Option<usize> {
        let under = match self.rule_line() {
            Some(rule) if line == rule => return None,
            Some(rule) if line > rule => line - 1,
            _ => line,
        };
        Some(self.top + under / self.row_height.max(1)).filter(|&row| row < self.ids.len())
    }

    /// The uppermost row at which the list can begin so that `row` is seen; the rule takes the place
    /// of a row.
    fn top_showing(&self, row: usize, height: usize) -> usize {
        let top = (row + 1).saturating_sub(height);
        let ruled = self.rule().is_some_and(|rule| (top..=row).contains(&rule));
        if ruled && row + 1 - top >= height { (top + 1).min(row) } else { top }
    }

    /// The row of a document, if it has been made.
    pub fn row(&self, id: DocumentId) -> Option<&Row> {
        self.rows.get(&id)
    }

    /// What the query finds inside a document, if it has been looked up.
    pub fn passage(&self, id: DocumentId) -> Option<&Passage> {
        self.passages.get(&id)
    }

    /// Takes over an answer. With `keep` the selected document stays selected, on the same row
    /// of the screen; else the first row is selected.
    pub fn take(&mut self, found: SearchResults, rows: Vec<Row>, keep: Option<DocumentId>, height: usize) {
        let selected = self.selected;
        let row_on_screen = selected.saturating_sub(self.top);
        self.documents = found.unfolded.min(found.ids.len());
        let rows_of_found = found.grouped.map_or_else(
            || GroupedRows { ids: found.ids, unfolded: self.documents, ..GroupedRows::default() },
            |grouped| *grouped,
        );
        (self.ids, self.unfolded) = (rows_of_found.ids, rows_of_found.unfolded);
        (self.shared.others, self.shared.copies) = (rows_of_found.others, rows_of_found.copies);
        self.shared.stories = rows_of_found.stories;
        self.of = found.of;
        self.files = found.files;
        self.answered = true;
        self.hits = None;
        self.passages.clear();
        self.asked.clear();
        // A document indexed again may have another title.
        self.rows.clear();
        self.learn(rows, Vec::new());
        self.selected = 0;
        self.reopen();
        let at = |id| self.ids.place(id);
        let kept = keep.and_then(|id| at(id).or_else(|| at(self.in_sight(id))));
        match (kept, keep) {
            (Some(at), _) => self.selected = at,
            (None, Some(_)) => self.selected = selected.min(self.ids.len().saturating_sub(1)),
            (None, None) => self.selected = 0,
        }
        self.top = self.selected.saturating_sub(row_on_screen);
        self.clamp(height);
    }

    /// Counts the rows that have come above the selected one since it was the row of that number.
    pub fn note_arrivals(&mut self, before: usize) {
        self.came_above += self.selected.saturating_sub(before);
    }

    /// Forgets which rows came while others were on the screen: it is another list now.
    pub fn forget_arrivals(&mut self) {
        self.came_above = 0;
    }

    /// How many rows came while others were on the screen, and are out of sight above these.
    pub fn came_above(&self) -> usize {
        self.came_above.min(self.top)
    }

    /// Takes over that more is found, after what was found before; nothing moves.
    pub fn extend(&mut self, found: &DocumentIds) {
        if !self.shared.any() {
            self.ids = found.clone();
            return;
        }
        let only_folded = found.between(self.documents..found.len());
        let mut rows = std::mem::take(&mut self.ids).into_vec();
        rows.truncate(self.unfolded);
        rows.extend(only_folded);
        self.ids = rows.into();
    }

    /// Takes over which documents share a row, also out of sight.
    pub fn take_shared(&mut self, others: Arc<HashMap<DocumentId, Vec<SharedRow>>>) {
        self.shared.others = others;
    }

    /// Takes over rows and passages.
    pub fn learn(&mut self, rows: Vec<Row>, passages: Vec<Passage>) {
        if self.rows.len() > KEPT_ROWS {
            self.rows.clear();
            self.passages.clear();
            self.asked.clear();
        }
        self.asked.extend(rows.iter().map(|row| row.id));
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
        self.passages.extend(passages.into_iter().map(|passage| (passage.id, passage)));
    }

    /// The documents on screen whose rows have not been asked for; they count as asked now.
    pub fn missing(&mut self, height: usize) -> Vec<DocumentId> {
        let on_screen = self.ids.between(self.top..self.top + height + 1);
        on_screen.iter().copied().filter(|id| self.asked.insert(*id)).collect()
    }

    /// The document after the selected one.
    pub fn next_id(&self) -> Option<DocumentId> {
        self.ids.get(self.selected + 1).copied()
    }

    /// The document after the selected one, if its row has not been asked for; it counts as asked now.
    pub fn missing_next(&mut self) -> Vec<DocumentId> {
        self.next_id().filter(|id| self.asked.insert(*id)).into_iter().collect()
    }

    /// Those of some documents whose rows have not been asked for; they count as asked now.
    pub fn not_asked(&mut self, ids: &[DocumentId]) -> Vec<DocumentId> {
        ids.iter().copied().filter(|id| self.asked.insert(*id)).collect()
    }

    /// Selects a row, counted from 0, and scrolls so that it is seen.
    pub fn select(&mut self, row: usize, height: usize) {
        self.selected = row.min(self.ids.len().saturating_sub(1));
        self.clamp(height);
    }

    /// Moves the selection by rows.
    pub fn step(&mut self, rows: isize, height: usize) {
        self.select(self.selected.saturating_add_signed(rows), height);
    }

    /// Scrolls without moving the selection, unless it would leave the screen.
    pub fn scroll(&mut self, rows: isize, height: usize) {
        let height = height.max(1);
        let last_top = self.top_showing(self.ids.len().saturating_sub(1), height);
        self.top = self.top.saturating_add_signed(rows).min(last_top);
        let seen = (self.top..self.top + height).rev().find(|&row| self.top_showing(row, height) <= self.top);
        self.selected = self.selected.clamp(self.top, seen.unwrap_or(self.top));
        self.clamp(height);
    }

    /// Keeps selection and upper edge inside the list, and the selection on screen; while the
    /// list is out of sight (`height` 0) the upper edge waits.
    pub fn clamp(&mut self, height: usize) {
        self.selected = self.selected.min(self.ids.len().saturating_sub(1));
        if height == 0 {
            return;
        }
        self.top = self.top.clamp(self.top_showing(self.selected, height), self.selected);
        self.top = self.top.min(self.top_showing(self.ids.len().saturating_sub(1), height));
        // What was scrolled up to was seen.
        self.came_above = self.came_above.min(self.top);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(ids: std::ops::Range<u64>) -> SearchResults {
        let (ids, unfolded) = (ids.clone().map(DocumentId).collect(), ids.count());
        SearchResults { of: 100, ids, unfolded, ..SearchResults::default() }
    }

    #[test]
    fn the_rule_takes_a_row_of_the_screen_and_is_never_selected() {
        let mut list = List { row_height: 2, ..List::default() };
        list.take(SearchResults { unfolded: 20, ..found(0..30) }, Vec::new(), None, 10);
        assert_eq!((list.folded(), list.rule_line()), (10, Some(40)));
        for row in (0..30).chain((0..30).rev()) {
            list.select(row, 10);
            assert!((list.top..=row).contains(&list.top) && list.line_of(row) + 2 <= 20, "row {row}");
            assert_eq!(list.row_at(list.line_of(row) + 1), Some(row));
        }
        list.select(15, 10);
        list.scroll(4, 10);
        let rule = list.rule_line().unwrap();
        assert_eq!(list.row_at(rule), None);
        assert_eq!((list.row_at(rule - 1), list.row_at(rule + 1)), (Some(19), Some(20)));
        list.scroll(100, 10);
        assert_eq!((list.top, list.line_of(29)), (21, 16), "with the rule the end would not be seen");
        list.scroll(-100, 10);
        assert_eq!((list.top, list.selected), (0, 9));
        for height in 1..4 {
            for row in 0..30 {
                list.select(row, height);
                assert!(list.top <= row && row < list.top + height);
            }
        }
    }

    #[test]
    fn the_selected_document_stays_on_its_row_when_others_arrive_before_it() {
        let mut list = List::default();
        list.take(found(50..100), Vec::new(), None, 10);
        list.select(20, 10);
        let row_on_screen = list.selected - list.top;
        list.take(found(0..100), Vec::new(), Some(DocumentId(70)), 10);
        assert_eq!(list.selected_id(), Some(DocumentId(70)));
        assert_eq!(list.selected - list.top, row_on_screen);
        list.take(found(0..60), Vec::new(), Some(DocumentId(70)), 10);
        assert!(list.selected_id().is_some(), "the document is gone, a neighbour is selected");
    }

    #[test]
    fn rows_are_asked_for_once_and_only_when_seen() {
        let mut list = List::default();
        list.take(found(0..100), Vec::new(), None, 10);
        assert_eq!(list.missing(10).len(), 11);
        assert_eq!(list.missing(10).len(), 0);
        list.select(99, 10);
        assert!(list.missing(10).contains(&DocumentId(99)));
    }

    #[test]
    fn moving_stops_at_the_ends_and_scrolling_keeps_the_selection_on_screen() {
        let mut list = List::default();
        list.step(3, 10);
        assert_eq!(list.selected, 0, "an empty list");
        list.take(found(0..30), Vec::new(), None, 10);
        list.step(500, 10);
        assert_eq!((list.selected, list.top), (29, 20));
        list.scroll(-5, 10);
        assert_eq!((list.selected, list.top), (24, 15));
    }
}
