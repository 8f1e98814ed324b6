//! A damaged index, and one of a newer version, by the command line: what only asks changes nothing and
//! says what to do, `index` makes the damaged one anew and keeps the newer.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use perusal::paths::Paths;

/// A folder of three files, indexed, and what the program keeps of it.
struct Indexed {
    home: tempfile::TempDir,
    folder: tempfile::TempDir,
}

impl Indexed {
    fn new() -> Indexed {
        let indexed = Indexed { home: tempfile::tempdir().unwrap(), folder: tempfile::tempdir().unwrap() };
        for (name, text) in
            [("a", "The harbour of Norwick reopened."), ("b", "The mayor left."), ("c", "A storm.")]
        {
            fs::write(indexed.folder.path().join(format!("{name}.txt")), text).unwrap();
        }
        assert_eq!(indexed.run(&["index"]).status.code(), Some(0));
        indexed
    }

    /// Runs a command over the folder.
    fn run(&self, command: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
        program.args(command).env("PERUSAL_HOME", self.home.path()).env("TERM", "dumb");
        if command[0] == "search" || command[0] == "entities" {
            program.arg("--in");
        }
        program.arg(self.folder.path()).output().unwrap()
    }

    fn code(&self, command: &[&str]) -> Option<i32> {
        self.run(command).status.code()
    }

    fn dir(&self) -> PathBuf {
        let paths = Paths::find(Some(self.home.path()), &|_| None).unwrap();
        paths.index_dir(&self.folder.path().canonicalize().unwrap())
    }

    /// A file of the engine whose name ends so.
    fn file(&self, ending: &str) -> PathBuf {
        let entries = fs::read_dir(self.dir().join("tantivy")).unwrap();
        let mut paths = entries.map(|entry| entry.unwrap().path());
        paths.find(|path| path.to_string_lossy().ends_with(ending)).unwrap()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn content(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(content(&path)),
            false => _ = files.insert(path.clone(), fs::read(&path).unwrap()),
        }
    }
    files
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_check_finds_what_was_damaged_after_a_clean_end_and_makes_it_anew() {
    let indexed = Indexed::new();
    assert_eq!(indexed.code(&["index", "--check"]), Some(0));
    flip(&indexed.file(".store"));
    let checked = indexed.run(&["index", "--check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(said(&checked).contains("the index was damaged and is made anew"), "{}", said(&checked));
    assert_eq!(
        (indexed.code(&["index", "--check"]), indexed.code(&["search", "harbour"])),
        (Some(0), Some(0))
    );
    // On another start of the machine it is checked unasked.
    flip(&indexed.file(".fast"));
    fs::write(indexed.dir().join("tantivy/verified"), "another").unwrap();
    let indexing = indexed.run(&["index"]);
    assert!(said(&indexing).contains("is made anew") && indexing.status.code() == Some(0));
    assert_eq!(indexed.code(&["search", "harbour"]), Some(0));
}

#[test]
fn a_damaged_index_is_an_error_that_says_what_to_do_and_not_nothing_found() {
    let indexed = Indexed::new();
    fs::write(indexed.file(".fast"), "short").unwrap();
    let before = content(&indexed.dir());
    for command in [&["search", "harbour"][..], &["entities"]] {
        let output = indexed.run(command);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("the index is damaged") && said(&output).contains("perusal index "));
    }
    assert!(content(&indexed.dir()) == before, "asking changes nothing");
    assert_eq!((indexed.code(&["index"]), indexed.code(&["search", "harbour"])), (Some(0), Some(0)));
}

#[test]
fn an_index_of_a_newer_version_is_kept_and_that_is_said() {
    let indexed = Indexed::new();
    let version = format!("99.1 {:016x}", xxhash_rust::xxh3::xxh3_64(b"99.1"));
    fs::write(indexed.dir().join("version"), version).unwrap();
    let before = content(&indexed.dir());
    for command in [&["search", "harbour"][..], &["entities"], &["index"], &["index", "--check"]] {
        let output = indexed.run(command);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("newer version of perusal"), "{}", said(&output));
    }
    assert!(content(&indexed.dir()) == before);
}

#[test]
fn an_index_that_forgot_its_folder_is_not_passed_over() {
    let indexed = Indexed::new();
    let everywhere = || {
        let mut search = Command::new(env!("CARGO_BIN_EXE_perusal"));
        search.args(["search", "harbour"]).env("PERUSAL_HOME", indexed.home.path()).output().unwrap()
    };
    assert_eq!(everywhere().status.code(), Some(0));
    flip(&indexed.dir().join("root"));
    let output = everywhere();
    assert!(output.status.code() == Some(2) && said(&output).contains("lost the name"), "{}", said(&output));
    assert_eq!((indexed.code(&["index"]), everywhere().status.code()), (Some(0), Some(0)));
}
