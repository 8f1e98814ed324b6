//! Files that are not read, or are not where they were: the command line says so, and loses nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use serde_json::Value;

/// A folder, and what the program keeps of it.
struct Pile {
    ground: tempfile::TempDir,
}

impl Pile {
    fn of(files: &[(&str, &str)]) -> Pile {
        let pile = Pile { ground: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, text)| pile.write(name, text));
        pile
    }

    fn folder(&self) -> PathBuf {
        self.ground.path().canonicalize().unwrap().join("pile")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
        let home = self.ground.path().join("home");
        program.args(arguments).env("PERUSAL_HOME", home).env("TERM", "dumb").output().unwrap()
    }

    /// Brings the index up to date: the summary, what is said beside it, and the exit code.
    fn index(&self, more: &[&str]) -> (Value, String, i32) {
        let folder = self.folder();
        let output = self.run(&[&["index", "--json", folder.to_str().unwrap()], more].concat());
        let summary = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (summary, said(&output), output.status.code().unwrap())
    }

    /// The names of the files found, and what is said beside them.
    fn search(&self, query: &str) -> (Vec<String>, String) {
        let output = self.run(&["search", "--json", query]);
        let hit =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()["file"].as_str().unwrap().to_owned();
        let prefix = format!("{}/", self.folder().display());
        let files = String::from_utf8(output.stdout.clone()).unwrap();
        let mut files: Vec<_> = files.lines().map(|line| hit(line).replace(&prefix, "")).collect();
        files.sort();
        (files, said(&output))
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Writes a file anew, with the time of change that it had.
fn write_unseen(file: &Path, text: &str) {
    let before = fs::metadata(file).unwrap();
    assert_eq!(before.len(), text.len() as u64);
    fs::write(file, text).unwrap();
    fs::File::options().append(true).open(file).unwrap().set_modified(before.modified().unwrap()).unwrap();
}

#[test]
fn what_is_not_read_is_said_by_every_run_and_every_search() {
    let pile =
        Pile::of(&[("a.txt", "The harbour reopened."), ("b.pdf", "%PDF-1.7"), ("c.png", "\u{89}PNG\r\n")]);
    fs::write(pile.path("c.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    let folder = pile.folder();
    for (run, problems) in [("first", 2), ("second", 0)] {
        let (summary, _, code) = pile.index(&[]);
        let named = summary["problems"].as_array().unwrap().len();
        assert_eq!((&summary["unread"], named, code), (&2.into(), problems, 0), "{run}");
    }
    let printed = String::from_utf8(pile.run(&["index", folder.to_str().unwrap()]).stdout).unwrap();
    assert!(printed.contains("2 of 3 not read (perusal search is:failed --in "), "{printed}");
    for query in ["harbour", "lighthouse"] {
        assert!(pile.search(query).1.contains("2 of 3 files were not read, so not searched"), "{query}");
    }
    let names = pile.run(&["entities", "--json"]);
    assert!(said(&names).contains("2 of 3 files were not read: perusal search is:failed"), "{names:?}");
    fs::create_dir(pile.path("letters")).unwrap();
    let names = pile.run(&["entities", "--in", pile.path("letters").to_str().unwrap()]);
    assert!(said(&names).contains("letters/: the names are those of the whole folder"), "{names:?}");
    let part = pile.run(&["search", "harbour", "--in", pile.path("letters").to_str().unwrap()]);
    let list = format!("perusal search is:failed --in {}\n", folder.display());
    assert!(said(&part).ends_with(&list) && said(&names).ends_with(&list), "{part:?}");
    let (failed, told) = pile.search("is:failed");
    assert_eq!((failed, told.as_str()), (vec!["b.pdf".to_owned(), "c.png".to_owned()], ""));
    let printed = String::from_utf8(pile.run(&["search", "is:failed"]).stdout).unwrap();
    assert!(printed.contains("b.pdf\n             a damaged PDF file"), "{printed}");
    fs::remove_file(pile.path("b.pdf")).unwrap();
    fs::remove_file(pile.path("c.png")).unwrap();
    pile.index(&[]);
    assert_eq!(pile.search("harbour").1, "");
}

#[test]
fn a_compacted_index_is_smaller_and_finds_the_same() {
    let texts: Vec<(String, String)> = (0..12)
        .map(|n| (format!("{n}.txt"), format!("The harbour master of pier {n} reopened it.")))
        .collect();
    let pile = Pile::of(&texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    pile.index(&[]);
    for n in 0..8 {
        pile.write(&format!("{n}.txt"), "The library of the harbour closed early today.");
        pile.index(&[]);
    }
    let found = |pile: &Pile| ["harbour", "library", "pier"].map(|query| pile.search(query));
    let before = found(&pile);
    assert_eq!(before.iter().map(|(files, _)| files.len()).collect::<Vec<_>>(), [12, 8, 4]);
    let (summary, said, code) = pile.index(&["--compact"]);
    assert_eq!((&summary["read"], said.as_str(), code), (&0.into(), "", 0));
    let done = &summary["compacted"];
    assert!(done["segments_before"].as_u64() > Some(1), "{done}");
    assert_eq!(done["segments_after"], 1, "{done}");
    assert!(done["bytes_after"].as_u64() < done["bytes_before"].as_u64(), "{done}");
    assert_eq!(found(&pile), before);
    let printed =
        String::from_utf8(pile.run(&["index", "--compact", pile.folder().to_str().unwrap()]).stdout);
    assert!(printed.unwrap().contains(", the index was compact ("));
    assert!(pile.index(&["--check"]).1.is_empty());
}

#[test]
fn other_bytes_of_the_same_size_and_time_are_seen() {
    let pile = Pile::of(&[("a.txt", "The harbour reopened."), ("b.txt", "The library closed..")]);
    pile.write("b.txt", "The library opened...");
    let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_600_000_000);
    for name in ["a.txt", "b.txt"] {
        fs::File::options().append(true).open(pile.path(name)).unwrap().set_modified(time).unwrap();
    }
    pile.index(&[]);
    // Two files change places.
    for (from, to) in [("a.txt", "c"), ("b.txt", "a.txt"), ("c", "b.txt")] {
        fs::rename(pile.path(from), pile.path(to)).unwrap();
    }
    assert_eq!(pile.index(&[]).0["read"], 2);
    assert_eq!(pile.search("harbour").0, ["b.txt"]);
    // An editor gives back the time.
    write_unseen(&pile.path("b.txt"), "The theatre reopened.");
    pile.index(&[]);
    assert_eq!((pile.search("harbour").0.len(), pile.search("theatre").0), (0, vec!["b.txt".to_owned()]));
    // Only another name for the same bytes: they are looked at, and nothing is read anew.
    fs::hard_link(pile.path("a.txt"), pile.path(".a")).unwrap();
    let summary = pile.index(&[]).0;
    assert_eq!((&summary["read"], &summary["unchanged"]), (&0.into(), &1.into()));
    assert_eq!(pile.index(&[]).0["unchanged"], 2);
}

#[test]
fn an_empty_folder_empties_nothing_unless_that_is_wanted() {
    let pile = Pile::of(&[("a.txt", "The harbour reopened."), ("in/b.txt", "The library closed.")]);
    pile.index(&[]);
    let elsewhere = pile.ground.path().join("elsewhere");
    fs::rename(pile.folder(), &elsewhere).unwrap();
    fs::create_dir(pile.folder()).unwrap();
    let (summary, told, code) = pile.index(&[]);
    assert_eq!((&summary["away"], &summary["removed"], code), (&2.into(), &0.into(), 1));
    assert!(told.contains("the folder is empty: 2 files stay") && told.contains("--forget"), "{told}");
    assert_eq!(pile.search("harbour").0, ["a.txt"]);
    fs::remove_dir(pile.folder()).unwrap();
    fs::rename(&elsewhere, pile.folder()).unwrap();
    let summary = pile.index(&[]).0;
    assert_eq!((&summary["unchanged"], &summary["away"]), (&2.into(), &0.into()), "it is back");
    fs::remove_dir_all(pile.folder()).unwrap();
    fs::create_dir(pile.folder()).unwrap();
    assert_eq!(pile.index(&["--forget"]).0["removed"], 2);
    assert!(pile.search("harbour").0.is_empty());
}

#[test]
fn a_folder_that_is_away_is_searched_as_it_was_read() {
    let pile = Pile::of(&[("a.txt", "The harbour reopened."), ("letters/b.txt", "The harbour closed.")]);
    pile.index(&[]);
    let elsewhere = pile.ground.path().join("elsewhere");
    fs::rename(pile.folder(), &elsewhere).unwrap();
    let (found, told) = pile.search("harbour");
    assert_eq!(found, ["a.txt", "letters/b.txt"]);
    assert!(told.contains("away, shown as last read"), "{told}");
    let below = pile.path("letters");
    let below = pile.run(&["search", "--json", "harbour", "--in", below.to_str().unwrap()]);
    assert_eq!(String::from_utf8(below.stdout).unwrap().lines().count(), 1);
    let (_, told, code) = pile.index(&[]);
    assert!(code == 2 && told.contains("nothing is there; what was read of it"), "{told}");
    // The screen would open it: only a terminal is missing.
    let opened = pile.run(&[pile.folder().to_str().unwrap()]);
    assert!(said(&opened).contains("needs a terminal"));
    fs::rename(&elsewhere, pile.folder()).unwrap();
    assert_eq!(pile.index(&[]).0["unchanged"], 2);
    assert_eq!(pile.search("harbour"), (found, String::new()));
}

#[test]
fn what_cannot_be_had_any_more_stays_as_it_was_read_and_that_is_said() {
    let pile = Pile::of(&[("a.txt", "The harbour reopened."), ("b.txt", "The library closed.")]);
    let store = pile.ground.path().join("store");
    fs::create_dir(&store).unwrap();
    fs::write(store.join("c.txt"), "The lighthouse is dark.").unwrap();
    std::os::unix::fs::symlink(store.join("c.txt"), pile.path("c.txt")).unwrap();
    std::os::unix::fs::symlink(&store, pile.path("store")).unwrap();
    assert_eq!(pile.index(&[]).0["documents"], 3, "once, though two links lead there");
    assert_eq!(pile.search("lighthouse").0, ["store/c.txt"]);
    fs::rename(&store, pile.ground.path().join("other")).unwrap();
    for run in ["first", "second"] {
        let summary = pile.index(&[]).0;
        assert_eq!((&summary["unread"], &summary["removed"]), (&2.into(), &0.into()), "{run}");
        assert_eq!(pile.search("lighthouse").0, ["store/c.txt"], "{run}");
    }
    fs::remove_file(pile.path("store")).unwrap();
    fs::remove_file(pile.path("c.txt")).unwrap();
    assert_eq!(pile.index(&[]).0["unread"], 0);
    assert!(pile.search("lighthouse").0.is_empty());
}
