//! Tests of documents that the reader has corrected, from the notebook to the index and back.

use std::fs;
use std::sync::atomic::AtomicBool;

use crate::index::{Collection, Index};
use crate::ingest::fixture::TestFolder;
use crate::ingest::{Root, RunSort, Summary, run_as};
use crate::model::{Anchor, BlockKind, Document, DocumentId, Span};
use crate::query::{CorrectedPart, Correction, CorrectionLog, DocumentCorrection, DocumentFact, Edit};
use crate::text::anchor::anchor;

const NEWS: &str = "Dam breaks\n\nThe water rose over the wall on Monday, the council of Norwick said in a \
    letter to all who live in the street below it.\n\nMayor Tom Pike told reporters on Monday that the wall would be mended by the spring of the next year.\n";

fn folder() -> TestFolder {
    TestFolder::new(&[("news/dam.txt", NEWS), ("b.txt", "The mayor left.")])
}

pub(super) fn document(folder: &mut TestFolder, name: &str) -> (DocumentId, Document) {
    let id = folder.id(name);
    let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
    (id, snapshot.document(id).unwrap().unwrap())
}

pub(super) fn corrected_run(folder: &mut TestFolder) -> Summary {
    let root = Root::open(folder.files.path()).unwrap();
    let (lists, cancelled) = (&folder.lists, AtomicBool::new(false));
    run_as(RunSort::Corrected, &root, &folder.index, &mut folder.notebook, lists, &cancelled, &mut |_| {})
        .unwrap()
}

fn passage(document: &Document, words: &str) -> Anchor {
    let block = document.blocks.iter().find(|block| block.span.of(&document.text).starts_with(words));
    anchor(&document.text, block.unwrap().span)
}

/// Says all that can be said of the document of the dam.
fn correct(folder: &mut TestFolder) -> Edit {
    let (document, read) = document(folder, "news/dam.txt");
    let pike = DocumentFact::Passage { passage: Box::new(passage(&read, "Mayor")), chrome: true };
    let said = [
        CorrectedPart::Title.fact("The dam of Norwick breaks").unwrap(),
        CorrectedPart::Date.fact("~2021-06").unwrap(),
        CorrectedPart::Source.fact("Norwick Herald").unwrap(),
        CorrectedPart::Author.fact("Ann Bell").unwrap(),
        pike,
    ];
    let said = said
        .map(|fact| Correction::Document(Box::new(DocumentCorrection { document, fact, learnt_from: None })));
    let edit = CorrectionLog::default().number(Edit::record(said));
    folder.notebook.correct(&edit, "/").unwrap();
    edit
}

#[test]
fn what_is_said_of_a_document_is_read_with_it_and_what_is_taken_back_is_not() {
    let mut folder = folder();
    folder.run();
    let (id, before) = document(&mut folder, "news/dam.txt");
    assert!(before.keys.iter().any(|key| key.name == "Tom Pike"));
    let edit = correct(&mut folder);
    let summary = corrected_run(&mut folder);
    assert_eq!((summary.read, summary.new, summary.changed), (1, 0, 0), "its one file");
    let (same, after) = document(&mut folder, "news/dam.txt");
    assert_eq!((same, after.title.as_deref()), (id, Some("The dam of Norwick breaks")));
    assert_eq!((after.source.as_deref(), after.source_guessed), (Some("Norwick Herald"), false));
    assert_eq!(after.byline.as_deref(), Some("Ann Bell"));
    let published = after.published.clone().unwrap();
    assert_eq!((published.date.unwrap().to_string().as_str(), published.sure), ("2021-06", false));
    assert_eq!(after.blocks.last().map(|block| block.kind), Some(BlockKind::Chrome));
    assert!(!after.keys.iter().any(|key| key.name == "Tom Pike"), "names in chrome are none of the document");
    assert_eq!(corrected_run(&mut folder).read, 0, "it is done");
    assert_eq!(folder.run().unchanged, 2, "and a look at the folder finds nothing to do");
    folder.notebook.correct(&edit.inverse(), "/").unwrap();
    assert_eq!(corrected_run(&mut folder).read, 1);
    assert_eq!(document(&mut folder, "news/dam.txt"), (id, before));
}

