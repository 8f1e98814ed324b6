//! Opens the indexes for the paths the user gave.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;
use crate::app::Session;
use crate::index::Index;
use crate::ingest::{self, Passwords, Root, collection_name, index_locator, known_path};
use crate::paths::Paths;
use crate::query::{Criterion, Filter, Mode};

/// The longest single file that no index is kept of, in bytes. Set by hand: such a file is read in less than a second.
const READ_AT_ONCE: u64 = 4 << 20;

/// The folders and files asked for, with the indexes they belong to.
pub struct OpenRoots {
    /// Each root once, with its index.
    pub roots: Vec<(Root, Index)>,
    /// The parts of known roots, when nothing but parts was asked for.
    below: Vec<String>,
    /// The names, as shown in the corner.
    pub name: String,
    /// The key under which the notebook keeps the session of these roots.
    pub session_key: String,
    /// The key under which the notebook keeps corrections of names that hold in these folders only.
    pub collection: String,
}

impl OpenRoots {
    /// Opens them, making the indexes that are missing. Their ids are of this `edition` of the
    /// notebook; without one, or where the disk refuses, an index is made in memory. Notices
    /// about that are added to `notices`.
    ///
    /// # Errors
    /// When one cannot be reached.
    pub fn open(
        wanted: &[PathBuf],
        paths: &Paths,
        edition: Option<&str>,
        notices: &mut Vec<String>,
    ) -> Result<OpenRoots, Error> {
        let (mut roots, mut asked, mut below) = (Vec::<(Root, Index)>::new(), Vec::new(), Vec::new());
        for path in wanted {
            let opened = open_one(paths, path, edition, notices)
                .map_err(|source| Error::Root { path: path.clone(), source: Box::new(source) })?;
            notices.extend(opened.notice().map(|notice| format!("{}: {notice}", name(path))));
            asked.push(known_path(path));
            below.extend(opened.below);
            if !roots.iter().any(|(root, _)| *root == opened.root) {
                roots.push((opened.root, opened.index));
            }
        }
        if below.len() < asked.len() {
            below.clear();
        }
        let name = asked.iter().map(|path| name(path)).collect::<Vec<_>>().join(", ");
        let keys: Vec<_> = asked.iter().map(|path| path.to_string_lossy()).collect();
        let session_key = keys.join("\n");
        let collection = collection_name(roots.iter().map(|(root, _)| root));
        Ok(OpenRoots { roots, below, name, session_key, collection })
    }

    /// Shows only the parts asked for.
    pub fn narrow(&self, session: &mut Session) {
        let mode = if self.below.len() == 1 { Mode::Include } else { Mode::AnyOf };
        for below in &self.below {
            let filter = Filter { mode, criterion: Criterion::Path(below.clone()) };
            if !session.filters.contains(&filter) {
                session.filters.push(filter);
            }
        }
    }
}

/// The last part of a path, or all of one that has no parts.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn open_one(
    paths: &Paths,
    path: &Path,
    edition: Option<&str>,
    notices: &mut Vec<String>,
) -> Result<index_locator::RootIndex, ingest::Error> {
    if is_read_at_once(paths, path) {
        return in_memory(paths, path);
    }
    let opened = edition.map(|edition| index_locator::open(paths, path, edition));
    let refusal = match opened {
        Some(Err(ingest::Error::Index(error))) => Some(error),
        Some(opened) => return opened,
        None => None,
    };
    // Where nothing can be written what was read last can be read all the same.
    let kept = index_locator::find(paths, path).ok().flatten();
    if let Some(kept) = kept.filter(|kept| kept.index.is_unwritable()) {
        return Ok(kept);
    }
    notices.extend(refusal.map(|error| format!("everything will be read again: {error}")));
    in_memory(paths, path)
}

/// Whether a path is a single file so short that reading it anew costs less than keeping an index of it; one that has
/// an index keeps it.
fn is_read_at_once(paths: &Paths, path: &Path) -> bool {
    let is_short = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= READ_AT_ONCE);
    is_short && !matches!(index_locator::find(paths, path), Ok(Some(_)))
}

