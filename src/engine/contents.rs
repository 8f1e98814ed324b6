//! Numbers by which it is known whether the collection, and what the reader says of it, are what they were.
//!
//! Not here: what is kept under such numbers (`seen`).

use std::sync::PoisonError;

use super::local::Engine;
use super::seen::hash_of;
use crate::index::{Index, Snapshot};
use crate::query::Failure;

impl Engine {
    /// A number for what the collection consists of that questions are answered from, or were when it was kept.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub(super) fn contents(&self) -> Result<u64, Failure> {
        let known = self.lock().as_ref().map(Snapshot::contents).or_else(|| self.seen.shown());
        known.map_or_else(|| self.collection_contents(), Ok)
    }

    /// A number for what the collection consists of now.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub(super) fn collection_contents(&self) -> Result<u64, Failure> {
        self.open().collection.contents().map_err(|error| self.failure(&error))
    }

    /// A number for all that the reader says.
    pub(super) fn said(&self) -> u64 {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let all =
            || hash_of(&[hash_of(&self.corrections()), self.corrected.checksum(), self.stories.checksum()]);
        *said.get_or_insert_with(all)
    }

    /// Whether anything was asked of the indexes.
    #[cfg(test)]
    pub(super) fn has_snapshot(&self) -> bool {
        self.lock().is_some()
    }

    /// The indexes that answer.
    pub(super) fn indexes(&self) -> Vec<Index> {
        self.open().indexes.clone()
    }
}
