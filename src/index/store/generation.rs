//! Opens the index of a folder for those who fill it: ours, and the older one that answers while ours is
//! being filled. What is damaged is found here as far as that is quick, and wholly after an end that was
//! not clean; it is thrown away and begun anew.
//!
//! Not here: the folders (`folders`), opening for those who only ask (`to_read`), and searching (`index`).

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::{IndexReader, IndexSettings, Searcher};

use super::checksums::{self, Depth, META};
use super::directory::{EngineDirectory, has_segments};
use super::folders::{OLDER, discard, engine_dir, folders, rename_older, sweep};
use super::lazy_reader::{LazyReader, reader};
use super::lock::{WriterLock, ended_uncleanly, is_marked};
use super::version::{self, MadeBy};
use super::{schema, verified};
use crate::index::Error;

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
    folder: PathBuf,
}

impl Older {
    /// What is in it. Nobody writes it, and its files stay open, so this works even when another
    /// process has removed them.
    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// A reader that goes on with what is open.
    pub(super) fn reader(&self) -> LazyReader {
        LazyReader::opened(self.engine.clone(), self.reader.clone(), &self.folder)
    }

    /// Whether its files are not as they were written, as far as can be known: the oldest have no list
    /// of checksums, but the engine's own.
    pub(super) fn is_damaged(&self) -> bool {
        if self.folder.join(checksums::FILE).exists() {
            return checksums::is_damaged(&self.folder, Depth::Bytes).unwrap_or(false);
        }
        let check = || self.engine.validate_checksum().map_or(true, |damaged| !damaged.is_empty());
        // The engine answers some kinds of damage with a panic.
        catch_unwind(AssertUnwindSafe(check)).unwrap_or(true)
    }

    /// Opens it; `None` when it cannot be asked.
    pub(super) fn open(folder: &Path) -> Option<Older> {
        if folder.join(checksums::FILE).exists() && !is_whole_at_first(folder).ok()? {
            return None;
        }
        let open = || -> tantivy::Result<Older> {
            let engine = tantivy::Index::open(EngineDirectory::for_reading(folder)?)?;
            let reader = reader(&engine)?;
            Ok(Older { engine, reader, folder: folder.to_owned() })
        };
        let older = catch_unwind(AssertUnwindSafe(open)).ok()?.ok()?;
        schema::can_answer(&older.engine.schema()).then_some(older)
    }
}

/// What opening the folders of an index came to.
pub(super) struct Opening {
    /// Reads the index that is asked unless there is an older one.
    pub reader: LazyReader,
    pub older: Option<Older>,
    pub state: IndexState,
}

/// Opens the index in the folder `dir` and what stands in for it, or begins one. What another
/// version made is renamed, never written.
///
/// # Errors
/// [`Error::Newer`] when a newer version made it, which then stays as it is; [`Error::Busy`] while
/// somebody writes what should be moved; when the disk refuses.
pub(super) fn open(dir: &Path) -> Result<Opening, Error> {
    sweep(dir);
    let (opened, mut state) = open_ours(dir)?;
    let reader = opened.map_or_else(|| begin(dir), Ok)?;
    let (older, unreadable) = older(dir);
    match older {
        Some(_) => state = IndexState::Upgrading,
        None if unreadable => state = IndexState::Unreadable,
        None => {}
    }
    Ok(Opening { reader, older, state })
}

/// Opens what this version of the program made, if there is something whole; moves everything else out of
/// the way.
fn open_ours(dir: &Path) -> Result<(Option<LazyReader>, IndexState), Error> {
    let folder = engine_dir(dir);
    let damaged = match version::made_by(dir).map_err(|error| Error::disk(dir, error))? {
        MadeBy::Newer => return Err(Error::Newer { place: dir.to_owned() }),
        MadeBy::Older(version) => {
            rename_older(dir, &version)?;
            return Ok((None, IndexState::Current));
        }
        MadeBy::Us => match open_whole(&folder) {
            Err(refusal) if refusal.is_mended_by_rebuilding() => true,
            opened => return opened.map(|reader| (reader, IndexState::Current)),
        },
        // Without segments its making was interrupted.
        MadeBy::Unknown => has_segments(&folder),
    };
    discard(dir, &folder)?;
    Ok((None, if damaged { IndexState::Damaged } else { IndexState::Current }))
}

