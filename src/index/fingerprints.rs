//! The fingerprints of the sentences of a segment's documents, kept once they were made.
//!
//! Not here: making them (`index::novelty`).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Fingerprints of so many documents of a segment are kept. Set by hand: some 5 MB.
const MOST_KEPT: usize = 60_000;

/// The fingerprints of the sentences of documents, by row.
#[derive(Debug, Default)]
pub(in crate::index) struct KeptFingerprints(Mutex<HashMap<u32, Arc<[u64]>>>);

impl KeptFingerprints {
    /// Those of a row, if they were made.
    pub(in crate::index) fn of(&self, row: u32) -> Option<Arc<[u64]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&row).cloned()
    }

    /// Keeps those of a row.
    pub(in crate::index) fn keep(&self, row: u32, fingerprints: &Arc<[u64]>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(row, Arc::clone(fingerprints));
    }
}
