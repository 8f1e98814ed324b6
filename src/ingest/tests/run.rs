//! Tests of whole runs over folders.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::annotate::lists::{ListFormat, Lists};
use crate::index::Collection;
use crate::ingest::fixture::TestFolder;
use crate::ingest::{Error, Progress, Root, run};
use crate::model::{Document, DocumentId, Format, Kind, ListName, SourceFile};
use crate::notebook::Notebook;
use std::fs;
use std::time::Duration;

#[test]
fn a_second_run_does_nothing() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b/c.txt", "The mayor left.")]);
    let first = folder.run();
    assert_eq!((first.files, first.read, first.documents, first.problems.len()), (2, 2, 2, 0));
    let mut commits = Vec::new();
    let second = folder.run_until(&AtomicBool::new(false), &mut |p| commits.push(p.committed));
    assert_eq!((second.files, second.read, second.unchanged, second.removed), (2, 0, 2, 0));
    assert!(commits.iter().all(|&committed| committed == 0));
}

#[test]
fn what_changed_is_replaced_and_what_is_gone_is_removed() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "x"), ("c.txt", "y")]);
    folder.run();
    let before = folder.index.known_files().unwrap();
    folder.write("a.txt", "The harbour closed again.");
    fs::remove_file(folder.files.path().join("b.txt")).unwrap();
    let summary = folder.run();
    assert_eq!((summary.read, summary.unchanged, summary.removed), (1, 1, 1));
    assert_eq!(folder.paths(), ["a.txt", "c.txt"]);
    let after = folder.index.known_files().unwrap();
    assert_ne!(before.get("a.txt").unwrap().hash, after.get("a.txt").unwrap().hash);
    assert_eq!(before.get("c.txt"), after.get("c.txt"));
}

#[test]
fn a_file_that_is_only_touched_is_not_read_anew() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
    folder.run();
    let id = folder.id("a.txt");
    let before = folder.index.known_files().unwrap().get("a.txt").unwrap();
    let path = folder.files.path().join("a.txt");
    let later = fs::metadata(&path).unwrap().modified().unwrap() + Duration::from_secs(60);
    fs::File::options().append(true).open(&path).unwrap().set_modified(later).unwrap();
    let summary = folder.run();
    assert_eq!((summary.touched, summary.read, summary.unchanged), (1, 0, 1));
    let after = folder.index.known_files().unwrap().get("a.txt").unwrap();
    assert!(after.hash == before.hash && after.stamp.modified > before.stamp.modified);
    assert_eq!(folder.id("a.txt"), id);
    assert_eq!(folder.run().unchanged, 2);
}

#[test]
fn other_lists_have_everything_read_again_and_ids_stay() {
    let mut folder = TestFolder::new(&[("a.txt", "The Aurora sailed."), ("b.txt", "The mayor left.")]);
    folder.run();
    let id = folder.id("a.txt");
    let names = |folder: &TestFolder| {
        let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
        let keys = snapshot.document(id).unwrap().unwrap().keys;
        keys.into_iter()
            .filter(|key| matches!(key.kind, Kind::Own(_)))
            .map(|key| key.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&folder), [""; 0]);
    folder.lists.add(ListName::new("vessels").unwrap(), ListFormat::Text, "Aurora");
    assert_eq!(folder.run().read, 2);
    assert_eq!((names(&folder), folder.id("a.txt")), (vec!["Aurora".to_owned()], id));
    assert_eq!(folder.run().unchanged, 2);
    folder.lists = Lists::default();
    assert_eq!((folder.run().read, names(&folder)), (2, vec![]));
}

#[test]
fn when_the_notebook_was_lost_everything_is_read_and_gets_new_ids() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
    folder.run();
    folder.notebook = Notebook::in_memory().unwrap();
    fs::remove_file(folder.files.path().join("b.txt")).unwrap();
    let summary = folder.run();
    assert_eq!((summary.read, summary.unchanged, summary.removed), (1, 0, 1));
    assert_eq!(folder.id("a.txt"), DocumentId(1));
    assert_eq!(folder.run().unchanged, 1);
}

