//! Tests of what is said of a whole folder: files that come later are read by it, until it is taken back.

use super::corrected::{corrected_run, document};
use crate::index::Index;
use crate::ingest::fixture::TestFolder;
use crate::model::{BlockKind, Document};
use crate::query::{
    CorrectedPart, Correction, CorrectionLog, DocumentCorrection, DocumentFact, Edit, FolderRule,
};
use crate::text::anchor::anchor;

/// A text with a line that stands in others too.
fn news(place: &str) -> String {
    format!(
        "The {place} of Norwick is mended\n\nThe council said in a letter on Monday that the {place} will be open \
         again for all who live near it before the winter comes.\n\nAsk the editors of the {place} for the evening \
         letter.\n\nMayor Tom Pike told reporters that the {place} had cost less than was thought at first.\n"
    )
}

fn folder() -> TestFolder {
    TestFolder::new(&[("site/dam.txt", &news("dam")), ("site/wall.txt", &news("wall"))])
}

fn of_document(folder: &mut TestFolder, name: &str, fact: DocumentFact, learnt: bool) -> Correction {
    let (document, _) = document(folder, name);
    let learnt_from = learnt.then(|| "dam.txt".to_owned());
    Correction::Document(Box::new(DocumentCorrection { document, fact, learnt_from }))
}

fn rule(fact: DocumentFact, before: &str) -> DocumentFact {
    DocumentFact::Folder(Box::new(FolderRule { fact, before: before.to_owned() }))
}

fn say(folder: &mut TestFolder, said: Vec<Correction>) -> Edit {
    let held = folder.notebook.corrections("/").unwrap();
    let edit = CorrectionLog::new(held).number(Edit::record(said));
    folder.notebook.correct(&edit, "/").unwrap();
    edit
}

/// Says of one file, of the other and of those to come that a source is another.
fn say_source(folder: &mut TestFolder, source: &str, before: &str) -> Edit {
    let fact = CorrectedPart::Source.fact(source).unwrap();
    let said = vec![
        of_document(folder, "site/dam.txt", fact.clone(), false),
        of_document(folder, "site/wall.txt", fact.clone(), true),
        of_document(folder, "site/dam.txt", rule(fact, before), false),
    ];
    say(folder, said)
}

fn source(folder: &mut TestFolder, name: &str) -> Option<String> {
    document(folder, name).1.source
}

fn herald() -> Option<String> {
    Some("Norwick Herald".to_owned())
}

#[test]
fn a_file_that_comes_is_read_by_what_was_said_of_its_folder_until_that_is_taken_back() {
    let mut folder = folder();
    folder.run();
    assert_eq!(source(&mut folder, "site/dam.txt"), None);
    let edit = say_source(&mut folder, "Norwick Herald", "");
    assert_eq!(corrected_run(&mut folder).read, 2);
    for name in ["site/mill.txt", "site/deeper/quay.txt", "elsewhere.txt"] {
        folder.write(name, &news("mill"));
    }
    assert_eq!(folder.run().read, 3, "what was there is as it is to be");
    assert_eq!(source(&mut folder, "site/mill.txt"), herald());
    assert_eq!(source(&mut folder, "site/deeper/quay.txt"), None);
    assert_eq!(source(&mut folder, "elsewhere.txt"), None);
    assert_eq!((corrected_run(&mut folder).read, folder.run().unchanged), (0, 5), "it comes to rest");

    folder.notebook.correct(&edit.inverse(), "/").unwrap();
    assert_eq!(corrected_run(&mut folder).read, 3);
    assert_eq!(source(&mut folder, "site/mill.txt"), None);
    folder.notebook.correct(&edit, "/").unwrap();
    assert_eq!(corrected_run(&mut folder).read, 3, "done again, it holds for what came in between");
    assert_eq!(source(&mut folder, "site/mill.txt"), herald());

    folder.index = Index::in_memory().unwrap();
    folder.run();
    assert_eq!(source(&mut folder, "site/mill.txt"), herald(), "and for another version of the program");
    assert_eq!((corrected_run(&mut folder).read, folder.run().unchanged), (0, 5));
}

