//! Finds the indexes: which folders have one, and opening the one that a path belongs to.
//!
//! Not here: bringing it up to date (`run`).

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::apart::Passwords;
use super::error::Error;
use super::root::{self, Root, escape};
use crate::index::{self, Index, IndexState};
use crate::paths::Paths;

/// The file in an index's folder that names its root.
const ROOT_FILE: &str = "root";

/// The file in an index's folder that says that its root is a single file.
const SINGLE_FILE: &str = "single-file";

/// The file in an index's folder that names the edition of the notebook whose ids are in it.
const EDITION_FILE: &str = "notebook";

/// A root with its index.
pub struct RootIndex {
    /// The folder or single file that was indexed.
    pub root: Root,
    /// Its index, open.
    pub index: Index,
    /// The folder asked for, when the root is one above it: `reports/2023/`.
    pub below: Option<String>,
    /// There was an index whose ids another notebook had issued.
    pub of_other_notebook: bool,
    /// Nothing is where the root was: it shows what was read last.
    pub is_away: bool,
}

impl RootIndex {
    /// What somebody who asks this index should know of how it was found, in words that go on from a
    /// path.
    pub fn notice(&self) -> Option<&'static str> {
        if self.is_away {
            return Some("away, shown as last read");
        }
        match self.index.state() {
            IndexState::Current if self.of_other_notebook => {
                Some("the index was of another notebook: all files are read again")
            }
            IndexState::Current => None,
            IndexState::Upgrading => {
                Some("read by another version of perusal, which is shown until all files are read again")
            }
            IndexState::Unreadable => {
                Some("the index of another version of perusal cannot be used: all files are read again")
            }
            IndexState::Damaged => Some("the index was damaged and is made anew"),
        }
    }
}

/// Opens the index for a file or folder and makes one if there is none. A folder inside a root
/// that is known already belongs to that root; a file alone is its own root. An index whose ids
/// are not of this `edition` of the notebook is thrown away: they may mean other documents.
///
/// # Errors
/// When nothing is at the path and nothing was, or the index cannot be opened.
pub fn open(paths: &Paths, path: &Path, edition: &str) -> Result<RootIndex, Error> {
    let held = match holder(paths, path)? {
        Some(held) => held,
        None => {
            let root = open_root(paths, path)?;
            let dir = paths.index_dir(root.path());
            Held { root, dir, below: None, is_away: false }
        }
    };
    let Held { root, dir, below, is_away } = held;
    if is_away {
        // Nobody could read again what is thrown away.
        if !is_filled_by(&dir, edition) {
            return Err(Error::Root(io::ErrorKind::NotFound.into()));
        }
        let index = Index::open_to_read(&dir)?;
        return Ok(RootIndex { root, index, below, of_other_notebook: false, is_away });
    }
    fs::create_dir_all(&dir).map_err(|error| refused(&dir, error))?;
    if root.is_file() {
        note(&dir, SINGLE_FILE, b"")?;
    }
    note(&dir, ROOT_FILE, root.path().as_os_str().as_encoded_bytes())?;
    let (index, of_other_notebook) = open_filled_by(&dir, edition)?;
    Ok(RootIndex { root, index, below, of_other_notebook, is_away })
}

/// Whether the index in `dir` was filled by this edition of the notebook.
fn is_filled_by(dir: &Path, edition: &str) -> bool {
    fs::read(dir.join(EDITION_FILE)).is_ok_and(|known| known == edition.as_bytes())
}

/// The index in `dir`, and whether one that another notebook filled had to go for it.
fn open_filled_by(dir: &Path, edition: &str) -> Result<(Index, bool), Error> {
    if is_filled_by(dir, edition) {
        return Ok((Index::open(dir)?, false));
    }
    let was_filled = Index::open_to_read(dir).is_ok_and(|index| !index.is_empty());
    Index::discard(dir)?;
    let index = Index::open(dir)?;
    note(dir, EDITION_FILE, edition.as_bytes())?;
    Ok((index, was_filled))
}

fn refused(place: &Path, source: io::Error) -> Error {
    Error::Index(index::Error::Disk { place: place.to_owned(), source })
}

/// Writes a small file into an index's folder, unless it is there.
fn note(dir: &Path, name: &str, content: &[u8]) -> Result<(), Error> {
    let place = dir.join(name);
    if fs::read(&place).is_ok_and(|known| known == content) {
        return Ok(());
    }
    let partial = dir.join(format!("{name}.partial"));
    let written = fs::write(&partial, content).and_then(|()| fs::rename(&partial, &place));
    written.map_err(|error| refused(&place, error))
}

