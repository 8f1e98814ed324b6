//! Notes and tags from the command line: kept, found again after texts have changed, never lost once they are said to be
//! kept.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use perusal::model::{Anchor, DocumentId, Span};
use perusal::notebook::Notebook;
use perusal::paths::Paths;
use perusal::query::{MarkChange, NotebookChange, SavedSearch, SearchChange, TypedSearch};
use perusal::text::anchor::anchor;
use serde_json::Value;

use crate::cli::{perusal, printed};

const FERRY: &str = "The ferry did not sail on Monday.";

fn story(of: &str) -> String {
    format!(
        "Port Ellery waits\n\nThe harbour office opened late, and the men at the gate were told to wait until noon. {of} \
         Nobody in the office would say who had signed the order, or why the crew had been paid twice.\n\n\
         The council meets again in spring, when the new pier is to be shown to the public for the first time.\n"
    )
}

fn notes(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let run = perusal(home, &[&["notes", "--json"], arguments].concat());
    printed(&run).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn complaint(home: &Path, arguments: &[&str]) -> String {
    let run = perusal(home, arguments);
    assert_eq!(run.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(run.stderr).unwrap()
}

#[test]
fn a_note_on_a_passage_is_listed_as_it_stands_now_or_as_lost() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("ferry.txt");
    fs::write(&file, story(FERRY)).unwrap();
    perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
    let path = file.to_str().unwrap();
    let add =
        ["note", "add", path, "--quote", "the ferry did  NOT sail", "--note", "check", "--tag", "#sea/ferry"];
    let id = printed(&perusal(home.path(), &[&add[..], &["--colour", "red"]].concat()));
    perusal(home.path(), &["note", "add", path, "--note", "on all of it"]);
    let found = notes(home.path(), &["--tag", "Sea"]);
    assert_eq!(found.len(), 1);
    let note = &found[0];
    assert_eq!((note["id"].as_str(), note["part"].as_u64()), (Some(id.trim()), Some(1)));
    assert_eq!(
        (note["passage"].as_str(), note["lost"].as_bool()),
        (Some("The ferry did not sail"), Some(false))
    );
    assert_eq!((note["colour"].as_str(), &note["tags"]), (Some("red"), &serde_json::json!(["sea/ferry"])));
    assert!(note["file"].as_str().unwrap().ends_with("ferry.txt"));
    assert_eq!(notes(home.path(), &["--in", path]).len(), 2);
    // The file moves, and its text changes.
    fs::create_dir(folder.path().join("old")).unwrap();
    fs::rename(&file, folder.path().join("old/ferry.txt")).unwrap();
    perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
    let changed =
        story("“The ferry did not\nsail” on Tuesday either.").replace("late, and", "late on that day, and");
    fs::write(folder.path().join("old/ferry.txt"), changed).unwrap();
    perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
    let note = &notes(home.path(), &["--tag", "sea/ferry"])[0];
    assert_eq!(note["passage"].as_str(), Some("The ferry did not\nsail"));
    assert_eq!(note["quote"].as_str(), Some("The ferry did not sail"));
    assert!(note["file"].as_str().unwrap().ends_with("old/ferry.txt"));
    fs::write(folder.path().join("old/ferry.txt"), story("It rained.")).unwrap();
    perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
    let note = &notes(home.path(), &["--tag", "sea"])[0];
    assert_eq!((note["lost"].as_bool(), note["passage"].as_str()), (Some(true), None));
    assert!(
        printed(&perusal(home.path(), &["notes"]))
            .contains("“The ferry did not sail” (lost its place)  — check")
    );
}

#[test]
fn a_quote_that_stands_nowhere_or_several_times_is_refused() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("ferry.txt");
    fs::write(&file, story(&format!("{FERRY} {FERRY}"))).unwrap();
    let path = file.to_str().unwrap();
    assert!(
        complaint(home.path(), &["note", "add", path, "--quote", "no such words"]).contains("does not stand")
    );
    assert!(complaint(home.path(), &["note", "add", path, "--quote", FERRY]).contains("2 times"));
    assert!(complaint(home.path(), &["note", "add", path]).contains("nothing to note"));
    assert!(
        complaint(home.path(), &["note", "add", path, "--part", "7", "--note", "x"])
            .contains("no document 7")
    );
    assert!(
        complaint(home.path(), &["note", "add", path, "--note", "x", "--colour", "pink"]).contains("yellow")
    );
    assert_eq!(perusal(home.path(), &["notes"]).status.code(), Some(1));
}

#[test]
fn a_passage_that_is_in_another_document_of_its_file_now_is_found_there() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("records.json");
    let write = |first: &str, second: &str| {
        let records = serde_json::json!([
            { "title": "Port Ellery waits", "body": format!("{first} The council meets again in spring.") },
            { "title": "Grain prices fall", "body": format!("{second} The mill at Orvane closes for the winter.") },
        ]);
        fs::write(&file, records.to_string()).unwrap();
        perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
    };
    let passage =
        "The harbour office opened late on Monday, and the men at the gate were told to wait until noon.";
    write(passage, "Farmers bring less to the market than a year ago.");
    let path = file.to_str().unwrap();
    let added = perusal(home.path(), &["note", "add", path, "--quote", "the men at the gate were told"]);
    assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
    assert_eq!(notes(home.path(), &[])[0]["part"].as_u64(), Some(1));
    write("It rained.", &format!("{passage} Farmers bring less to the market than a year ago."));
    let note = &notes(home.path(), &[])[0];
    assert_eq!((note["part"].as_u64(), note["lost"].as_bool()), (Some(2), Some(false)), "{note}");
}

