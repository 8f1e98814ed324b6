//! Dossiers: what is put in is shown in its order, commented, moved, taken back and exported; the same on the command
//! line.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use perusal::app::{Effect, Message};
use perusal::export::{Export, ExportFormat, PieceSort, read_json_lines, read_markdown};
use perusal::notebook::Notebook;
use perusal::paths::Paths;
use perusal::query::{
    Colour, Dossier, DossierId, DossierPiece, Marks, Note, NoteId, NoteSubject, NotebookChange, PieceId,
    PieceSubject, Tag,
};
use perusal::text::anchor::anchor;

use crate::harness::Harness;

#[test]
fn what_is_pointed_at_is_put_in_and_shown_in_its_order() {
    let mut reader = Harness::open(120, 40);
    reader.press("p");
    assert!(reader.screen().contains("the document is in “Findings” (begun"), "{}", reader.screen());
    reader.press("enter } p");
    assert!(reader.screen().contains("the passage is in “Findings”"), "{}", reader.screen());
    reader.press("h g e p esc");
    reader.press("/").type_text("dam").press("enter tab tab p");
    assert!(reader.screen().contains("the search is in “Findings”"), "{}", reader.screen());
    reader.press("g d p").type_text("Ask the harbour master").press("enter");
    reader.press("j C").type_text("Check this figure").press("enter");
    insta::assert_snapshot!("dossier", reader.screen());
    insta::assert_snapshot!("dossier_roles", reader.roles());
}

#[test]
fn pieces_are_moved_and_taken_out_and_all_of_it_is_taken_back() {
    let mut reader = Harness::open(100, 30);
    reader.press("p j p j p g d");
    let titles = |reader: &mut Harness| {
        let screen = reader.screen();
        let rows = screen.lines().skip(2).step_by(2).take(3);
        rows.map(|row| row.chars().skip(8).take(20).collect::<String>().trim().to_owned()).collect::<Vec<_>>()
    };
    let before = titles(&mut reader);
    assert!(before.iter().all(|title| !title.is_empty()), "{before:?}");
    reader.press(">");
    let [a, b, c] = <[String; 3]>::try_from(before.clone()).unwrap();
    assert_eq!(titles(&mut reader), [b.clone(), a.clone(), c.clone()]);
    reader.press("> >");
    assert!(reader.screen().contains("it is the last piece"), "{}", reader.screen());
    assert_eq!(titles(&mut reader), [b.clone(), c.clone(), a.clone()]);
    reader.press("D");
    assert_eq!(titles(&mut reader), [b.clone(), c.clone(), String::new()]);
    reader.press("u");
    assert_eq!(titles(&mut reader), [b, c, a]);
    reader.press("u u");
    assert_eq!(titles(&mut reader), before);
    reader.press("u u u");
    assert!(reader.screen().contains("nothing is in it yet"), "{}", reader.screen());
    reader.press("ctrl-r ctrl-r ctrl-r");
    assert_eq!(titles(&mut reader), before);
}

#[test]
fn a_second_dossier_is_begun_renamed_and_deleted() {
    let mut reader = Harness::open(100, 30);
    reader.press("p P").type_text("new one").press("enter").type_text("Harbours").press("enter");
    assert!(reader.screen().contains("dossier “Harbours” begun"), "{}", reader.screen());
    reader.press("p g d");
    assert!(reader.screen().contains("Dossier · Harbours") && reader.screen().contains("2 dossiers"));
    reader.press(", r ctrl-u").type_text("Quays").press("enter");
    assert!(reader.screen().contains("Dossier · Quays"), "{}", reader.screen());
    reader.press("P");
    insta::assert_snapshot!("dossier_menu", reader.screen());
    reader.type_text("delete").press("enter");
    assert!(
        reader.screen().contains("dossier “Quays” deleted") && reader.screen().contains("Dossier · Findings")
    );
    reader.press("u");
    assert!(reader.screen().contains("Dossier · Quays"), "{}", reader.screen());
}

#[test]
fn keys_typed_before_the_disk_answers_begin_one_dossier_only() {
    let mut reader = Harness::open(100, 30);
    let mut put = || {
        let effects = perusal::app::update(&mut reader.app, Message::Key("p".parse().unwrap()));
        let changes = effects.into_iter().find_map(|effect| match effect {
            Effect::Record { changes, .. } => Some(changes),
            _ => None,
        });
        changes.unwrap()
    };
    let begun = |changes: &[NotebookChange]| changes.iter().any(|c| matches!(c, NotebookChange::Dossier(_)));
    let place = |changes: &[NotebookChange]| match changes.last() {
        Some(NotebookChange::Piece(change)) => change.after.as_ref().map(|piece| piece.place),
        _ => None,
    };
    let (first, second) = (put(), put());
    assert_eq!((begun(&first), begun(&second)), (true, false));
    assert_eq!((place(&first), place(&second)), (Some(1), Some(2)));
}

