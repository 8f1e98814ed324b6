//! One index: all that is derived from the files of one root folder. It is opened, closed and rebuilt
//! here, and an older index answers while it is rebuilt.
//!
//! Not here: the folders it lies in (`generation`), writing (`writer`), searching (`collection`), and
//! what is known of files (`known_files`).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::{Directory, INDEX_WRITER_LOCK, Lock};
use tantivy::{IndexReader, Searcher, TantivyError};

use super::generation::{self, IndexState, Older, Opening};
use super::schema::{self, Fields};
use crate::index::Error;

/// All that is derived from the files of one root folder. Cheap to clone: clones are the same
/// index.
#[derive(Clone)]
pub struct Index {
    pub(in crate::index) engine: tantivy::Index,
    pub(in crate::index) reader: IndexReader,
    /// What answers in its place, until [`Index::complete`].
    older: Arc<Mutex<Option<Arc<Older>>>>,
    pub(super) fields: Fields,
    pub(in crate::index) place: Arc<Path>,
    on_disk: bool,
    state: IndexState,
}

impl Index {
    /// Opens the index in the folder `dir`, which is made if it is missing. Where another version of
    /// the program made the index, or its files are damaged, an empty one is begun, and what was
    /// there before answers as long as it can: see [`Index::state`].
    ///
    /// # Errors
    /// When the folder cannot be made or read; [`Error::Busy`] while somebody writes an index of
    /// another version.
    pub fn open(dir: &Path) -> Result<Index, Error> {
        Index::over(generation::open(dir)?, dir, true)
    }

    /// Throws the index in the folder `dir` away, if there is one. [`Index::open`] begins anew.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody writes it; when it cannot be removed.
    pub fn discard(dir: &Path) -> Result<(), Error> {
        generation::discard(dir)
    }

    /// An empty index in the place of this one. Clones go on with what they have.
    ///
    /// # Errors
    /// As [`Index::discard`] and [`Index::open`].
    pub fn begin_anew(&self) -> Result<Index, Error> {
        if !self.on_disk {
            return Index::in_memory();
        }
        Index::discard(&self.place)?;
        Index::open(&self.place)
    }

    /// Whether the files are not as they were written. Reads all of them.
    pub fn is_damaged(&self) -> bool {
        // Whoever asks meanwhile must not wait for this.
        let older = self.older().clone();
        older.is_some_and(|older| older.is_damaged()) || generation::is_damaged(&self.engine)
    }

    /// Waits until nobody writes this index, in this process or another.
    ///
    /// # Errors
    /// When the index has gone.
    pub fn wait_for_writer(&self) -> Result<(), Error> {
        let lock = Lock { filepath: INDEX_WRITER_LOCK.filepath.clone(), is_blocking: true };
        let taken = self.engine.directory().acquire_lock(&lock);
        taken.map(drop).map_err(|error| Error::engine(&self.place, TantivyError::LockFailure(error, None)))
    }

    /// An empty index that is gone when the last clone is dropped.
    ///
    /// # Errors
    /// When the engine refuses, which it has no reason to.
    pub fn in_memory() -> Result<Index, Error> {
        let engine = tantivy::Index::create_in_ram(schema::schema().0);
        let opening = Opening { engine, older: None, state: IndexState::Current };
        Index::over(opening, Path::new("memory"), false)
    }

    fn over(opening: Opening, place: &Path, on_disk: bool) -> Result<Index, Error> {
        let Opening { engine, older, state } = opening;
        let reader = generation::reader(&engine).map_err(|error| Error::engine(place, error))?;
        let (older, fields) = (Arc::new(Mutex::new(older.map(Arc::new))), schema::schema().1);
        Ok(Index { engine, reader, older, fields, place: place.into(), on_disk, state })
    }

    /// How it was found when it was opened.
    pub fn state(&self) -> IndexState {
        self.state
    }

    /// Whether what another version of the program made answers in its place.
    pub fn is_upgrading(&self) -> bool {
        self.older().is_some()
    }