#[test]
fn a_reading_with_corrections_is_as_a_later_one_with_them() {
    let mut folder = folder();
    folder.run();
    correct(&mut folder);
    corrected_run(&mut folder);
    let corrected = document(&mut folder, "news/dam.txt");
    // Everything anew, as after another version of the program; the notebook is all that stays.
    folder.index = Index::in_memory().unwrap();
    folder.run();
    assert_eq!(document(&mut folder, "news/dam.txt"), corrected);
    assert_eq!(folder.run().unchanged, 2);
    // A plain run does what a run for the corrections does.
    let mut other = TestFolder::new(&[("news/dam.txt", NEWS), ("b.txt", "The mayor left.")]);
    other.run();
    correct(&mut other);
    assert_eq!(other.run().read, 1);
    assert_eq!(document(&mut other, "news/dam.txt"), corrected);
}

#[test]
fn what_is_said_stays_with_a_document_whose_file_moves_and_changes() {
    let mut folder = folder();
    folder.run();
    correct(&mut folder);
    corrected_run(&mut folder);
    let path = folder.files.path().join("news/dam.txt");
    fs::rename(&path, folder.files.path().join("dam.txt")).unwrap();
    folder.run();
    let said = |document: &Document| {
        let chrome = document.blocks.iter().filter(|block| block.kind == BlockKind::Chrome);
        (
            document.title.clone(),
            chrome.map(|block| block.span.of(&document.text).to_owned()).collect::<Vec<_>>(),
        )
    };
    let (_, moved) = document(&mut folder, "dam.txt");
    let expected = (
        Some("The dam of Norwick breaks".to_owned()),
        vec!["Mayor Tom Pike told reporters on Monday that the wall would be mended by the spring of the next year.".to_owned()],
    );
    assert_eq!(said(&moved), expected);
    folder.write("dam.txt", &NEWS.replace("rose over the wall", "rose high over the wall"));
    folder.run();
    let (_, changed) = document(&mut folder, "dam.txt");
    assert_eq!(said(&changed), expected);
    folder.run();
    assert_eq!(folder.run().unchanged, 2, "it comes to rest");
}

#[test]
fn what_is_away_waits_for_its_corrections() {
    let mut folder = folder();
    folder.run();
    let (_, before) = document(&mut folder, "news/dam.txt");
    correct(&mut folder);
    let (path, away) = (folder.files.path().join("news/dam.txt"), folder.files.path().join("away"));
    fs::rename(&path, &away).unwrap();
    let summary = corrected_run(&mut folder);
    assert_eq!((summary.read, summary.away), (0, 1));
    assert_eq!(document(&mut folder, "news/dam.txt").1, before, "nothing of it is lost");
    fs::rename(&away, &path).unwrap();
    assert_eq!(corrected_run(&mut folder).read, 1);
}

const TWO: &str = "Dam of the harbour breaks\n\nThe water rose over the wall on Monday, the council of Norwick said in a letter to all who \
    live in the street below it.\n\nViolins for schools\n\nEvery primary school of the county will receive twelve violins this \
    autumn, after a collector left his instruments to it.\n";

/// The ids and the first lines of the documents of a file, in order.
fn parts(folder: &mut TestFolder, name: &str) -> Vec<(DocumentId, String)> {
    let ids = folder.ids(name);
    let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
    let text = |id: DocumentId| snapshot.document(id).unwrap().unwrap().text;
    ids.into_iter().map(|id| (id, text(id).lines().next().unwrap_or_default().to_owned())).collect()
}