#[test]
fn the_dossier_is_exported_into_a_file_that_is_asked_for() {
    let mut reader = Harness::open(100, 30);
    reader.press("g d e");
    assert!(reader.screen().contains("nothing to export"), "{}", reader.screen());
    reader.press("esc p g d e");
    insta::assert_snapshot!("dossier_formats", reader.screen());
    reader.press("enter");
    assert!(reader.screen().contains("write md into: findings.md"), "{}", reader.screen());
    reader.press("enter");
    let jobs = |reader: &Harness| {
        let job = |effect: &Effect| match effect {
            Effect::Export(job) => Some((job.path.clone(), job.format, job.replace, job.pieces.len())),
            _ => None,
        };
        reader.left.iter().filter_map(job).collect::<Vec<_>>()
    };
    assert_eq!(jobs(&reader), [("findings.md".to_owned(), ExportFormat::Markdown, false, 1)]);
    let exists = Message::ExportExists { format: ExportFormat::Markdown, path: "dossier.md".into() };
    reader.send(exists);
    assert!(reader.screen().contains("dossier.md is there already"), "{}", reader.screen());
    reader.press("down enter");
    assert_eq!(jobs(&reader)[1], ("dossier.md".to_owned(), ExportFormat::Markdown, true, 1));
}

#[test]
fn the_screen_of_a_dossier_fits_small_terminals() {
    for (columns, rows) in [(80, 24), (60, 20), (40, 9)] {
        let mut reader = Harness::open(columns, rows);
        reader.press("p j p j p g d C").type_text("A long remark on where this came from").press("enter");
        insta::assert_snapshot!(format!("dossier_{columns}x{rows}"), reader.screen());
    }
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
    program.env("PERUSAL_HOME", home).args(arguments).output().unwrap()
}

#[test]
fn the_command_line_exports_the_same_again_and_refuses_what_would_lose_a_source() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let source = folder.path().join("lamp.txt");
    fs::write(&source, "Ferry sails again\n\nPORT ELLERY, 4 May 2021 - Past the lighthouse it sails.\n")
        .unwrap();
    let (named, file) = (folder.path().to_str().unwrap(), home.path().join("out.md"));
    assert_eq!(run(home.path(), &["index", named]).status.code(), Some(0));
    let output = ["export", "lighthouse", named, "--output", file.to_str().unwrap()];
    assert_eq!(run(home.path(), &output).status.code(), Some(0));
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(run(home.path(), &output).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
    let pieces = read_markdown(&written).unwrap();
    let cited = pieces[0].citation.as_ref().unwrap();
    assert_eq!((pieces[0].sort, cited.title.as_deref()), (PieceSort::Document, Some("Ferry sails again")));
    assert_eq!(cited.sha256.as_ref().map(String::len), Some(64));
    let printed = run(home.path(), &["export", "lighthouse", named, "--format", "jsonl"]).stdout;
    assert_eq!(read_json_lines(&String::from_utf8(printed).unwrap()).unwrap(), pieces);
    assert_eq!(run(home.path(), &["export", "nowhere", named]).status.code(), Some(1));
    assert_eq!(run(home.path(), &["export", "--notes", named]).status.code(), Some(1));
    let refused = run(home.path(), &["export", "lighthouse", named, "-o", source.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(fs::read_to_string(&source).unwrap().starts_with("Ferry"));
    let unknown = run(home.path(), &["export", "--dossier", "Quays", named]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there is no dossier “Quays”"));
    // One that the screen began.
    let collection = folder.path().canonicalize().unwrap();
    let mut notebook =
        Notebook::open(&Paths::find(Some(home.path()), &|_| None).unwrap().notebook()).unwrap();
    let piece = DossierPiece {
        id: PieceId(7),
        dossier: DossierId(8),
        place: 1,
        on: PieceSubject::Comment,
        cited: None,
        words: "mine".into(),
        tags: Vec::new(),
        colour: None,
    };
    let dossier = Dossier { id: DossierId(8), name: "Quays".into() };
    let changes = [NotebookChange::dossier(None, Some(dossier)), NotebookChange::piece(None, Some(piece))];
    notebook.apply(&changes, collection.to_str().unwrap()).unwrap();
    drop(notebook);
    let exported = run(home.path(), &["export", "--dossier", "Quays", named]);
    let text = String::from_utf8(exported.stdout).unwrap();
    assert!(Export::is_written(&text) && read_markdown(&text).unwrap()[0].words == "mine", "{text}");
}

#[test]
fn a_note_is_put_in_with_its_passage_words_tags_and_colour() {
    let mut reader = Harness::open(100, 30);
    reader.press("enter");
    let page = reader.app.reader.page.clone().unwrap();
    let span = page.document.blocks[1].span;
    let note = Note {
        id: NoteId(5),
        on: NoteSubject::Passage(page.id, anchor(&page.document.text, span)),
        colour: Some(Colour::Blue),
        words: "Ask who wrote this".into(),
        tags: vec![Tag::new("people/witness").unwrap()],
        made: 1,
        changed: 1,
    };
    reader.send(Message::Marks(Box::new(Marks {
        notes: Arc::new([note.clone()].into_iter().collect()),
        ..Marks::default()
    })));
    reader.press("P").type_text("the note").press("enter");
    assert!(reader.screen().contains("the note is in “Findings”"), "{}", reader.screen());
    let dossiers = &reader.app.marks.dossiers;
    let pieces = dossiers.pieces(dossiers.by_name()[0].id);
    assert_eq!(pieces[0].on, (&note.on).into());
    assert_eq!((&pieces[0].words, &pieces[0].tags, pieces[0].colour), (&note.words, &note.tags, note.colour));
    assert!(pieces[0].cited.as_ref().is_some_and(|cited| cited.file == page.path));
}
