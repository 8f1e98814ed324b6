//! The folders of an index on disk, and the older index that answers while a new one is being filled.
//!
//! ```text
//! tantivy            the index as this version of the program makes it, whole or being filled
//! version            what `tantivy` was made by
//! tantivy-VERSION    what another version made: it answers until `tantivy` is whole
//! discarded-…        being removed
//! ```
//!
//! Each change of these is one renaming, so that a start after an interruption finds either the old
//! state or the new one.
//!
//! Not here: opening and searching an index (`index`).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::{fs, io, process};

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, DirectoryLock, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use super::{schema, tokenizer};
use crate::index::Error;

/// The folder of the engine's files.
const ENGINE: &str = "tantivy";

/// What the folder of an index of another version begins with.
const OLDER: &str = "tantivy-";

/// What a folder that is being removed begins with.
const DISCARDED: &str = "discarded-";

/// Stored blocks kept unpacked for each segment. Pages are read one at a time, so few suffice.
const STORED_BLOCKS: usize = 8;

/// How an index was found when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexState {
    /// As this version of the program made it, or new.
    Current,
    /// Another version made it: it answers until all files have been read again.
    Upgrading,
    /// Another version made it in a way that cannot be asked any more: it is empty.
    Unreadable,
    /// Its files were damaged: it is empty.
    Damaged,
}

/// The index of another version, open for asking only.
pub(super) struct Older {
    engine: tantivy::Index,
    reader: IndexReader,
}

impl Older {
    /// What is in it. Nobody writes it, and its files stay open, so this works even when another
    /// process has removed them.
    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Whether its files are not as they were written.
    pub(super) fn is_damaged(&self) -> bool {
        is_damaged(&self.engine)
    }

    fn open(folder: &Path) -> Option<Older> {
        let open = || -> tantivy::Result<(tantivy::Index, IndexReader)> {
            let engine = tantivy::Index::open(MmapDirectory::open(folder)?)?;
            let reader = reader(&engine)?;
            Ok((engine, reader))
        };
        // The engine answers some kinds of damage with a panic.
        let (engine, reader) = catch_unwind(AssertUnwindSafe(open)).ok()?.ok()?;
        schema::can_answer(&engine.schema()).then_some(Older { engine, reader })
    }
}

/// What opening the folders of an index came to.
pub(super) struct Opening {
    /// The index to write, and to ask unless there is an older one.
    pub engine: tantivy::Index,
    pub older: Option<Older>,
    pub state: IndexState,
}

/// Opens the index in the folder `dir` and what stands in for it, or begins one. What another
/// version made is renamed, never written.
///
/// # Errors
/// [`Error::Busy`] while somebody writes what should be moved; when the disk refuses.
pub(super) fn open(dir: &Path) -> Result<Opening, Error> {
    sweep(dir);
    let (engine_dir, version) = (engine_dir(dir), dir.join("version"));
    let failed = |error| Error::engine(dir, error);
    let stored = fs::read_to_string(&version).ok();
    let current = schema::versions();
    let mut state = IndexState::Current;
    let mut opened = None;
    if stored.as_deref() == Some(&current) {
        match open_engine(&engine_dir) {
            Ok(engine) => opened = Some(engine),
            Err(refusal) if !can_rebuild(&refusal) => return Err(failed(refusal)),
            Err(_) => {
                state = IndexState::Damaged;
                discard_folder(dir, &engine_dir).map_err(failed)?;
            }
        }
    } else if engine_dir.exists() {
        rename_older(dir, stored.as_deref()).map_err(failed)?;
    }
    let engine = match opened {
        Some(engine) => engine,
        None => {
            fs::create_dir_all(&engine_dir).map_err(|error| Error::disk(dir, error))?;
            let engine = open_engine(&engine_dir).map_err(failed)?;
            fs::write(&version, &current).map_err(|error| Error::disk(dir, error))?;
            engine
        }
    };
    let (older, unreadable) = older(dir);
    match older {
        Some(_) => state = IndexState::Upgrading,
        None if unreadable => state = IndexState::Unreadable,
        None => {}
    }
    Ok(Opening { engine, older, state })
}

/// The folder of the engine's files of the index in `dir`.
pub(super) fn engine_dir(dir: &Path) -> PathBuf {
    dir.join(ENGINE)
}

/// A reader of an engine that looks for commits when it is asked to.
pub(super) fn reader(engine: &tantivy::Index) -> tantivy::Result<IndexReader> {
    engine.tokenizers().register(tokenizer::WORDS, tokenizer::analyzer());
    let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual);
    reader.doc_store_cache_num_blocks(STORED_BLOCKS).try_into()
}

/// Whether the files of an engine are not as they were written. Reads all of them.
pub(super) fn is_damaged(engine: &tantivy::Index) -> bool {
    let check = || engine.validate_checksum().map_or(true, |damaged| !damaged.is_empty());
    // The engine answers some kinds of damage with a panic.
    catch_unwind(AssertUnwindSafe(check)).unwrap_or(true)
}

