//! The state of the notebook view: all notes, narrowed as documents are searched, in an order; those that have lost
//! their place and those on documents that are not here in sections of their own. What documents are called is
//! known only of those that have been visible.
//!
//! Not here: commands on notes (`perform::notebook`), and drawing (`ui::screens::notebook`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::area::{LOW, below};
use super::cursor::Cursor;
use super::request::Request;
use crate::model::DocumentId;
use crate::query::{
    FoundNotes, Note, NoteId, NoteOrder, NotePlace, Notes, Query, QueryContext, Row, Search, parse,
};

/// Rows that a note takes.
const NOTE_ROWS: usize = 2;
/// Documents kept beyond what is visible.
const KEPT_DOCUMENTS: usize = 4000;

/// What the notes of a section have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteSection {
    /// They have their place.
    Placed,
    /// Their passage does not stand in its document any more.
    Lost,
    /// Their document is not in the open collection.
    Elsewhere,
}

/// A note of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct NotebookRow {
    /// The note.
    pub note: Arc<Note>,
    /// Where it is listed.
    pub section: NoteSection,
}

/// The notes of the reader.
#[derive(Debug, Default)]
pub struct NotebookScreen {
    /// The notes found, section after section.
    pub rows: Vec<NotebookRow>,
    /// How many notes there are in all.
    pub total: usize,
    /// Whether an answer has come at all.
    pub answered: bool,
    /// The order within a section.
    pub order: NoteOrder,
    /// What they are narrowed by, as typed.
    pub typed: String,
    /// The line that is typed into, while it is open.
    pub input: Option<Input>,
    /// What is not understood of what was typed.
    pub remark: Option<String>,
    /// Notes that are changed together.
    pub marked: HashSet<NoteId>,
    /// The place in the list.
    pub cursor: Cursor,
    pub(in crate::app) request: Request,
    pub(in crate::app) lost: Option<HashSet<NoteId>>,
    found: FoundNotes,
    query: Query,
    /// What was typed before the line was opened.
    before: String,
    documents: HashMap<DocumentId, Row>,
    fetched: HashSet<DocumentId>,
}

impl NotebookScreen {
    /// The note under the cursor.
    pub fn selected(&self) -> Option<&NotebookRow> {
        self.rows.get(self.cursor.at)
    }

    /// The notes that commands are about: those that are marked, else the one under the cursor.
    pub fn meant(&self) -> impl Iterator<Item = &Arc<Note>> {
        let here = self.selected().map(|row| row.note.id).filter(|_| self.marked.is_empty());
        let is_meant =
            move |row: &&NotebookRow| self.marked.contains(&row.note.id) || Some(row.note.id) == here;
        self.rows.iter().filter(is_meant).map(|row| &row.note)
    }

    /// The notes that are exported: those that are marked, else all that are listed.
    pub(in crate::app) fn exported(&self) -> impl Iterator<Item = &Arc<Note>> {
        let is_meant = |row: &&NotebookRow| self.marked.is_empty() || self.marked.contains(&row.note.id);
        self.rows.iter().filter(is_meant).map(|row| &row.note)
    }

    /// Marks the note under the cursor, or takes its mark away, and goes on to the next.
    pub(in crate::app) fn mark(&mut self) {
        let Some(id) = self.selected().map(|row| row.note.id) else { return };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.cursor.step(1, self.rows.len());
    }

    /// What the notes are searched for.
    pub(super) fn search(&self) -> Search {
        Search { query: self.query.clone(), ..Search::default() }
    }

    /// Takes over which notes are found.
    pub(super) fn take(&mut self, found: FoundNotes, notes: &Notes) {
        self.found = found;
        self.answered = true;
        self.request.waiting = false;
        self.show(notes);
    }

    /// Takes over which notes have lost their place.
    pub(super) fn take_places(&mut self, places: &[NotePlace], notes: &Notes) {
        // What is in no file of the collection has not lost its place in a text.
        let is_lost = |of: &&NotePlace| {
            let on_passage = notes.get(of.id).is_some_and(|note| note.on.anchor().is_some());
            on_passage && of.span.is_none() && !of.path.is_empty()
        };
        self.lost = Some(places.iter().filter(is_lost).map(|of| of.id).collect());
        self.show(notes);
    }

