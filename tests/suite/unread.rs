//! What is not in the list is said above it: files that were not read, files that are away.

use std::fs;

use perusal::app::{Message, Progress};

use crate::harness::Harness;

/// A folder of two articles and three files that are no text.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("ferry.txt", "Ferry sails again\n\nPORT ELLERY, 4 May 2021 - The ferry sails again from Monday.\n");
    write("market.txt", "Market moves indoors\n\nPORT ELLERY, 5 May 2021 - Rain has driven the market in.\n");
    for name in ["annex.pdf", "budget.pdf", "plan.pdf"] {
        write(name, "%PDF-1.7");
    }
    folder
}

#[test]
fn unread_files_are_announced_above_the_list_and_when_nothing_is_found() {
    let folder = folder();
    for (columns, rows) in [(120, 32), (80, 24), (50, 20)] {
        let mut reader = Harness::open_folder(folder.path(), columns, rows);
        insta::assert_snapshot!(format!("announced_{columns}"), reader.screen());
        reader.press("/").type_text("lighthouse").press("enter");
        insta::assert_snapshot!(format!("nothing_found_{columns}"), reader.screen());
    }
    let mut reader = Harness::open_folder(folder.path(), 120, 32);
    insta::assert_snapshot!("announced_roles", reader.roles());
    reader.press("g p");
    insta::assert_snapshot!("problems", reader.screen());
}

#[test]
fn nothing_is_announced_where_all_is_read() {
    let folder = folder();
    for name in ["annex.pdf", "budget.pdf", "plan.pdf"] {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    let mut reader = Harness::open_folder(folder.path(), 120, 32);
    assert!(!reader.screen().contains("not read"));
    reader.press("/").type_text("lighthouse");
    assert!(!reader.screen().contains("not searched"));
    reader.press("esc g p");
    assert!(reader.screen().contains("every file was read: there are no problems to show"));
    assert_eq!((reader.app.list.ids.len(), reader.app.search.filters.len()), (2, 0));
}

#[test]
fn esc_leaves_the_problems_for_what_was_there_before() {
    let folder = folder();
    let mut reader = Harness::open_folder(folder.path(), 120, 40);
    reader.press("/").type_text("ferry").press("enter tab tab j space");
    let before = (reader.app.search.text().to_owned(), reader.app.search.filters.clone());
    let selected = reader.app.list.selected_id();
    assert!(before.0 == "ferry" && before.1.len() == 1 && selected.is_some());
    reader.press("g p");
    assert_eq!(reader.app.list.ids.len(), 3);
    assert!(!reader.screen().contains("3 of 5 files not read"), "the list shows them");
    reader.press("j enter esc");
    assert_eq!(reader.app.list.ids.len(), 3, "one step back at a time");
    reader.press("g p esc");
    assert_eq!((reader.app.search.text().to_owned(), reader.app.search.filters.clone()), before);
    assert_eq!(reader.app.list.selected_id(), selected);
    // Done again, it brings its filter along and knows of nothing before.
    reader.press("u ctrl-r esc");
    assert_eq!((reader.app.search.text(), reader.app.shows_problems()), ("ferry", false));
}

#[test]
fn files_that_are_away_are_announced_beside_them() {
    let folder = folder();
    for (columns, said) in [
        (120, "30 files away, shown as last read · 3 of 5 files not read · g p"),
        (80, "30 files away, shown as last read · 3 of 5 files not read · g p"),
        (50, "30 files away · 3 not read · g p"),
        (30, "30 away · 3 not read"),
    ] {
        let mut reader = Harness::open_folder(folder.path(), columns, 20);
        reader.send(Message::Progress(Progress { away: 30, finished: true, ..Progress::default() }));
        assert!(reader.screen().contains(said), "{columns}: {}", reader.screen());
    }
}
