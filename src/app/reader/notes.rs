//! The notes on a page: where their passages stand in it, going from one to the other, and what marks them on its
//! lines and in the margin.
//!
//! Not here: what is kept of them (`page_notes`), finding a passage again (`engine`), the words of a note over the
//! page (`ui::popup::note`).

use std::sync::Arc;

use super::page::{PageRow, Reader};
use super::page_notes::{NoteSign, PageNote};
use crate::model::Span;
use crate::query::{Colour, DocumentPage, Note, NoteId, NoteSubject, Notes};

/// Where the passage of a note stands in a page: found as the page was made, or just noted in it.
fn placed(page: &DocumentPage, note: &Note) -> Option<Span> {
    let found = page.notes.iter().find(|placed| placed.id == note.id).and_then(|placed| placed.span);
    // One that was just written stands where it was written; to look for others takes too long here.
    found.or_else(|| {
        let anchor = note.on.anchor()?;
        let stands = !anchor.quote.is_empty() && anchor.span.of(&page.document.text) == anchor.quote;
        stands.then_some(anchor.span)
    })
}

impl Reader {
    /// Takes the notes as they are now, if they are others than before.
    pub fn take_notes(&mut self, notes: &Arc<Notes>) {
        if self.noted.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, notes)) {
            return;
        }
        if self.place_notes(notes) {
            let place = self.place();
            self.write_facts();
            self.hold(place);
        }
    }

    /// Puts the notes on the page; whether they are others than before, or elsewhere.
    pub(super) fn place_notes(&mut self, notes: &Arc<Notes>) -> bool {
        self.noted.of = Some(Arc::clone(notes));
        let Some(page) = self.page.clone() else { return false };
        let on_page = |note: &Arc<Note>| PageNote { note: Arc::clone(note), span: placed(&page, note) };
        let mut all: Vec<PageNote> = notes.of(page.id).map(on_page).collect();
        // A passage of a copy is the same passage.
        let is_of_copy = |note: &Note| note.on.document().is_some_and(|of| page.copies.contains(&of));
        let placed = page.notes.iter().filter_map(|placed| Some((placed.span?, notes.get(placed.id)?)));
        all.extend(
            placed
                .filter(|(_, note)| is_of_copy(note))
                .map(|(span, note)| PageNote { note: Arc::clone(note), span: Some(span) }),
        );
        all.sort_by_key(|of| (of.is_lost(), of.span.is_some(), of.span.map(|span| (span.start, span.end))));
        let tags: Vec<String> = notes.tags_of(page.id).map(|tag| format!("#{tag}")).collect();
        let changed = (&all, &tags) != (&self.noted.all, &self.noted.tags);
        (self.noted.all, self.noted.tags) = (all, tags);
        let cursor = self.noted.cursor.filter(|&id| self.noted.all.iter().any(|of| of.note.id == id));
        self.noted.cursor = cursor;
        changed
    }

    /// The notes on the page, in its order.
    pub fn notes(&self) -> &[PageNote] {
        &self.noted.all
    }

    /// The note that the cursor is on.
    pub fn note(&self) -> Option<&PageNote> {
        let id = self.noted.cursor?;
        self.noted.all.iter().find(|of| of.note.id == id)
    }

    /// Takes the cursor off a note.
    pub fn leave_note(&mut self) {
        self.noted.cursor = None;
    }

    /// Goes to a note of the page, where it has a place.
    pub fn go_to_note(&mut self, id: NoteId) {
        let Some(of) = self.noted.all.iter().find(|of| of.note.id == id) else { return };
        let span = of.span;
        self.noted.cursor = Some(id);
        (self.mention, self.hit) = (None, None);
        match span {
            Some(span) => self.reveal(span),
            None => self.go_to_start(),
        }
    }

    /// Goes to the next note of the page, or the one before; the note, if there is one.
    pub fn step_note(&mut self, forward: bool) -> Option<NoteId> {
        let here = self.noted.cursor.and_then(|id| self.noted.all.iter().position(|of| of.note.id == id));
        let edge = self.top_offset().filter(|_| !self.is_at_start()).unwrap_or(0);
        let above = |of: &PageNote| of.span.is_none_or(|span| (span.start as usize) < edge) && !of.is_lost();
        let below =
            if self.is_at_start() { 0 } else { self.noted.all.iter().take_while(|of| above(of)).count() };
        let at = match (here, forward) {
            (Some(at), true) => at + 1,
            (None, true) => below,
            (Some(at), false) => at.checked_sub(1)?,
            (None, false) => below.checked_sub(1)?,
        };
        let id = self.noted.all.get(at)?.note.id;
        self.go_to_note(id);
        Some(id)
    }

    /// The note that is changed where one is to be written on a passage: that under the cursor, else one on the
    /// same passage.
    pub fn note_on(&self, passage: Span) -> Option<&Arc<Note>> {
        let same = || self.noted.all.iter().find(|of| of.span == Some(passage)).map(|of| &of.note);
        let here = self.note().filter(|of| of.span.is_none_or(|span| self.is_visible(span)));
        here.map(|of| &of.note).or_else(same)
    }

    /// The note on the document as a whole.
    pub fn note_on_document(&self) -> Option<&Arc<Note>> {
        let on_document = |of: &&PageNote| matches!(of.note.on, NoteSubject::Document(_));
        self.noted.all.iter().find(on_document).map(|of| &of.note)
    }

    /// The passages of notes that overlap a stretch of the text, each with its colour and whether the cursor is on
    /// it; in the order of the text.
    pub(super) fn highlights(&self, seen: Span) -> impl Iterator<Item = (Span, Colour, bool)> {
        let placed = self.noted.all.iter().filter_map(|of| Some((of.span?, of)));
        placed.filter(move |(span, _)| span.overlaps(seen)).map(|(span, of)| {
            (span, of.note.colour.unwrap_or_default(), self.noted.cursor == Some(of.note.id))
        })
    }

    /// What stands in the margin of a line.
    pub fn note_sign(&self, fragment: usize, line: usize) -> Option<NoteSign> {
        if self.noted.all.is_empty() {
            return None;
        }
        let seen = self.seen(fragment, line)?;
        let sign = |of: &PageNote| {
            let span = of.span.filter(|span| span.overlaps(seen))?;
            let begins = (seen.start..seen.end).contains(&span.start);
            let has_words = begins && !of.note.words.trim().is_empty();
            Some(NoteSign { has_words, colour: of.note.colour.unwrap_or_default() })
        };
        let signs = self.noted.all.iter().filter_map(sign);
        // Of several on a line one with words tells more.
        signs.max_by_key(|sign| sign.has_words)
    }

    /// The note at a cell of the page: a row from the top and a column of that row.
    pub fn note_at(&self, row: usize, column: usize) -> Option<NoteId> {
        let offset = self.shown_at(row, column)?;
        let placed = self.noted.all.iter().filter(|of| of.span.is_some_and(|span| span.holds(offset)));
        // The shortest lies uppermost.
        placed.min_by_key(|of| of.span.map(|span| span.len())).map(|of| of.note.id)
    }

    /// The visible row on which the passage of the note under the cursor begins.
    pub fn note_row(&self) -> Option<usize> {
        let start = self.note()?.span?.start as usize;
        let shows = |row: &PageRow| self.seen(row.fragment, row.line).is_some_and(|seen| seen.holds(start));
        self.visible.iter().position(shows)
    }

    /// What the line under the title says of tags and notes.
    pub(super) fn noted_words(&self) -> Option<String> {
        let mut words = self.noted.tags.clone();
        let on_document = self.note_on_document().map(|note| note.words.lines().next().unwrap_or_default());
        words.extend(on_document.filter(|words| !words.is_empty()).map(|words| format!("✎ {words}")));
        match self.noted.all.iter().filter(|of| of.is_lost()).count() {
            0 => {}
            1 => words.push("1 note has lost its place".to_owned()),
            lost => words.push(format!("{lost} notes have lost their place")),
        }
        (!words.is_empty()).then(|| words.join(" · "))
    }

    /// The passages of notes with their colours, for the map beside the page.
    pub(super) fn note_spans(&self) -> impl Iterator<Item = (Span, Colour)> {
        let placed = self.noted.all.iter();
        placed.filter_map(|of| Some((of.span?, of.note.colour.unwrap_or_default())))
    }
}