/// Opens the index that holds a file or folder to ask it; `None` when there is none. Nothing is changed.
///
/// # Errors
/// When nothing is at the path, or the index cannot be opened.
pub fn find(paths: &Paths, path: &Path) -> Result<Option<RootIndex>, Error> {
    let Some(Held { root, dir, below, is_away }) = holder(paths, path)? else { return Ok(None) };
    let index = Index::open_to_read(&dir)?;
    Ok(Some(RootIndex { root, index, below, of_other_notebook: false, is_away }))
}

/// Whether there is an index of what was at a path, though nothing is there now.
pub fn is_away(paths: &Paths, path: &Path) -> bool {
    holder(paths, path).is_ok_and(|held| held.is_some_and(|held| held.is_away))
}

/// A root with the folder of its index.
struct Held {
    root: Root,
    dir: PathBuf,
    /// What is asked for of it.
    below: Option<String>,
    is_away: bool,
}

/// The root that holds a file or folder. Of what is not there the root is known if it is not there
/// either: it is away as a whole.
fn holder(paths: &Paths, path: &Path) -> Result<Option<Held>, Error> {
    let (asked, missing) = match Root::open(path) {
        Ok(asked) => (asked, None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            (Root::away(root::known_path(path), false), Some(error))
        }
        Err(error) => return Err(Error::Root(error)),
    };
    let holders = if asked.is_file() { vec![asked.path()] } else { asked.path().ancestors().collect() };
    for holder in holders {
        let dir = paths.index_dir(holder);
        let is_single = dir.join(SINGLE_FILE).is_file();
        // A single file that was once a root holds nothing else.
        if !is_index_of_root(&dir)? || (holder != asked.path() && (is_single || holder.is_file())) {
            continue;
        }
        let root = match (open_root(paths, holder), &missing) {
            (Ok(root), None) => root,
            (Err(Error::Root(error)), Some(_)) if error.kind() == io::ErrorKind::NotFound => {
                Root::away(holder.to_owned(), is_single)
            }
            (Ok(_), Some(_)) => break,
            (Err(error), _) => return Err(error),
        };
        let below = asked.path().strip_prefix(holder).ok().filter(|below| !below.as_os_str().is_empty());
        let below = below.map(|below| format!("{}/", escape(below.as_os_str())));
        return Ok(Some(Held { root, dir, below, is_away: missing.is_some() }));
    }
    missing.map_or(Ok(None), |error| Err(Error::Root(error)))
}