#[test]
fn a_document_is_tagged_and_its_tags_are_taken_away() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("ferry.txt");
    fs::write(&file, story(FERRY)).unwrap();
    let path = file.to_str().unwrap();
    assert_eq!(perusal(home.path(), &["tag", path, "sea", "to do"]).status.code(), Some(0));
    let line = &notes(home.path(), &[])[0];
    assert_eq!((line["on"].as_str(), &line["tags"]), (Some("tags"), &serde_json::json!(["sea", "to do"])));
    assert_eq!(perusal(home.path(), &["tag", path, "sea", "to do", "--remove"]).status.code(), Some(0));
    assert_eq!(notes(home.path(), &[]).len(), 0);
    assert!(complaint(home.path(), &["tag", path, "#"]).contains("a tag needs a letter"));
}

#[test]
fn a_note_that_is_said_to_be_kept_outlasts_a_kill() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("ferry.txt");
    fs::write(&file, story(FERRY)).unwrap();
    perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
    let mut said = Vec::new();
    for number in 0..10 {
        let mut adding = Command::new(env!("CARGO_BIN_EXE_perusal"))
            .args(["note", "add", file.to_str().unwrap(), "--note", &number.to_string()])
            .env("PERUSAL_HOME", home.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(adding.stdout.take().unwrap()).read_line(&mut line).unwrap();
        adding.kill().unwrap();
        adding.wait().unwrap();
        said.push(line.trim().to_owned());
    }
    let kept: Vec<Value> = notes(home.path(), &[]);
    let is_kept = |id: &String| kept.iter().any(|note| note["id"].as_str() == Some(id));
    assert!(said.iter().all(|id| id.len() == 32 && is_kept(id)), "{said:?}");
}

/// The notes of a home, each by its words and passage, and tags.
fn kept(home: &Path) -> Vec<String> {
    let line = |note: &Value| format!("{} {} {} {}", note["on"], note["passage"], note["note"], note["tags"]);
    let mut kept: Vec<String> = notes(home, &[]).iter().map(line).collect();
    kept.sort();
    kept
}

#[test]
fn two_notebooks_are_kept_in_step_by_a_folder_of_text_files() {
    let shared = tempfile::tempdir().unwrap();
    let sides = [0, 1].map(|_| (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()));
    let files = sides.each_ref().map(|(home, folder)| {
        let file = folder.path().join("ferry.txt");
        fs::write(&file, story(FERRY)).unwrap();
        perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
        file.to_str().unwrap().to_owned()
    });
    let sync = |side: usize| {
        let run = perusal(sides[side].0.path(), &["notes", "sync", shared.path().to_str().unwrap()]);
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    let of = |side: usize| sides[side].0.path();
    perusal(of(0), &["note", "add", &files[0], "--quote", FERRY, "--note", "of the one"]);
    perusal(of(1), &["note", "add", &files[1], "--quote", "paid twice", "--note", "of the other"]);
    perusal(of(1), &["tag", &files[1], "sea"]);
    for side in [0, 1, 0] {
        assert_eq!(sync(side), (Some(0), String::new()));
    }
    assert_eq!((kept(of(0)).len(), kept(of(0))), (3, kept(of(1))));
    // One is edited in the folder, a conflicted copy has another note.
    let file = fs::read_dir(shared.path().join("notes")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        file.with_file_name("conflicted copy.toml"),
        text.replace("of the other", "of the other, late"),
    )
    .unwrap();
    fs::write(&file, text.replace("of the one", "of the one, edited")).unwrap();
    perusal(of(1), &["tag", &files[1], "sea", "--remove"]);
    for side in [1, 0, 1] {
        assert_eq!(sync(side).0, Some(0));
    }
    let both = kept(of(0));
    assert_eq!(both, kept(of(1)));
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both.iter().any(|note| note.contains("of the one, edited")), "{both:?}");
    assert!(both.iter().any(|note| note.contains("of the other, late")), "{both:?}");
    assert_eq!(fs::read_dir(shared.path().join("notes")).unwrap().count(), 1);
    // What cannot be understood stops everything.
    fs::write(&file, "<<<<<<< HEAD\n").unwrap();
    let (code, said) = sync(0);
    assert!(code == Some(2) && said.contains("line 1"), "{said}");
    assert_eq!(kept(of(0)), both);
}

