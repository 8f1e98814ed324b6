//! Links in a folder that is read: what they lead to, and whether that is read anyway.
//!
//! A link to a file is read as a file of the link's name, a link to a folder as a folder; but what is
//! read under its own name is not read under that of a link too, and no link leads in a circle. What
//! lies in a hidden folder has no name of its own to be read under: some programs keep files so, with
//! links to them.
//!
//! Not here: walking (`walk`).

use std::collections::HashSet;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::stamp::{reason, stamp_of};
use crate::model::Problem;

/// As much is said of a target that is not there, in characters.
const LONGEST_TARGET: usize = 200;

/// What a link leads to.
#[derive(Debug)]
pub(super) enum LinkTarget {
    /// Something that is read under its own name.
    Within,
    /// A folder that the link is in.
    Around,
    /// A folder elsewhere.
    Folder(PathBuf),
    /// A file elsewhere.
    File(Metadata),
    /// Something that cannot be read.
    Special(FileType),
}

/// The links met so far.
#[derive(Debug)]
pub(super) struct Links {
    /// Canonical: the folders that are read with all that is below them.
    read: Vec<PathBuf>,
    /// Numbers of the files found behind links, and where they lie.
    files: Vec<(usize, PathBuf)>,
    /// Device and number of these files.
    seen: HashSet<(u64, u64)>,
}

impl Links {
    /// No links yet, below a canonical path.
    pub(super) fn below(root: &Path) -> Links {
        Links { read: vec![root.to_owned()], files: Vec::new(), seen: HashSet::new() }
    }

    /// What a link leads to. A folder elsewhere counts as read from now on.
    ///
    /// # Errors
    /// Why it leads nowhere, in words for the reader.
    pub(super) fn target(&mut self, link: &Path) -> Result<LinkTarget, Problem> {
        let (metadata, target) = match fs::metadata(link).and_then(|m| Ok((m, fs::canonicalize(link)?))) {
            Ok(found) => found,
            Err(error) => return Err(broken(link, &error)),
        };
        if metadata.is_dir() && self.is_around(&target, link) {
            return Ok(LinkTarget::Around);
        }
        if self.is_read(&target) {
            return Ok(LinkTarget::Within);
        }
        if metadata.is_dir() {
            self.read.push(target.clone());
            return Ok(LinkTarget::Folder(target));
        }
        if !metadata.is_file() {
            return Ok(LinkTarget::Special(metadata.file_type()));
        }
        let stamp = stamp_of(&metadata);
        let new = stamp.inode == 0 || self.seen.insert((stamp.device, stamp.inode));
        Ok(if new { LinkTarget::File(metadata) } else { LinkTarget::Within })
    }

    /// Notes that the file found behind a link has this number.
    pub(super) fn note(&mut self, number: usize, link: &Path) {
        if let Ok(target) = fs::canonicalize(link) {
            self.files.push((number, target));
        }
    }

    /// The files found behind links that turned out to be read under their own name: a folder they lie
    /// in was linked to later.
    pub(super) fn twice(&self) -> HashSet<usize> {
        let files = self.files.iter().filter(|(_, target)| self.is_read(target));
        files.map(|(number, _)| *number).collect()
    }

    /// Whether a folder holds the link to it, or what is read.
    fn is_around(&self, target: &Path, link: &Path) -> bool {
        let holder = link.parent().and_then(|folder| fs::canonicalize(folder).ok());
        let above = |read: &PathBuf| read != target && read.starts_with(target);
        holder.is_some_and(|holder| holder.starts_with(target)) || self.read.iter().any(above)
    }

    fn is_read(&self, target: &Path) -> bool {
        let hidden = |part: Component| part.as_os_str().as_encoded_bytes().starts_with(b".");
        let below = |read: &PathBuf| target.strip_prefix(read).is_ok_and(|b| !b.components().any(hidden));
        self.read.iter().any(below)
    }
}

fn broken(link: &Path, error: &io::Error) -> Problem {
    if error.kind() != io::ErrorKind::NotFound {
        // Such as a link to itself.
        return Problem::new(format!("a link that leads nowhere: {}", reason(error)));
    }
    let target = fs::read_link(link).unwrap_or_default();
    let shown: String = target.display().to_string().chars().take(LONGEST_TARGET).collect();
    Problem::new(format!("a link to nothing: {shown}"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::TestFolder;
    use std::fs;

    #[test]
    fn what_is_away_keeps_its_ids_though_there_is_a_copy() {
        let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened.")]);
        let disk = tempfile::tempdir().unwrap();
        fs::create_dir(disk.path().join("stick")).unwrap();
        fs::write(disk.path().join("stick/b.txt"), "The mayor left.").unwrap();
        std::os::unix::fs::symlink(disk.path().join("stick"), folder.files.path().join("stick")).unwrap();
        folder.run();
        let away = folder.id("stick/b.txt");
        fs::rename(disk.path().join("stick"), disk.path().join("elsewhere")).unwrap();
        folder.write("copy.txt", "The mayor left.");
        folder.run();
        assert_eq!(folder.paths(), ["a.txt", "copy.txt", "stick", "stick/b.txt"]);
        assert_eq!(folder.id("stick/b.txt"), away);
        assert_ne!(folder.id("copy.txt"), away);
    }
}
