//! The folders of an index on disk.
//!
//! ```text
//! tantivy            the index as this version of the program makes it, whole or being filled
//! version            what `tantivy` was made by
//! tantivy-VERSION    what another version made: it answers until `tantivy` is whole
//! discarded-…        being removed
//! seen               what the screen showed last of it
//! seen-with-…        what it showed last of this and other indexes
//! ```
//!
//! Each change of these is one renaming, so that a start after an interruption finds either the old
//! state or the new one.
//!
//! Not here: opening what is in them (`generation`, `to_read`).

use std::path::{Path, PathBuf};
use std::{fs, process};

use super::lock::WriterLock;
use crate::index::Error;

/// The folder of the engine's files.
const ENGINE: &str = "tantivy";

/// What the folder of an index of another version begins with.
pub(super) const OLDER: &str = "tantivy-";

/// What a folder that is being removed begins with.
pub(super) const DISCARDED: &str = "discarded-";

/// The file beside an index that keeps what the screen showed last of it.
pub const SEEN_LAST: &str = "seen";

/// What the file begins with that keeps what the screen showed last of several indexes; it lies beside the first.
pub const SEEN_TOGETHER: &str = "seen-with-";

/// The folder of the engine's files of the index in `dir`.
pub(super) fn engine_dir(dir: &Path) -> PathBuf {
    dir.join(ENGINE)
}

/// Removes a folder of an engine's files, unless somebody writes there.
///
/// # Errors
/// [`Error::Busy`] then; when the disk refuses.
pub(super) fn discard(dir: &Path, folder: &Path) -> Result<(), Error> {
    if !folder.exists() {
        return Ok(());
    }
    let _held = WriterLock::take(folder)?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let discarded = dir.join(format!("{DISCARDED}{}-{name}", process::id()));
    fs::rename(folder, &discarded).map_err(|error| Error::disk(folder, error))?;
    // What is left of it the next start removes.
    let _ = fs::remove_dir_all(discarded);
    Ok(())
}

/// Removes what another version made. What a running program of that version still writes stays
/// until the next start.
pub(super) fn discard_older(dir: &Path) {
    for folder in folders(dir, OLDER) {
        let _ = discard(dir, &folder);
    }
}

/// Moves the engine's files away, which `version` made, to answer until there are others. When something
/// stands in for them already they were never whole, and are removed.
///
/// # Errors
/// [`Error::Busy`] while somebody writes there; when the disk refuses.
pub(super) fn rename_older(dir: &Path, version: &str) -> Result<(), Error> {
    let folder = engine_dir(dir);
    if !folder.exists() || !folders(dir, OLDER).is_empty() {
        return discard(dir, &folder);
    }
    let _held = WriterLock::take(&folder)?;
    fs::rename(&folder, dir.join(format!("{OLDER}{version}"))).map_err(|error| Error::disk(&folder, error))
}

/// Forgets what the screen showed last of the index in `dir`, and of any with others: texts of it may be among that.
pub fn forget_seen(dir: &Path) {
    let indexes = dir.parent().map(|above| folders(above, "")).unwrap_or_default();
    let together = indexes.iter().flat_map(|index| folders(index, SEEN_TOGETHER));
    for file in together.chain(folders(dir, SEEN_LAST)) {
        let _ = fs::remove_file(file);
    }
}

/// Removes what an interrupted removal left.
pub(super) fn sweep(dir: &Path) {
    for folder in folders(dir, DISCARDED) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// The folders and files in `dir` whose names begin so.
pub(super) fn folders(dir: &Path, beginning: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let named = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(beginning);
    let mut folders: Vec<PathBuf> = entries.filter(named).map(|entry| entry.path()).collect();
    folders.sort();
    folders
}
