//! What all workers read: the collection as it was last looked at, and where its folders lie.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::index::{Collection, Error, Index, Snapshot};
use crate::ingest::Root;

/// The open collection, and the last look at it.
pub struct Current {
    roots: Vec<(Root, Index)>,
    collection: Collection,
    snapshot: Mutex<Option<Snapshot>>,
}

impl Current {
    /// The collection of these roots, not yet looked at.
    pub fn new(roots: Vec<(Root, Index)>) -> Current {
        let indexes = roots.iter().map(|(_, index)| index.clone()).collect();
        Current { roots, collection: Collection::new(indexes), snapshot: Mutex::default() }
    }

    /// The roots with their indexes, in the order of their numbers.
    pub fn roots(&self) -> &[(Root, Index)] {
        &self.roots
    }

    /// The collection as it was last looked at. Only the very first call takes long.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        let known = self.lock().clone();
        known.map_or_else(|| self.refresh(), Ok)
    }

    /// Looks again. Whoever asks meanwhile gets the collection as it was.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn refresh(&self) -> Result<Snapshot, Error> {
        let snapshot = self.collection.snapshot()?;
        *self.lock() = Some(snapshot.clone());
        Ok(snapshot)
    }

    /// Where a file lies on disk: the root's number and the path below it.
    pub fn path(&self, root: usize, name: &str) -> Option<PathBuf> {
        self.roots.get(root).map(|(root, _)| root.path_of(name))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Snapshot>> {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
