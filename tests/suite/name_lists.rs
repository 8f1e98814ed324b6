//! A list of names in the program: where its names stand, as a table that one searches from.

use perusal::app::{Effect, Message};
use perusal::query::{Criterion, Mode, WantedName};

use crate::harness::Harness;

fn wanted(names: &[&str]) -> Vec<WantedName> {
    let name = |name: &&str| WantedName { name: name.to_string(), spellings: vec![name.to_string()] };
    names.iter().map(name).collect()
}

/// The sample with the table of a list on the screen.
fn table(names: &[&str], columns: u16, rows: u16) -> Harness {
    let mut reader = Harness::open(columns, rows);
    let names = wanted(names);
    reader.send(Message::Names { of: "clients.txt".into(), names, faults: Vec::new() });
    reader
}

const CLIENTS: [&str; 6] = ["Aldo Marrel", "Nobody Whatever", "Torvia", "Saltmere", "flood gates", "Marrel"];

#[test]
fn names_of_a_list_are_a_table_with_documents_and_as_what_they_are_found() {
    for (columns, rows) in [(160, 20), (120, 20), (80, 16), (50, 12), (20, 5)] {
        let mut reader = table(&CLIENTS, columns, rows);
        insta::assert_snapshot!(format!("name_matches_{columns}"), reader.screen());
    }
}

#[test]
fn a_list_is_asked_for_by_path_and_what_is_wrong_in_it_is_said() {
    let mut reader = Harness::open(120, 24);
    reader.press(":").type_text("match-names").press("enter enter");
    assert!(reader.screen().contains("no list: type the path of a file"));
    reader.press(":").type_text("match-names").press("enter").type_text(" ~/clients.txt ");
    insta::assert_snapshot!("name_matches_prompt", reader.screen());
    reader.press("enter");
    assert_eq!(reader.left.pop(), Some(Effect::ReadNames("~/clients.txt".into())));
    reader.send(Message::Names { of: "empty.txt".into(), names: Vec::new(), faults: Vec::new() });
    assert!(reader.screen().contains("empty.txt: no names in it"));
    assert!(reader.app.screen().is_none());
    let faults = vec!["clients.txt, line 3: too long".to_owned(), "clients.txt, line 9: too long".to_owned()];
    reader.send(Message::Names { of: "clients.txt".into(), names: wanted(&CLIENTS), faults });
    assert!(reader.screen().contains("clients.txt, line 3: too long (and 1 more)"));
    reader.press(":").type_text("match-names").press("enter");
    let offered = reader.app.prompt.as_ref().map(|prompt| prompt.input.value());
    assert_eq!(offered, Some("clients.txt"), "the list of the table is offered again");
}

#[test]
fn a_name_of_the_table_is_searched_for_among_the_same_documents_and_that_is_undone() {
    let mut reader = table(&CLIENTS, 120, 24);
    reader.press("enter");
    assert!(reader.app.screen().is_none());
    let first = reader.app.search.filters.clone();
    assert!(matches!(first[..], [ref filter] if filter.mode == Mode::Include));
    let found = reader.app.list.unfolded;
    assert!(found > 0);
    reader.press("u");
    assert!(reader.app.search.filters.is_empty());

    // With a filter on, the table counts what passes it.
    reader.app.search.filters = first.clone();
    reader.send(Message::Names { of: "clients.txt".into(), names: wanted(&CLIENTS), faults: Vec::new() });
    let screen = reader.screen();
    reader.press("G enter");
    assert!(reader.screen().contains("stands in none of these documents"), "{screen}");
    reader.press("g g enter");
    assert!(reader.app.search.filters.contains(&first[0]));
    assert_eq!(reader.app.list.unfolded, found);
}

#[test]
fn words_that_no_entity_has_are_searched_for_as_they_stand() {
    let mut reader = table(&["Marrel", "flood gates"], 120, 24);
    reader.press("enter");
    assert_eq!(reader.app.search.text(), "\"Marrel\"");
    assert!(reader.app.search.filters.iter().all(|of| !matches!(of.criterion, Criterion::Entity { .. })));
    assert!(reader.app.list.unfolded > 0);
}
