//! Walks the file tree below a root and lists every file with what the system says of it, without opening
//! any.
//!
//! Files that may be the text of a scan stand right behind it (`beside`). Skipped are names that begin with a dot, with all that is below them, and folders that a browser saved beside a
//! page (`page_folders`). Links are followed as `links`
//! says; a link to nothing, a pipe, a socket or a device is a Problem. A `.gitignore` says nothing about
//! what is worth reading and is not obeyed. Names that are not UTF-8 are escaped by `root::escape`.

mod file_list;
mod page_folders;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::beside::names as beside;
use super::links::{LinkTarget, Links};
use super::root::{Root, escape};
use super::stamp::{reason, special, stamp_of};
use crate::model::{FileStamp, Problem};

pub(super) use file_list::{FileList, FoundFile, Taken};

/// What is said of a folder that is passed over because the program keeps its own files in it.
const OWN: &str = "perusal keeps its own files there: not read";

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
#[derive(Debug, Default)]
pub(super) struct FoundFiles {
    /// In the order of their names, folder by folder.
    pub files: FileList<()>,
    /// What is not read, and why.
    pub unseen: Vec<Unseen>,
    /// The folders looked into; of a single file the one that it lies in.
    pub folders: Vec<PathBuf>,
    /// The devices of the folders looked into.
    pub devices: HashSet<u64>,
    /// How many names beginning with a dot were passed over.
    pub hidden: usize,
    /// Folders with what a browser saved beside a page, which are passed over, by path below the root.
    pub page_folders: Vec<String>,
    /// Links to folders, and what became of them, in words for the reader.
    pub links: Vec<(String, String)>,
}

/// Something still to be looked at.
struct Pending {
    /// Where it lies, if it is a folder or a link.
    path: PathBuf,
    name: String,
    sort: PendingSort,
    /// As in [`FoundFile`].
    beside: Option<String>,
}

/// What is still to be looked at, as far as its folder says.
enum PendingSort {
    Folder,
    Link,
    File(FileStamp),
    /// What cannot be read, and why; whether it may still be there.
    Unseen(Problem, bool),
}

impl Pending {
    fn is_file(&self) -> bool {
        matches!(self.sort, PendingSort::File(_))
    }

    fn is_folder(&self) -> bool {
        matches!(self.sort, PendingSort::Folder)
    }
}