/// Removes the index in `dir` and what stands in for it, unless somebody writes there.
pub(super) fn discard(dir: &Path) -> Result<(), Error> {
    discard_folder(dir, &engine_dir(dir)).map_err(|error| Error::engine(dir, error))?;
    discard_older(dir);
    Ok(())
}

/// Removes what another version made. What a running program of that version still writes stays
/// until the next start.
pub(super) fn discard_older(dir: &Path) {
    for folder in folders(dir, OLDER) {
        let _ = discard_folder(dir, &folder);
    }
}

/// The lock that whoever writes an engine holds.
///
/// # Errors
/// While somebody else has it.
pub(super) fn lock(directory: &dyn Directory) -> tantivy::Result<DirectoryLock> {
    directory.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| TantivyError::LockFailure(error, None))
}

/// Removes a folder of an engine's files, unless somebody writes there.
fn discard_folder(dir: &Path, folder: &Path) -> tantivy::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let _held = lock(&MmapDirectory::open(folder)?)?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let discarded = dir.join(format!("{DISCARDED}{}-{name}", process::id()));
    fs::rename(folder, &discarded)?;
    // What is left of it the next start removes.
    let _ = fs::remove_dir_all(discarded);
    Ok(())
}

/// Moves the engine's files away, to answer until there are others. When something stands in for
/// them already they were never whole, and are removed.
fn rename_older(dir: &Path, made_by: Option<&str>) -> tantivy::Result<()> {
    let folder = engine_dir(dir);
    let Some(made_by) = made_by.filter(|_| folders(dir, OLDER).is_empty()) else {
        return discard_folder(dir, &folder);
    };
    let _held = lock(&MmapDirectory::open(&folder)?)?;
    let safe = |c: &char| c.is_ascii_alphanumeric() || *c == '.';
    let version: String = made_by.chars().filter(safe).take(32).collect();
    Ok(fs::rename(&folder, dir.join(format!("{OLDER}{version}")))?)
}

/// What another version made, and whether there is something of another version that cannot be
/// asked: that is removed.
fn older(dir: &Path) -> (Option<Older>, bool) {
    let mut unreadable = false;
    for folder in folders(dir, OLDER) {
        match Older::open(&folder) {
            Some(older) if older.searcher().num_docs() > 0 => return (Some(older), false),
            Some(_) => {}
            // Another process may just have removed it.
            None => unreadable |= folder.exists(),
        }
        let _ = discard_folder(dir, &folder);
    }
    (None, unreadable)
}

