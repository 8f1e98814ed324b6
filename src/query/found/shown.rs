//! What a screen shows at the end, so that the next start can begin with it.
//!
//! Not here: keeping it (`engine::seen`).

use std::sync::Arc;

use crate::model::DocumentId;
use crate::query::{Facets, Marks};

/// What is on the screen when the program ends, beside what the engine has answered last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The counts as they are shown: marks that were made since they were answered are counted in them.
    pub facets: Facets,
    /// The reader's marks.
    pub marks: Arc<Marks>,
    /// The document that will be selected at the next start.
    pub selected: Option<DocumentId>,
    /// The rows of the list that are in sight.
    pub height: usize,
}