fn say_beginning(folder: &mut TestFolder, document: DocumentId, in_text: &str, begins: bool) -> Edit {
    let at = in_text.find("Violins").unwrap();
    let heading = Box::new(anchor(in_text, Span::new(at, at + "Violins for schools".len())));
    let fact = DocumentFact::Beginning { heading, begins };
    let held = folder.notebook.corrections("/").unwrap();
    let said = Correction::Document(Box::new(DocumentCorrection { document, fact, learnt_from: None }));
    let edit = CorrectionLog::new(held).number(Edit::record([said]));
    folder.notebook.correct(&edit, "/").unwrap();
    edit
}

#[test]
fn a_file_is_read_with_the_documents_that_are_said_to_begin_and_as_before_once_that_is_taken_back() {
    let mut folder = TestFolder::new(&[("two.txt", TWO), ("b.txt", "The mayor left.")]);
    folder.run();
    let before = parts(&mut folder, "two.txt");
    let [(dam, _)] = before[..] else { panic!("{before:?}") };
    let edit = say_beginning(&mut folder, dam, TWO, true);
    assert_eq!(corrected_run(&mut folder).read, 1);
    let split = parts(&mut folder, "two.txt");
    let firsts: Vec<&str> = split.iter().map(|(_, first)| first.as_str()).collect();
    assert_eq!((split[0].0, firsts), (dam, vec!["Dam of the harbour breaks", "Violins for schools"]));
    assert_eq!((corrected_run(&mut folder).read, folder.run().unchanged), (0, 2), "it comes to rest");

    // Read anew by another version of the program, and after a move.
    folder.index = Index::in_memory().unwrap();
    folder.run();
    assert_eq!(parts(&mut folder, "two.txt"), split);
    let path = folder.files.path().join("two.txt");
    fs::rename(&path, folder.files.path().join("moved.txt")).unwrap();
    folder.run();
    folder.run();
    assert_eq!(parts(&mut folder, "moved.txt"), split);
    folder.write("moved.txt", &TWO.replace("rose over", "rose high over"));
    folder.run();
    assert_eq!(parts(&mut folder, "moved.txt").len(), 2, "the line is found by its words");

    folder.write("moved.txt", TWO);
    folder.run();
    folder.notebook.correct(&edit.inverse(), "/").unwrap();
    assert_eq!(corrected_run(&mut folder).read, 1);
    assert_eq!(parts(&mut folder, "moved.txt"), before);
    folder.notebook.correct(&edit, "/").unwrap();
    corrected_run(&mut folder);
    assert_eq!(parts(&mut folder, "moved.txt"), split, "done again, each is who it was");
}

#[test]
fn a_document_that_is_said_to_begin_none_is_joined_to_the_one_above_it_and_stays_so() {
    let files = [("rule.txt", &*TWO.replace("Violins", "- - -\n\nViolins")), ("b.txt", "The mayor left.")];
    let mut folder = TestFolder::new(&files);
    folder.run();
    let (whole, _) = parts(&mut folder, "rule.txt").remove(0);
    say_beginning(&mut folder, whole, files[0].1, true);
    corrected_run(&mut folder);
    let split = parts(&mut folder, "rule.txt");
    assert_eq!(split.len(), 2);
    // As from the page of the second, of whose text the line is the first.
    let (_, second) = (split[1].0, document_of(&mut folder, split[1].0).text);
    say_beginning(&mut folder, split[0].0, &second, false);
    assert_eq!(corrected_run(&mut folder).read, 1);
    let joined = parts(&mut folder, "rule.txt");
    assert_eq!(joined.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [whole]);
    assert_eq!((corrected_run(&mut folder).read, folder.run().unchanged), (0, 2), "it comes to rest");
}

fn document_of(folder: &mut TestFolder, id: DocumentId) -> Document {
    let snapshot = Collection::new(vec![folder.index.clone()]).snapshot().unwrap();
    snapshot.document(id).unwrap().unwrap()
}
