//! Selecting text, copying it with its source, and the batch: keys in, screen out.

use std::path::Path;

use perusal::app::reader::TextUnit;
use perusal::app::{Effect, Message, Mouse, MouseAction, View};
use perusal::model::Span;
use perusal::query::{MarkChange, NotebookChange, State};

use crate::harness::Harness;

/// A folder with one text of each sort that selecting has to do with, with the first of them open.
fn reading(name: &str, text: &str, columns: u16, rows: u16) -> (tempfile::TempDir, Harness) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let mut reader = Harness::open_folder(folder.path(), columns, rows);
    reader.press("enter");
    assert_eq!(reader.app.view, View::Read);
    (folder, reader)
}

const DAM: &str = "The dam at Norwick\n\n5 June 2021\n\nAll day long the dam held. “We saw it,” said Ida Marrel, \
                   who lives below it. Nobody slept that night in the valley, and nobody spoke of it.\n\nThe \
                   water fell again on Sunday, when the gates were opened by hand for hours.\n";

fn selected(reader: &Harness) -> String {
    let span = reader.app.reader.selected().unwrap_or_default();
    span.of(&reader.app.reader.page.as_ref().unwrap().document.text).to_owned()
}

fn copied(reader: &mut Harness) -> String {
    let copied = reader.left.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    copied.unwrap()
}

fn notice(reader: &Harness) -> String {
    reader.app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

#[test]
fn a_fact_is_copied_with_its_source_in_four_keys_each_named_on_the_screen() {
    let (_folder, mut reader) = reading("web.txt", DAM, 80, 24);
    reader.press("/").type_text("slept").press("enter");
    assert!(reader.screen().contains("v select"), "{}", reader.screen());
    reader.press("v");
    assert_eq!(selected(&reader), "slept");
    assert!(reader.screen().contains("v sentence"), "{}", reader.screen());
    reader.press("v");
    assert_eq!(selected(&reader), "Nobody slept that night in the valley, and nobody spoke of it.");
    let screen = reader.screen();
    assert!(screen.contains("y copy") && screen.contains("12 words selected"), "{screen}");
    insta::assert_snapshot!("selecting", screen);
    insta::assert_snapshot!("selecting_roles", reader.roles());
    reader.press("y");
    let expected = "“Nobody slept that night in the valley, and nobody spoke of it.” — The dam at Norwick, \
                    5 Jun 2021, web.txt, line 5";
    assert_eq!(copied(&mut reader), expected);
    assert_eq!(reader.app.reader.selection, None, "what was copied is no longer selected");
}

#[test]
fn the_ends_of_a_selection_move_by_units_and_lines_and_change_places() {
    let (_folder, mut reader) = reading("web.txt", DAM, 80, 24);
    reader.press("/").type_text("held").press("enter v");
    for (keys, expected) in [
        ("h", "dam held"),
        ("l l l", "held. “We saw"),
        ("o h", "dam held. “We saw"),
        ("3 h", "day long the dam held. “We saw"),
        ("o l", "day long the dam held. “We saw it"),
        ("esc v v v", ""),
    ] {
        reader.press(keys);
        if !expected.is_empty() {
            assert_eq!(selected(&reader), expected, "after {keys}");
        }
    }
    assert_eq!(reader.app.reader.selection.unwrap().unit, TextUnit::Paragraph);
    reader.press("j");
    assert!(selected(&reader).ends_with("by hand for hours."));
    // After paragraphs by characters, then words again.
    reader.press("v h");
    assert!(selected(&reader).ends_with("by hand for hours"));
    let before = selected(&reader);
    reader.press("k");
    assert!(selected(&reader).len() < before.len());
    reader.press("q");
    assert_eq!((reader.app.reader.selection, reader.app.view), (None, View::Read));
}

#[test]
fn no_grapheme_is_parted_however_the_ends_move() {
    let text = "e\u{301}te\u{301} 👩‍👩‍👧 and 漢字仮名 هَذَا نَصّ 🇳🇴 end\n\nmore words follow here, and more of them still.\n";
    let (_folder, mut reader) = reading("signs.txt", text, 40, 16);
    reader.press("v v v");
    while reader.app.reader.selection.unwrap().unit != TextUnit::Character {
        reader.press("v");
    }
    use unicode_segmentation::UnicodeSegmentation;
    let text = reader.app.reader.page.as_ref().unwrap().document.text.clone();
    let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    for keys in ["h", "o", "l", "k", "j", "h", "h", "o", "l", "k"].iter().cycle().take(200) {
        reader.press(keys);
        let Span { start, end } = reader.app.reader.selected().unwrap();
        assert!(boundaries.contains(&(start as usize)) && boundaries.contains(&(end as usize)));
    }
}

#[test]
fn what_is_folded_is_left_out_of_a_quotation_and_said_to_be() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("title:\"walking to the bottom\"").press("enter enter v v");
    let page = reader.app.reader.page.clone().unwrap();
    // Over the whole text.
    for _ in 0..60 {
        reader.press("j");
    }
    let (span, quoted) = reader.app.reader.quotation().unwrap();
    let raw = span.of(&page.document.text);
    assert!(quoted.len() < raw.len());
    for block in &page.document.blocks {
        let text = block.span.of(&page.document.text).trim();
        if block.kind == perusal::model::BlockKind::Chrome && span.contains(block.span) && text.len() > 30 {
            assert!(!quoted.contains(text), "{text}");
        }
    }
    reader.press("esc");
    assert!(reader.app.reader.selection.is_none());
}