/// A root whose index is forgotten in the end.
fn in_memory(paths: &Paths, path: &Path) -> Result<index_locator::RootIndex, ingest::Error> {
    let root = Root::open(path).map_err(ingest::Error::Root)?.unlocked_by(Passwords::of(paths));
    let root = root.parsed_by(paths.program.as_deref());
    let index = Index::in_memory()?;
    Ok(index_locator::RootIndex { root, index, below: None, of_other_notebook: false, is_away: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_known_root_is_shown_alone() {
        let (home, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let inner = root.path().join("letters");
        fs::create_dir(&inner).unwrap();
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        let narrowed = |wanted: &[PathBuf]| {
            let opened = OpenRoots::open(wanted, &paths, Some("1"), &mut Vec::new()).unwrap();
            let mut session = Session::default();
            opened.narrow(&mut session);
            opened.narrow(&mut session);
            (opened.roots.len(), session.filters)
        };
        assert_eq!(narrowed(&[root.path().to_owned()]), (1, vec![]));
        let criterion = Criterion::Path("letters/".into());
        assert_eq!(
            narrowed(std::slice::from_ref(&inner)),
            (1, vec![Filter { mode: Mode::Include, criterion }])
        );
        assert_eq!(narrowed(&[inner, root.path().to_owned()]), (1, vec![]), "all of it is asked for");
    }

    #[test]
    fn where_no_index_can_be_kept_it_is_made_in_memory_and_that_is_reported() {
        let (folder, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let home = folder.path().join("home");
        fs::write(&home, "a file").unwrap();
        let paths = Paths::find(Some(&home), &|_| None).unwrap();
        let wanted = [root.path().to_owned()];
        let mut notices = Vec::new();
        assert_eq!(OpenRoots::open(&wanted, &paths, Some("1"), &mut notices).unwrap().roots.len(), 1);
        assert!(
            notices.len() == 1 && notices[0].starts_with("everything will be read again: "),
            "{notices:?}"
        );
        assert!(OpenRoots::open(&wanted, &paths, None, &mut notices).is_ok());
        assert_eq!(notices.len(), 1, "without a notebook the reader knows already");
    }

    #[cfg(unix)]
    #[test]
    fn where_nothing_can_be_written_what_was_read_last_is_shown() {
        use std::os::unix::fs::PermissionsExt as _;
        let (home, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        let (wanted, mut notices) = ([root.path().to_owned()], Vec::new());
        let mut is_on_disk = |edition| {
            let opened = OpenRoots::open(&wanted, &paths, edition, &mut notices).unwrap();
            opened.roots[0].1.beside("counts").is_some()
        };
        assert!(is_on_disk(Some("1")));
        assert!(!is_on_disk(None), "it could be written, with ids that no notebook issued");
        let folder = paths.index_dir(&root.path().canonicalize().unwrap()).join("tantivy");
        let lock = folder.join(".tantivy-writer.lock");
        fs::set_permissions(&lock, fs::Permissions::from_mode(0o400)).unwrap();
        // Nothing is refused to the user of all rights.
        let refused = fs::File::options().write(true).open(&lock).is_err();
        assert_eq!(is_on_disk(None), refused);
    }

    #[test]
    fn of_a_short_file_alone_no_index_is_kept() {
        let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        let (short, long) = (folder.path().join("short.txt"), folder.path().join("long.txt"));
        fs::write(&short, "The harbour is shut.").unwrap();
        fs::File::create(&long).unwrap().set_len(READ_AT_ONCE + 1).unwrap();
        let is_on_disk = |file: &Path| {
            let opened = OpenRoots::open(&[file.to_owned()], &paths, Some("1"), &mut Vec::new()).unwrap();
            opened.roots[0].1.beside("counts").is_some()
        };
        assert!(!is_on_disk(&short) && is_on_disk(&long));
        index_locator::open(&paths, &short, "1").unwrap();
        assert!(is_on_disk(&short), "it has one");
    }

    #[test]
    fn a_path_where_nothing_is_is_named_in_the_error() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        let missing = home.path().join("missing");
        let error =
            OpenRoots::open(&[missing], &paths, Some("1"), &mut Vec::new()).err().unwrap().to_string();
        assert!(error.contains("missing: "), "{error}");
    }
}
