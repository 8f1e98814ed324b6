//! What can be put into a dossier.
//!
//! Not here: putting it in (`perform::dossier`).

use crate::model::{Kind, Span};
use crate::query::TypedSearch;

/// What is put into a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// The passage at the cursor of the page.
    Passage,
    /// A figure of that passage, by its place in the text.
    Figure(Span),
    /// The document on the page.
    Document,
    /// A name.
    Entity(Kind, String),
    /// A search.
    Search(TypedSearch),
    /// Words that are asked for.
    Words,
}
