//! Walks the file tree below a root and lists every file with what the system says of it, without opening
//! any.
//!
//! Skipped are names that begin with a dot, with all that is below them. Links are followed as `links`
//! says; a link to nothing, a pipe, a socket or a device is a Problem. A `.gitignore` says nothing about
//! what is worth reading and is not obeyed. Names that are not UTF-8 are escaped by `root::escape`.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::links::{LinkTarget, Links};
use super::root::{Root, escape};
use super::stamp::{reason, special, stamp_of};
use crate::model::{FileStamp, Problem};

/// What is said of a folder that is passed over because the program keeps its own files in it.
const OWN: &str = "perusal keeps its own files there: not read";

/// A file as the walk meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundFile {
    /// The path below the root, as in `SourceFile::path`.
    pub name: String,
    /// What the system says of it. For one behind a link that of its target, without the device: the
    /// link is in the folder though its target's disk is away.
    pub stamp: FileStamp,
}

/// Something in a folder that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unseen {
    /// The path below the root; that of a folder ends with `/`.
    pub name: String,
    pub problem: Problem,
    /// Whether what was read there before, or below it, may still be there.
    pub hides: bool,
}

/// Everything found below a root.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FoundFiles {
    /// In the order of their names, folder by folder.
    pub files: Vec<FoundFile>,
    /// What is not read, and why.
    pub unseen: Vec<Unseen>,
    /// The folders looked into; of a single file the one that it lies in.
    pub folders: Vec<PathBuf>,
    /// The devices of the folders looked into.
    pub devices: HashSet<u64>,
    /// How many names beginning with a dot were passed over.
    pub hidden: usize,
    /// Links to folders, and what became of them, in words for the reader.
    pub links: Vec<(String, String)>,
}

/// Something still to be looked at.
struct Pending {
    path: PathBuf,
    name: String,
    sort: PendingSort,
}

/// What is still to be looked at, as far as its folder says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PendingSort {
    Folder,
    Link,
    /// A file; or the system does not know yet, and the look at it will tell.
    File,
}

/// Walks a root; `found` gets the number of files from time to time and answers whether to go on.
///
/// # Errors
/// When the root itself cannot be read.
pub(super) fn walk(root: &Root, found: &mut dyn FnMut(usize) -> bool) -> io::Result<FoundFiles> {
    if root.is_file() {
        let name = root.path().file_name().map(escape).unwrap_or_default();
        let metadata = fs::metadata(root.path())?;
        if !metadata.is_file() {
            return Err(io::Error::other("neither a file nor a folder"));
        }
        let files = vec![FoundFile { name, stamp: stamp_of(&metadata) }];
        let folders = root.path().parent().map(Path::to_owned).into_iter().collect();
        return Ok(FoundFiles { files, folders, ..FoundFiles::default() });
    }
    let mut walk = Walk {
        found: FoundFiles::default(),
        links: Links::below(root.path()),
        visited: HashSet::new(),
        own: root.own().iter().filter_map(|own| fs::metadata(own).ok()).map(|own| identity(&own)).collect(),
    };
    let start = Pending { path: root.path().to_owned(), name: String::new(), sort: PendingSort::Folder };
    let mut stack = walk.look_into(&start)?;
    while let Some(ahead) = stack.pop() {
        walk.look_at(ahead, &mut stack);
        if !found(walk.found.files.len()) {
            break;
        }
    }
    Ok(walk.finish())
}

/// A walk on its way.
struct Walk {
    found: FoundFiles,
    links: Links,
    /// Device and number of the folders looked into: each is looked into once, whatever leads to it.
    visited: HashSet<(u64, u64)>,
    /// The same of the folders in which the program keeps its own files.
    own: HashSet<(u64, u64)>,
}

/// What tells a folder from all others, by whatever path it is reached.
fn identity(metadata: &fs::Metadata) -> (u64, u64) {
    let stamp = stamp_of(metadata);
    (stamp.device, stamp.inode)
}

