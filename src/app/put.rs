//! What can be put into a dossier, and what is typed about one.
//!
//! Not here: putting it in (`perform::dossier`).

use crate::export::ExportFormat;
use crate::model::{Kind, Span};
use crate::query::{NoteId, TypedSearch};

/// What is put into a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// The passage at the cursor of the page.
    Passage,
    /// A figure of that passage, by its place in the text.
    Figure(Span),
    /// The document on the page.
    Document,
    /// A name.
    Entity(Kind, String),
    /// A search.
    Search(TypedSearch),
    /// A note, with what it is on.
    Note(NoteId),
    /// Words that are asked for.
    Words,
}

/// What is typed about a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierPrompt {
    /// The name of a new one.
    Begin,
    /// Another name of the one that is open.
    Rename,
    /// What is said of a piece.
    Comment,
    /// Words that are a piece themselves.
    OwnWords,
    /// The file that it is exported into.
    Path(ExportFormat),
}
