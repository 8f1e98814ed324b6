//! A document made ready to be read, with its matches and entities.
//!
//! Not here: what the user did with it, such as where reading stopped (`notebook`).

use super::ResolvedEntity;
use crate::model::{Document, DocumentId, Span};

/// A document ready to be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentPage {
    pub id: DocumentId,
    pub document: Document,
    /// The entity that each key of the document means.
    pub entities: Vec<ResolvedEntity>,
    /// The matches of the query in `document.text`, in order.
    pub matches: Vec<Span>,
    /// The file as a path a person can use.
    pub path: String,
    /// All documents of the file, in order.
    pub siblings: Vec<DocumentId>,
}
