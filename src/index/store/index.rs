//! One index: all that is derived from the files of one root folder. It is opened, closed and rebuilt
//! here, and an older index answers while it is rebuilt.
//!
//! Not here: the folders it lies in (`generation`), writing (`writer`), searching (`collection`), and
//! what is known of files (`known_files`).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::Searcher;

use super::checksums::{self, Depth};
use super::folders::{discard, discard_older, engine_dir};
use super::generation::{self, IndexState, Older, Opening};
use super::lazy_reader::{Generation, LazyReader};
use super::lock::WriterLock;
use super::schema::{self, Fields};
use super::version::{self, MadeBy};
use super::{to_read, verified};
use crate::index::Error;

/// All that is derived from the files of one root folder. Cheap to clone: clones are the same
/// index.
#[derive(Clone)]
pub struct Index {
    /// Of an index in memory, which the writer shares with the reader.
    pub(super) in_memory: Option<tantivy::Index>,
    reader: LazyReader,
    /// What answers in its place, until [`Index::complete`].
    older: Arc<Mutex<Option<Arc<Older>>>>,
    pub(super) fields: Fields,
    pub(in crate::index) place: Arc<Path>,
    state: IndexState,
    /// It was opened to be asked only: nothing of it is changed or thrown away.
    for_reading: bool,
}

impl Index {
    /// Opens the index in the folder `dir` to fill it; it is made if it is missing. Where another version
    /// of the program made the index, or its files are damaged, an empty one is begun, and what was
    /// there before answers as long as it can: see [`Index::state`].
    ///
    /// # Errors
    /// When the folder cannot be made or read; [`Error::Busy`] while somebody writes an index of
    /// another version; [`Error::Newer`] when a newer version made it.
    pub fn open(dir: &Path) -> Result<Index, Error> {
        Ok(Index::over(generation::open(dir)?, dir))
    }

    /// Opens the index in the folder `dir` to ask it. Not a byte is changed there.
    ///
    /// # Errors
    /// When it cannot answer, since it is damaged or of another version, or cannot be read.
    pub fn open_to_read(dir: &Path) -> Result<Index, Error> {
        Ok(Index { for_reading: true, ..Index::over(to_read::open(dir)?, dir) })
    }

    /// Throws the index in the folder `dir` away with what stands in for it, if there is one.
    /// [`Index::open`] begins anew.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody writes it; [`Error::Newer`] when a newer version made it; when it
    /// cannot be removed.
    pub fn discard(dir: &Path) -> Result<(), Error> {
        if version::made_by(dir).is_ok_and(|by| by == MadeBy::Newer) {
            return Err(Error::Newer { place: dir.to_owned() });
        }
        discard(dir, &engine_dir(dir))?;
        discard_older(dir);
        Ok(())
    }

    /// Whether there is an index in the folder `dir`, whole or not.
    pub fn is_begun(dir: &Path) -> bool {
        engine_dir(dir).exists()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.searcher().is_ok_and(|searcher| searcher.num_docs() == 0)
    }

    /// An empty index in the place of this one. What another version made goes on answering until it
    /// is filled, unless that is damaged. Clones go on with what they have.
    ///
    /// # Errors
    /// As [`Index::discard`] and [`Index::open`]; [`Error::Damaged`] when it was opened to be asked only:
    /// its files may be away, and what was read of them is all there is.
    pub fn begin_anew(&self) -> Result<Index, Error> {
        if self.in_memory.is_some() {
            return Index::in_memory();
        }
        if self.for_reading {
            return Err(Error::Damaged { place: self.place.to_path_buf() });
        }
        let older = self.older().clone();
        discard(&self.place, &engine_dir(&self.place))?;
        if older.is_some_and(|older| older.is_damaged()) {
            discard_older(&self.place);
        }
        Index::open(&self.place)
    }

    /// Whether the files are known not to be as they were written. Reads all of them, and changes nothing.
    pub fn is_damaged(&self) -> bool {
        self.compare().unwrap_or(false)
    }

    fn compare(&self) -> Result<bool, Error> {
        // Whoever asks meanwhile must not wait for this.
        let older = self.older().clone();
        if older.is_some_and(|older| older.is_damaged()) {
            return Ok(true);
        }
        let Some(folder) = self.folder() else { return Ok(false) };
        let refused = |error| Error::disk(&folder, error);
        match version::made_by(&self.place).map_err(refused)? {
            MadeBy::Us => checksums::is_damaged(&folder, Depth::Bytes).map_err(refused),
            MadeBy::Unknown => Ok(true),
            MadeBy::Older(_) | MadeBy::Newer => Ok(false),
        }
    }

