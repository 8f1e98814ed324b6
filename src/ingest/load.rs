//! Loads one file from disk: its bytes and its documents, or the reason why there are none.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::apart::ParserProcess;
use super::beside::files::{FilesBeside, hash_with, known_hash};
use super::error::fault;
use super::file_bytes::{CHANGES, LARGEST, bytes, open};
use super::large::LargeText;
use super::plan::{ReadTask, noted};
use super::read::{self, FileContent, ReadingContext};
use super::root::Root;
use super::walk::FoundFile;
use crate::extract;
use crate::index::KnownFile;
use crate::model::{FileStamp, Format, Problem, SourceFile};
use crate::notebook::FileLocators;

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
    /// The index has a row of its path.
    pub is_known: bool,
    /// The path of the scan whose text it is; it then has no documents of its own.
    pub text_of: Option<String>,
}

impl Loaded {
    /// What the documents of a file that was read are found again by.
    pub(super) fn locators(&self) -> Option<&FileLocators> {
        match self {
            Loaded::Read(reading) => Some(&reading.locators),
            Loaded::Touched(_) | Loaded::Kept(_) | Loaded::Failed(_) => None,
        }
    }

    /// The path of the file beside it that its text is from.
    pub(super) fn text_beside(&self) -> Option<String> {
        let Loaded::Read(read) = self else { return None };
        let beside = read.content.text_beside.as_ref()?;
        let folder = read.file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(if folder.is_empty() { beside.clone() } else { format!("{folder}/{beside}") })
    }
}

/// The record of a file of which nothing is known yet.
pub(super) fn blank(root: &Root, task: &ReadTask, by: ReadingContext<'_>) -> SourceFile {
    SourceFile {
        path: task.found.name.clone(),
        stamp: task.found.stamp,
        hash: 0,
        format: Format::Other,
        documents: 0,
        lists: by.read_by(&root.full_name(&task.found.name)),
        problem: None,
    }
}

/// Reads a file. Whatever goes wrong, panics included, is a Problem of that file.
pub(super) fn load(
    root: &Root,
    task: &ReadTask,
    by: ReadingContext<'_>,
    parser: &mut ParserProcess,
) -> Loaded {
    let mut file = blank(root, task, by);
    let attempt = catch_unwind(AssertUnwindSafe(|| fill(root, task, by, parser, &mut file)));
    match attempt.unwrap_or_else(|_| Err(fault())) {
        Ok(Some(mut content)) => {
            let (path, hash) = (root.full_name(&file.path), file.hash);
            let documents = std::mem::take(&mut content.locators);
            let locators = FileLocators { path, hash, documents };
            let new = task.state.known.is_none_or(|known| known.hash == 0);
            let is_known = task.state.known.is_some();
            Loaded::Read(Box::new(ReadFile { file, locators, content, new, is_known, text_of: None }))
        }
        Ok(None) => Loaded::Touched(file),
        Err(problem) => unread(file, task.state.known.as_ref(), problem),
    }
}

/// A file that could not be read. Where its bytes could not be had, but were before, what was read then
/// stays, and it is tried again each time.
pub(super) fn unread(file: SourceFile, known: Option<&KnownFile>, problem: Problem) -> Loaded {
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
    let (path, name) = (root.path_of(&task.found.name), &root.full_name(&file.path));
    let large = match task.found.stamp.size > by.held {
        true => LargeText::open(&path, name, by.held + 1..=LARGEST)?,
        false => None,
    };
    let (bytes, stamp, own) = known_by(&path, large.as_ref())?;
    file.stamp = FileStamp { device: task.found.stamp.device, ..stamp };
    let beside = FilesBeside::of(&path);
    file.hash = known_hash(own, task.state.known.as_ref(), &beside);
    if task.state.documents > 0 && task.state.known.is_some_and(|known| known.hash == file.hash) {
        file.format = large.map_or_else(|| extract::format(name, &bytes), |_| Ok(Format::PlainText))?;
        file.documents = task.state.documents;
        return Ok(None);
    }
    if task.state.again && task.state.known.is_none_or(|known| known.hash != file.hash) {
        return Err(Problem::new("it changed since it was read first"));
    }
    parser.try_passwords(root.passwords().for_file(&task.found.name));
    let beginnings = by.corrected.beginnings(name);
    let (by, site) = (ReadingContext { beside: &beside, beginnings, ..by }, by.sites.site(&file.path));
    let content = match large {
        Some(mut large) => large.read_again(|text| read::read_in_pieces(text, site, by)),
        None => read::read_file(name, bytes.into(), site, by, parser),
    };
    let changed = content.as_ref().is_err_and(|problem| problem.0 == CHANGES);
    if changed || content.is_err() && parser.is_unavailable() {
        // As if its bytes could not be had: it is tried again the next time.
        file.hash = 0;
    }
    let content = content?;
    file.format = content.format;
    file.documents = content.documents.len();
    file.problem = content.problem.clone();
    if let Some(name) = &content.text_beside {
        let taken = beside.files().iter().find(|file| file.name == *name);
        file.hash = taken.map_or(own, |taken| hash_with(own, &taken.bytes));
    }
    Ok(Some(content))
}