/// Whether an index of a root is kept in `dir`. One that may not be looked at is not none.
fn is_index_of_root(dir: &Path) -> Result<bool, Error> {
    match fs::metadata(dir.join(ROOT_FILE)) {
        Ok(found) => Ok(found.is_file()),
        Err(error) if is_absence(&error) => Ok(false),
        Err(error) => Err(refused(dir, error)),
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The root at a path, with what lies in it and is the program's own.
fn open_root(paths: &Paths, path: &Path) -> Result<Root, Error> {
    let root = Root::open(path).map_err(Error::Root)?;
    let root = root.without(&paths.own_folders()).unlocked_by(Passwords::of(paths));
    Ok(root.parsed_by(paths.program.as_deref()))
}

/// The roots that have an index, in order; also those that are away.
///
/// # Errors
/// When the folder of the indexes cannot be read, or one does not say any more what it is of.
pub fn known(paths: &Paths) -> Result<Vec<PathBuf>, Error> {
    let indexes = paths.indexes();
    let entries = match fs::read_dir(&indexes) {
        Err(error) if is_absence(&error) => return Ok(Vec::new()),
        entries => entries.map_err(|error| refused(&indexes, error))?,
    };
    let mut roots = Vec::new();
    for entry in entries {
        let dir = entry.map_err(|error| refused(&indexes, error))?.path();
        let bytes = match fs::read(dir.join(ROOT_FILE)) {
            Err(error) if is_absence(&error) => Vec::new(),
            bytes => bytes.map_err(|error| refused(&dir, error))?,
        };
        if !paths.is_index_dir(&dir, &bytes) {
            if Index::is_begun(&dir) {
                let lost = "an index has lost the name of its folder: perusal index FOLDER, or remove it";
                return Err(refused(&dir, io::Error::other(lost)));
            }
            continue;
        }
        roots.push(path_of(bytes));
    }
    roots.sort();
    Ok(roots)
}

/// The root whose index is in a folder, whether or not it still exists.
pub(super) fn root_of(dir: &Path) -> Option<PathBuf> {
    fs::read(dir.join(ROOT_FILE)).ok().map(path_of)
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
    use std::sync::atomic::AtomicBool;

    use super::super::{Lists, run};
    use super::*;
    use crate::notebook::Notebook;

    fn paths(home: &Path) -> Paths {
        Paths::find(Some(home), &|_| None).unwrap()
    }

    #[test]
    fn a_folder_inside_a_known_root_is_a_part_of_it() {
        let home = tempfile::tempdir().unwrap();
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("reports").join("2023");
        fs::create_dir_all(&inner).unwrap();
        let paths = paths(home.path());
        assert!(find(&paths, &inner).unwrap().is_none());
        assert_eq!(open(&paths, root.path(), "1").unwrap().below, None);
        let opened = open(&paths, &inner, "1").unwrap();
        assert_eq!(opened.below.as_deref(), Some("reports/2023/"));
        assert_eq!(opened.root, Root::open(root.path()).unwrap());
        assert_eq!(known(&paths).unwrap(), [root.path().canonicalize().unwrap()]);
    }

    #[test]
    fn a_file_alone_is_its_own_root_even_inside_a_known_folder() {
        let home = tempfile::tempdir().unwrap();
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("one.txt");
        fs::write(&file, "Some text.").unwrap();
        let paths = paths(home.path());
        open(&paths, root.path(), "1").unwrap();
        let opened = open(&paths, &file, "1").unwrap();
        assert!(opened.root.is_file() && opened.below.is_none());
        assert!(open(&paths, &root.path().join("missing"), "1").is_err());
    }

    #[test]
    fn a_root_that_is_away_is_known_with_what_was_below_it_and_its_index_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let disk = tempfile::tempdir().unwrap();
        let root = disk.path().canonicalize().unwrap().join("stick");
        fs::create_dir_all(root.join("letters")).unwrap();
        fs::write(root.join("one.txt"), "Some text.").unwrap();
        let paths = paths(home.path());
        open(&paths, &root, "1").unwrap();
        open(&paths, &root.join("one.txt"), "1").unwrap();
        assert!(find(&paths, &root.join("missing")).is_err() && !is_away(&paths, &root));
        fs::rename(&root, disk.path().join("elsewhere")).unwrap();
        for opened in [open(&paths, &root, "1").unwrap(), find(&paths, &root).unwrap().unwrap()] {
            assert!(opened.is_away && opened.below.is_none() && opened.notice().unwrap().contains("away"));
            assert_eq!(opened.root.path(), root);
        }
        let letters = open(&paths, &root.join("letters"), "1").unwrap();
        assert_eq!((letters.below.as_deref(), letters.is_away), (Some("letters/"), true));
        assert!(open(&paths, &root.join("one.txt"), "1").unwrap().root.is_file());
        assert!(open(&paths, &root, "2").is_err(), "what was read for another notebook is kept too");
        assert!(is_away(&paths, &root) && !is_away(&paths, &disk.path().join("other")));
        assert_eq!(known(&paths).unwrap(), [root.clone(), root.join("one.txt")]);
    }

    #[cfg(unix)]
    #[test]
    fn an_index_that_may_not_be_looked_at_is_not_none() {
        use std::os::unix::fs::PermissionsExt as _;
        let (home, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths = paths(home.path());
        open(&paths, root.path(), "1").unwrap();
        let allow = |mode| fs::set_permissions(paths.indexes(), fs::Permissions::from_mode(mode)).unwrap();
        allow(0o000);
        // Nothing is refused to the user of all rights.
        if fs::read_dir(paths.indexes()).is_err() {
            for refusal in [find(&paths, root.path()).err().unwrap(), known(&paths).unwrap_err()] {
                assert!(refusal.to_string().starts_with("no permission (/"), "{refusal}");
            }
        }
        allow(0o700);
        // What is in the way of a folder refuses likewise, but only one that is not there is none.
        let dir = paths.index_dir(Root::open(root.path()).unwrap().path());
        fs::remove_file(dir.join(ROOT_FILE)).unwrap();
        std::os::unix::fs::symlink(ROOT_FILE, dir.join(ROOT_FILE)).unwrap();
        for refusal in [find(&paths, root.path()).err().unwrap(), known(&paths).unwrap_err()] {
            assert!(refusal.to_string().contains(&*dir.to_string_lossy()), "{refusal}");
        }
    }

    #[test]
    fn an_index_filled_by_another_notebook_is_thrown_away() {
        let (home, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(root.path().join("one.txt"), "Some text.").unwrap();
        let paths = paths(home.path());
        let file = home.path().join("notebook.db");
        let fill = || {
            let mut notebook = Notebook::open(&file).unwrap();
            let opened = open(&paths, root.path(), &notebook.edition().unwrap()).unwrap();
            let known = opened.index.known_files().unwrap().len();
            let (lists, never) = (Lists::default(), AtomicBool::new(false));
            run(&opened.root, &opened.index, &mut notebook, &lists, &never, &mut |_| {}).unwrap();
            (known, notebook)
        };
        let (before, notebook) = fill();
        let copy = notebook.back_up("2030-01-01".parse().unwrap()).unwrap().unwrap();
        assert_eq!((before, fill().0), (0, 1));
        drop(notebook);
        fs::copy(copy, &file).unwrap();
        assert_eq!((fill().0, fill().0), (0, 1), "ids issued since may be issued again");
    }
}
