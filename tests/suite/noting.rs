//! Notes, tags and highlights: keys in, screen out. What is needed next is on the screen each time.

use std::sync::Arc;

use perusal::app::{Effect, Message};
use perusal::model::{Anchor, DocumentId, Span};
use perusal::query::{Colour, Marks, Note, NoteId, NoteSubject, Notes};

use crate::harness::Harness;

/// Presses keys, each of which the screen names before.
fn press_as_shown(reader: &mut Harness, keys: &[(&str, &str)]) {
    for (key, shown) in keys {
        let screen = reader.screen();
        assert!(screen.contains(shown), "“{shown}” is not on the screen:\n{screen}");
        reader.press(key);
    }
}

/// A reader with a note in the text of the first document.
fn noted(columns: u16, rows: u16) -> Harness {
    let mut reader = Harness::open(columns, rows);
    reader.press("enter w").type_text("ask him who paid #people/witness").press("enter");
    reader
}

/// Notes on the document that is read: on passages, some of which are not found.
fn with_notes(reader: &mut Harness, quotes: &[&str]) {
    let id = reader.app.reader.id().unwrap();
    let note = |(number, quote): (u128, &&str)| Note {
        id: NoteId(number),
        on: NoteSubject::Passage(id, Anchor { quote: (*quote).into(), ..Anchor::default() }),
        colour: Some(Colour::Green),
        words: format!("note {number}"),
        tags: Vec::new(),
        made: 1_700_000_000,
        changed: 0,
    };
    let notes: Notes = (1..).zip(quotes).map(note).collect();
    reader.send(Message::Marks(Box::new(Marks { notes: Arc::new(notes), ..Marks::default() })));
}

#[test]
fn a_note_on_a_passage_is_written_shown_and_taken_back() {
    let mut reader = Harness::open(120, 30);
    press_as_shown(&mut reader, &[("enter", "⏎ read"), ("w", "w note")]);
    reader.type_text("ask him who paid #people/witness");
    insta::assert_snapshot!("prompt", reader.screen());
    press_as_shown(&mut reader, &[("enter", "⏎ keep")]);
    insta::assert_snapshot!("page", reader.screen());
    insta::assert_snapshot!("page_roles", reader.roles());
    press_as_shown(&mut reader, &[(")", ")/( notes")]);
    insta::assert_snapshot!("card", reader.screen());
    reader.press("esc h");
    assert!(reader.screen().contains('✎'), "{}", reader.screen());
    reader.press("u");
    assert!(!reader.screen().contains('✎') && reader.screen().contains("taken back: note kept"));
    reader.press("ctrl-r enter )");
    assert!(reader.screen().contains("ask him who paid"));
}

#[test]
fn a_note_is_changed_where_it_is_and_deleted_by_a_key_that_is_shown() {
    let mut reader = noted(120, 30);
    reader.press("w");
    assert!(reader.screen().contains("ask him who paid #people/witness"), "it is changed, not another begun");
    reader.type_text(" #late").press("down enter )");
    let screen = reader.screen();
    assert!(screen.contains("#late #people/witness") && screen.contains("note · green"), "{screen}");
    press_as_shown(&mut reader, &[("D", "D delete")]);
    assert!(reader.app.marks.notes.is_empty());
    reader.press("u w");
    press_as_shown(&mut reader, &[("ctrl-x", "Ctrl-X delete")]);
    assert!(reader.app.marks.notes.is_empty());
    // Without words a passage is highlighted; esc keeps nothing.
    reader.press("w esc");
    assert!(reader.app.marks.notes.is_empty());
    reader.press("w");
    press_as_shown(&mut reader, &[("enter", "⏎ highlight")]);
    assert!(reader.screen().contains('▎') && reader.roles().contains('2'), "{}", reader.roles());
}

