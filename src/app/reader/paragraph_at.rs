//! The paragraph of a page that was gone to.
//!
//! Not here: going to it (`paragraph`).

use crate::model::DocumentId;

/// The paragraph that was gone to, and the state of the page then: it holds until something else is gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphAt {
    /// The document.
    pub id: Option<DocumentId>,
    /// How many fragments there are: a fold that is opened moves what is below it.
    pub fragments: usize,
    /// The fragment gone to.
    pub fragment: usize,
    /// The fragment at the upper edge, and its row there.
    pub top: (usize, usize),
    /// The hit the cursor is on.
    pub hit: Option<usize>,
    /// The mention the cursor is on.
    pub mention: Option<usize>,
}
