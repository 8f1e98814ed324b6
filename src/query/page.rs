//! A document made ready to be read, with its matches and entities.
//!
//! Not here: what the user did with it, such as where reading stopped (`notebook`).

use super::{NoteChange, PlacedNote, ResolvedEntity};
use crate::model::{Document, DocumentId, Span};

/// A document ready to be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentPage {
    /// The document's id, which outlives a rebuilt index.
    pub id: DocumentId,
    /// Text, blocks and mentions as they were indexed.
    pub document: Document,
    /// The entity that each key of the document means.
    pub entities: Vec<ResolvedEntity>,
    /// The matches of the query in `document.text`, in order.
    pub matches: Vec<Span>,
    /// The matches of the query in the title as it is shown, on one line, where it stands only above the text.
    pub title_matches: Vec<Span>,
    /// It has something of what the query demands in folded lines only.
    pub needs_folded_lines: bool,
    /// The file as a path a person can use.
    pub path: String,
    /// All documents of the file, in order.
    pub siblings: Vec<DocumentId>,
    /// Whether it is a mail.
    pub is_mail: bool,
    /// All mails of its thread in the order in which they were sent; none where it is of no thread with others.
    pub thread: Vec<DocumentId>,
    /// Where the passages of its notes are, in their order; those that are lost come last.
    pub notes: Vec<PlacedNote>,
    /// Changes of notes whose passages are in another document of the file than they were.
    pub moved: Vec<NoteChange>,
}
