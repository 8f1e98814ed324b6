//! Which rows of the list stand for several documents, and which of these rows are open.
//!
//! Not here: opening and closing them (`threads`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::DocumentId;

/// The rows that stand for more than their own document.
#[derive(Debug, Default)]
pub struct SharedRows {
    /// The other documents of a row by its first.
    pub others: Arc<HashMap<DocumentId, Vec<DocumentId>>>,
    /// The first documents of the rows that are open.
    pub opened: HashSet<DocumentId>,
    /// The documents that have a row only since that of their first is open.
    pub inner: HashSet<DocumentId>,
}

impl SharedRows {
    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.others.is_empty()
    }

    /// The document in whose row this one stands: itself where it has one.
    pub(super) fn row_of(&self, id: DocumentId) -> DocumentId {
        let first = self.others.iter().find(|(_, others)| others.contains(&id));
        first.map_or(id, |(&first, _)| first)
    }
}
