//! Which rows of the list stand for several documents, and which of these rows are open.
//!
//! Not here: opening and closing them (`open_rows`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::DocumentId;
use crate::query::{SharedBy, SharedRow};

/// The rows that stand for more than their own document.
#[derive(Debug, Default)]
pub struct SharedRows {
    /// The other documents of a row by the one that is shown.
    pub others: Arc<HashMap<DocumentId, SharedRow>>,
    /// How many documents stand in the row of one that they are copies of.
    pub copies: usize,
    /// The documents that are shown in the rows that are open.
    pub opened: HashSet<DocumentId>,
    /// The documents that have a row only since the one they share is open, and why they share it.
    pub inner: HashMap<DocumentId, SharedBy>,
}

impl SharedRows {
    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.others.is_empty()
    }

    /// The document in whose row this one stands: itself where it has one.
    pub(super) fn row_of(&self, id: DocumentId) -> DocumentId {
        let first = self.others.iter().find(|(_, others)| others.others.contains(&id));
        first.map_or(id, |(&first, _)| first)
    }
}
