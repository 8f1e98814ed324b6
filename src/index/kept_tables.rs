//! Tables that are made from a collection and take long to make: kept in a file, from where they are read as they lie,
//! by this start and the next. A small collection has none: they are made in a moment.
//!
//! What a file was made from is its key: the segments in their order with what of them is deleted, and the version of how tables are
//! made; of some tables a single segment, which never changes. Corrections are not in them. Nothing but time is lost with a file.

use std::convert::Infallible;
use std::fs::{self, File};
use std::hash::{Hash as _, Hasher as _};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory as _, MmapDirectory};
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::Xxh3;

use super::segments::Segment;
use super::store::Index;
use crate::mapped::{TableReader, TableWriter};

/// Counts the changes of how tables are made. Raise it whenever the same keys would give other entities
/// (`resolve`), other counts, or a table is laid out otherwise (`entity`).
const VERSION: u32 = 2;

/// Rows of a collection that tables are kept of. Set by hand: of fewer they are made in some 100 ms, and would take a
/// fifth of the room of the index. The tests of this crate keep all.
const FEWEST_ROWS: u64 = if cfg!(test) { 1 } else { 50_000 };

/// The names of the tables: the keys, which entities they refer to, how often these are mentioned, and where documents are.
pub(super) const KEYS: &str = "keys";
pub(super) const ENTITIES: &str = "entities";
pub(super) const TALLIES: &str = "tallies";
pub(super) const ADDRESSES: &str = "addresses";

/// What the names of files begin with that are being written.
const PARTIAL: &str = "partial-";

/// Where the tables of a collection are kept, and what they are made from.
#[derive(Clone)]
pub struct KeptTables {
    folder: PathBuf,
    key: u64,
    /// Files that are there are read only.
    for_reading: bool,
    /// What is made lies in a file that is gone with this process.
    passing: bool,
}

impl KeptTables {
    /// Those of the collection of these indexes, which consists of `contents` in these segments; `None` where none are
    /// kept.
    pub(super) fn of(roots: &[Index], contents: u64, segments: &[Segment]) -> Option<KeptTables> {
        let folder = roots.first()?.folder_beside()?.to_owned();
        let rows: u64 = segments.iter().map(|segment| u64::from(segment.size())).sum();
        if rows < FEWEST_ROWS {
            return None;
        }
        // Tables number the segments: the same ones in another order are something else.
        let mut hasher = Xxh3::new();
        (VERSION, contents).hash(&mut hasher);
        segments.iter().for_each(|segment| segment.reader.segment_id().hash(&mut hasher));
        let for_reading = roots.iter().any(Index::is_for_reading);
        // Which folders are opened together changes from time to time.
        Some(KeptTables { folder, key: hasher.finish(), for_reading, passing: roots.len() > 1 })
    }

    /// The same for what depends on a single segment, whichever others there are.
    pub(super) fn of_segment(&self, segment: &Segment) -> KeptTables {
        let mut hasher = Xxh3::new();
        (VERSION, segment.reader.segment_id()).hash(&mut hasher);
        KeptTables { key: hasher.finish(), passing: false, ..self.clone() }
    }

    /// Removes the tables whose names begin so, but for these.
    pub(super) fn forget_others(&self, beginning: &str, names: &[String]) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries.filter(|_| !self.for_reading) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(beginning) && !names.contains(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The table of that name, if it is kept.
    pub(super) fn read(&self, name: &str) -> Option<TableReader> {
        let file = MmapDirectory::open(&self.folder).ok()?.open_read(Path::new(name)).ok()?;
        TableReader::open(file.read_bytes().ok()?, self.key)
    }

    /// What is read of the table of that name; where it is not kept, what is made, which is kept with `write` and read
    /// from there if that is possible.
    pub(super) fn read_or_keep<T>(
        &self,
        name: &str,
        read: impl Fn(&mut TableReader) -> Option<T>,
        make: impl FnOnce() -> T,
        write: impl FnOnce(&T, &mut Written) -> io::Result<()>,
    ) -> T {
        if let Some(kept) = self.read(name).and_then(|mut written| read(&mut written)) {
            return kept;
        }
        let made = make();
        let Ok(written) = self.keep(name, |written| Ok::<_, Infallible>(write(&made, written)));
        written.and_then(|mut written| read(&mut written)).unwrap_or(made)
    }

    /// Keeps a table under that name and reads it from there; `None` where that is not possible, so that it is made in
    /// memory.
    ///
    /// # Errors
    /// When `write` fails for another reason than the disk, which is its inner error.
    pub(super) fn keep<E>(
        &self,
        name: &str,
        write: impl FnOnce(&mut Written) -> Result<io::Result<()>, E>,
    ) -> Result<Option<TableReader>, E> {
        let begun = if self.for_reading { None } else { self.begin().ok() };
        let Some(mut table) = begun else { return Ok(None) };
        let written = write(&mut table)?;
        Ok(written.and_then(|()| self.end(table, name)).ok().flatten())
    }

    fn begin(&self) -> io::Result<Written> {
        sweep(&self.folder);
        let file = tempfile::Builder::new().prefix(PARTIAL).tempfile_in(&self.folder)?;
        // Until it is whole nobody sweeps it away.
        file.as_file().lock()?;
        Ok(TableWriter::new(BufWriter::new(file)))
    }

    /// Brings a table to the disk and into its place, and reads it. What is mapped stays as it is when another takes its
    /// place, or it has none any more.
    fn end(&self, table: Written, name: &str) -> io::Result<Option<TableReader>> {
        let file = table.finish(self.key)?.into_inner().map_err(io::IntoInnerError::into_error)?;
        if self.passing {
            let name = file.path().file_name().and_then(|name| name.to_str());
            return Ok(name.and_then(|name| self.read(name)));
        }
        file.as_file().sync_data()?;
        file.persist(self.folder.join(name))?;
        Ok(self.read(name))
    }
}

/// A table on its way to the disk.
pub(super) type Written = TableWriter<BufWriter<NamedTempFile>>;

/// Removes what processes left that were ended while they wrote.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PARTIAL)) {
        if File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::Kind;
    use crate::query::{Correction, EntityListRequest, NameReference, RecordedCorrection};