#[cfg(unix)]
#[test]
fn a_bad_file_is_a_problem_and_the_others_are_read() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("z.txt", "The mayor left.")]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(folder.files.path().join(name), "The cook stayed.").unwrap();
    // Sparse: it has a size, but nothing to read.
    let large = fs::File::create(folder.files.path().join("large.txt")).unwrap();
    large.set_len((256 << 20) + 1).unwrap();
    let summary = folder.run();
    assert_eq!(summary.problems, [("large.txt".to_owned(), "larger than 256 MiB".to_owned())]);
    assert_eq!((summary.read, summary.documents), (4, 3));
    assert_eq!(folder.paths(), ["a.txt", "caf\\xe9.txt", "large.txt", "z.txt"]);
    assert_eq!(folder.run().unchanged, 4, "a problem that stays is not read again");
}

#[test]
fn ids_stay_when_files_move_or_are_edited() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
    folder.run();
    let (a, b) = (folder.id("a.txt"), folder.id("b.txt"));
    assert!(a < b, "ids are given in the order of the files");
    fs::rename(folder.files.path().join("a.txt"), folder.files.path().join("moved.txt")).unwrap();
    folder.write("b.txt", "The mayor has left the town.");
    folder.write("copy.txt", "The harbour reopened.");
    folder.run();
    assert_eq!((folder.id("copy.txt"), folder.id("b.txt")), (a, b), "the first of two takes the place");
    assert!(folder.id("moved.txt") > b);
}

#[test]
fn a_run_that_is_cancelled_keeps_what_it_did_and_the_next_goes_on() {
    let texts: Vec<_> = (0..300).map(|n| (format!("{n:03}.txt"), format!("Report number {n}."))).collect();
    let files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut folder = TestFolder::new(&files);
    let cancelled = AtomicBool::new(false);
    let cancel_once_some_are_committed = &mut |progress: &Progress| {
        cancelled.store(progress.committed > 0, Ordering::Relaxed);
    };
    let first = folder.run_until(&cancelled, cancel_once_some_are_committed);
    // How many there are then depends on how fast they are read.
    assert!(first.cancelled && first.read > 0);
    assert_eq!(folder.paths().len(), first.read, "everything that was read is committed");
    let second = folder.run();
    assert_eq!((second.unchanged, second.read), (first.read, 300 - first.read));
}

#[test]
fn a_run_cancelled_while_walking_forgets_nothing() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
    folder.run();
    assert!(folder.run_until(&AtomicBool::new(true), &mut |_| {}).cancelled);
    assert_eq!(folder.paths(), ["a.txt", "b.txt"]);
}

#[test]
fn a_root_that_is_gone_is_an_error_and_not_an_empty_folder() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened.")]);
    folder.run();
    let root = Root::open(folder.files.path()).unwrap();
    fs::remove_dir_all(folder.files.path()).unwrap();
    let gone =
        run(&root, &folder.index, &mut folder.notebook, &folder.lists, &AtomicBool::new(false), &mut |_| {});
    assert!(matches!(gone, Err(Error::Root(_))));
    assert_eq!(folder.paths(), ["a.txt"]);
}

#[test]
fn what_stands_twice_is_read_again() {
    let mut folder = TestFolder::new(&[("a.txt", "The harbour reopened."), ("b.txt", "The mayor left.")]);
    folder.run();
    let (a, known) = (folder.id("a.txt"), folder.index.known_files().unwrap().get("b.txt").unwrap());
    let file = SourceFile {
        path: "b.txt".to_owned(),
        stamp: known.stamp,
        hash: known.hash,
        lists: known.lists,
        format: Format::PlainText,
        documents: 1,
        problem: None,
    };
    let mut writer = folder.index.writer().unwrap();
    writer.replace(&file, &[(a, Document::default())]).unwrap();
    writer.commit().unwrap();
    drop(writer);
    assert_eq!(folder.run().stood_twice, 0, "nothing was written, nothing is looked for");
    folder.write("c.txt", "The cook stayed.");
    let summary = folder.run();
    assert_eq!((summary.stood_twice, summary.files, summary.read), (2, 3, 3));
    assert_eq!(folder.paths(), ["a.txt", "b.txt", "c.txt"]);
    assert!(folder.id("a.txt") == a && folder.id("b.txt") != a);
    assert!(folder.index.standing_twice().unwrap().is_empty());
}