/// What an entry of a folder is; nothing where it is gone by now. The system is asked while the folder is open, which
/// saves it the way to there.
fn sort_of(entry: &fs::DirEntry) -> Option<PendingSort> {
    let sort = match entry.file_type() {
        Ok(sort) if sort.is_dir() => return Some(PendingSort::Folder),
        Ok(sort) if sort.is_symlink() => return Some(PendingSort::Link),
        _ => entry.metadata(),
    };
    match sort {
        Ok(metadata) if metadata.is_dir() => Some(PendingSort::Folder),
        Ok(metadata) if metadata.is_file() => Some(PendingSort::File(stamp_of(&metadata))),
        Ok(metadata) if metadata.is_symlink() => Some(PendingSort::Link),
        Ok(metadata) => Some(PendingSort::Unseen(special(metadata.file_type()), false)),
        // As if it had never been found.
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(PendingSort::Unseen(reason(&error), true)),
    }
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
        let mut files = FileList::default();
        files.push(FoundFile { name, stamp: stamp_of(&metadata), beside: None }, &());
        let folders = root.path().parent().map(Path::to_owned).into_iter().collect();
        return Ok(FoundFiles { files, folders, ..FoundFiles::default() });
    }
    let mut walk = Walk {
        found: FoundFiles::default(),
        links: Links::below(root.path()),
        visited: HashSet::new(),
        own: root.own().iter().filter_map(|own| fs::metadata(own).ok()).map(|own| identity(&own)).collect(),
    };
    let mut stack = walk.look_into("", root.path())?;
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
        let Pending { name, sort, beside, .. } = ahead;
        match sort {
            PendingSort::Folder => match self.look_into(&name, &ahead.path) {
                Ok(inside) => stack.extend(inside),
                Err(error) => self.pass_over(format!("{name}/"), reason(&error), true),
            },
            PendingSort::Link => self.follow(name, ahead.path, stack),
            PendingSort::File(stamp) => self.found.files.push(FoundFile { name, stamp, beside }, &()),
            PendingSort::Unseen(problem, hides) => self.pass_over(name, problem, hides),
        }
    }

    /// Follows a link, unless what it leads to is read anyway.
    fn follow(&mut self, name: String, path: PathBuf, stack: &mut Vec<Pending>) {
        let target = match self.links.target(&path) {
            Ok(target) => target,
            Err(problem) => return self.pass_over(name, problem, true),
        };
        match target {
            LinkTarget::Within => {}
            LinkTarget::Around => {
                let words = "a link to a folder that it is in: not followed".to_owned();
                self.found.links.push((name, words));
            }
            LinkTarget::Folder(target) => {
                self.found.links.push((name.clone(), format!("a link to {}", target.display())));
                stack.push(Pending { path, name, sort: PendingSort::Folder, beside: None });
            }
            LinkTarget::File(metadata) => {
                let stamp = FileStamp { device: 0, ..stamp_of(&metadata) };
                self.links.note(self.found.files.len(), &path);
                self.found.files.push(FoundFile { name, stamp, beside: None }, &());
            }
            LinkTarget::Special(sort) => self.pass_over(name, special(sort), false),
        }
    }

    /// The files and folders in a folder, last name first.
    fn look_into(&mut self, folder: &str, path: &Path) -> io::Result<Vec<Pending>> {
        let mut inside = Vec::new();
        let (device, inode) = identity(&fs::metadata(path)?);
        self.found.devices.insert(device);
        if inode != 0 && self.own.contains(&(device, inode)) {
            self.pass_over(format!("{folder}/"), Problem::new(OWN), false);
            return Ok(inside);
        }
        if inode != 0 && !self.visited.insert((device, inode)) {
            return Ok(inside);
        }
        let entries = fs::read_dir(path)?;
        self.found.folders.push(path.to_owned());
        for entry in entries {
            let entry = entry?;
            let own = entry.file_name();
            if own.as_encoded_bytes().starts_with(b".") {
                self.found.hidden += 1;
                continue;
            }
            let Some(sort) = sort_of(&entry) else { continue };
            let own = escape(&own);
            let name = if folder.is_empty() { own } else { format!("{folder}/{own}") };
            let path = if let PendingSort::File(_) = sort { PathBuf::new() } else { entry.path() };
            inside.push(Pending { path, name, sort, beside: None });
        }
        self.pass_over_page_folders(&mut inside);
        inside.sort_unstable_by(|a, b| b.name.cmp(&a.name));
        Ok(put_beside(inside))
    }

    /// What a browser saved beside a page is no document: its pictures, scripts, frames.
    fn pass_over_page_folders(&mut self, inside: &mut Vec<Pending>) {
        let pages: HashSet<String> = inside
            .iter()
            .filter(|one| !one.is_folder())
            .filter_map(|one| page_folders::page(&one.name))
            .collect();
        if pages.is_empty() {
            return;
        }
        let beside = |one: &Pending| {
            one.is_folder() && page_folders::of_page(&one.name).is_some_and(|page| pages.contains(page))
        };
        self.found.page_folders.extend(inside.iter().filter(|one| beside(one)).map(|one| one.name.clone()));
        inside.retain(|one| !beside(one));
    }

    fn pass_over(&mut self, name: String, problem: Problem, hides: bool) {
        self.found.unseen.push(Unseen { name, problem, hides });
    }

    /// What was found, without links to files that were found under their own name too.
    fn finish(mut self) -> FoundFiles {
        let twice = self.links.twice();
        if !twice.is_empty() {
            let mut once = FileList::default();
            let files = std::mem::take(&mut self.found.files).into_iter().zip(0..);
            files
                .filter(|(_, number)| !twice.contains(number))
                .for_each(|((file, ()), _)| once.push(file, &()));
            self.found.files = once;
        }
        self.found
    }
}

/// The same, last first as they are, with the files that may be the text of a scan right behind it. Links are no
/// such files, nor scans.
fn put_beside(mut inside: Vec<Pending>) -> Vec<Pending> {
    let is_file = |one: &&Pending| one.is_file();
    let scans = inside.iter().filter(is_file).map(|one| &one.name).filter(|name| beside::may_be_scan(name));
    let scans: HashSet<String> = scans.cloned().collect();
    if scans.is_empty() {
        return inside;
    }
    let mut texts: HashMap<String, Vec<Pending>> = HashMap::new();
    let mut others = Vec::with_capacity(inside.len());
    for mut one in inside.drain(..) {
        let own = Some(&one).filter(is_file);
        one.beside = own.and_then(|one| beside::scan_of(&one.name, |scan| scans.contains(scan)));
        match one.beside.clone() {
            Some(scan) => texts.entry(scan).or_default().push(one),
            None => others.push(one),
        }
    }
    for one in others {
        inside.extend(texts.remove(&one.name).unwrap_or_default());
        inside.push(one);
    }
    inside
}

#[cfg(test)]
mod tests;