    /// As [`Index::is_damaged`]; when it is whole that is remembered, so that [`Index::is_check_due`] no
    /// longer holds.
    ///
    /// # Errors
    /// When the files cannot be read, so that nobody knows.
    pub fn check(&self) -> Result<bool, Error> {
        let damaged = self.compare()?;
        if let Some(folder) = self.folder().filter(|_| !damaged) {
            verified::note(&folder);
        }
        Ok(damaged)
    }

    /// Whether the files have not been compared with what was written since the machine was started. Of
    /// an index that is only asked that could not be remembered, nor damage mended.
    pub fn is_check_due(&self) -> bool {
        !self.for_reading && self.folder().is_some_and(|folder| !verified::is_noted(&folder))
    }

    /// Whether it was opened to be asked only, and cannot be begun anew.
    pub fn is_for_reading(&self) -> bool {
        self.for_reading
    }

    /// Whether the operating system lets nobody write it here: a disk or folder for reading only.
    pub fn is_unwritable(&self) -> bool {
        self.folder().is_some_and(|folder| WriterLock::is_refused(&folder))
    }

    /// Waits until nobody writes this index, in this process or another.
    ///
    /// # Errors
    /// When the index has gone.
    pub fn wait_for_writer(&self) -> Result<(), Error> {
        self.folder().map_or(Ok(()), |folder| WriterLock::wait(&folder).map(drop))
    }

    /// An empty index that is gone when the last clone is dropped.
    ///
    /// # Errors
    /// When the engine refuses, which it has no reason to.
    pub fn in_memory() -> Result<Index, Error> {
        let place = Path::new("memory");
        let engine = tantivy::Index::create_in_ram(schema::schema().0);
        let reader = LazyReader::of(engine.clone(), place);
        reader.open()?;
        let opening = Opening { reader, older: None, state: IndexState::Current };
        Ok(Index { in_memory: Some(engine), ..Index::over(opening, place) })
    }

    fn over(opening: Opening, place: &Path) -> Index {
        let Opening { reader, older, state } = opening;
        let (older, fields) = (Arc::new(Mutex::new(older.map(Arc::new))), schema::schema().1);
        Index { in_memory: None, reader, older, fields, place: place.into(), state, for_reading: false }
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
        let _held = self.folder().map(|folder| WriterLock::take(&folder)).transpose()?;
        *self.older() = None;
        discard_older(&self.place);
        Ok(true)
    }

    /// Everything committed so far that answers: of another version as long as that stands in.
    pub(in crate::index) fn searcher(&self) -> Result<Searcher, Error> {
        match self.older().as_ref() {
            Some(older) => Ok(older.searcher()),
            None => self.own_searcher(),
        }
    }

    /// Everything committed so far of this index itself, whatever answers in its place.
    pub(in crate::index) fn own_searcher(&self) -> Result<Searcher, Error> {
        self.reader.searcher()
    }

    /// What a [`searcher`](Self::searcher) would have; nothing is opened for it.
    pub(in crate::index) fn generation(&self) -> Result<Generation, Error> {
        match self.older().as_ref() {
            Some(older) => Ok(older.searcher().generation().segments().clone()),
            None => self.reader.committed(),
        }
    }

    fn older(&self) -> MutexGuard<'_, Option<Arc<Older>>> {
        self.older.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The folder of the engine's files; `None` in memory.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.in_memory.is_none().then(|| engine_dir(&self.place))
    }

    /// Where something else that is derived from the same files is kept: a file of this name
    /// beside the engine's; `None` in memory.
    pub fn beside(&self, name: &str) -> Option<PathBuf> {
        self.folder_beside().map(|folder| folder.join(name))
    }

    /// The folder of such files; `None` in memory.
    pub fn folder_beside(&self) -> Option<&Path> {
        self.in_memory.is_none().then_some(&*self.place)
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
        assert_eq!((known_files.len(), known_files.get("harbour.txt")), (4, Some(known)));
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
        filled(dir.path());
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
        // As when a disk gives other bytes than it was given: no time of change tells of it.
        verified::note(&engine_dir(dir.path()));
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

    #[test]
    fn a_place_that_cannot_be_an_index_is_named_in_the_error() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("taken");
        fs::write(&place, "a file").unwrap();
        let refusal = Index::open(&place).err().unwrap().to_string();
        assert!(refusal.contains("taken"), "{refusal}");
    }
}
