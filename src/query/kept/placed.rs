//! Where notes are: in the open document, and in the collection.
//!
//! Not here: finding their passages again (`text::anchor`, `engine`).

use serde::{Deserialize, Serialize};

use super::note::NoteId;
use crate::model::{DocumentId, Span};

/// A note on a passage of an open document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedNote {
    /// Its number.
    pub id: NoteId,
    /// Where its passage is in the document's text; `None` where it is lost.
    pub span: Option<Span>,
}

/// The document of a note in a collection, and its passage there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotePlace {
    /// The number of the note.
    pub id: NoteId,
    /// The document it is on or in now: another one where its file is split otherwise.
    pub document: DocumentId,
    /// The file, as a path a person can use; empty where the document is not in the collection.
    pub path: String,
    /// The number of the document in its file, from 1.
    pub part: u32,
    /// The title of the document.
    pub title: Option<String>,
    /// Where the passage is in the text of the document; `None` where it is lost, and of a note on the whole.
    pub span: Option<Span>,
    /// The passage as it stands there.
    pub passage: Option<String>,
}
