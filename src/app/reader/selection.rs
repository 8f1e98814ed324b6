//! What is selected on a page: from the unit it began with to the unit at its moving end.
//!
//! Not here: selecting (`select`).

use super::unit::TextUnit;
use crate::model::Span;

/// A stretch of the text, in whole units. The unit it began with stays in it whichever way it grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// By what it grows.
    pub unit: TextUnit,
    /// How many words are in it.
    pub words: usize,
    /// The unit it began with.
    pub(super) origin: Span,
    /// The unit at its moving end.
    pub(super) moving: Span,
}

impl Selection {
    /// The bytes of the document's text.
    pub fn span(&self) -> Span {
        Span { start: self.origin.start.min(self.moving.start), end: self.origin.end.max(self.moving.end) }
    }

    /// Whether its moving end is its beginning.
    pub(super) fn is_backward(&self) -> bool {
        self.moving.start < self.origin.start
    }
}