/// Removes what an interrupted removal left.
fn sweep(dir: &Path) {
    for folder in folders(dir, DISCARDED) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// The folders in `dir` whose names begin so.
fn folders(dir: &Path, beginning: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let named = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(beginning);
    let mut folders: Vec<PathBuf> = entries.filter(named).map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

fn open_engine(folder: &Path) -> tantivy::Result<tantivy::Index> {
    // The engine answers some kinds of damage with a panic.
    catch_unwind(AssertUnwindSafe(|| {
        let directory = MmapDirectory::open(folder)?;
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
    use crate::index::{Collection, Index};
    use crate::model::DocumentId;
    use crate::query::Search;

    /// An index of four documents as if another version had made it.
    fn made_by(dir: &Path, version: &str) {
        let mut writer = Index::open(dir).unwrap().writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        writer.finish().unwrap();
        fs::write(dir.join("version"), version).unwrap();
    }

    fn answer(index: &Index) -> Vec<u64> {
        found_sorted(&Collection::new(vec![index.clone()]).snapshot().unwrap(), &Search::default())
    }

    /// Writes one document, as the beginning of reading everything again.
    fn read_one(index: &Index) {
        let mut writer = index.writer().unwrap();
        writer.replace(&file("harbour.txt"), &[(DocumentId(1), document("Harbour", "New words."))]).unwrap();
        writer.commit().unwrap();
    }

    #[test]
    fn what_another_version_made_answers_until_everything_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        // A version is that of the schema and that of reading; either may differ.
        for version in ["4", "3.1", "4.0"] {
            made_by(dir.path(), version);
            let index = Index::open(dir.path()).unwrap();
            assert_eq!((index.state(), index.known_files().unwrap().len()), (IndexState::Upgrading, 0));
            let collection = Collection::new(vec![index.clone()]);
            let asked = || found_sorted(&collection.snapshot().unwrap(), &Search::default());
            read_one(&index);
            assert_eq!(asked(), [1, 2, 3, 4], "nothing of the new one is mixed in");
            index.complete().unwrap();
            assert_eq!(asked(), [1], "a clone knows of it");
            assert!(!index.is_upgrading() && folders(dir.path(), OLDER).is_empty());
            drop((index, collection));
            assert_eq!(Index::open(dir.path()).unwrap().state(), IndexState::Current);
            Index::discard(dir.path()).unwrap();
        }
    }

    #[test]
    fn an_interrupted_upgrade_goes_on_where_it_was() {
        let dir = tempfile::tempdir().unwrap();
        made_by(dir.path(), "3");
        read_one(&Index::open(dir.path()).unwrap());
        let again = Index::open(dir.path()).unwrap();
        assert_eq!((again.state(), again.known_files().unwrap().len()), (IndexState::Upgrading, 1));
        assert_eq!(answer(&again), [1, 2, 3, 4]);
        // A third version before the second was whole: what was whole goes on answering.
        fs::write(dir.path().join("version"), "3.9").unwrap();
        let third = Index::open(dir.path()).unwrap();
        assert_eq!((third.state(), third.known_files().unwrap().len()), (IndexState::Upgrading, 0));
        assert_eq!((answer(&third), folders(dir.path(), OLDER).len()), (vec![1, 2, 3, 4], 1));
    }

    #[test]
    fn a_kill_at_any_step_of_opening_or_removing_leaves_an_index_that_answers() {
        let dir = tempfile::tempdir().unwrap();
        made_by(dir.path(), "3");
        let engine = dir.path().join(ENGINE);
        // Killed after the renaming.
        fs::rename(&engine, dir.path().join("tantivy-3")).unwrap();
        assert_eq!(answer(&Index::open(dir.path()).unwrap()), [1, 2, 3, 4]);
        // Killed before the new version was written down.
        fs::write(dir.path().join("version"), "3").unwrap();
        assert_eq!(answer(&Index::open(dir.path()).unwrap()), [1, 2, 3, 4]);
        // Killed while the old one was removed.
        fs::rename(dir.path().join("tantivy-3"), dir.path().join("discarded-1-tantivy-3")).unwrap();
        let index = Index::open(dir.path()).unwrap();
        assert_eq!((index.state(), answer(&index)), (IndexState::Current, vec![]));
        assert!(folders(dir.path(), DISCARDED).is_empty());
    }

    #[test]
    fn what_cannot_be_asked_any_more_is_removed_and_that_is_known() {
        let dir = tempfile::tempdir().unwrap();
        let mut other = tantivy::schema::Schema::builder();
        other.add_text_field("words", tantivy::schema::TEXT);
        fs::create_dir_all(dir.path().join(ENGINE)).unwrap();
        tantivy::Index::create_in_dir(dir.path().join(ENGINE), other.build()).unwrap();
        fs::write(dir.path().join("version"), "2").unwrap();
        let index = Index::open(dir.path()).unwrap();
        assert_eq!((index.state(), answer(&index)), (IndexState::Unreadable, vec![]));
        assert!(folders(dir.path(), OLDER).is_empty());
        drop(index);
        assert_eq!(Index::open(dir.path()).unwrap().state(), IndexState::Current, "once");
    }

    #[test]
    fn an_index_without_our_last_columns_answers_and_they_are_empty() {
        let (ours, _) = schema::schema();
        let fields: Vec<_> = ours.fields().map(|(_, field)| field.clone()).collect();
        let built = |fields: &[tantivy::schema::FieldEntry]| {
            let mut builder = tantivy::schema::Schema::builder();
            fields.iter().cloned().for_each(|field| _ = builder.add_field(field));
            builder.build()
        };
        let mut later = fields.clone();
        later.push(tantivy::schema::FieldEntry::new_u64("later".to_owned(), tantivy::schema::FAST.into()));
        let written = &fields[..fields.len() - 3];
        assert!([&later, written].iter().all(|fields| schema::can_answer(&built(fields))));
        let (last, others) = written.split_last().unwrap();
        assert!(last.is_stored() && !schema::can_answer(&built(others)), "a page could not be shown");
        let moved = [&fields[2..3], &fields[1..2], &fields[..1], &fields[3..]].concat();
        assert!(!schema::can_answer(&built(&moved)));
    }

    #[test]
    fn two_that_upgrade_share_the_work_and_go_over_one_after_the_other() {
        let dir = tempfile::tempdir().unwrap();
        made_by(dir.path(), "3");
        let (first, second) = (Index::open(dir.path()).unwrap(), Index::open(dir.path()).unwrap());
        let writer = first.writer().unwrap();
        assert!(matches!(second.complete(), Err(Error::Busy { .. })), "the first is at work");
        drop(writer);
        read_one(&first);
        first.complete().unwrap();
        assert_eq!((answer(&first), answer(&second)), (vec![1], vec![1, 2, 3, 4]));
        second.complete().unwrap();
        assert_eq!(answer(&second), [1]);
    }

    #[test]
    fn an_index_that_another_version_writes_is_not_moved() {
        let dir = tempfile::tempdir().unwrap();
        made_by(dir.path(), "4.1");
        fs::write(dir.path().join("version"), schema::versions()).unwrap();
        let index = Index::open(dir.path()).unwrap();
        let writer = index.writer().unwrap();
        fs::write(dir.path().join("version"), "0").unwrap();
        assert!(matches!(Index::open(dir.path()), Err(Error::Busy { .. })));
        drop(writer);
        assert!(Index::open(dir.path()).is_ok_and(|index| index.is_upgrading()));
    }
}
