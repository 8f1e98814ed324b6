//! What is known of a page beside other documents, for the layer that is shown on it.

use super::ComparedWith;
use crate::model::{DocumentId, Span};

/// A page beside other documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageBeside {
    /// The document of the page.
    pub id: DocumentId,
    /// How it differs from the fullest of its copies; `None` where it has none, or is that itself.
    pub compared: Option<ComparedWith>,
    /// Its sentences that were read in another document before, in order.
    pub known: Vec<Span>,
    /// Its other sentences that could be known, in order; none of both where that was not asked for.
    pub new: Vec<Span>,
}

impl PageBeside {
    /// How much of it is new to the reader, in percent; `None` where it has nothing that could be known.
    pub fn new_to_reader(&self) -> Option<usize> {
        (self.new.len() * 100).checked_div(self.known.len() + self.new.len())
    }
}