#[test]
fn of_rules_that_contradict_each_other_the_later_one_holds() {
    let mut folder = folder();
    folder.run();
    say_source(&mut folder, "Norwick Herald", "");
    corrected_run(&mut folder);
    folder.write("site/mill.txt", &news("mill"));
    folder.run();
    let second = say_source(&mut folder, "Norwick Weekly", "Norwick Herald");
    // The third file is met by the search for alike ones, too.
    let third = of_document(
        &mut folder,
        "site/mill.txt",
        CorrectedPart::Source.fact("Norwick Weekly").unwrap(),
        true,
    );
    let third = say(&mut folder, vec![third]);
    assert_eq!(corrected_run(&mut folder).read, 3);
    folder.write("site/quay.txt", &news("quay"));
    folder.run();
    let weekly = Some("Norwick Weekly".to_owned());
    for name in ["site/dam.txt", "site/mill.txt", "site/quay.txt"] {
        assert_eq!(source(&mut folder, name), weekly, "{name}");
    }
    folder.notebook.correct(&third.inverse(), "/").unwrap();
    folder.notebook.correct(&second.inverse(), "/").unwrap();
    assert_eq!(corrected_run(&mut folder).read, 4);
    for name in ["site/dam.txt", "site/mill.txt", "site/quay.txt"] {
        assert_eq!(source(&mut folder, name), herald(), "{name}");
    }
}

#[test]
fn what_is_said_of_a_document_itself_goes_before_what_is_said_of_its_folder() {
    let mut folder = folder();
    folder.run();
    let edit = say_source(&mut folder, "Norwick Herald", "");
    corrected_run(&mut folder);
    folder.write("site/mill.txt", &news("mill"));
    folder.run();
    let by_hand =
        of_document(&mut folder, "site/mill.txt", CorrectedPart::Source.fact("The Mill").unwrap(), false);
    let by_hand = say(&mut folder, vec![by_hand]);
    assert_eq!(corrected_run(&mut folder).read, 1);
    assert_eq!(source(&mut folder, "site/mill.txt").as_deref(), Some("The Mill"));
    folder.notebook.correct(&by_hand.inverse(), "/").unwrap();
    corrected_run(&mut folder);
    assert_eq!(source(&mut folder, "site/mill.txt"), herald());

    // What one of the others had learnt is taken back for it, and the rule does not say it again.
    let refused = Edit { retracted: vec![edit.recorded[1].clone()], ..Edit::default() };
    folder.notebook.correct(&refused, "/").unwrap();
    assert_eq!(corrected_run(&mut folder).read, 1);
    assert_eq!(source(&mut folder, "site/wall.txt"), None);
    assert_eq!((corrected_run(&mut folder).read, folder.run().unchanged), (0, 3));
}

fn chrome(document: &Document) -> Vec<&str> {
    let chrome = document.blocks.iter().filter(|block| block.kind == BlockKind::Chrome);
    chrome.map(|block| block.span.of(&document.text)).collect()
}

#[test]
fn lines_and_titles_of_files_that_come_are_as_was_said_of_their_folder() {
    let line = "Ask the editors of the evening letter.";
    let text = |place: &str| {
        format!(
            "The {place} is mended: a report of the week\n\nThe council said in a letter on Monday that the {place} will be \
            open again for all who live near it.\n\n{line}\n\nMayor Tom Pike told reporters that it had cost less than was \
            thought.\n"
        )
    };
    let mut folder = TestFolder::new(&[("site/dam.txt", &text("dam"))]);
    folder.run();
    let (_, dam) = document(&mut folder, "site/dam.txt");
    assert_eq!(dam.title.as_deref(), Some("The dam is mended: a report of the week"));
    let block = dam.blocks.iter().find(|block| block.span.of(&dam.text) == line).unwrap();
    let is_chrome = DocumentFact::Passage { passage: Box::new(anchor(&dam.text, block.span)), chrome: true };
    let title = CorrectedPart::Title.fact("The dam is mended").unwrap();
    let facts =
        [is_chrome.clone(), rule(is_chrome, ""), title.clone(), rule(title, dam.title.as_deref().unwrap())];
    let said = facts.map(|fact| of_document(&mut folder, "site/dam.txt", fact, false)).to_vec();
    say(&mut folder, said);
    assert_eq!(corrected_run(&mut folder).read, 1);
    folder.write("site/mill.txt", &text("mill"));
    folder.write("site/quay.txt", &text("quay").replace(line, "Nothing else."));
    folder.run();
    let (_, mill) = document(&mut folder, "site/mill.txt");
    assert_eq!((chrome(&mill), mill.title.as_deref()), (vec![line], Some("The mill is mended")));
    assert_eq!(chrome(&document(&mut folder, "site/quay.txt").1), Vec::<&str>::new());
}