    /// Shows the notes as they are now. What is under the cursor stays there.
    pub(in crate::app) fn show(&mut self, notes: &Notes) {
        let before = self.selected().map(|row| row.note.id);
        let row = |section| {
            move |id: &NoteId| notes.get(*id).map(|note| NotebookRow { note: Arc::clone(note), section })
        };
        let is_lost = |id: &&NoteId| self.lost.as_ref().is_some_and(|lost| lost.contains(id));
        let (lost, placed): (Vec<&NoteId>, Vec<&NoteId>) = self.found.here.iter().partition(is_lost);
        let mut rows: Vec<NotebookRow> = placed.into_iter().filter_map(row(NoteSection::Placed)).collect();
        rows.extend(lost.into_iter().filter_map(row(NoteSection::Lost)));
        rows.extend(self.found.elsewhere.iter().filter_map(row(NoteSection::Elsewhere)));
        self.rows = rows;
        self.total = notes.len();
        self.marked.retain(|id| notes.get(*id).is_some());
        let at = before.and_then(|before| self.rows.iter().position(|row| row.note.id == before));
        self.cursor.at = at.unwrap_or(self.cursor.at).min(self.rows.len().saturating_sub(1));
    }

    /// How many notes have lost their place.
    pub fn lost_count(&self) -> usize {
        self.rows.iter().filter(|row| row.section == NoteSection::Lost).count()
    }

    /// Whether a section begins with a note that needs a heading above it.
    pub fn begins_section(&self, at: usize) -> bool {
        let section = |at: usize| self.rows.get(at).map(|row| row.section);
        let placed = Some(NoteSection::Placed);
        section(at) != placed && section(at) != at.checked_sub(1).map_or(placed, section)
    }

    /// The rows of an entry: its own, and a heading and an empty row where a section begins.
    pub fn entry_rows(&self, at: usize) -> usize {
        if self.begins_section(at) { NOTE_ROWS + 2 } else { NOTE_ROWS }
    }

    /// A document that notes are on, once it is known.
    pub fn document(&self, id: DocumentId) -> Option<&Row> {
        self.documents.get(&id)
    }

    /// The documents of the notes on screen that are not known yet; they count as known now.
    pub(in crate::app) fn missing(&mut self, area: Rect) -> Vec<DocumentId> {
        if self.documents.len() > KEPT_DOCUMENTS {
            self.documents.clear();
            self.fetched.clear();
        }
        let on_screen = usize::from(self.rows_area(area).height) / NOTE_ROWS + 1;
        let rows = self.rows.iter().skip(self.cursor.top).take(on_screen);
        let ids = rows.filter_map(|row| row.note.on.document());
        ids.filter(|id| self.fetched.insert(*id)).collect()
    }

    /// Takes over documents.
    pub(super) fn learn(&mut self, rows: Vec<Row>) {
        self.documents.extend(rows.into_iter().map(|row| (row.id, row)));
    }

    /// Opens the line that narrows.
    pub(super) fn open_input(&mut self) {
        self.before.clone_from(&self.typed);
        self.input = Some(Input::new(self.typed.clone()));
    }

    /// Narrows to what is typed, if that has changed.
    pub(in crate::app) fn narrow(&mut self, context: &QueryContext<'_>) {
        let typed = self.input.as_ref().map(|input| input.value().to_owned()).unwrap_or_default();
        self.narrow_to(typed, context);
    }

    /// Narrows to what is typed, if that is something else than before.
    pub(in crate::app) fn narrow_to(&mut self, typed: String, context: &QueryContext<'_>) {
        if typed != self.typed {
            let parsed = parse(&typed, true, context);
            self.remark = parsed.remarks.into_iter().next().map(|remark| remark.words);
            (self.query, self.typed) = (parsed.query, typed);
            self.cursor = Cursor::default();
            self.ask_again();
        }
    }

    /// Closes the line; with `back` everything is as it was before.
    pub(in crate::app) fn stop_typing(&mut self, back: bool, context: &QueryContext<'_>) {
        self.input = None;
        let before = std::mem::take(&mut self.before);
        if back {
            self.narrow_to(before, context);
        }
    }

    /// Has the notes searched again.
    pub(in crate::app) fn ask_again(&mut self) {
        self.request = Request::default();
    }

    /// The part of the screen that holds the notes.
    pub fn rows_area(&self, area: Rect) -> Rect {
        below(area, if area.height < LOW { 1 } else { 2 })
    }

    pub(super) fn step(&mut self, by: isize) {
        self.cursor.step(by, self.rows.len());
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect) {
        let (mut cursor, height) = (self.cursor, usize::from(self.rows_area(area).height));
        cursor.scroll(by, self.rows.len(), height, |at| self.entry_rows(at));
        self.cursor = cursor;
    }

