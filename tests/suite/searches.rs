//! Saved searches: saved, listed, opened, renamed and deleted by key, and what is new in them; the same from the
//! command line.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use perusal::app::{Effect, Message};
use perusal::model::DocumentId;
use perusal::notebook::Notebook;
use perusal::paths::Paths;
use perusal::query::{Criterion, Filter, LastLook, Mode, Order, SavedSearch, SearchChange, TypedSearch};

use crate::harness::Harness;

/// The sample on a known day, a search saved three days before under each name. There were twenty documents.
fn reader(saved: &[(&str, &str)], columns: u16, rows: u16) -> Harness {
    let mut reader = Harness::open(columns, rows);
    reader.app.settings.today = "2030-01-08".parse().unwrap();
    let look = Some(LastLook { day: "2030-01-05".parse().unwrap(), newest: DocumentId(20) });
    let search = |&(name, text): &(&str, &str)| {
        let typed = TypedSearch { text: text.into(), ..TypedSearch::default() };
        SavedSearch { name: name.into(), typed, collection: None, look }
    };
    reader.send(Message::Searches(saved.iter().map(search).collect()));
    reader
}

/// The names of the saved searches, as `g s` lists them.
fn names(reader: &mut Harness) -> Vec<String> {
    reader.press("g s");
    let screen = reader.screen();
    let rows = screen.lines().skip(3).take_while(|line| !line.trim().is_empty());
    let name = |line: &str| line.trim_start_matches(['▌', ' ']).split("  ").next().unwrap().to_owned();
    rows.map(name).collect()
}

#[test]
fn a_search_is_saved_under_its_words_or_a_name_and_opened_with_filters_and_order() {
    let mut reader = reader(&[], 120, 24);
    reader.press("s");
    assert!(reader.screen().contains("nothing is searched for"));
    reader.press("g s");
    assert!(reader.screen().contains("no search is saved yet"));
    reader.press("/").type_text("dam").press("enter S").type_text("oldest").press("enter s");
    insta::assert_snapshot!("save", reader.screen());
    reader.press("enter");
    assert!(reader.screen().contains("saved as “dam · oldest”, g s lists it; u takes it back"));
    let found = reader.app.list.ids.clone();
    reader.press("s").type_text("Dams").press("enter");
    // Another search, then back.
    reader.press("esc S").type_text("title").press("enter");
    assert_ne!(reader.app.list.ids, found);
    assert_eq!(names(&mut reader), ["Dams", "dam · oldest"]);
    reader.press("enter");
    assert_eq!((reader.app.search.text(), reader.app.search.order), ("dam", Order::Oldest));
    assert_eq!(reader.app.list.ids, found);
    reader.press("u");
    assert_eq!((reader.app.search.text(), reader.app.search.order), ("", Order::Title));
}

#[test]
fn the_list_says_how_much_each_finds_and_what_is_new() {
    let saved =
        [("dams and reservoirs", "dam OR reservoir"), ("nothing yet", "zeppelin"), ("unread", "is:unread")];
    for (columns, rows, name) in [(120, 24, "searches"), (80, 24, "searches_80"), (50, 9, "searches_50")] {
        let mut reader = reader(&saved, columns, rows);
        reader.press("g s");
        insta::assert_snapshot!(name, reader.screen());
    }
}

#[test]
fn what_was_opened_is_no_longer_new() {
    let mut reader = reader(&[("dams", "dam OR reservoir")], 120, 24);
    reader.press("g s");
    assert!(reader.screen().contains("new since Saturday"), "{}", reader.screen());
    reader.press("enter");
    assert!(reader.screen().contains("“dams” · "), "{}", reader.screen());
    let looks = reader.left.iter().filter_map(|effect| match effect {
        Effect::Save { change, .. } => change.after.as_ref()?.look,
        _ => None,
    });
    let newest = reader.app.search.newest;
    assert_eq!(looks.collect::<Vec<_>>(), [LastLook { day: "2030-01-08".parse().unwrap(), newest }]);
    reader.press("g s");
    assert!(reader.screen().contains("nothing new since today"), "{}", reader.screen());
    // To have seen it is not to have changed it.
    reader.press("u q");
    assert_eq!(reader.app.search.text(), "");
}

