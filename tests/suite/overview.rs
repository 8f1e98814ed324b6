//! What a reader is met with: the overview of a collection, a first start, files being read, lists with nothing in
//! them, and keys that mean nothing.

use std::fs;

use perusal::app::{App, Effect, Greeting, Message, Progress};
use perusal::model::DocumentId;
use perusal::query::{Criterion, DocumentLocation, LastLook, Marks, State};

use crate::harness::Harness;

fn reading(done: usize) -> Message {
    let progress = Progress { done, of: 3240, problems: 12, ..Progress::default() };
    Message::Progress(progress)
}

fn read() -> Message {
    Message::Progress(Progress { done: 37, of: 37, finished: true, ..Progress::default() })
}

fn notice(app: &App) -> &str {
    app.notice.as_ref().map_or("", |notice| &notice.text)
}

#[test]
fn the_overview_at_three_sizes() {
    for (columns, rows) in [(120, 40), (80, 24), (50, 20)] {
        let mut reader = Harness::open(columns, rows);
        reader.app.settings.known = vec!["/home/ada/leaks".into(), "/home/ada/court files".into()];
        reader.press("g c");
        insta::assert_snapshot!(format!("overview_{columns}"), reader.screen());
    }
    let mut reader = Harness::open(20, 5);
    reader.press("g c j j j j j j");
    insta::assert_snapshot!("overview_smallest", reader.screen());
}

#[test]
fn each_line_of_the_overview_leads_to_the_documents_it_counts() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("dam").press("enter g c tab");
    let before = reader.app.list.ids.clone();
    reader.press("enter");
    let [filter] = &reader.app.search.filters[..] else { panic!("{:?}", reader.app.search.filters) };
    assert!(matches!(&filter.criterion, Criterion::Entity { .. }) && reader.app.search.text().is_empty());
    assert!(reader.app.screens.is_empty() && !reader.app.list.ids.is_empty());
    reader.press("u");
    assert_eq!((reader.app.search.text(), &reader.app.list.ids), ("dam", &before));
    // The first line is of all documents, Esc and q go back to the list as it is.
    reader.press("g c q");
    assert_eq!(reader.app.search.text(), "dam");
    reader.press("g c enter");
    assert!(reader.app.search.is_empty() && reader.app.list.documents == 49);
    reader.press("g c G enter");
    assert!(reader.app.prompt.is_some(), "any other folder");
}

#[test]
fn every_line_of_the_overview_is_reached_and_seen() {
    for (columns, rows) in [(120, 40), (80, 24), (50, 12), (20, 5)] {
        let mut reader = Harness::open(columns, rows);
        reader.press("g c");
        for _ in 0..60 {
            assert!(reader.screen().contains('▌'), "{columns}×{rows}\n{}", reader.screen());
            reader.press("j");
        }
        for _ in 0..12 {
            reader.press("shift-tab");
            assert!(reader.screen().contains('▌'), "{columns}×{rows}\n{}", reader.screen());
        }
    }
}

#[test]
fn what_is_new_since_the_last_time_is_counted_and_found() {
    let mut reader = Harness::open(120, 40);
    let newest = reader.app.list.ids.iter().max().copied().unwrap();
    let before = DocumentId(newest.0 - 3);
    reader.send(Message::Marks(Box::new(Marks { newest_before: Some(before), ..Marks::default() })));
    reader.press("g c");
    assert!(reader.screen().contains("3 new since"), "{}", reader.screen());
    reader.press("j enter");
    assert_eq!(reader.app.search.filters[0].criterion, Criterion::State(State::New));
    assert!(reader.app.list.ids.len() <= 3 && reader.app.list.ids.iter().all(|id| *id > before));
    reader.press("ctrl-c");
    let kept = reader.left.iter().find_map(|effect| match effect {
        Effect::Remember(session) => session.look,
        _ => None,
    });
    assert_eq!(kept, Some(LastLook { day: reader.app.settings.today, newest }));
}

#[test]
fn the_overview_greets_a_new_reader_unless_something_was_typed() {
    let mut reader = Harness::open(120, 40);
    reader.app.greeting = Some(Greeting::Overview);
    reader.send(read());
    assert!(reader.screen().contains("what is in it"));
    reader.press("q");
    reader.send(read());
    assert!(!reader.screen().contains("what is in it"), "once");
    reader.app.greeting = Some(Greeting::Overview);
    reader.press("j");
    reader.send(read());
    assert!(!reader.screen().contains("what is in it"), "the reader is elsewhere");
}