#[test]
fn a_selection_goes_on_beyond_the_screen() {
    let paragraphs: Vec<String> =
        (0..60).map(|n| format!("Paragraph number {n} says that nothing happened on that day.")).collect();
    let (_folder, mut reader) = reading("long.txt", &paragraphs.join("\n\n"), 60, 14);
    reader.press("v v");
    for _ in 0..30 {
        reader.press("l");
    }
    let screen = reader.screen();
    assert!(screen.contains("number 30 says") && !screen.contains("number 2 says"), "{screen}");
    assert!(selected(&reader).contains("number 1 says"));
    for _ in 0..30 {
        reader.press("h");
    }
    assert!(reader.screen().contains("number 0 says"));
}

#[test]
fn the_mouse_selects_by_dragging_and_by_several_clicks() {
    let (_folder, mut reader) = reading("web.txt", DAM, 80, 24);
    let screen = reader.screen();
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains("Nobody slept")).unwrap();
    let column = |word: &str| line.split(word).next().unwrap().chars().count() as u16;
    let send = |reader: &mut Harness, what, column: u16, row: usize| {
        reader.send(Message::Mouse(Mouse { what, column, row: row as u16 }));
    };
    send(&mut reader, MouseAction::Click, column("Nobody"), row);
    assert_eq!(reader.app.reader.selection, None);
    send(&mut reader, MouseAction::Drag, column("that"), row);
    assert_eq!(selected(&reader), "Nobody slept t");
    assert!(reader.screen().contains("Esc leave"));
    send(&mut reader, MouseAction::Drag, column("Nobody") + 4, row - 1);
    let upwards = selected(&reader);
    assert!(upwards.starts_with("day long") && upwards.ends_with(" N"), "{upwards}");
    send(&mut reader, MouseAction::Release, 0, row - 1);
    send(&mut reader, MouseAction::Drag, column("slept"), row);
    assert_eq!(selected(&reader), upwards, "the button is not held");
    for expected in ["", "slept", "All day long"] {
        send(&mut reader, MouseAction::Click, column("slept"), row);
        send(&mut reader, MouseAction::Release, column("slept"), row);
        assert!(selected(&reader).starts_with(expected), "{}", selected(&reader));
    }
    // Beyond the lower edge it scrolls, wherever that is.
    send(&mut reader, MouseAction::Click, column("slept"), row);
    send(&mut reader, MouseAction::Drag, 79, 23);
    assert!(selected(&reader).ends_with("for hours."), "{}", selected(&reader));
}

