//! Copies of a text on the screen: one row for all, opened and closed, counted, and asked for.

use std::fs;

use insta::assert_snapshot;

use crate::harness::Harness;

const TOLD: [&str; 3] = [
    "The old mill at Tarn burned down on Monday night. Firemen from Vell fought the flames until dawn, and the roof \
     fell in at three.",
    "Nobody was hurt, said Mara Quill, the mayor of the town, who had come to the river with blankets for those \
     who live beside the mill.",
    "The mill had stood there since 1702. It was to become a museum of the river next year, and half of the money for \
     that had been found.",
];

/// A folder with one report in three papers, cut in one and under another headline in another, a report of the same
/// fire in other words, and a note.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let paper = |headline: &str, source: &str, day: u8, paragraphs: &[&str]| {
        let text = paragraphs.join("\n\n");
        format!("{headline}\n\n{source}\n\nMarch {day}, 2023\n\n{text}\n")
    };
    let texts = [
        paper("Old mill burns down", "The Vell Courier", 3, &TOLD),
        paper("Fire takes the mill at Tarn", "The Gull", 4, &TOLD),
        paper("Old mill burns down", "Tide Lines", 5, &TOLD[..2]),
        paper(
            "Fire at the river",
            "The Lantern",
            5,
            &[
                "In the night to Tuesday a fire broke out at the river in Tarn, in the mill that everybody knows. It burned \
               until morning.",
                "The mayor brought blankets. A museum was planned in it, for which money was still missing.",
            ],
        ),
        "A note on the ferry\n\nThe ferry Aurora was built in 1961.\n".to_owned(),
    ];
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    folder
}

#[test]
fn copies_are_one_row_that_opens_to_them_and_the_header_says_how_many_there_are() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 110, 24);
    let closed = harness.screen();
    assert!(closed.contains("5 documents · 2 of them copies") && closed.contains("+2"), "{closed}");
    assert_snapshot!("copies-closed", closed);
    assert_snapshot!("copies-open", harness.press("+ j").screen());
    let again = harness.press("-").screen();
    assert!(again.contains("+2"), "{again}");
}

#[test]
fn copies_have_rows_of_their_own_where_that_is_wanted_and_are_counted_once_on_the_way_there() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 110, 24);
    let once = harness.press("V").type_text("once").press("enter").screen();
    assert!(once.contains("2 of them copies, counted once") && once.contains("+2"), "{once}");
    let apart = harness.press("V").type_text("apart").press("enter").screen();
    assert!(apart.contains("5 documents") && !apart.contains("copies") && !apart.contains("+2"), "{apart}");
    let folded = harness.press("V").type_text("folded").press("enter").screen();
    assert!(folded.contains("2 of them copies") && !folded.contains("once"), "{folded}");
}

#[test]
fn copies_are_found_by_what_they_are_and_named_among_the_facts() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 110, 24);
    let screen = harness.press("/").type_text("is:copy").press("enter").screen();
    assert!(screen.contains("2 of 5 documents") && screen.contains("Fire takes the mill"), "{screen}");
    let screen = harness.press("/ ctrl-u").type_text("copies:2").press("enter").screen();
    assert!(screen.contains("3 of 5 documents · 2 of them copies"), "{screen}");
    let facts = harness.press("enter i").screen();
    assert!(
        facts.contains("copies") && facts.contains("2: Fire takes the mill at Tarn, Old mill burns"),
        "{facts}"
    );
}

#[test]
fn a_sentence_that_stands_in_copies_is_one_row_of_the_list_of_hits_unless_each_has_a_row() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 110, 24);
    let once = harness.press("/").type_text("mayor").press("enter g w").screen();
    assert!(once.contains("2 hits in 2 documents · +2 in copies"), "{once}");
    let line = once.lines().find(|line| line.contains("Mara Quill, the mayor")).unwrap_or_default();
    assert!(line.contains(" +2"), "{once}");
    let apart = harness.press("esc V").type_text("apart").press("enter g w").screen();
    assert!(apart.contains("4 hits in 4 documents") && !apart.contains("copies"), "{apart}");
}

#[test]
fn copies_are_one_row_among_the_documents_of_a_name() {
    let folder = folder();
    let mut harness = Harness::open_folder(folder.path(), 110, 40);
    let page = harness.press("g e enter").screen();
    assert!(page.contains("DOCUMENTS") && page.contains("+2 copies"), "{page}");
}
