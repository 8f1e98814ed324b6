//! The copies that were found last, which the next snapshot begins with.
//!
//! Not here: finding them (`near_copies`).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::compare::copies::NearCopies;

/// The copies found last in a collection.
#[derive(Default)]
pub(super) struct LastCopies {
    found: Mutex<Arc<NearCopies>>,
    finding: Mutex<()>,
}

impl LastCopies {
    /// Held while copies are found, so that two who ask do not both read the texts.
    pub(super) fn begin(&self) -> MutexGuard<'_, ()> {
        self.finding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self) -> Arc<NearCopies> {
        Arc::clone(&self.found.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn keep(&self, found: &Arc<NearCopies>) {
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(found);
    }
}
