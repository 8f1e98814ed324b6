//! The place at which a document is to be opened: a span of its text and the name to point at, known
//! before the document is loaded.
//!
//! Not here: going there (`names`).

use crate::model::{DocumentId, Span};
use crate::query::{NoteId, SentenceLine};

/// Where a document is to be opened: a stretch of its text, and the name to point at there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The document.
    pub id: DocumentId,
    /// Bytes of its text; empty for its beginning, or a hit in the title.
    pub span: Span,
    /// The name as the text has it; may be empty.
    pub name: String,
    /// It is a hit: its number among those of the page.
    pub hit: Option<u32>,
    /// It is a note.
    pub note: Option<NoteId>,
}

impl Arrival {
    /// At a sentence.
    pub fn at(line: &SentenceLine) -> Arrival {
        let name = line.names.first().map_or("", |name| name.of(&line.text));
        Arrival { id: line.id, span: line.span, name: name.to_owned(), hit: None, note: None }
    }

    /// At a hit.
    pub fn at_hit(line: &SentenceLine) -> Arrival {
        Arrival { id: line.id, span: line.span, name: String::new(), hit: Some(line.sentence), note: None }
    }

    /// At a note.
    pub fn at_note(id: DocumentId, note: NoteId) -> Arrival {
        Arrival { id, span: Span::default(), name: String::new(), hit: None, note: Some(note) }
    }
}