#[test]
fn a_longer_note_is_written_in_an_editor_that_loses_nothing() {
    let mut reader = Harness::open(120, 30);
    reader.press("enter w").type_text("who");
    press_as_shown(&mut reader, &[("ctrl-o", "Ctrl-O editor")]);
    assert!(reader.left.contains(&Effect::WriteInEditor("who".into())));
    reader.send(Message::Written(Err("vi: not found".into())));
    assert!(
        reader.screen().contains("vi: not found") && reader.screen().contains(": who"),
        "{}",
        reader.screen()
    );
    reader.send(Message::Written(Ok("\n".into())));
    assert!(reader.screen().contains("the editor left nothing") && reader.screen().contains(": who"));
    reader.send(Message::Written(Ok("who paid?\nask the mayor #late\n".into())));
    let note = reader.app.marks.notes.iter().next().cloned().unwrap();
    assert_eq!((note.words.as_str(), note.tags.len()), ("who paid?\nask the mayor", 1));
    reader.press("w end").type_text("x").press("enter");
    let changed = reader.app.marks.notes.get(note.id).cloned().unwrap();
    assert_eq!((&changed.words, changed.tags[0].name()), (&note.words, "latex"));
    reader.send(Message::Written(Ok("too late".into())));
    assert_eq!(reader.app.marks.notes.len(), 1);
}

#[test]
fn documents_are_tagged_and_filtered_by_tags() {
    let mut reader = Harness::open(120, 40);
    press_as_shown(&mut reader, &[("t", "t tag")]);
    reader.type_text("people/judge late").press("enter j t").type_text("la").press("tab");
    insta::assert_snapshot!("tags_prompt", reader.screen());
    reader.press("enter");
    let screen = reader.screen();
    assert!(
        screen.contains("TAGS") && screen.contains("late") && screen.contains("people/judge"),
        "{screen}"
    );
    reader.press("/").type_text("tag:lat").press("tab");
    assert_eq!(reader.app.search.text(), "tag:late ");
    reader.press("enter");
    insta::assert_snapshot!("tagged", reader.screen());
    assert_eq!(reader.app.list.ids.len(), 2);
    reader.press("t").type_text("-late").press("enter");
    assert!(reader.screen().contains("tagged: no longer #late"), "{}", reader.screen());
    assert_eq!(reader.app.marks.notes.used_tags().len(), 2);
    reader.press("u");
    assert_eq!(reader.app.marks.notes.used_tags().values().sum::<u32>(), 3);
}

#[test]
fn notes_are_on_documents_names_and_the_collection_too() {
    let mut reader = Harness::open(120, 40);
    reader.press("w");
    assert!(reader.screen().contains("note on this document:"));
    reader.type_text("a draft").press("enter : ").type_text("note-on-coll").press("enter");
    assert!(reader.screen().contains("note on the collection:"), "{}", reader.screen());
    reader.type_text("two piles").press("enter g e w");
    reader.type_text("who is it?").press("enter enter");
    assert!(reader.screen().contains("✎ who is it?"), "{}", reader.screen());
    reader.press("q g n");
    insta::assert_snapshot!("notebook", reader.screen());
    insta::assert_snapshot!("notebook_roles", reader.roles());
    reader.press("q q w enter");
    assert_eq!(reader.app.marks.notes.len(), 3, "the note on the document is changed, and not by that");
}

#[test]
fn the_notebook_view_is_narrowed_and_several_notes_are_changed_at_once() {
    let mut reader = Harness::open(120, 40);
    for words in ["the dam", "the mayor #late", "the harbour #late"] {
        reader.press("w").type_text(words).press("enter j");
    }
    reader.press("g n");
    press_as_shown(&mut reader, &[("/", "/ narrow")]);
    reader.type_text("tag:late");
    let screen = reader.screen();
    assert!(screen.contains("2 of 3 notes") && !screen.contains("the dam"), "{screen}");
    reader.press("enter");
    press_as_shown(&mut reader, &[("space", "Space mark"), ("space", "marked"), ("D", "D delete")]);
    assert!(reader.screen().contains("2 notes deleted; u takes it back"), "{}", reader.screen());
    assert_eq!(reader.app.marks.notes.len(), 1);
    reader.press("u esc");
    assert!(reader.screen().contains("3 notes"), "{}", reader.screen());
    for (columns, rows) in [(80, 24), (60, 20), (40, 10), (20, 5)] {
        reader.send(Message::Resize(columns, rows));
        assert!(rows < 20 || reader.screen().contains("Notebook"), "{}", reader.screen());
    }
}

#[test]
fn enter_goes_to_the_passage_and_h_comes_back_to_the_notebook() {
    let mut reader = noted(120, 30);
    reader.press("h j g n enter");
    let screen = reader.screen();
    assert!(screen.contains('✎') && !screen.contains("Notebook"), "{screen}");
    assert_eq!(reader.app.reader.note().map(|of| of.note.words.as_str()), Some("ask him who paid"));
    reader.press("H");
    assert!(reader.screen().contains("Notebook"), "{}", reader.screen());
}