/// How the engine stores texts: in blocks of twice its usual size, which take less room together; a row that is
/// read unpacks one block. They are packed by the thread that writes them: all cores read files meanwhile.
fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: 32 << 10,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

/// Begins an empty index in `dir`, unless another process has just done so.
fn begin(dir: &Path) -> Result<LazyReader, Error> {
    let folder = engine_dir(dir);
    fs::create_dir_all(&folder).map_err(|error| Error::disk(dir, error))?;
    let held = WriterLock::wait(&folder)?;
    if !folder.join(META).exists() {
        let create = || -> tantivy::Result<()> {
            let directory = EngineDirectory::for_writing(&folder)?;
            tantivy::Index::create(directory.clone(), schema::schema().0, settings())?;
            directory.close();
            Ok(())
        };
        create().map_err(|error| Error::engine(dir, error))?;
        held.end();
        verified::note(&folder);
    }
    drop(held);
    version::write(dir).map_err(|error| Error::disk(dir, error))?;
    LazyReader::of_files(&folder)
}

/// Opens the engine's files if they are whole; nothing when they were never begun.
fn open_whole(folder: &Path) -> Result<Option<LazyReader>, Error> {
    if !folder.join(META).exists() && !has_segments(folder) {
        return Ok(None);
    }
    let first = first_comparison(folder);
    if first == Some(Depth::Bytes) {
        match WriterLock::take(folder) {
            Ok(held) => {
                expect_whole(folder, Depth::Bytes)?;
                held.end();
                verified::note(folder);
            }
            // Somebody else writes by now, and has looked.
            Err(Error::Busy { .. }) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    if first.is_some() {
        expect_whole(folder, Depth::Lengths)?;
    }
    LazyReader::of_files(folder).map(Some)
}

/// Compares the files of a folder with what was written.
///
/// # Errors
/// [`Error::Damaged`] when they differ; [`Error::Disk`] when they cannot be looked at.
pub(super) fn expect_whole(folder: &Path, depth: Depth) -> Result<(), Error> {
    match checksums::is_damaged(folder, depth) {
        Ok(false) => Ok(()),
        Ok(true) => Err(Error::Damaged { place: folder.to_owned() }),
        Err(error) => Err(Error::disk(folder, error)),
    }
}

/// Whether files are whole as far as it has to be known before the first answer. Changes nothing.
///
/// # Errors
/// When they cannot be looked at.
pub(super) fn is_whole_at_first(folder: &Path) -> Result<bool, Error> {
    let compared = first_comparison(folder).map_or(Ok(()), |depth| expect_whole(folder, depth));
    match compared {
        Err(Error::Damaged { .. }) => Ok(false),
        compared => compared.map(|()| true),
    }
}

/// How closely files are compared before the first answer: every byte after an end that was not clean, and when somebody
/// else has touched them; lengths while somebody writes, who has compared them. Where they lie as they did when they were
/// compared last, with the same lengths and times, nothing need be: there may be hundreds of them.
fn first_comparison(folder: &Path) -> Option<Depth> {
    match (ended_uncleanly(folder), is_marked(folder)) {
        (true, _) => Some(Depth::Bytes),
        (false, true) => Some(Depth::Lengths),
        (false, false) if verified::is_untouched(folder) => None,
        (false, false) => Some(Depth::Bytes),
    }
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
        let _ = discard(dir, &folder);
    }
    (None, unreadable)
}
#[cfg(test)]
mod tests {
    use super::super::folders::DISCARDED;
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
        let engine = engine_dir(dir.path());
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
        fs::create_dir_all(engine_dir(dir.path())).unwrap();
        tantivy::Index::create_in_dir(engine_dir(dir.path()), other.build()).unwrap();
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
        let last_stored = fields.iter().rposition(|field| field.is_stored()).unwrap();
        let written = &fields[..=last_stored];
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
        version::write(dir.path()).unwrap();
        let index = Index::open(dir.path()).unwrap();
        let writer = index.writer().unwrap();
        fs::write(dir.path().join("version"), "0").unwrap();
        assert!(matches!(Index::open(dir.path()), Err(Error::Busy { .. })));
        drop(writer);
        assert!(Index::open(dir.path()).is_ok_and(|index| index.is_upgrading()));
    }
}