#[test]
fn searches_are_replaced_renamed_and_deleted_and_each_is_taken_back() {
    let mut reader = reader(&[("dams", "dam"), ("mayor", "mayor")], 120, 24);
    reader.press("/").type_text("harbour").press("enter s").type_text("dams");
    assert!(reader.screen().contains("save this search as: dams   replaces the one saved so"));
    reader.press("enter");
    assert!(reader.screen().contains("“dams” replaced; u takes it back"), "{}", reader.screen());
    reader.press("g s");
    assert!(reader.screen().contains("harbour"));
    reader.press("u");
    assert!(!reader.screen().lines().skip(2).any(|line| line.contains("harbour")), "{}", reader.screen());
    reader.press(", r ctrl-u").type_text("mayor").press("enter");
    assert!(reader.screen().contains("not renamed: another saved search is called “mayor”"));
    reader.press(", r ctrl-u").type_text("zoo").press("enter");
    assert!(reader.screen().contains("“dams” renamed to “zoo”; u takes it back"));
    assert_eq!(names(&mut reader), ["mayor", "zoo"]);
    reader.press("D");
    assert!(reader.screen().contains("“mayor” deleted; u takes it back"));
    assert_eq!(names(&mut reader), ["zoo"]);
    reader.press("u u");
    assert_eq!(names(&mut reader), ["dams", "mayor"]);
}

#[test]
fn a_search_that_was_not_written_is_not_listed() {
    let mut reader = reader(&[("dams", "dam")], 120, 24);
    reader.disk = Err("the disk is full".into());
    reader.press("/").type_text("harbour").press("enter s enter");
    assert!(reader.screen().contains("not saved: saved as “harbour”, g s lists it (the disk is full)"));
    reader.press("g s D");
    assert!(reader.screen().contains("not saved: “dams” deleted (the disk is full)"), "{}", reader.screen());
    assert_eq!(names(&mut reader), ["dams"]);
    reader.press("enter");
    assert!(reader.screen().contains("not saved: when a saved search was opened"), "{}", reader.screen());
}

#[test]
fn earlier_searches_come_back_by_what_they_have_and_are_kept_at_once() {
    let mut reader = Harness::open(120, 24);
    for typed in ["dam gates", "mayor", "harbour"] {
        reader.press("/").type_text(typed).press("enter");
    }
    let kept = reader.left.iter().rev().find_map(|effect| match effect {
        Effect::KeepTrail(trail) => Some(trail.searches.clone()),
        _ => None,
    });
    assert_eq!(kept.unwrap(), ["dam gates", "mayor", "harbour"]);
    reader.press("/ ctrl-u").type_text("gat").press("ctrl-r");
    assert_eq!(reader.app.search.text(), "dam gates");
    assert!(reader.screen().contains("Ctrl-R those with this"), "{}", reader.screen());
    reader.press("ctrl-r");
    assert!(reader.screen().contains("no earlier search contains this"), "{}", reader.screen());
    reader.press("esc");
    assert_eq!(reader.app.search.text(), "harbour");
}

#[test]
fn the_documents_read_last_stand_first_in_their_order() {
    let mut reader = Harness::open(120, 24);
    reader.press("j j l");
    let third = reader.app.reader.id().unwrap();
    reader.press("h G l");
    let last = reader.app.reader.id().unwrap();
    reader.press("h S").type_text("last read").press("enter");
    assert_eq!(reader.app.list.ids[..2], [last, third]);
    assert!(reader.screen().lines().next().unwrap().ends_with("last read"), "{}", reader.screen());
}

/// A folder that is indexed, in which searches are saved.
struct Indexed {
    home: tempfile::TempDir,
    folder: tempfile::TempDir,
}