    fn names(collection: &Collection) -> Vec<(String, u32)> {
        let all = EntityListRequest { limit: 99, ..EntityListRequest::default() };
        let cards = collection.snapshot().unwrap().entities(&all).unwrap();
        cards.into_iter().map(|card| (card.name, card.documents)).collect()
    }

    fn collection(dirs: &[&Path]) -> Collection {
        Collection::new(dirs.iter().map(|dir| Index::open(dir).unwrap()).collect())
    }

    #[test]
    fn entities_are_read_from_where_they_were_kept_until_something_changes() {
        let (dir, memory) = (tempfile::tempdir().unwrap(), town().1);
        filled(dir.path());
        let expected = names(&memory);
        assert_eq!(names(&collection(&[dir.path()])), expected);
        let written = |name: &str| fs::metadata(dir.path().join(name)).unwrap().modified().unwrap();
        let before = [KEYS, ENTITIES].map(written);
        assert_eq!(names(&collection(&[dir.path()])), expected);
        assert_eq!([KEYS, ENTITIES].map(written), before, "nothing was made again");

        let quill = NameReference::new(Kind::Person, "Mara Quill");
        let hidden = RecordedCorrection::here(Correction::Hidden(quill));
        let corrected = collection(&[dir.path()]);
        corrected.correct(vec![hidden.clone()].into());
        memory.correct(vec![hidden].into());
        assert_ne!(names(&corrected), expected);
        assert_eq!(names(&corrected), names(&memory));

        let mut writer = Index::open(dir.path()).unwrap().writer().unwrap();
        writer.remove("news/council.txt");
        writer.commit().unwrap();
        drop(writer);
        assert_ne!(names(&collection(&[dir.path()])), expected);
    }

    #[test]
    fn damaged_tables_are_made_again_and_those_of_several_folders_leave_nothing() {
        let dirs = [(); 2].map(|()| tempfile::tempdir().unwrap());
        dirs.iter().for_each(|dir| filled(dir.path()));
        let [one, other] = [dirs[0].path(), dirs[1].path()];
        let expected = names(&collection(&[one]));
        for damage in [&b""[..], b"keys"] {
            fs::write(one.join(KEYS), damage).unwrap();
            fs::write(one.join(ENTITIES), damage).unwrap();
            assert_eq!(names(&collection(&[one])), expected);
        }
        let both = names(&collection(&[other, one]));
        let counts: Vec<u32> = expected.iter().map(|(_, documents)| documents * 2).collect();
        assert_eq!(both.iter().map(|&(_, documents)| documents).collect::<Vec<_>>(), counts);
        assert!(!other.join(KEYS).exists());
        let left = fs::read_dir(other).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with(PARTIAL)));

        let partial = |name: &str| one.join(format!("{PARTIAL}{name}"));
        ["left", "written"].iter().for_each(|name| fs::write(partial(name), "half").unwrap());
        let written = File::open(partial("written")).unwrap();
        written.lock().unwrap();
        fs::remove_file(one.join(KEYS)).unwrap();
        assert_eq!(names(&collection(&[one])), expected);
        assert_eq!(["left", "written"].map(|name| partial(name).exists()), [false, true]);
    }
}
