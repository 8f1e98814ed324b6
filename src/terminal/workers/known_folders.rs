//! The folders that the last run over a root looked into, kept beside its index: the next start watches them before its
//! run, so that nothing can come between both, and one run is enough.
//!
//! Not here: the watch (`watch`), and what a run looks into (`ingest`).

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::index::Index;
use crate::ingest::{Root, Summary};

/// The name of the file. In it the paths end with a zero, which no path has.
const FILE: &str = "folders";

/// The folders of a root; none of a single file, and where none are kept.
pub fn read(root: &Root, index: &Index) -> Vec<PathBuf> {
    let place = index.beside(FILE).filter(|_| !root.is_file());
    let kept = place.and_then(|place| fs::read(place).ok()).unwrap_or_default();
    let paths = kept.split(|byte| *byte == 0).filter(|path| !path.is_empty());
    let paths = paths.map(|path| PathBuf::from(OsStr::from_bytes(path)));
    // The root may have been another one, under the same name.
    paths.filter(|path| path.is_absolute()).collect()
}

/// Keeps the folders of a root that a run came by, if they are others than those that were.
pub fn keep(root: &Root, index: &Index, run: &Summary) {
    // One that was cut short has not seen all.
    if !run.cancelled {
        write(root, index, &run.folders);
    }
}

fn write(root: &Root, index: &Index, folders: &[PathBuf]) {
    let Some(place) = index.beside(FILE).filter(|_| !root.is_file() && !index.is_for_reading()) else {
        return;
    };
    let bytes: Vec<u8> = folders.iter().flat_map(|folder| [as_bytes(folder), b"\0"].concat()).collect();
    if fs::read(&place).ok().as_ref() != Some(&bytes) {
        // Without it the next start follows its first run with another.
        let _ = fs::write(place, bytes);
    }
}

fn as_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_of_a_run_are_known_at_the_next_start() {
        let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (root, index) = (Root::open(folder.path()).unwrap(), Index::open(home.path()).unwrap());
        assert_eq!(read(&root, &index), Vec::<PathBuf>::new());
        let folders = [folder.path().to_owned(), folder.path().join("a\nb"), folder.path().join("é")];
        write(&root, &index, &folders);
        assert_eq!(read(&root, &index), folders);
        write(&root, &index, &folders[..1]);
        assert_eq!(read(&root, &index), &folders[..1]);
        fs::write(home.path().join(FILE), "elsewhere\0\0").unwrap();
        assert_eq!(read(&root, &index), Vec::<PathBuf>::new());
        let memory = Index::in_memory().unwrap();
        write(&root, &memory, &folders);
        assert_eq!(read(&root, &memory), Vec::<PathBuf>::new());
    }
}