/// What is on the screen, without the ends of its lines.
fn on_one_line(reader: &mut Harness) -> String {
    let scrollbar = |c: char| matches!(c, '│' | '┃' | '◆');
    reader.screen().replace(scrollbar, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn notes_that_have_lost_their_place_are_said_listed_and_put_back() {
    let mut reader = Harness::open(120, 30);
    reader.press("enter");
    with_notes(&mut reader, &["words that stand nowhere", "nor do these"]);
    assert!(on_one_line(&mut reader).contains("2 notes have lost their place"), "{}", reader.screen());
    reader.press("g n");
    insta::assert_snapshot!("lost", reader.screen());
    reader.press("enter");
    assert!(reader.screen().contains(",p puts it there"), "{}", reader.screen());
    reader.press(", p");
    let screen = reader.screen();
    assert!(
        on_one_line(&mut reader).contains("1 note has lost its place") && screen.contains('✎'),
        "{screen}"
    );
    let placed = reader.app.marks.notes.get(NoteId(1)).unwrap().on.anchor().cloned().unwrap();
    assert!(placed.span != Span::default() && placed.text_hash != 0);
    reader.press("u");
    assert!(on_one_line(&mut reader).contains("2 notes have lost their place"), "{}", reader.screen());
    assert!(reader.app.reader.id() != Some(DocumentId(0)));
}

/// The text that was given to the editor last.
fn in_editor(reader: &Harness) -> String {
    match reader.left.last() {
        Some(Effect::WriteInEditor(text)) => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn marked_notes_are_changed_as_one_text_and_taken_back_as_one() {
    let mut reader = Harness::open(120, 30);
    reader.press("enter");
    with_notes(&mut reader, &["one", "two", "three"]);
    reader.press("g n space space");
    press_as_shown(&mut reader, &[("w", "w as one text")]);
    let text = in_editor(&reader);
    assert!(text.contains("=== 1 on “") && text.contains("=== 2 on “") && !text.contains("=== 3"), "{text}");
    let words = |reader: &Harness| {
        let mut words: Vec<String> = reader.app.marks.notes.iter().map(|note| note.words.clone()).collect();
        words.sort();
        words
    };
    let before = words(&reader);
    // A text that cannot be read changes nothing, and is there again.
    let bad = text.replace("=== 2", "=== 7");
    reader.send(Message::Written(Ok(bad.clone())));
    let line = text.lines().position(|line| line.starts_with("=== 2")).unwrap() + 1;
    let screen = reader.screen();
    assert!(screen.contains(&format!("line {line}: “7 on")) && screen.contains("as you left it"), "{screen}");
    assert_eq!(words(&reader), before);
    reader.press("w");
    assert_eq!(in_editor(&reader), bad);
    reader.send(Message::Written(Ok(text.replacen("tags: ", "tags: #late", 1).replace("note ", "asked "))));
    assert!(reader.screen().contains("2 notes changed"), "{}", reader.screen());
    assert_eq!(words(&reader).iter().filter(|words| words.starts_with("asked ")).count(), 2);
    assert_eq!(reader.app.marks.notes.iter().filter(|note| !note.tags.is_empty()).count(), 1);
    reader.press("u");
    assert_eq!(words(&reader), before);
    // What is taken out of the text is no deletion, and that is said.
    reader.press("w");
    let text = in_editor(&reader);
    let one = text[..text.find("=== 2").unwrap()].to_owned();
    reader.send(Message::Written(Ok(one.clone())));
    let screen = reader.screen();
    assert!(screen.contains("no note is changed; 1 taken out") && screen.contains("deletes it"), "{screen}");
    reader.press("w");
    reader.send(Message::Written(Ok(one.replace("note ", "told "))));
    let screen = reader.screen();
    assert!(screen.contains("1 note changed") && screen.contains("1 taken out"), "{screen}");
    assert_eq!(reader.app.marks.notes.len(), 3);
    reader.press("w");
    reader.send(Message::Written(Err("vi: not found".into())));
    assert!(reader.screen().contains("vi: not found"), "{}", reader.screen());
}
