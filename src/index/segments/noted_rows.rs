//! Where the documents are that the reader has noted and tagged. It is looked up once for the notes as they are, so that
//! a search with ten thousand notes takes no longer.
//!
//! Not here: keeping it (`view`), what is found and counted by it (`search::marked`).

use crate::entity::RowAddress;
use crate::model::DocumentId;
use crate::query::{Notes, Tag};

/// The rows of documents with notes and tags.
#[derive(Debug, Default)]
pub(in crate::index) struct NotedRows {
    /// Of all documents that something is noted on or in.
    pub noted: Vec<RowAddress>,
    /// By tags, in order; a tag has those of the tags below it, too.
    pub tags: Vec<(Tag, Vec<RowAddress>)>,
}

impl NotedRows {
    /// Those of the documents that have an address.
    pub(in crate::index) fn of(
        notes: &Notes,
        address: impl Fn(DocumentId) -> Option<RowAddress>,
    ) -> NotedRows {
        let mut noted: Vec<RowAddress> = notes.noted().filter_map(&address).collect();
        noted.sort_unstable();
        NotedRows { noted, tags: notes.tag_places(address) }
    }
}