/// The bytes of a file that is held whole, none of a large text; what the system says of it, and its hash.
fn known_by(path: &Path, large: Option<&LargeText>) -> Result<(Vec<u8>, FileStamp, u128), Problem> {
    if let Some(large) = large {
        return Ok((Vec::new(), large.stamp, large.hash));
    }
    let (bytes, stamp) = bytes(path)?;
    let hash = xxh3_128(&bytes);
    Ok((bytes, stamp, hash))
}

/// Whether a file can be opened and is not too large: worth trying again if it failed before.
pub(super) fn readable(root: &Root, found: &FoundFile) -> bool {
    found.stamp.size <= LARGEST && open(&root.path_of(&found.name)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::lists::Lists;
    use crate::ingest::corrected::CorrectedDocuments;
    use crate::ingest::plan::TaskState;
    use crate::ingest::stamp::stamp_of;
    use crate::segment::{KnownBoilerplate, KnownSites};
    use std::fs::{self, File};

    fn task(name: &str, known: Option<KnownFile>) -> ReadTask {
        let stamp = FileStamp { size: 1, modified: 1, ..FileStamp::default() };
        ReadTask {
            found: FoundFile { name: name.to_owned(), stamp, beside: None },
            state: TaskState { known, ..TaskState::default() },
        }
    }

    fn loaded(root: &Root, task: &ReadTask) -> Loaded {
        let (known, sites, lists) = (KnownBoilerplate::default(), KnownSites::default(), Lists::default());
        let corrected = CorrectedDocuments::default();
        let by = ReadingContext::of_today(&known, &sites, &corrected, &lists);
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

    #[test]
    fn a_text_too_large_to_be_held_gives_the_same_documents() {
        let folder = tempfile::tempdir().unwrap();
        let article = "Harbour reopens\n\nNORWICK, 5 May 2021 - The harbour reopened, said Mara Quill.\n";
        fs::write(folder.path().join("a.txt"), article).unwrap();
        let root = Root::open(folder.path()).unwrap();
        let (known, sites, lists) = (KnownBoilerplate::default(), KnownSites::default(), Lists::default());
        let corrected = CorrectedDocuments::default();
        let by = ReadingContext::of_today(&known, &sites, &corrected, &lists);
        let read = |held| {
            let mut task = task("a.txt", None);
            task.found.stamp = FileStamp { size: article.len() as u64, ..FileStamp::default() };
            let by = ReadingContext { held, ..by };
            match load(&root, &task, by, &mut ParserProcess::of(None)) {
                Loaded::Read(read) => *read,
                other => panic!("not read: {other:?}"),
            }
        };
        let (whole, pieces) = (read(1 << 20), read(9));
        assert_eq!((whole.file, whole.locators), (pieces.file, pieces.locators));
        assert_eq!(whole.content.site.is_some(), pieces.content.site.is_some());
        let documents =
            |file: FileContent| file.documents.taken().unwrap().map(Result::unwrap).collect::<Vec<_>>();
        assert_eq!(documents(whole.content), documents(pieces.content));
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
}
