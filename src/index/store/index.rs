//! An index on disk: opening it, and throwing it away when it is of another version or damaged.
//! Writing is `writer`'s, asking is `collection`'s, what is known of files `known_files`'.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, Lock, MmapDirectory};
use tantivy::{IndexReader, ReloadPolicy, TantivyError};

use super::schema::{self, Fields};
use super::tokenizer;
use crate::index::Error;

/// Stored blocks kept unpacked for each segment. Pages are read one at a time, so few suffice.
const STORED_BLOCKS: usize = 8;

/// All that is derived from the files of one root folder. Cheap to clone: clones are the same
/// index.
#[derive(Clone)]
pub struct Index {
    pub(in crate::index) engine: tantivy::Index,
    pub(in crate::index) reader: IndexReader,
    pub(super) fields: Fields,
    pub(in crate::index) place: Arc<Path>,
    on_disk: bool,
    rebuilt: bool,
}

impl Index {
    /// Opens the index in the folder `dir`, which is made if it is missing. An index of another
    /// version, or one whose files are damaged, is replaced by an empty one: see
    /// [`Index::rebuilt`].
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(dir: &Path) -> Result<Index, Error> {
        let engine_dir = dir.join("tantivy");
        let version = dir.join("version");
        let current = schema::VERSION.to_string();
        let stored = fs::read_to_string(&version).ok();
        if stored.as_deref() == Some(&current) {
            match open_engine(&engine_dir) {
                Ok(engine) => return Index::over(engine, dir, true, false),
                Err(refusal) if !can_rebuild(&refusal) => return Err(Error::engine(dir, refusal)),
                Err(_) => {}
            }
        }
        clear(&engine_dir).map_err(|error| Error::engine(dir, error))?;
        fs::create_dir_all(&engine_dir).map_err(|error| Error::disk(dir, error))?;
        let engine = open_engine(&engine_dir).map_err(|error| Error::engine(dir, error))?;
        fs::write(&version, &current).map_err(|error| Error::disk(dir, error))?;
        Index::over(engine, dir, true, stored.is_some())
    }

    /// Throws the index in the folder `dir` away, if there is one. [`Index::open`] begins anew.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody writes it; when it cannot be removed.
    pub fn discard(dir: &Path) -> Result<(), Error> {
        clear(&dir.join("tantivy")).map_err(|error| Error::engine(dir, error))
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
        let check = || self.engine.validate_checksum().map_or(true, |damaged| !damaged.is_empty());
        // The engine answers some kinds of damage with a panic.
        catch_unwind(AssertUnwindSafe(check)).unwrap_or(true)
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
        Index::over(tantivy::Index::create_in_ram(schema::schema().0), Path::new("memory"), false, false)
    }

    fn over(engine: tantivy::Index, place: &Path, on_disk: bool, rebuilt: bool) -> Result<Index, Error> {
        engine.tokenizers().register(tokenizer::WORDS, tokenizer::analyzer());
        let reader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(STORED_BLOCKS)
            .try_into()
            .map_err(|error| Error::engine(place, error))?;
        let fields = schema::schema().1;
        Ok(Index { engine, reader, fields, place: place.into(), on_disk, rebuilt })
    }

    /// Whether opening had to throw an older or damaged index away, so that everything must be
    /// read again.
    pub fn rebuilt(&self) -> bool {
        self.rebuilt
    }

    /// The folder of the engine's files, to be synced after a commit; `None` in memory.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.on_disk.then(|| self.place.join("tantivy"))
    }

    /// Where something else that is derived from the same files is kept: a file of this name
    /// beside the engine's; `None` in memory.
    pub fn beside(&self, name: &str) -> Option<PathBuf> {
        self.on_disk.then(|| self.place.join(name))
    }
}

/// Removes the engine's folder, unless somebody is writing there.
fn clear(engine_dir: &Path) -> tantivy::Result<()> {
    if !engine_dir.exists() {
        return Ok(());
    }
    let lock = MmapDirectory::open(engine_dir)?.acquire_lock(&INDEX_WRITER_LOCK);
    let _held = lock.map_err(|error| TantivyError::LockFailure(error, None))?;
    Ok(fs::remove_dir_all(engine_dir)?)
}

fn open_engine(dir: &Path) -> tantivy::Result<tantivy::Index> {
    // The engine answers some kinds of damage with a panic.
    catch_unwind(AssertUnwindSafe(|| {
        let directory = MmapDirectory::open(dir)?;
        let engine = tantivy::Index::open_or_create(directory, schema::schema().0)?;
        engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(engine)
    }))
    .unwrap_or_else(|_| Err(TantivyError::InternalError("the engine's files are damaged".to_owned())))
}

/// Whether making a new index would mend the refusal: damage, yes; a missing permission, no.
fn can_rebuild(refusal: &TantivyError) -> bool {
    let denied = |error: &io::Error| {
        matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::StorageFull)
    };
    match refusal {
        TantivyError::IoError(error) => !denied(error),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => !denied(io_error),
        TantivyError::LockFailure(..) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index, KnownFile};
    use crate::query::Search;

    fn written(dir: &Path) {
        let index = Index::open(dir).unwrap();
        assert!(!index.rebuilt());
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
        assert!(!index.rebuilt());
        let known = index.known_files().unwrap();
        let harbour = KnownFile { size: 11, modified: -5, hash: 7 << 64 | 9, lists: 3 };
        assert_eq!((known.len(), known.get("harbour.txt")), (4, Some(&harbour)));
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        assert_eq!(found_sorted(&snapshot, &Search::default()), [1, 2, 3, 4]);
    }

    #[test]
    fn an_index_of_another_version_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        fs::write(dir.path().join("version"), "0").unwrap();
        let index = Index::open(dir.path()).unwrap();
        assert!(index.rebuilt() && index.known_files().unwrap().is_empty());
        drop(index);
        assert!(!Index::open(dir.path()).unwrap().rebuilt(), "once");
    }

    #[test]
    fn a_damaged_index_is_made_anew_and_nothing_beside_it_is_touched() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        fs::write(dir.path().join("letter.txt"), "mine").unwrap();
        for damage in ["{", ""] {
            fs::write(dir.path().join("tantivy/meta.json"), damage).unwrap();
            let index = Index::open(dir.path()).unwrap();
            assert!(index.rebuilt() && index.known_files().unwrap().is_empty());
        }
        written_again(dir.path());
        for file in fs::read_dir(dir.path().join("tantivy")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "fast") {
                fs::write(path, "x").unwrap();
            }
        }
        assert!(Index::open(dir.path()).unwrap().rebuilt());
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
        assert!(index.is_damaged() && !index.rebuilt());
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
    fn an_index_that_is_being_written_is_not_thrown_away() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path());
        let index = Index::open(dir.path()).unwrap();
        let writer = index.writer().unwrap();
        fs::write(dir.path().join("version"), "0").unwrap();
        assert!(matches!(Index::open(dir.path()), Err(Error::Busy { .. })));
        drop(writer);
        assert!(Index::open(dir.path()).is_ok_and(|index| index.rebuilt()));
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