impl Walk {
    /// Looks at one thing; what is in a folder comes onto the stack.
    fn look_at(&mut self, ahead: Pending, stack: &mut Vec<Pending>) {
        match ahead.sort {
            PendingSort::Folder => match self.look_into(&ahead) {
                Ok(inside) => stack.extend(inside),
                Err(error) => self.pass_over(format!("{}/", ahead.name), reason(&error), true),
            },
            PendingSort::Link => self.follow(ahead, stack),
            PendingSort::File => match fs::symlink_metadata(&ahead.path) {
                Ok(metadata) if metadata.is_dir() => {
                    stack.push(Pending { sort: PendingSort::Folder, ..ahead });
                }
                Ok(metadata) if metadata.is_file() => {
                    self.found.files.push(FoundFile { name: ahead.name, stamp: stamp_of(&metadata) });
                }
                Ok(metadata) if metadata.is_symlink() => self.follow(ahead, stack),
                Ok(metadata) => self.pass_over(ahead.name, special(metadata.file_type()), false),
                // It is gone: as if it had never been found.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => self.pass_over(ahead.name, reason(&error), true),
            },
        }
    }

    /// Follows a link, unless what it leads to is read anyway.
    fn follow(&mut self, link: Pending, stack: &mut Vec<Pending>) {
        let target = match self.links.target(&link.path) {
            Ok(target) => target,
            Err(problem) => return self.pass_over(link.name, problem, true),
        };
        match target {
            LinkTarget::Within => {}
            LinkTarget::Around => {
                let words = "a link to a folder that it is in: not followed".to_owned();
                self.found.links.push((link.name, words));
            }
            LinkTarget::Folder(target) => {
                self.found.links.push((link.name.clone(), format!("a link to {}", target.display())));
                stack.push(Pending { sort: PendingSort::Folder, ..link });
            }
            LinkTarget::File(metadata) => {
                let stamp = FileStamp { device: 0, ..stamp_of(&metadata) };
                self.links.note(self.found.files.len(), &link.path);
                self.found.files.push(FoundFile { name: link.name, stamp });
            }
            LinkTarget::Special(sort) => self.pass_over(link.name, special(sort), false),
        }
    }

    /// The files and folders in a folder, last name first.
    fn look_into(&mut self, folder: &Pending) -> io::Result<Vec<Pending>> {
        let mut inside = Vec::new();
        let (device, inode) = identity(&fs::metadata(&folder.path)?);
        self.found.devices.insert(device);
        if inode != 0 && self.own.contains(&(device, inode)) {
            self.pass_over(format!("{}/", folder.name), Problem::new(OWN), false);
            return Ok(inside);
        }
        if inode != 0 && !self.visited.insert((device, inode)) {
            return Ok(inside);
        }
        let entries = fs::read_dir(&folder.path)?;
        self.found.folders.push(folder.path.clone());
        for entry in entries {
            let entry = entry?;
            let own = entry.file_name();
            if own.as_encoded_bytes().starts_with(b".") {
                self.found.hidden += 1;
                continue;
            }
            let own = escape(&own);
            let name = if folder.name.is_empty() { own } else { format!("{}/{own}", folder.name) };
            let sort = match entry.file_type() {
                Ok(sort) if sort.is_dir() => PendingSort::Folder,
                Ok(sort) if sort.is_symlink() => PendingSort::Link,
                _ => PendingSort::File,
            };
            inside.push(Pending { path: entry.path(), name, sort });
        }
        inside.sort_unstable_by(|a, b| b.path.cmp(&a.path));
        Ok(inside)
    }

    fn pass_over(&mut self, name: String, problem: Problem, hides: bool) {
        self.found.unseen.push(Unseen { name, problem, hides });
    }

