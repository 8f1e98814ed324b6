//! What a page knows of the notes on it.
//!
//! Not here: placing them and going to them (`notes`).

use std::sync::Arc;

use crate::model::Span;
use crate::query::{Colour, Note, NoteId, Notes};

/// A note on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageNote {
    /// The note.
    pub note: Arc<Note>,
    /// Where its passage stands; `None` where it is on the document, or its passage is not found.
    pub span: Option<Span>,
}

impl PageNote {
    /// Whether its passage is not found in the text any more.
    pub fn is_lost(&self) -> bool {
        self.span.is_none() && self.note.on.anchor().is_some()
    }
}

/// The notes that a page was last given, so that they are placed anew only where they have changed.
#[derive(Debug, Default)]
pub(super) struct PageNotes {
    pub(super) of: Option<Arc<Notes>>,
    /// In the order of the page: those on the document, then by their passages, lost ones last.
    pub(super) all: Vec<PageNote>,
    /// The tags of the document itself.
    pub(super) tags: Vec<String>,
    /// The note that the cursor is on.
    pub(super) cursor: Option<NoteId>,
}

/// What stands in the margin of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteSign {
    /// Words were written: the note begins on the line.
    pub has_words: bool,
    /// The colour of its passage.
    pub colour: Colour,
}