#[test]
fn saved_searches_are_exchanged_and_what_is_read_where_it_is_asked_for() {
    let shared = tempfile::tempdir().unwrap();
    let sides = [0, 1].map(|_| {
        let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(folder.path().join("ferry.txt"), story(FERRY)).unwrap();
        perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
        (home, folder)
    });
    let notebook = |side: usize| {
        Notebook::open(&Paths::find(Some(sides[side].0.path()), &|_| None).unwrap().notebook()).unwrap()
    };
    let sync = |side: usize, more: &[&str]| {
        let shared = shared.path().to_str().unwrap();
        let run = perusal(sides[side].0.path(), &[&["notes", "sync", shared], more].concat());
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    };
    let of = |side: usize| {
        let marks = notebook(side).marks().unwrap();
        (marks.read.len(), marks.later.len())
    };
    let id = DocumentId(1);
    let read = NotebookChange::Mark(MarkChange::Read { id, value: true });
    let later = NotebookChange::Mark(MarkChange::Later { id, value: true });
    notebook(0).apply(&[read, later], "/").unwrap();
    let typed = TypedSearch { text: "harbour".into(), ..TypedSearch::default() };
    let saved = SavedSearch { name: "the harbour".into(), typed, ..SavedSearch::default() };
    let collection = sides[0].1.path().canonicalize().unwrap();
    let saved = SearchChange { before: None, after: Some(saved) };
    notebook(0).keep_search(&saved, collection.to_str().unwrap()).unwrap();
    for side in [0, 1] {
        sync(side, &[]);
    }
    assert_eq!(of(1), (0, 0), "what one has read is one's own");
    let searches = |side: usize| {
        let found = perusal(sides[side].0.path(), &["searches", "--json"]);
        printed(&found).lines().count()
    };
    assert_eq!((searches(0), searches(1)), (1, 1), "saved searches are of both");
    let collection = sides[1].1.path().canonicalize().unwrap();
    let collection = collection.to_str().unwrap();
    let saved = notebook(1).searches(collection).unwrap().remove(0);
    assert_eq!(saved.typed.text, "harbour");
    let gone = SearchChange { before: Some(saved), after: None };
    notebook(1).keep_search(&gone, collection).unwrap();
    for side in [1, 0] {
        sync(side, &[]);
    }
    assert_eq!((searches(0), searches(1)), (0, 0));
    for side in [0, 1] {
        sync(side, &["--reading"]);
    }
    assert_eq!(of(1), (1, 1));
    // Without it what was exchanged stays.
    sync(1, &[]);
    notebook(1).apply(&[NotebookChange::Mark(MarkChange::Read { id, value: false })], "/").unwrap();
    sync(0, &[]);
    assert_eq!(of(0), (1, 1));
    for side in [1, 0] {
        sync(side, &["--reading"]);
    }
    assert_eq!((of(0), of(1)), ((0, 1), (0, 1)));
}

const FILE_OF_TWO: &str = "Dam of the harbour breaks\n\nThe water rose over the wall on Monday, the council of Norwick said \
    in a letter to all who live in the street below it.\n\nViolins for schools\n\nEvery primary school of the county will \
    receive twelve violins this autumn, after a collector left his instruments to it.\n\nMarket hall painted\n\n\
    The market hall of Norwick is painted white again, forty years after the painters had left it, said the council.\n";

#[test]
fn corrections_of_a_file_that_is_split_wait_until_its_documents_have_their_numbers() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("two.txt"), FILE_OF_TWO).unwrap();
    let index = || perusal(home.path(), &["index", folder.path().to_str().unwrap()]);
    let titles = || {
        let run = perusal(home.path(), &["search", "--json", "council OR violins"]);
        let title =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()["title"].as_str().map(str::to_owned);
        let mut titles: Vec<_> = printed(&run).lines().filter_map(title).collect();
        titles.sort();
        titles
    };
    index();
    assert_eq!(titles(), ["Dam of the harbour breaks"]);
    let file = home.path().join("corrections.txt");
    // As another person's file has them, who split the file and then said what its documents are called.
    let begins = |heading: &str, part: u32| {
        let at = FILE_OF_TWO.find(heading).unwrap();
        let Anchor { quote, before, after, span, text_hash, .. } =
            anchor(FILE_OF_TWO, Span::new(at, at + heading.len()));
        format!(
            "begins in \"two.txt\" part {part} passage {quote:?} before {before:?} after {after:?} at {} {} of {text_hash}\n",
            span.start, span.end
        )
    };
    let title = |part: u32, title: &str| format!("title in \"two.txt\" part {part} is {title:?}\n");
    let lines = [
        "# perusal corrections 1\n".to_owned(),
        title(1, "The dam breaks"),
        title(2, "Twelve violins"),
        begins("Violins for schools", 1),
        begins("Market hall painted", 2),
        title(3, "A white hall"),
    ]
    .concat();
    fs::write(&file, &lines).unwrap();
    let import = || printed(&perusal(home.path(), &["corrections", "--import", file.to_str().unwrap()]));
    let first = import();
    assert!(first.contains("2 of 3 corrections added") && first.contains("1 wait"), "{first}");
    index();
    let second = import();
    assert!(second.contains("3 of 5 corrections added") && !second.contains("wait"), "{second}");
    index();
    assert_eq!(titles(), ["A white hall", "The dam breaks", "Twelve violins"]);
    assert!(import().contains("0 of 5"));
}
