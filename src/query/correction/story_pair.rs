//! What a reader says of two documents: that both report one event, or that they do not.
//!
//! Not here: which documents are one story by that (`compare::story`).

use serde::{Deserialize, Serialize};

use crate::model::DocumentId;

/// Two documents, and whether they are of one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StoryPair {
    /// The document with the lower id.
    one: DocumentId,
    /// The other.
    other: DocumentId,
    /// Whether both report one event; else they are never put in one story.
    pub same: bool,
}

impl StoryPair {
    /// What is said of two documents, in either order.
    pub fn new(one: DocumentId, other: DocumentId, same: bool) -> StoryPair {
        StoryPair { one: one.min(other), other: one.max(other), same }
    }

    /// Both documents, in the order of their ids.
    pub fn documents(self) -> [DocumentId; 2] {
        [self.one, self.other]
    }

    /// Whether it is said of this document.
    pub fn is_of(self, id: DocumentId) -> bool {
        self.one == id || self.other == id
    }
}
