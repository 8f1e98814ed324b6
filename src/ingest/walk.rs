//! Walks the file tree below a root and lists every file with its size and time, without opening any.
//!
//! Skipped are names that begin with a dot, with all that is below them; links (their target is found
//! anyway or is not part of the root); pipes, sockets and devices. A `.gitignore` says nothing about
//! what is worth reading and is not obeyed. Names that are not UTF-8 are escaped by `root::escape`.

use std::fs::{self, Metadata};
use std::io;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use super::root::{Root, escape};
use crate::model::Problem;

/// What is said of a folder that is passed over because the program keeps its own files in it.
const OWN: &str = "perusal keeps its own files there: not read";

/// A file as the walk meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundFile {
    /// The path below the root, as in `SourceFile::path`.
    pub name: String,
    pub size: u64,
    /// In nanoseconds since 1970.
    pub modified: i64,
}

/// Everything found below a root.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FoundFiles {
    /// In the order of their names, folder by folder.
    pub files: Vec<FoundFile>,
    /// Folders and files that could not be looked at, and why.
    pub problems: Vec<(String, Problem)>,
}

/// Something still to be looked at.
struct Pending {
    path: PathBuf,
    name: String,
    folder: bool,
}

/// Walks a root; `found` gets the number of files from time to time and answers whether to go on.
///
/// # Errors
/// When the root itself cannot be read.
pub(super) fn walk(root: &Root, found: &mut dyn FnMut(usize) -> bool) -> io::Result<FoundFiles> {
    let mut walk = FoundFiles::default();
    if root.is_file() {
        let name = root.path().file_name().map(escape).unwrap_or_default();
        let metadata = fs::metadata(root.path())?;
        if !metadata.is_file() {
            return Err(io::Error::other("neither a file nor a folder"));
        }
        walk.files.push(describe(name, &metadata));
        return Ok(walk);
    }
    let start = Pending { path: root.path().to_owned(), name: String::new(), folder: true };
    let mut stack = look_into(&start)?;
    while let Some(ahead) = stack.pop() {
        if ahead.folder {
            match inside(root, &ahead) {
                Ok(inside) => stack.extend(inside),
                Err(problem) => walk.problems.push((format!("{}/", ahead.name), problem)),
            }
            continue;
        }
        match fs::symlink_metadata(&ahead.path) {
            Ok(metadata) if metadata.is_dir() => stack.push(Pending { folder: true, ..ahead }),
            Ok(metadata) if metadata.is_file() => walk.files.push(describe(ahead.name, &metadata)),
            // Something else has taken its place, or it is gone: as if it had never been found.
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => walk.problems.push((ahead.name, reason(&error))),
        }
        if !found(walk.files.len()) {
            break;
        }
    }
    Ok(walk)
}

/// What is in a folder below a root, unless the program keeps its own files there.
fn inside(root: &Root, folder: &Pending) -> Result<Vec<Pending>, Problem> {
    if root.is_own(&folder.path) { Err(Problem::new(OWN)) } else { look_into(folder).map_err(|e| reason(&e)) }
}

/// The files and folders in a folder, last name first.
fn look_into(folder: &Pending) -> io::Result<Vec<Pending>> {
    let mut inside = Vec::new();
    for entry in fs::read_dir(&folder.path)? {
        let entry = entry?;
        let own = entry.file_name();
        // Where the system does not know the type yet, the look at the file itself will.
        let kind = entry.file_type().ok();
        let is_folder = kind.is_some_and(|kind| kind.is_dir());
        if own.as_encoded_bytes().starts_with(b".") || kind.is_some_and(|kind| !kind.is_file() && !is_folder)
        {
            continue;
        }
        let own = escape(&own);
        let name = if folder.name.is_empty() { own } else { format!("{}/{own}", folder.name) };
        inside.push(Pending { path: entry.path(), name, folder: is_folder });
    }
    inside.sort_unstable_by(|a, b| b.path.cmp(&a.path));
    Ok(inside)
}

fn describe(name: String, metadata: &Metadata) -> FoundFile {
    FoundFile { name, size: metadata.len(), modified: modified(metadata) }
}

/// The time of the last change in nanoseconds since 1970; 0 where the system does not know it.
pub(super) fn modified(metadata: &Metadata) -> i64 {
    let Ok(time) = metadata.modified() else { return 0 };
    let nanoseconds = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    };
    i64::try_from(nanoseconds).unwrap_or(0)
}

/// Why a file or folder could not be read, in words for the reader.
pub(super) fn reason(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Problem::new("no permission to read it"),
        io::ErrorKind::NotFound => Problem::new("it vanished before it was read"),
        _ => Problem::new(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn names(path: &Path) -> Vec<String> {
        let walk = walk(&Root::open(path).unwrap(), &mut |_| true).unwrap();
        walk.files.into_iter().map(|found| found.name).collect()
    }

    fn write(folder: &Path, name: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }

    #[test]
    fn files_come_in_order_and_hidden_ones_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a/b/c.txt", ".hidden/x.txt", "a/.secret", "c.txt", ".gitignore"] {
            write(folder.path(), name);
        }
        fs::write(folder.path().join(".gitignore"), "*.txt").unwrap();
        assert_eq!(names(folder.path()), ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]);
        assert_eq!(names(&folder.path().join(".hidden")), ["x.txt"], "a root may be hidden");
    }

    #[test]
    fn a_single_file_is_a_root_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "one.txt");
        write(folder.path(), "two.txt");
        assert_eq!(names(&folder.path().join("one.txt")), ["one.txt"]);
        let root = Root::open(&folder.path().join("one.txt")).unwrap();
        assert_eq!(root.path_of("one.txt"), root.path());
        assert!(Root::open(&folder.path().join("three.txt")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_sockets_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "a/one.txt");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        std::os::unix::fs::symlink("one.txt", folder.path().join("a/link.txt")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
        assert_eq!(names(folder.path()), ["a/one.txt"]);
    }

    #[test]
    fn the_programs_own_folders_are_passed_over_and_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "home/cache/indexes/x.txt");
        write(folder.path(), "home/notes.txt");
        let home = folder.path().join("home");
        let walked = |root: &Path| {
            let own = [home.join("cache"), home.join("cache/indexes"), home.join("data")];
            let walk = walk(&Root::open(root).unwrap().without(&own), &mut |_| true).unwrap();
            let problems: Vec<_> =
                walk.problems.into_iter().map(|(name, problem)| (name, problem.0)).collect();
            (walk.files.into_iter().map(|found| found.name).collect::<Vec<_>>(), problems)
        };
        let said = |name: &str| vec![(name.to_owned(), OWN.to_owned())];
        assert_eq!(walked(folder.path()), (vec!["home/notes.txt".to_owned()], said("home/cache/")));
        assert_eq!(walked(&home.join("cache")), (vec![], said("indexes/")));
        assert_eq!(walked(&home.join("cache/indexes")).1, []);
    }

    #[test]
    fn walking_stops_when_asked_to() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "a.txt");
        write(folder.path(), "b.txt");
        let walk = walk(&Root::open(folder.path()).unwrap(), &mut |_| false).unwrap();
        assert_eq!(walk.files.len(), 1);
    }
}
