//! What documents are to be like: a document, or a passage of one.
//!
//! Not here: what makes documents alike (`index::search::like`).

use serde::{Deserialize, Serialize};

use crate::model::{DocumentId, Span};

/// A document, or a passage of one, that others are to be like.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Example {
    /// The document.
    pub id: DocumentId,
    /// The passage in its text; `None` for the whole document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Span>,
    /// Its title, or the first words of the passage.
    pub title: String,
}

impl Example {
    /// In a few words, as a filter shows it.
    pub fn label(&self) -> String {
        match self.passage {
            None => format!("like: {}", self.title),
            Some(_) => format!("like: “{}”", self.title),
        }
    }
}