#[test]
fn copies_are_kept_as_clippings_and_copied_together() {
    let (_folder, mut reader) = reading("web.txt", DAM, 80, 24);
    reader.press("y v v l y");
    assert_eq!(reader.app.clippings.all().len(), 2);
    assert!(
        reader
            .left
            .iter()
            .any(|effect| matches!(effect, Effect::KeepTrail(trail) if trail.clippings.all().len() == 2))
    );
    reader.press(":").type_text("clippings").press("enter");
    insta::assert_snapshot!("clippings", reader.screen());
    reader.press("enter");
    assert_eq!(copied(&mut reader).matches(" — The dam at Norwick").count(), 2);
    reader.press(":").type_text("clippings").press("enter").type_text("clear").press("enter");
    assert!(
        reader.app.clippings.all().is_empty() && notice(&reader) == "2 clippings cleared; u takes it back"
    );
    reader.press("u");
    assert_eq!(
        (reader.app.clippings.all().len(), notice(&reader)),
        (2, "taken back: 2 clippings cleared".into())
    );
    reader.press("ctrl-r");
    assert!(reader.app.clippings.all().is_empty());
}

fn changes(reader: &Harness) -> Vec<Vec<NotebookChange>> {
    let recorded = reader.left.iter().filter_map(|effect| match effect {
        Effect::Record { changes, .. } => Some(changes.clone()),
        _ => None,
    });
    recorded.collect()
}

#[test]
fn a_batch_is_starred_read_and_copied_as_one_deed_and_outlives_a_search() {
    let mut reader = Harness::open(120, 40);
    reader.press("space space j v");
    assert_eq!(reader.app.list.batch.ids().len(), 5);
    insta::assert_snapshot!("batch", reader.screen());
    reader.press("*");
    assert_eq!(notice(&reader), "starred: 5 documents");
    assert_eq!(changes(&reader).last().unwrap().len(), 5);
    reader.press("u");
    assert_eq!(notice(&reader), "taken back: starred: 5 documents");
    assert!(reader.app.marks.starred.is_empty());
    reader.press("W");
    assert_eq!(reader.app.marks.later.len(), 5);
    assert!(matches!(
        changes(&reader).last().unwrap()[0],
        NotebookChange::Mark(MarkChange::Later { value: true, .. })
    ));
    reader.press("/").type_text("is:later").press("enter");
    // A copy shares the row of its fullest.
    assert_eq!((reader.app.list.ids.len(), reader.app.list.batch.ids().len()), (4, 5));
    reader.press("y");
    assert_eq!(copied(&mut reader).lines().count(), 5);
    reader.press("Y");
    assert!(
        copied(&mut reader).lines().all(|line| !line.contains(',') && Path::new(line).extension().is_some())
    );
    reader.press("esc");
    assert!(reader.app.list.batch.is_empty() && reader.app.search.text() == "is:later");
    reader.press("A");
    assert_eq!(reader.app.list.batch.ids().len(), 5);
    reader.press("q");
    assert!(reader.app.list.batch.is_empty() && !reader.left.contains(&Effect::Quit));
}

#[test]
fn what_is_passed_over_is_seen_and_not_read() {
    let mut reader = Harness::open(120, 40);
    reader.press("enter");
    let first = reader.app.list.selected_id().unwrap();
    reader.press("J");
    let passed = reader.app.list.selected_id().unwrap();
    reader.press("J");
    let last = reader.app.list.selected_id().unwrap();
    assert!(reader.app.marks.holds(first, State::Read));
    assert!(reader.app.marks.holds(passed, State::Seen) && reader.app.marks.holds(passed, State::Unread));
    reader.press("G");
    assert!(reader.app.marks.holds(last, State::Read), "its end was on the screen");
    reader.press("g /").type_text("is:seen is:unread").press("enter");
    assert_eq!(*reader.app.list.ids, [passed]);
    assert!(reader.screen().contains('○'));
}

#[test]
fn the_files_of_a_batch_are_opened_and_of_more_than_a_few_it_is_asked_first() {
    let opened = |reader: &Harness| {
        reader.left.iter().filter(|effect| matches!(effect, Effect::OpenFile { .. })).count()
    };
    let mut reader = Harness::open(120, 30);
    reader.press("A");
    let rows = reader.app.list.batch.ids().len();
    assert!(rows > 3, "{}", reader.screen());
    reader.press("o");
    assert!(reader.screen().contains(&format!("open {rows} documents")), "{}", reader.screen());
    assert_eq!(opened(&reader), 0);
    reader.press("esc");
    assert_eq!(opened(&reader), 0);
    reader.press("o enter");
    let many = opened(&reader);
    assert!(many > 1 && many <= rows, "each file once");
    reader.press("esc space space o");
    let few = opened(&reader) - many;
    assert!((1..=2).contains(&few), "{}", reader.screen());
}
