//! Removes what is kept of a root: its index with all that lies beside it. It also knows roots that are
//! gone.
//!
//! Not here: what a reader made (`notebook`), and asking whether to (`cli::purge`).

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::index_locator::root_of;
use crate::index::{self, Index};
use crate::paths::Paths;

/// What is kept of one root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptIndex {
    /// The folder or file it was made of; `None` when that is not known any more.
    pub root: Option<PathBuf>,
    /// Where it is kept.
    folder: PathBuf,
}

impl KeptIndex {
    /// All there are, in the order of their roots.
    ///
    /// # Errors
    /// When the folder of the indexes cannot be read.
    pub fn all(paths: &Paths) -> Result<Vec<KeptIndex>, Error> {
        let indexes = paths.indexes();
        let refused = |source| Error::Index(index::Error::Disk { place: indexes.clone(), source });
        let entries = match fs::read_dir(&indexes) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(refused)?,
        };
        let folders = entries.map(|entry| entry.map(|entry| entry.path()));
        let mut kept = folders
            .filter(|folder| folder.as_ref().map_or(true, |folder| folder.is_dir()))
            .map(|folder| folder.map(|folder| KeptIndex { root: root_of(&folder), folder }))
            .collect::<io::Result<Vec<_>>>()
            .map_err(refused)?;
        kept.sort_by(|a, b| (&a.root, &a.folder).cmp(&(&b.root, &b.folder)));
        Ok(kept)
    }

    /// Removes it; how many bytes that were.
    ///
    /// # Errors
    /// While another perusal writes there: then nothing is removed. Or when the disk refuses.
    pub fn remove(&self) -> Result<u64, Error> {
        let bytes = size(&self.folder);
        Index::discard(&self.folder)?;
        index::forget_seen(&self.folder);
        fs::remove_dir_all(&self.folder)
            .map_err(|source| index::Error::Disk { place: self.folder.clone(), source })?;
        Ok(bytes)
    }
}

/// The bytes of a file, or of all files below a folder; links count as nothing.
pub fn size(path: &Path) -> u64 {
    let (mut bytes, mut ahead) = (0, vec![path.to_owned()]);
    while let Some(path) = ahead.pop() {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                ahead.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
            }
            Ok(metadata) if metadata.is_file() => bytes += metadata.len(),
            _ => {}
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::index_locator;
    use super::super::root::known_path;
    use super::*;

    #[test]
    fn what_is_kept_of_a_root_goes_also_when_the_root_is_gone() {
        let (home, above) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = above.path().join("reports");
        fs::create_dir(&root).unwrap();
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        drop(index_locator::open(&paths, &root, "1").unwrap());
        drop(index_locator::open(&paths, above.path(), "1").unwrap());
        let known = known_path(&root);
        fs::remove_dir(&root).unwrap();
        assert_eq!(known_path(&root.join(".")), known);
        let kept = KeptIndex::all(&paths).unwrap();
        assert_eq!(kept.len(), 2);
        let gone = kept.iter().find(|kept| kept.root.as_ref() == Some(&known)).unwrap();
        assert!(gone.remove().unwrap() > 0);
        assert_eq!(KeptIndex::all(&paths).unwrap().len(), 1);
    }

    #[test]
    fn nothing_goes_while_somebody_writes_there() {
        let (home, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        let opened = index_locator::open(&paths, root.path(), "1").unwrap();
        let writer = opened.index.writer().unwrap();
        let kept = KeptIndex::all(&paths).unwrap();
        let before = size(home.path());
        assert!(kept[0].remove().is_err());
        assert_eq!(size(home.path()), before);
        drop(writer);
        assert!(kept[0].remove().is_ok());
        assert_eq!(KeptIndex::all(&paths).unwrap(), []);
    }
}
