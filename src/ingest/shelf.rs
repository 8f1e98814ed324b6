//! Which folders have an index, and opening the one that a path belongs to. Bringing it up to
//! date is `run`.

use std::io;
use std::path::{Path, PathBuf};

use super::Root;
use super::root::escape;
use super::run::Error;
use crate::index::Index;
use crate::paths::Paths;

/// The file in an index's folder that names its root.
const ROOT_FILE: &str = "root";

/// A root with its index.
pub struct Opened {
    pub root: Root,
    pub index: Index,
    /// The folder asked for, when the root is one above it: `reports/2023/`.
    pub below: Option<String>,
}

/// Opens the index for a file or folder and makes one if there is none. A folder inside a root
/// that is known already belongs to that root; a file alone is its own root.
///
/// # Errors
/// When nothing is at the path, or the index cannot be opened.
pub fn open(paths: &Paths, path: &Path) -> Result<Opened, Error> {
    if let Some(opened) = find(paths, path)? {
        return Ok(opened);
    }
    let root = Root::open(path).map_err(Error::Root)?;
    let dir = paths.index_dir(root.path());
    let index = Index::open(&dir)?;
    std::fs::write(dir.join(ROOT_FILE), root.path().as_os_str().as_encoded_bytes()).map_err(Error::Root)?;
    Ok(Opened { root, index, below: None })
}

/// Opens the index that holds a file or folder; `None` when there is none.
///
/// # Errors
/// When nothing is at the path, or the index cannot be opened.
pub fn find(paths: &Paths, path: &Path) -> Result<Option<Opened>, Error> {
    let asked = Root::open(path).map_err(Error::Root)?;
    let holders = if asked.is_file() { vec![asked.path()] } else { asked.path().ancestors().collect() };
    for holder in holders {
        let dir = paths.index_dir(holder);
        // A single file that was once a root holds nothing else.
        if !dir.join(ROOT_FILE).is_file() || (holder != asked.path() && !holder.is_dir()) {
            continue;
        }
        let root = Root::open(holder).map_err(Error::Root)?;
        let below = asked.path().strip_prefix(holder).ok().filter(|below| !below.as_os_str().is_empty());
        let below = below.map(|below| format!("{}/", escape(below.as_os_str())));
        return Ok(Some(Opened { root, index: Index::open(&dir)?, below }));
    }
    Ok(None)
}

/// The roots that have an index and still exist, in order.
///
/// # Errors
/// When the folder of the indexes cannot be read.
pub fn known(paths: &Paths) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(paths.cache.join("indexes")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut roots = Vec::new();
    for entry in entries {
        let Ok(bytes) = std::fs::read(entry?.path().join(ROOT_FILE)) else { continue };
        let root = path_of(bytes);
        if root.exists() {
            roots.push(root);
        }
    }
    roots.sort();
    Ok(roots)
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(home: &Path) -> Paths {
        Paths::find(Some(home), &|_| None).unwrap()
    }

    #[test]
    fn a_folder_inside_a_known_root_is_a_part_of_it() {
        let home = tempfile::tempdir().unwrap();
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("reports").join("2023");
        std::fs::create_dir_all(&inner).unwrap();
        let paths = paths(home.path());
        assert!(find(&paths, &inner).unwrap().is_none());
        assert_eq!(open(&paths, root.path()).unwrap().below, None);
        let opened = open(&paths, &inner).unwrap();
        assert_eq!(opened.below.as_deref(), Some("reports/2023/"));
        assert_eq!(opened.root, Root::open(root.path()).unwrap());
        assert_eq!(known(&paths).unwrap(), [root.path().canonicalize().unwrap()]);
    }

    #[test]
    fn a_file_alone_is_its_own_root_even_inside_a_known_folder() {
        let home = tempfile::tempdir().unwrap();
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("one.txt");
        std::fs::write(&file, "Some text.").unwrap();
        let paths = paths(home.path());
        open(&paths, root.path()).unwrap();
        let opened = open(&paths, &file).unwrap();
        assert!(opened.root.is_file() && opened.below.is_none());
        assert!(open(&paths, &root.path().join("missing")).is_err());
    }
}