impl Indexed {
    fn new() -> Indexed {
        let indexed = Indexed { home: tempfile::tempdir().unwrap(), folder: tempfile::tempdir().unwrap() };
        fs::create_dir(indexed.folder.path().join("letters")).unwrap();
        indexed.write("a.txt", "The harbour of Norwick reopened on Monday.");
        indexed.write("letters/b.txt", "The harbours of the coast were closed, wrote the mayor.");
        indexed.index();
        indexed
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn index(&self) {
        assert_eq!(
            run(self.home.path(), &["index", self.folder.path().to_str().unwrap()]).status.code(),
            Some(0)
        );
    }

    fn notebook(&self) -> Notebook {
        Notebook::open(&Paths::find(Some(self.home.path()), &|_| None).unwrap().notebook()).unwrap()
    }

    fn save(&self, name: &str, typed: TypedSearch) {
        let collection = self.folder.path().canonicalize().unwrap().display().to_string();
        let look = Some(LastLook { day: "2030-01-05".parse().unwrap(), newest: DocumentId(2) });
        let after = Some(SavedSearch { name: name.into(), typed, collection: None, look });
        self.notebook().keep_search(&SearchChange { before: None, after }, &collection).unwrap();
    }

    fn printed(&self, arguments: &[&str]) -> (String, String, Option<i32>) {
        let Output { stdout, stderr, status } = run(self.home.path(), arguments);
        let said = String::from_utf8(stderr).unwrap();
        let folder = self.folder.path().canonicalize().unwrap().display().to_string();
        (String::from_utf8(stdout).unwrap().replace(&folder, "…"), said, status.code())
    }
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
    program.env("PERUSAL_HOME", home).env("TERM", "dumb").args(arguments).output().unwrap()
}

fn text(text: &str) -> TypedSearch {
    TypedSearch { text: text.into(), ..TypedSearch::default() }
}

#[test]
fn the_command_line_lists_saved_searches_and_searches_for_one() {
    let indexed = Indexed::new();
    assert_eq!(indexed.printed(&["searches"]), (String::new(), String::new(), Some(1)));
    let (_, said, code) = indexed.printed(&["search", "--saved", "ports"]);
    assert_eq!(
        (said.as_str(), code),
        ("perusal: no search is saved as “ports”, nor is any other here\n", Some(2))
    );
    let letters = Filter { mode: Mode::Exclude, criterion: Criterion::Path("letters/".into()) };
    indexed.save("ports", TypedSearch { filters: vec![letters], order: Order::Longest, ..text("harbour") });
    indexed.save("harb", text("harb"));
    indexed.write("c.txt", "Harbour dues rise in Tarn.");
    indexed.index();
    let expected = "      3  harb · 1 new since 2030-01-05\n      2  ports: harbour · not letters/ · longest · 1 new since \
                    2030-01-05\n";
    assert_eq!(indexed.printed(&["searches"]).0, expected);
    let before = fs::read(Paths::find(Some(indexed.home.path()), &|_| None).unwrap().notebook()).unwrap();
    let (hits, _, code) = indexed.printed(&["search", "--saved", "ports"]);
    let files: Vec<&str> = hits.lines().filter(|line| line.contains(".txt")).map(str::trim).collect();
    assert_eq!((files, code), (vec!["…/a.txt", "…/c.txt"], Some(0)), "the longest first");
    assert_eq!(
        indexed.printed(&["search", "--saved", "harb", "--count"]).0,
        "3\n",
        "the last word may go on"
    );
    let inside = indexed.folder.path().join("letters");
    let inside = inside.to_str().unwrap();
    assert_eq!(indexed.printed(&["search", "--saved", "harb", "--count", "--in", inside]).0, "1\n");
    assert_eq!(indexed.printed(&["searches", "--in", inside]).0.lines().next(), Some("      1  harb"));
    let (_, said, code) = indexed.printed(&["search", "--saved", "port"]);
    assert_eq!(said, "perusal: no search is saved as “port”; there are: harb, ports\n");
    assert_eq!(code, Some(2));
    let after = fs::read(Paths::find(Some(indexed.home.path()), &|_| None).unwrap().notebook()).unwrap();
    assert!(before == after, "to ask is not to have looked");
    assert_eq!(indexed.printed(&["search", "--saved", "harb", "dam"]).2, Some(2));
}