    pub(super) fn fit(&mut self, area: Rect) {
        let (mut cursor, height) = (self.cursor, usize::from(self.rows_area(area).height));
        cursor.fit(self.rows.len(), height, |at| self.entry_rows(at));
        self.cursor = cursor;
    }

    /// Notes on a page of the screen.
    pub(super) fn page(&self, area: Rect) -> u16 {
        self.rows_area(area).height / NOTE_ROWS as u16
    }

    pub(super) fn point(&mut self, area: Rect, (x, y): (u16, u16)) -> bool {
        let rows = self.rows_area(area);
        if !rows.contains(Position::new(x, y)) {
            return false;
        }
        let visible = self.cursor.visible(self.rows.len(), rows.height.into(), |at| self.entry_rows(at));
        let under = usize::from(y - rows.y);
        let entry = visible.into_iter().rev().find(|(_, first)| *first <= under).map(|(entry, _)| entry);
        entry.is_some_and(|entry| std::mem::replace(&mut self.cursor.at, entry) == entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Anchor;
    use crate::query::{NoteSubject, State};

    fn notes() -> Notes {
        let note = |number: u128| Note {
            id: NoteId(number),
            on: NoteSubject::Passage(DocumentId(number as u64), Anchor::default()),
            colour: None,
            words: format!("note {number}"),
            tags: Vec::new(),
            made: 0,
            changed: 0,
        };
        (1..=5).map(note).collect()
    }

    fn listed(screen: &NotebookScreen) -> Vec<(u128, NoteSection)> {
        screen.rows.iter().map(|row| (row.note.id.0, row.section)).collect()
    }

    #[test]
    fn lost_notes_and_those_elsewhere_stand_below_in_sections_and_the_cursor_stays() {
        use NoteSection::{Elsewhere, Lost, Placed};
        let (mut screen, notes) = (NotebookScreen::default(), notes());
        let found = FoundNotes { here: [4, 2, 1].map(NoteId).to_vec(), elsewhere: vec![NoteId(5)] };
        screen.take(found, &notes);
        screen.cursor.at = 1;
        let place = NotePlace {
            id: NoteId(2),
            document: DocumentId(1),
            path: "a.txt".into(),
            part: 1,
            title: None,
            span: None,
            passage: None,
        };
        screen.take_places(&[place], &notes);
        assert_eq!(listed(&screen), [(4, Placed), (1, Placed), (2, Lost), (5, Elsewhere)]);
        assert_eq!(screen.selected().map(|row| row.note.id), Some(NoteId(2)));
        let headed: Vec<bool> = (0..4).map(|at| screen.begins_section(at)).collect();
        assert_eq!(headed, [false, false, true, true]);
        let area = Rect::new(0, 0, 80, 8);
        screen.fit(area);
        assert!(screen.cursor.top > 0, "headings need room");
        assert_eq!(screen.missing(area).len(), 3);
        assert!(screen.missing(area).is_empty());
    }

    #[test]
    fn commands_are_about_the_marked_notes_or_the_one_under_the_cursor() {
        let (mut screen, notes) = (NotebookScreen::default(), notes());
        screen.take(FoundNotes { here: (1..=5).map(NoteId).collect(), elsewhere: Vec::new() }, &notes);
        let meant = |screen: &NotebookScreen| screen.meant().map(|note| note.id.0).collect::<Vec<_>>();
        assert_eq!(meant(&screen), [1]);
        screen.mark();
        screen.cursor.at = 3;
        screen.mark();
        assert_eq!(meant(&screen), [1, 4]);
        screen.cursor.at = 0;
        screen.mark();
        assert_eq!(meant(&screen), [4]);
    }

    #[test]
    fn what_is_typed_narrows_and_esc_takes_it_back() {
        let (mut screen, context) = (NotebookScreen::default(), QueryContext::default());
        screen.open_input();
        screen.input = Some(Input::new("is:noted zzz:1".into()));
        screen.narrow(&context);
        assert!(screen.remark.as_ref().is_some_and(|remark| remark.contains("zzz")), "{:?}", screen.remark);
        let is_noted = crate::query::Condition::Is(State::Noted);
        assert!(screen.search().query.demanded().contains(&&is_noted));
        screen.stop_typing(true, &context);
        assert_eq!((screen.typed.as_str(), screen.search()), ("", Search::default()));
    }
}