    /// What was found, without links to files that were found under their own name too.
    fn finish(mut self) -> FoundFiles {
        let twice = self.links.twice();
        let mut number = 0;
        self.found.files.retain(|_| {
            number += 1;
            !twice.contains(&(number - 1))
        });
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    fn found(path: &Path) -> FoundFiles {
        walk(&Root::open(path).unwrap(), &mut |_| true).unwrap()
    }

    fn names(path: &Path) -> Vec<String> {
        found(path).files.into_iter().map(|found| found.name).collect()
    }

    fn write(folder: &Path, name: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name).unwrap();
    }

    #[test]
    fn files_come_in_order_and_hidden_ones_are_only_counted() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a/b/c.txt", ".hidden/x.txt", "a/.secret", "c.txt", ".gitignore"] {
            write(folder.path(), name);
        }
        fs::write(folder.path().join(".gitignore"), "*.txt").unwrap();
        assert_eq!(names(folder.path()), ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]);
        assert_eq!(found(folder.path()).hidden, 3);
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

    #[test]
    fn a_time_beyond_reckoning_is_no_time_and_one_in_the_future_is_one() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "a.txt");
        let file = fs::File::options().append(true).open(folder.path().join("a.txt")).unwrap();
        for (years, known) in [(100, true), (400, false)] {
            let time = UNIX_EPOCH + std::time::Duration::from_secs(years * 365 * 86_400);
            file.set_modified(time).unwrap();
            let found = found(folder.path());
            assert_eq!(found.files[0].stamp.modified > 0, known, "{found:?}");
        }
    }

    #[cfg(unix)]
    fn link(target: impl AsRef<Path>, folder: &Path, name: &str) {
        std::os::unix::fs::symlink(target, folder.join(name)).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_is_read_under_its_own_name_is_not_read_under_that_of_a_link_and_no_link_leads_in_a_circle() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(folder.path(), "a/one.txt");
        write(folder.path(), ".kept/two.txt");
        write(elsewhere.path(), "letters/three.txt");
        write(elsewhere.path(), "four.txt");
        link("one.txt", &folder.path().join("a"), "within.txt");
        link(folder.path(), &folder.path().join("a"), "around");
        link("../.kept/two.txt", &folder.path().join("a"), "kept.txt");
        link(elsewhere.path().join("letters"), folder.path(), "letters");
        link(elsewhere.path().join("letters"), folder.path(), "letters again");
        link(elsewhere.path().join("letters/three.txt"), folder.path(), "early.txt");
        link(elsewhere.path().join("four.txt"), folder.path(), "x.txt");
        link(elsewhere.path().join("four.txt"), folder.path(), "y.txt");
        link(elsewhere.path(), &elsewhere.path().join("letters"), "up");
        let found = found(folder.path());
        let names: Vec<_> = found.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["a/kept.txt", "a/one.txt", "letters/three.txt", "x.txt"]);
        assert!(found.files.last().is_some_and(|file| file.stamp.device == 0 && file.stamp.inode > 0));
        let links: Vec<_> = found.links.iter().map(|(name, words)| format!("{name}: {words}")).collect();
        let target = elsewhere.path().canonicalize().unwrap().join("letters");
        let around = "a link to a folder that it is in: not followed";
        let letters = format!("letters: a link to {}", target.display());
        assert_eq!(links, [format!("a/around: {around}"), letters, format!("letters/up: {around}")]);
        assert_eq!(found.unseen, []);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_neither_file_nor_folder_and_links_to_nothing_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
        link("/no/such/file", folder.path(), "broken");
        link("circle", folder.path(), "circle");
        link("/dev/null", folder.path(), "device");
        let unseen = found(folder.path()).unseen;
        let said: Vec<_> = unseen.iter().map(|u| (u.name.as_str(), u.problem.0.as_str(), u.hides)).collect();
        assert_eq!(said[0], ("broken", "a link to nothing: /no/such/file", true));
        assert!(said[1].1.starts_with("a link that leads nowhere: "), "{said:?}");
        assert_eq!(
            said[2..],
            [("device", "a device, not a file", false), ("socket", "a socket, not a file", false)]
        );
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
            let problems: Vec<_> = walk.unseen.into_iter().map(|u| (u.name, u.problem.0)).collect();
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
