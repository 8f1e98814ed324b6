//! The stories that a snapshot is told of, by whom these are found.
//!
//! Not here: finding them (`engine`), rows that they share (`search::grouped`), and asking for them (`compared`).

use std::sync::Arc;

use super::Snapshot;
use crate::query::StoryTable;

/// The stories as far as they are known.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownStories {
    pub table: Arc<StoryTable>,
    /// Whether they are those of this very collection, under all that is said of them.
    pub are_all: bool,
}

impl Snapshot {
    /// The same documents, of which these stories are known. `are_all`: of these very documents, and not of an earlier
    /// state of the collection.
    pub fn with_stories(mut self, table: Arc<StoryTable>, are_all: bool) -> Snapshot {
        self.stories = KnownStories { table, are_all };
        self
    }
}
