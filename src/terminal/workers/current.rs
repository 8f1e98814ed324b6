//! What all workers read: the collection as it was last looked at, and where its folders lie.
//! When something about it looks damaged that is noted here, and mended by whoever writes.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::index::{Collection, Error, Index, Snapshot};
use crate::ingest::Root;
use crate::query::{CorrectionLog, Corrections, Edit, RecordedCorrection};

/// The open collection, and the last look at it.
pub struct Current {
    shelf: Mutex<Arc<Shelf>>,
    snapshot: Mutex<Option<Snapshot>>,
    said: Mutex<CorrectionLog>,
    trust: AtomicU8,
}

/// The roots with their indexes, in the order of their numbers.
struct Shelf {
    roots: Vec<(Root, Index)>,
    collection: Collection,
}

/// Nothing is known against the indexes.
const TRUSTED: u8 = 0;
/// Work failed in a way that damage would explain.
const SUSPECTED: u8 = 1;
/// Everything was read and found whole, or could not be mended: it is not suspected again.
const SETTLED: u8 = 2;

impl Shelf {
    fn new(roots: Vec<(Root, Index)>) -> Arc<Shelf> {
        let indexes = roots.iter().map(|(_, index)| index.clone()).collect();
        Arc::new(Shelf { roots, collection: Collection::new(indexes) })
    }
}

impl Current {
    /// The collection of these roots, not yet looked at, under these corrections.
    pub fn new(roots: Vec<(Root, Index)>, corrections: Vec<RecordedCorrection>) -> Current {
        let said = CorrectionLog::new(corrections);
        let shelf = Shelf::new(roots);
        shelf.collection.correct(Arc::clone(said.holding()));
        Current {
            shelf: Mutex::new(shelf),
            snapshot: Mutex::default(),
            said: Mutex::new(said),
            trust: TRUSTED.into(),
        }
    }

    /// Obeys what the reader says of names, from the next look on.
    pub fn correct(&self, edit: &Edit) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).apply(edit);
        let corrections = self.corrections();
        // What is then made for one look need not be made again for the next.
        let last = self.shelf().collection.correct(Arc::clone(&corrections));
        let mut snapshot = self.lock();
        *snapshot = snapshot.take().map(|before| last.unwrap_or_else(|| before.corrected(corrections)));
    }

    /// The roots with their indexes, in the order of their numbers.
    pub fn roots(&self) -> Vec<(Root, Index)> {
        self.shelf().roots.clone()
    }

    /// Notes that work failed as it would over a damaged index.
    pub fn suspect(&self) {
        let _ = self.trust.compare_exchange(TRUSTED, SUSPECTED, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// The failure in words; one of the engine itself makes the index suspected.
    pub fn failed(&self, error: &Error) -> String {
        if matches!(error, Error::Engine { .. }) {
            self.suspect();
        }
        error.to_string()
    }

    /// Whether somebody should [`Current::mend`] it.
    pub fn is_suspected(&self) -> bool {
        self.trust.load(Ordering::Relaxed) == SUSPECTED
    }

    /// Reads everything, if there is a suspicion, and puts empty indexes in the place of damaged
    /// ones. How many those are.
    ///
    /// # Errors
    /// When a new index cannot be made.
    pub fn mend(&self) -> Result<usize, Error> {
        if !self.is_suspected() {
            return Ok(0);
        }
        let mut roots = self.roots();
        let mut damaged = 0;
        let anew = roots.iter_mut().filter(|(_, index)| index.is_damaged()).try_for_each(|(_, index)| {
            *index = index.begin_anew()?;
            damaged += 1;
            Ok(())
        });
        self.trust.store(if damaged > 0 && anew.is_ok() { TRUSTED } else { SETTLED }, Ordering::Relaxed);
        anew?;
        if damaged > 0 {
            let shelf = Shelf::new(roots);
            shelf.collection.correct(self.corrections());
            *self.shelf.lock().unwrap_or_else(PoisonError::into_inner) = shelf;
            self.refresh()?;
        }
        Ok(damaged)
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
        let snapshot = self.shelf().collection.snapshot()?;
        let mut held = self.lock();
        // Something may have been said meanwhile.
        let corrections = self.corrections();
        let snapshot = if snapshot.obeys(&corrections) { snapshot } else { snapshot.corrected(corrections) };
        *held = Some(snapshot.clone());
        Ok(snapshot)
    }

    /// Where a file lies on disk: the root's number and the path below it.
    pub fn path(&self, root: usize, name: &str) -> Option<PathBuf> {
        self.shelf().roots.get(root).map(|(root, _)| root.path_of(name))
    }

    /// What holds of what the reader said.
    fn corrections(&self) -> Corrections {
        Arc::clone(self.said.lock().unwrap_or_else(PoisonError::into_inner).holding())
    }

    fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Snapshot>> {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::model::Kind;
    use crate::query::{Correction, NameReference};

    #[test]
    fn what_is_said_is_obeyed_from_the_next_look_on_by_a_mended_index_too() {
        let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let index = Index::open(home.path()).unwrap();
        index.writer().unwrap().commit().unwrap();
        let current = Current::new(vec![(Root::open(folder.path()).unwrap(), index)], Vec::new());
        let before = current.snapshot().unwrap();
        let hidden = |name| Edit::say([Correction::Hidden(NameReference::new(Kind::Person, name))]);
        let obeyed = |snapshot: Snapshot| snapshot.obeys(&current.corrections());
        current.correct(&hidden("Ann Bell"));
        assert!(!obeyed(before) && obeyed(current.snapshot().unwrap()) && obeyed(current.refresh().unwrap()));
        fs::write(home.path().join("tantivy/meta.json"), "{").unwrap();
        current.suspect();
        assert_eq!(current.mend().unwrap(), 1);
        assert!(obeyed(current.snapshot().unwrap()));
        current.correct(&hidden("Tom Pike"));
        assert!(obeyed(current.snapshot().unwrap()));
    }

    #[test]
    fn a_damaged_index_is_made_anew_once_it_is_suspected_and_a_whole_one_left_alone() {
        let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let index = Index::open(home.path()).unwrap();
        index.writer().unwrap().commit().unwrap();
        let current = Current::new(vec![(Root::open(folder.path()).unwrap(), index)], Vec::new());
        fs::write(home.path().join("tantivy/meta.json"), "{").unwrap();
        assert_eq!(current.mend().unwrap(), 0, "nobody suspects anything");
        current.suspect();
        assert_eq!(current.mend().unwrap(), 1);
        assert_eq!(current.snapshot().unwrap().counts().files, 0);
        current.suspect();
        assert_eq!(current.mend().unwrap(), 0);
        current.suspect();
        assert!(!current.is_suspected(), "what was found whole is not read again and again");
    }
}
