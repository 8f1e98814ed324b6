//! What becomes of an index when another version of the program made it: it answers until all files
//! have been read again, nothing is counted twice, and what the reader noted stays.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use perusal::model::DocumentId;
use perusal::notebook::Notebook;
use perusal::paths::Paths;
use perusal::query::NotebookChange;
use serde_json::Value;

/// The line that every page of the folder has in its middle.
const STRAP: &str = "The Norwick Herald has told what happens at the harbour since it was founded.";

/// A folder of pages, indexed, and what the program keeps of it.
struct Indexed {
    home: tempfile::TempDir,
    folder: tempfile::TempDir,
}

impl Indexed {
    fn of(pages: usize) -> Indexed {
        let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let indexed = Indexed { home, folder };
        (0..pages).for_each(|number| indexed.write(number));
        assert_eq!(indexed.run("index").status.code(), Some(0));
        indexed
    }

    fn write(&self, number: usize) {
        let place = ["bridge", "library", "market", "school", "theatre"][number % 5];
        let text = format!(
            "The {place} of Norwick opens for the {number}th time\n\nThe {place} of Norwick was opened again on \
             Monday, {number} weeks after the carpenters had left it, the council said in a letter.\n\n{STRAP}\n\n\
             Ann Bell, who speaks for the {place}, said that number {number} had cost more than anybody thought, and \
             that it would have to be closed for a week in the autumn.\n"
        );
        fs::write(self.folder.path().join(format!("{number:04}.txt")), text).unwrap();
    }

    fn paths(&self) -> Paths {
        Paths::find(Some(self.home.path()), &|_| None).unwrap()
    }

    /// Where the index is kept.
    fn dir(&self) -> PathBuf {
        self.paths().index_dir(&self.folder.path().canonicalize().unwrap())
    }

    /// Makes it seem that another version made the index.
    fn made_by(&self, version: &str) {
        fs::write(self.dir().join("version"), version).unwrap();
    }

    fn command(&self, command: &str) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
        program.arg(command).env("PERUSAL_HOME", self.home.path()).env("TERM", "dumb");
        program
    }

    fn run(&self, command: &str) -> Output {
        self.command(command).arg(self.folder.path()).output().unwrap()
    }

    /// What is found, one line a document in their order, and what is said beside it.
    fn search(&self, query: &str) -> (Vec<String>, String) {
        let mut search = self.command("search");
        let output = search.args(["--json", "--limit", "1000", query]).output().unwrap();
        let mut lines: Vec<String> =
            String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        lines.sort_by_key(|line| document(line));
        (lines, String::from_utf8(output.stderr).unwrap())
    }

    /// The folders of other versions.
    fn others(&self) -> usize {
        let entries = fs::read_dir(self.dir()).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let names = entries.map(|entry| name(entry.unwrap()));
        names.filter(|name| name.starts_with("tantivy-") || name.starts_with("discarded-")).count()
    }
}

fn document(line: &str) -> u64 {
    let hit: Value = serde_json::from_str(line).unwrap();
    hit["document"].as_u64().unwrap()
}

fn ids(lines: &[String]) -> Vec<u64> {
    lines.iter().map(|line| document(line)).collect()
}

#[test]
fn the_old_index_answers_until_all_is_read_again_and_ids_and_notes_stay() {
    let indexed = Indexed::of(5);
    let (before, silence) = indexed.search("norwick");
    assert_eq!((ids(&before), silence.as_str()), (vec![1, 2, 3, 4, 5], ""));
    let mut notebook = Notebook::open(&indexed.paths().notebook()).unwrap();
    notebook.apply(&[NotebookChange::star(DocumentId(2), true)], "/a").unwrap();
    drop(notebook);
    // Another version of the schema, one from before reading had a version, another of reading.
    for (number, version) in (5..).zip(["3.1", "4", "4.0"]) {
        indexed.made_by(version);
        let expected = ids(&indexed.search("norwick").0);
        let (lines, said) = indexed.search("norwick");
        assert_eq!((ids(&lines), indexed.others()), (expected.clone(), 0), "asking moves nothing: {version}");
        assert!(said.contains("read by another version of perusal"), "{said}");
        indexed.write(number);
        assert_eq!(ids(&indexed.search("norwick").0), expected, "what is new comes with the rest");
        let output = indexed.run("index");
        assert!(String::from_utf8(output.stderr).unwrap().contains("another version of perusal"));
        let (lines, said) = indexed.search("norwick");
        let all: Vec<u64> = (1..=number as u64 + 1).collect();
        assert_eq!((ids(&lines), said.as_str(), indexed.others()), (all, "", 0), "{version}");
        assert_eq!(ids(&indexed.search("is:starred").0), [2]);
    }
    assert!(indexed.run("index").stderr.is_empty());
}

#[test]
fn an_upgrade_that_is_killed_goes_on_and_ends_as_if_it_had_not_been() {
    let indexed = Indexed::of(260);
    let before = indexed.search("norwick").0;
    assert_eq!(before.len(), 260);
    indexed.made_by("4");
    let mut upgrade = indexed.command("index");
    let mut child =
        upgrade.arg(indexed.folder.path()).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    // Once something is committed, or all is done.
    let committed = |dir: &Path| {
        let files = fs::read_dir(dir.join("tantivy")).into_iter().flatten().flatten();
        files.filter(|file| file.path().extension().is_some_and(|ending| ending == "store")).count() > 0
    };
    let end = Instant::now() + Duration::from_secs(60);
    while !committed(&indexed.dir()) && child.try_wait().unwrap().is_none() && Instant::now() < end {
        sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(indexed.search("norwick").0, before, "old and new are not mixed");
    assert_eq!(indexed.run("index").status.code(), Some(0));
    let after = indexed.search("norwick").0;
    assert_eq!((after, indexed.others()), (before, 0));
    let folded = indexed.search("founded").0;
    let is_folded = |line: &String| line.contains("\"folded\":true");
    assert!(folded.len() == 260 && folded.iter().all(is_folded), "the line of every page is folded again");
}

#[test]
fn an_upgrade_of_a_folder_that_is_empty_keeps_what_was_read_unless_it_is_to_be_forgotten() {
    let indexed = Indexed::of(3);
    indexed.made_by("4.1");
    (0..3)
        .for_each(|number| fs::remove_file(indexed.folder.path().join(format!("{number:04}.txt"))).unwrap());
    for _ in 0..2 {
        let output = indexed.run("index");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("the folder is empty: 3 files stay"), "{said}");
        assert_eq!((indexed.search("norwick").0.len(), indexed.others()), (3, 1));
    }
    indexed.write(7);
    let forget = indexed.command("index").arg("--forget").arg(indexed.folder.path()).output().unwrap();
    assert_eq!((forget.status.code(), indexed.search("norwick").0.len(), indexed.others()), (Some(0), 1, 0));
}
