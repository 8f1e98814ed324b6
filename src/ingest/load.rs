//! Loads one file from disk: its bytes and its documents, or the reason why there are none.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::apart::ParserProcess;
use super::document_locators::locators;
use super::error::fault;
use super::plan::{ReadTask, noted};
use super::read::{self, FileContent, ReadingContext};
use super::root::Root;
use super::stamp::{reason, stamp_of};
use super::walk::FoundFile;
use crate::extract;
use crate::index::KnownFile;
use crate::model::{FileStamp, Format, Problem, SourceFile};
use crate::notebook::FileLocators;
use crate::small_file;

/// Larger files are not read, in bytes: a text that long is no document, and its bytes, its text
/// and its documents need several times as much memory at once.
const LARGEST: u64 = 256 << 20;

/// How often a file is read that changes meanwhile.
const ATTEMPTS: usize = 2;

/// What became of a file.
#[derive(Debug)]
pub(super) enum Loaded {
    Read(Box<ReadFile>),
    /// The bytes are those the index knows.
    Touched(SourceFile),
    /// They cannot be had now: what was read of them before stays.
    Kept(SourceFile),
    Failed(SourceFile),
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct ReadFile {
    pub file: SourceFile,
    pub locators: FileLocators,
    pub content: FileContent,
    /// No file of this path was read before.
    pub new: bool,
}

impl Loaded {
    /// What the documents of a file that was read are found again by.
    pub(super) fn locators(&self) -> Option<&FileLocators> {
        match self {
            Loaded::Read(reading) => Some(&reading.locators),
            Loaded::Touched(_) | Loaded::Kept(_) | Loaded::Failed(_) => None,
        }
    }
}

/// Reads a file. Whatever goes wrong, panics included, is a Problem of that file.
pub(super) fn load(
    root: &Root,
    task: &ReadTask,
    by: ReadingContext<'_>,
    parser: &mut ParserProcess,
) -> Loaded {
    let found = &task.found;
    let mut file = SourceFile {
        path: found.name.clone(),
        stamp: found.stamp,
        hash: 0,
        format: Format::Other,
        documents: 0,
        lists: by.read_by(&root.full_name(&found.name)),
        problem: None,
    };
    let attempt = catch_unwind(AssertUnwindSafe(|| fill(root, task, by, parser, &mut file)));
    match attempt.unwrap_or_else(|_| Err(fault())) {
        Ok(Some(content)) => {
            let locators = locators(root.full_name(&file.path), file.hash, &content.documents);
            let new = task.known.is_none_or(|known| known.hash == 0);
            Loaded::Read(Box::new(ReadFile { file, locators, content, new }))
        }
        Ok(None) => Loaded::Touched(file),
        Err(problem) => unread(file, task.known.as_ref(), problem),
    }
}

/// A file that could not be read. Where its bytes could not be had, but were before, what was read then
/// stays, and it is tried again each time.
fn unread(file: SourceFile, known: Option<&KnownFile>, problem: Problem) -> Loaded {
    match known.filter(|known| file.hash == 0 && known.hash != 0) {
        Some(known) => Loaded::Kept(noted(file.path, Some(known), problem)),
        None => Loaded::Failed(SourceFile { problem: Some(problem), ..file }),
    }
}

/// Reads a file and completes its record. Gives what is in it, unless the index has that.
fn fill(
    root: &Root,
    task: &ReadTask,
    by: ReadingContext<'_>,
    parser: &mut ParserProcess,
    file: &mut SourceFile,
) -> Result<Option<FileContent>, Problem> {
    let (bytes, stamp) = bytes(&root.path_of(&task.found.name))?;
    file.stamp = FileStamp { device: task.found.stamp.device, ..stamp };
    file.hash = xxh3_128(&bytes);
    let name = &root.full_name(&file.path);
    if task.documents > 0 && task.known.is_some_and(|known| known.hash == file.hash) {
        file.format = extract::format(name, &bytes)?;
        file.documents = task.documents as u32;
        return Ok(None);
    }
    if is_revision(task, by, file.lists) && task.known.is_none_or(|known| known.hash != file.hash) {
        return Err(Problem::new("it changed since it was read first"));
    }
    parser.try_passwords(root.passwords().for_file(&task.found.name));
    let content = read::read_file(name, bytes.into(), by.sites.site(&file.path), by, parser);
    if content.is_err() && parser.is_unavailable() {
        // As if its bytes could not be had: it is tried again the next time.
        file.hash = 0;
    }
    let content = content?;
    file.format = content.format;
    file.documents = content.documents.len() as u32;
    file.problem = content.problem.clone();
    Ok(Some(content))
}

/// Whether a file that was read in this run is read a second time.
fn is_revision(task: &ReadTask, by: ReadingContext<'_>, read_by: u64) -> bool {
    let is_as_known = |known: KnownFile| known.stamp == task.found.stamp && known.lists == read_by;
    by.only_marked || task.known.is_some_and(|known| known.hash != 0 && is_as_known(known))
}

/// Whether a file can be opened and is not too large: worth trying again if it failed before.
pub(super) fn readable(root: &Root, found: &FoundFile) -> bool {
    found.stamp.size <= LARGEST && open(&root.path_of(&found.name)).is_ok()
}

/// The bytes of a single file, whether or not it is in a folder that is indexed.
///
/// # Errors
/// The reason, in words for the reader: it cannot be opened, is no file or is too large.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let problem = |error: io::Error| Problem::new(error.to_string());
    let (file, metadata) = open(path).map_err(problem)?;
    let mut bytes = Vec::new();
    if metadata.len() <= LARGEST {
        // One more than allowed is enough to see that it is too large, whatever size it declares.
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(problem)?;
    }
    if metadata.len().max(bytes.len() as u64) > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

/// The bytes of a stream, such as a pipe, to its end.
///
/// # Errors
/// The reason, in words for the reader: it breaks off or is too large.
pub fn stream_bytes(stream: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = stream.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| Problem::new(error.to_string()))?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> Problem {
    Problem::new("larger than 256 MiB")
}

/// The bytes of a file, all of one moment, and what the system says of it then. A file that changes
/// meanwhile is read once more.
fn bytes(path: &Path) -> Result<(Vec<u8>, FileStamp), Problem> {
    for _ in 0..ATTEMPTS {
        if let Some(read) = bytes_at_once(path)? {
            return Ok(read);
        }
    }
    Err(Problem::new("it changes while it is read: it is tried again the next time"))
}

/// The same; `None` if it changed.
fn bytes_at_once(path: &Path) -> Result<Option<(Vec<u8>, FileStamp)>, Problem> {
    let (mut file, before) = open(path).map_err(|error| reason(&error))?;
    if before.len() > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(before.len() + 1).unwrap_or(0);
    bytes.try_reserve_exact(room).map_err(|_| Problem::new("there is not enough memory to read it"))?;
    // One more than expected is enough to see that it has grown; some "files" never end.
    file.by_ref().take(before.len() + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    let after = file.metadata().map_err(|error| reason(&error))?;
    let stamp = stamp_of(&before);
    let same = bytes.len() as u64 == stamp.size && stamp == stamp_of(&after);
    Ok(same.then_some((bytes, stamp)))
}

/// Opens a file, with what the system knows of it.
fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let file = small_file::open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::lists::Lists;
    use crate::segment::{KnownBoilerplate, KnownSites};
    use std::fs;

    fn task(name: &str, known: Option<KnownFile>) -> ReadTask {
        let stamp = FileStamp { size: 1, modified: 1, ..FileStamp::default() };
        ReadTask { found: FoundFile { name: name.to_owned(), stamp }, known, documents: 0 }
    }

    fn loaded(root: &Root, task: &ReadTask) -> Loaded {
        let by = ReadingContext {
            known: &KnownBoilerplate::default(),
            sites: &KnownSites::default(),
            corrected: &Default::default(),
            lists: &Lists::default(),
            only_marked: false,
            today: read::today(),
        };
        load(root, task, by, &mut ParserProcess::of(root.parser()))
    }

    fn problem(root: &Root, name: &str) -> Option<String> {
        match loaded(root, &task(name, None)) {
            Loaded::Failed(file) => file.problem.map(|problem| problem.0),
            _ => None,
        }
    }

    #[test]
    fn files_that_vanish_or_are_too_large_have_a_problem_each() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "The harbour reopened.").unwrap();
        let root = Root::open(folder.path()).unwrap();
        assert_eq!(problem(&root, "a.txt"), None);
        assert!(problem(&root, "b.txt").unwrap().contains("vanished"));
        // Sparse: it has a size, but nothing to read.
        File::create(folder.path().join("large.txt")).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(problem(&root, "large.txt").unwrap().contains("256 MiB"));
        fs::create_dir(folder.path().join("c.txt")).unwrap();
        assert!(problem(&root, "c.txt").is_some());
    }

    #[test]
    fn a_file_is_known_by_what_it_is_when_it_is_read_and_not_when_it_was_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "The harbour reopened and closed again.").unwrap();
        let Loaded::Read(read) = loaded(&Root::open(folder.path()).unwrap(), &task("a.txt", None)) else {
            panic!("not read")
        };
        let stamp = stamp_of(&fs::metadata(&path).unwrap());
        assert_eq!(read.file.stamp, FileStamp { device: 0, ..stamp });
    }

    /// No file has as many bytes as this one says.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_never_stays_as_it_is_is_a_problem() {
        assert!(bytes(Path::new("/proc/self/stat")).unwrap_err().0.contains("changes while it is read"));
    }

    #[test]
    fn what_was_read_before_stays_when_the_bytes_cannot_be_had_and_is_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::open(folder.path()).unwrap();
        let stamp = FileStamp { size: 1, modified: 2, changed: 3, inode: 4, device: 5 };
        let known = KnownFile { stamp, hash: 9, lists: 3, problem: None };
        let Loaded::Kept(file) = loaded(&root, &task("gone.txt", Some(known))) else { panic!("not kept") };
        assert_eq!((file.hash, file.lists, file.stamp.device), (9, 3, 5));
        assert!(file.stamp.is_blank() && file.problem.is_some());
        fs::write(folder.path().join("gone.txt"), "%PDF-1.7").unwrap();
        let now = loaded(&root, &task("gone.txt", Some(known)));
        assert!(matches!(now, Loaded::Kept(_)), "there is no process to read it");
        fs::write(folder.path().join("gone.txt"), b"\x89PNG\r\n").unwrap();
        let now = loaded(&root, &task("gone.txt", Some(known)));
        assert!(matches!(now, Loaded::Failed(_)), "what it is now is known, and no text");
    }

    #[test]
    fn a_single_file_is_read_whole_unless_it_is_none_or_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "The harbour reopened.").unwrap();
        assert_eq!(file_bytes(&path).unwrap(), b"The harbour reopened.");
        let refused = |path: &Path| file_bytes(path).unwrap_err().0;
        assert!(refused(folder.path()).contains("not a file"));
        #[cfg(unix)]
        assert!(refused(Path::new("/dev/zero")).contains("not a file"));
        // Sparse: it has a size, but nothing to read.
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(refused(&path).contains("256 MiB"));
    }
}