    /// Says that everything has been read that was to be read: from now on it answers itself, and
    /// what another version made is removed. Other processes go on with what they opened until they
    /// say the same. Whether anything else had answered until then.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody writes it, who will say so when it is whole.
    pub fn complete(&self) -> Result<bool, Error> {
        if !self.is_upgrading() {
            return Ok(false);
        }
        let _held = generation::lock(self.engine.directory()).map_err(|e| Error::engine(&self.place, e))?;
        *self.older() = None;
        generation::discard_older(&self.place);
        Ok(true)
    }

    /// Everything committed so far that answers: of another version as long as that stands in.
    pub(in crate::index) fn searcher(&self) -> Result<Searcher, Error> {
        if let Some(older) = self.older().as_ref() {
            return Ok(older.searcher());
        }
        self.reader.reload().map_err(|error| Error::engine(&self.place, error))?;
        Ok(self.reader.searcher())
    }

    fn older(&self) -> MutexGuard<'_, Option<Arc<Older>>> {
        self.older.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The folder of the engine's files, to be synced after a commit; `None` in memory.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.on_disk.then(|| generation::engine_dir(&self.place))
    }

    /// Where something else that is derived from the same files is kept: a file of this name
    /// beside the engine's; `None` in memory.
    pub fn beside(&self, name: &str) -> Option<PathBuf> {
        self.on_disk.then(|| self.place.join(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index, KnownFile};
    use crate::query::Search;
    use std::fs;

    fn written(dir: &Path) {
        let index = Index::open(dir).unwrap();
        assert_eq!(index.state(), IndexState::Current);
        let mut writer = index.writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        writer.finish().unwrap();
    }

    #[test]
    fn an_index_is_still_there_when_it_is_opened_again() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        let index = Index::open(dir.path()).unwrap();
        assert_eq!(index.state(), IndexState::Current);
        let known_files = index.known_files().unwrap();
        let known =
            KnownFile { stamp: file("harbour.txt").stamp, hash: 7 << 64 | 9, lists: 3, problem: None };
        assert_eq!((known_files.len(), known_files.get("harbour.txt")), (4, Some(&known)));
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        assert_eq!(found_sorted(&snapshot, &Search::default()), [1, 2, 3, 4]);
    }

    #[test]
    fn a_damaged_index_is_made_anew_and_nothing_beside_it_is_touched() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        fs::write(dir.path().join("letter.txt"), "mine").unwrap();
        for damage in ["{", ""] {
            fs::write(dir.path().join("tantivy/meta.json"), damage).unwrap();
            let index = Index::open(dir.path()).unwrap();
            assert_eq!(index.state(), IndexState::Damaged);
            assert!(index.known_files().unwrap().is_empty());
        }
        written_again(dir.path());
        for file in fs::read_dir(dir.path().join("tantivy")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "fast") {
                fs::write(path, "x").unwrap();
            }
        }
        assert_eq!(Index::open(dir.path()).unwrap().state(), IndexState::Damaged);
        assert_eq!(fs::read_to_string(dir.path().join("letter.txt")).unwrap(), "mine");
    }

    #[test]
    fn damage_that_opening_does_not_see_is_found_by_reading_everything() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        assert!(!Index::open(dir.path()).unwrap().is_damaged());
        for file in fs::read_dir(dir.path().join("tantivy")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "store") {
                let mut bytes = fs::read(&path).unwrap();
                bytes[4] ^= 0xff;
                fs::write(path, bytes).unwrap();
            }
        }
        let index = Index::open(dir.path()).unwrap();
        assert!(index.is_damaged() && index.state() == IndexState::Current);
        let anew = index.begin_anew().unwrap();
        assert!(anew.known_files().unwrap().is_empty() && !anew.is_damaged());
    }

    #[test]
    fn whoever_waits_goes_on_when_the_writer_is_done() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        let index = Index::open(dir.path()).unwrap();
        let writer = index.writer().unwrap();
        let waiting = std::thread::spawn(move || index.wait_for_writer().is_ok());
        drop(writer);
        assert!(waiting.join().unwrap());
    }

    fn written_again(dir: &Path) {
        let mut writer = Index::open(dir).unwrap().writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        writer.finish().unwrap();
    }

    #[test]
    fn a_place_that_cannot_be_an_index_is_named_in_the_error() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("taken");
        fs::write(&place, "a file").unwrap();
        let refusal = Index::open(&place).err().unwrap().to_string();
        assert!(refusal.contains("taken"), "{refusal}");
    }
}
