//! Which rows of the list stand for several documents, and which of these rows are open. A row may stand for others for
//! more than one reason, as a report with copies does that is shown for its story; it then opens step by step, and a
//! document that is shown by that may have a row that opens in turn.
//!
//! Not here: opening and closing them (`open_rows`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::DocumentId;
use crate::query::{SharedBy, SharedRow};

/// The rows that stand for more than their own document.
#[derive(Debug, Default)]
pub struct SharedRows {
    /// The other documents of a row by the one that is shown, for each reason; in the order in which it opens.
    pub others: Arc<HashMap<DocumentId, Vec<SharedRow>>>,
    /// How many documents stand in the row of one that they are copies of.
    pub copies: usize,
    /// How many rows are stories of several reports.
    pub stories: usize,
    /// The documents that are shown in the rows that are open, and for which reason these are.
    pub opened: HashSet<(DocumentId, SharedBy)>,
    /// The documents that have a row only since one that they share is open.
    pub inner: HashMap<DocumentId, InnerRow>,
}

/// The row of a document that is shown since one that it shares is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InnerRow {
    /// Why they share it.
    pub by: SharedBy,
    /// In how many rows, one in another, it stands.
    pub depth: usize,
}

impl SharedRows {
    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.others.is_empty()
    }

    /// What the row of a document stands for, in the order in which it opens.
    pub(super) fn of(&self, id: DocumentId) -> &[SharedRow] {
        self.others.get(&id).map_or(&[], Vec::as_slice)
    }

    fn is_open(&self, id: DocumentId, by: SharedBy) -> bool {
        self.opened.contains(&(id, by))
    }

    /// What opens next of a row, with how deep in the row it stands; `None` where all of it is open.
    pub(super) fn next_of(&self, id: DocumentId) -> Option<(usize, &SharedRow)> {
        self.of(id).iter().enumerate().find(|(_, row)| !self.is_open(id, row.by))
    }

    /// What was opened last of a row, with how deep in the row it stands; `None` where nothing of it is open.
    pub(super) fn last_of(&self, id: DocumentId) -> Option<(usize, &SharedRow)> {
        self.of(id).iter().enumerate().rev().find(|(_, row)| self.is_open(id, row.by))
    }

    /// The document in whose row this one stands, and why; `None` where it has one of its own.
    pub(super) fn row_of(&self, id: DocumentId) -> Option<(DocumentId, SharedBy)> {
        let holds = |row: &&SharedRow| row.others.contains(&id);
        self.others.iter().find_map(|(&shown, rows)| Some((shown, rows.iter().find(holds)?.by)))
    }

    /// Notes that a row is closed, and what in it opens only after that.
    pub(super) fn close_from(&mut self, id: DocumentId, by: SharedBy) {
        self.opened.retain(|&(open, of)| open != id || of < by);
    }

    /// The documents that a row stands for and that have no row of their own now, those of rows in it, too.
    pub(super) fn hidden_in(&self, id: DocumentId) -> Vec<DocumentId> {
        let closed = self.of(id).iter().filter(|row| !self.is_open(id, row.by));
        // What stands in a closed row is out of sight, whatever was open in it: such rows are closed with it.
        closed.flat_map(|row| &row.others).flat_map(|&id| [vec![id], self.hidden_in(id)].concat()).collect()
    }
}
