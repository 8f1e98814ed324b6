//! Loads one file from disk: its bytes and its documents, or the reason why there are none.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::document_locators::locators;
use super::plan::ReadTask;
use super::read::{self, FileContent, ReadingContext};
use super::root::Root;
use super::walk::{FoundFile, modified, reason};
use crate::extract;
use crate::model::{Format, Problem, SourceFile};
use crate::notebook::FileLocators;

/// Larger files are not read, in bytes: a text that long is no document, and its bytes, its text
/// and its documents need several times as much memory at once.
const LARGEST: u64 = 256 << 20;

/// What became of a file.
#[derive(Debug)]
pub(super) enum Loaded {
    Read(ReadFile),
    /// The bytes are those the index knows.
    Touched(SourceFile),
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
            Loaded::Touched(_) | Loaded::Failed(_) => None,
        }
    }
}

/// Reads a file. Whatever goes wrong, panics included, is a Problem of that file.
pub(super) fn load(root: &Root, task: &ReadTask, by: ReadingContext<'_>) -> Loaded {
    let found = &task.found;
    let mut file = SourceFile {
        path: found.name.clone(),
        size: found.size,
        modified: found.modified,
        hash: 0,
        format: Format::Other,
        documents: 0,
        lists: by.lists.fingerprint(),
        problem: None,
    };
    let attempt = catch_unwind(AssertUnwindSafe(|| fill(root, task, by, &mut file)));
    match attempt.unwrap_or_else(|_| Err(read::fault())) {
        Ok(Some(content)) => {
            let locators = locators(root.full_name(&file.path), file.hash, &content.documents);
            let new = task.known.is_none_or(|known| known.hash == 0);
            Loaded::Read(ReadFile { file, locators, content, new })
        }
        Ok(None) => Loaded::Touched(file),
        Err(problem) => {
            file.problem = Some(problem);
            Loaded::Failed(file)
        }
    }
}

/// Reads a file and completes its record. Gives what is in it, unless the index has that.
fn fill(
    root: &Root,
    task: &ReadTask,
    by: ReadingContext<'_>,
    file: &mut SourceFile,
) -> Result<Option<FileContent>, Problem> {
    let bytes = bytes(root, &task.found)?;
    file.hash = xxh3_128(&bytes);
    let name = file.path.rsplit('/').next().unwrap_or_default();
    if task.documents > 0 && task.known.is_some_and(|known| known.hash == file.hash) {
        file.format = extract::format(name, &bytes)?;
        file.documents = task.documents as u32;
        return Ok(None);
    }
    if by.only_marked && task.known.is_none_or(|known| known.hash != file.hash) {
        return Err(Problem::new("it changed since it was read first"));
    }
    let content = read::read_file(name, &bytes, by)?;
    file.format = content.format;
    file.documents = content.documents.len() as u32;
    Ok(Some(content))
}

/// Whether a file can be opened and is not too large: worth trying again if it failed before.
pub(super) fn readable(root: &Root, found: &FoundFile) -> bool {
    found.size <= LARGEST && open(&root.path_of(&found.name)).is_ok()
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

fn too_large() -> Problem {
    Problem::new("larger than 256 MiB")
}

/// The bytes of a file, provided that it stays as it is meanwhile.
fn bytes(root: &Root, found: &FoundFile) -> Result<Vec<u8>, Problem> {
    if found.size > LARGEST {
        return Err(too_large());
    }
    let (mut file, before) = open(&root.path_of(&found.name)).map_err(|error| reason(&error))?;
    let mut bytes = Vec::new();
    let room = usize::try_from(found.size + 1).unwrap_or(0);
    bytes.try_reserve_exact(room).map_err(|_| Problem::new("there is not enough memory to read it"))?;
    // One more than expected is enough to see that it has grown; some "files" never end.
    file.by_ref().take(found.size + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    let after = file.metadata().map_err(|error| reason(&error))?;
    let same = |m: &Metadata| m.len() == bytes.len() as u64 && modified(m) == found.modified;
    if same(&before) && same(&after) {
        Ok(bytes)
    } else {
        Err(Problem::new("it changed while it was being read"))
    }
}

/// Opens a file without waiting: in its place there may be a pipe by now.
fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(io::Error::other("it is not a file")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::lists::Lists;
    use crate::segment::KnownBoilerplate;
    use std::fs;

    fn task(name: &str, size: u64, modified: i64) -> ReadTask {
        ReadTask { found: FoundFile { name: name.to_owned(), size, modified }, known: None, documents: 0 }
    }

    fn problem(root: &Root, task: &ReadTask) -> Option<String> {
        let by = ReadingContext {
            known: &KnownBoilerplate::default(),
            lists: &Lists::default(),
            only_marked: false,
            today: read::today(),
        };
        match load(root, task, by) {
            Loaded::Read(..) | Loaded::Touched(_) => None,
            Loaded::Failed(file) => file.problem.map(|problem| problem.0),
        }
    }

    #[test]
    fn files_that_vanish_change_or_are_too_large_have_a_problem_each() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "The harbour reopened.").unwrap();
        let root = Root::open(folder.path()).unwrap();
        let time = modified(&fs::metadata(&path).unwrap());
        assert_eq!(problem(&root, &task("a.txt", 21, time)), None);
        assert!(problem(&root, &task("a.txt", 21, time - 1)).unwrap().contains("changed"));
        assert!(problem(&root, &task("b.txt", 1, time)).unwrap().contains("vanished"));
        assert!(problem(&root, &task("a.txt", LARGEST + 1, time)).unwrap().contains("256 MiB"));
        fs::create_dir(folder.path().join("c.txt")).unwrap();
        assert!(problem(&root, &task("c.txt", 1, time)).is_some());
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
