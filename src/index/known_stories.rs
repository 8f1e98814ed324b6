//! The stories that a snapshot is told of, by whom these are found.
//!
//! Not here: finding them (`engine`), rows that they share (`search::grouped`), and asking for them (`compared`).

use std::sync::Arc;

use crate::query::StoryTable;

/// The stories as far as they are known.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownStories {
    pub table: Arc<StoryTable>,
    /// Whether they are those of this very collection, under all that is said of them.
    pub are_all: bool,
}