#[test]
fn a_first_look_at_the_sample_says_whose_it_is_and_begins_with_a_long_text() {
    for (columns, rows) in [(120, 40), (80, 24), (50, 20)] {
        let mut reader = Harness::open(columns, rows);
        reader.app.settings.sample = true;
        let path = "papers/profile_the-woman-who-measures.txt".to_owned();
        reader.app.greeting = Some(Greeting::Document(DocumentLocation { path, part: 1 }));
        reader.send(read());
        insta::assert_snapshot!(format!("first_start_{columns}"), reader.screen());
        reader.press("/").type_text("dam").press("enter");
        assert!(!reader.screen().contains(":open"), "the search has the line");
    }
}

#[test]
fn a_folder_is_opened_by_its_path_which_tab_completes() {
    let mut reader = Harness::open(120, 40);
    reader.press(":").type_text("open ~/cutt");
    assert!(reader.left.contains(&Effect::ListFolders("~/cutt".into())));
    let folders = vec!["~/cutters/".to_owned(), "~/cuttings/".to_owned()];
    reader.send(Message::Folders { typed: "~/cut".into(), folders: folders.clone(), common: "~/cut".into() });
    assert!(!reader.screen().contains("cuttings"), "what is typed is another path by now");
    reader.send(Message::Folders { typed: "~/cutt".into(), folders, common: "~/cutt".into() });
    insta::assert_snapshot!("open_folder", reader.screen());
    reader.press("tab down down tab enter");
    assert_eq!(reader.left.last(), Some(&Effect::FindFolder("~/cuttings/".into())));
    reader.send(Message::Failed("~/cuttings/ cannot be opened: no such folder".into()));
    assert!(reader.screen().contains("cannot be opened"));
    reader.send(Message::FolderFound("/home/ada/cuttings".into()));
    let [.., Effect::Remember(_), Effect::OpenInstead(path)] = &reader.left[..] else { panic!() };
    assert_eq!(path.to_str(), Some("/home/ada/cuttings"));
}

#[test]
fn while_files_are_read_the_header_says_how_far_that_has_come() {
    let first_line = |columns, rows| {
        let mut reader = Harness::open(columns, rows);
        reader.send(reading(2310));
        reader.screen().lines().next().unwrap_or_default().to_owned()
    };
    let line = first_line(120, 40);
    assert!(line.contains("49 documents") && line.contains("newest"), "{line}");
    assert!(line.ends_with("reading 71 % · 2,310 of 3,240 files · 12 not read"), "{line}");
    assert!(first_line(80, 24).ends_with("reading 71 % · 2,310 of 3,240 files"), "{}", first_line(80, 24));
    assert!(first_line(40, 20).ends_with("71 %"), "{}", first_line(40, 20));
    let mut reader = Harness::open(120, 40);
    reader.send(reading(2310));
    reader.press("g e");
    assert!(reader.screen().contains("so far"), "{}", reader.screen());
}

#[test]
fn what_comes_above_the_selected_row_is_counted_and_moves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let write = |number: usize| {
        let head = format!("---\ntitle: Notice {number}\ndate: 2021-05-{number:02}\n---\n");
        let text = format!("{head}\nThe ferry of Port Ellery sails at {number} from Monday on.\n");
        fs::write(folder.path().join(format!("{number:02}.md")), text).unwrap();
    };
    (1..5).for_each(write);
    let mut reader = Harness::open_folder(folder.path(), 120, 40);
    let selected = reader.app.list.selected_id();
    (10..27).for_each(write);
    reader.read_again();
    assert_eq!((reader.app.list.selected_id(), reader.app.list.ids.len()), (selected, 21));
    assert_eq!(reader.app.list.came_above(), reader.app.list.top);
    let words = format!("↑ {} newer", reader.app.list.top);
    assert!(reader.app.list.top > 2 && reader.screen().contains(&words), "{}", reader.screen());
    reader.press("g g G");
    assert!(!reader.screen().contains("newer"), "they were seen");
}

#[test]
fn where_nothing_is_found_the_part_that_costs_most_is_named() {
    for (columns, rows) in [(120, 40), (50, 20)] {
        let mut reader = Harness::open(columns, rows);
        reader.press("/").type_text("gauge lang:fr").press("enter");
        insta::assert_snapshot!(format!("nothing_found_{columns}"), reader.screen());
        reader.press("esc");
        assert!(!reader.app.list.ids.is_empty() && reader.app.search.costliest.is_none());
    }
}

#[test]
fn a_key_that_means_nothing_here_says_so_in_passing() {
    let mut reader = Harness::open(120, 40);
    reader.press("Q");
    assert_eq!(notice(&reader.app), "Q does nothing here · ? help");
    reader.press("g x");
    assert_eq!(notice(&reader.app), "gx does nothing here · ? help");
    reader.press("j");
    assert_eq!(notice(&reader.app), "");
}
