//! The user's marks on documents: read or unread, starred. They are stored in the notebook and joined to
//! the index by document id.

use std::collections::HashSet;

use super::State;
use crate::model::DocumentId;

/// What the reader has done, by document: joined to the index by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    pub read: HashSet<DocumentId>,
    pub starred: HashSet<DocumentId>,
}

impl Marks {
    /// Whether a document is in a state. `Failed` is the index's to know and never holds here.
    pub fn holds(&self, id: DocumentId, state: State) -> bool {
        match state {
            State::Read => self.read.contains(&id),
            State::Unread => !self.read.contains(&id),
            State::Starred => self.starred.contains(&id),
            State::Failed => false,
        }
    }

    /// Makes a change.
    pub fn apply(&mut self, change: MarkChange) {
        let (set, id, value) = match change {
            MarkChange::Read { id, value } => (&mut self.read, id, value),
            MarkChange::Star { id, value } => (&mut self.starred, id, value),
        };
        if value {
            set.insert(id);
        } else {
            set.remove(&id);
        }
    }
}

/// A change to the marks of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkChange {
    Read { id: DocumentId, value: bool },
    Star { id: DocumentId, value: bool },
}

impl MarkChange {
    /// The change that takes this one back.
    pub fn inverse(self) -> MarkChange {
        match self {
            MarkChange::Read { id, value } => MarkChange::Read { id, value: !value },
            MarkChange::Star { id, value } => MarkChange::Star { id, value: !value },
        }
    }
}
