//! Five tasks as somebody does them who has never seen the program: each key is named in the last rows of the screen
//! at the moment it is pressed, and there are few beside the words that are typed.

use perusal::app::{Effect, Message};
use perusal::export::{ExportFormat, PieceSort, read_markdown};
use perusal::query::PieceSubject;

use crate::correcting::{people, pointing_at};
use crate::harness::Harness;
use crate::resuming::{archive, reading_the_fourth, words_at_top};

/// Somebody who does a task, with the keys pressed so far.
struct NewReader {
    reader: Harness,
    keys: usize,
}

impl NewReader {
    fn before(reader: Harness) -> NewReader {
        NewReader { reader, keys: 0 }
    }

    /// Presses keys that the last two rows name with what they do, or the table of what may follow a chord.
    fn press(&mut self, keys: &str, named: &str) -> &mut NewReader {
        let screen = self.reader.screen();
        let is_table = screen.ends_with("…   Esc back");
        let last = screen.lines().rev().enumerate();
        let last = last.take_while(|(at, row)| if is_table { !row.trim().is_empty() } else { *at < 2 });
        let last: Vec<&str> = last.map(|(_, row)| row).collect();
        let is_named = last.iter().any(|row| format!(" {row} ").contains(&format!(" {named} ")));
        assert!(is_named, "“{named}” is not named:\n{screen}");
        self.reader.press(keys);
        self.keys += keys.split_whitespace().count();
        self
    }

    /// Types words, which do not count.
    fn type_text(&mut self, text: &str) -> &mut NewReader {
        self.reader.type_text(text);
        self
    }
}

/// A page of news in a folder, listed on a usual screen.
fn dam(columns: u16, rows: u16) -> (tempfile::TempDir, Harness) {
    let folder = tempfile::tempdir().unwrap();
    let text = "The dam at Norwick\n\n5 June 2021\n\nAll day long the dam held. “We saw it,” said Ida Marrel, who \
                lives below it.\n\nThe gates were opened by hand on Sunday, and the water fell again for hours.\n\n\
                Repairs will cost $3.4 million, the county says, and take until the autumn of next year.\n";
    std::fs::write(folder.path().join("dam.txt"), text).unwrap();
    let reader = Harness::open_folder(folder.path(), columns, rows);
    (folder, reader)
}

#[test]
fn a_fact_is_copied_with_its_source() {
    let (_folder, reader) = dam(120, 30);
    let mut task = NewReader::before(reader);
    task.press("/", "/ search").type_text("repairs").press("enter", "⏎ keep");
    task.press("n", "n/N hit").press("y", "y copy");
    let copied = task.reader.left.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(
        copied.starts_with("“Repairs will cost $3.4 million") && copied.ends_with("dam.txt, line 9"),
        "{copied}"
    );
    assert!(copied.contains("The dam at Norwick, 5 Jun 2021"), "{copied}");
    assert!(task.keys <= 4, "{}", task.keys);
}

#[test]
fn three_passages_are_noted_tagged_and_written_as_markdown() {
    let (_folder, mut reader) = dam(80, 24);
    reader.press("enter");
    let mut task = NewReader::before(reader);
    for (at, words) in
        ["who held it? #dam", "by whom? #dam/gates", "who pays? #money"].into_iter().enumerate()
    {
        if at > 0 {
            task.press("}", "} paragraph");
        }
        task.press("w", "w note").type_text(words).press("enter", "⏎ keep");
    }
    task.press("g n", "gn notebook").press("e", "e export");
    insta::assert_snapshot!("where_notes_go", task.reader.screen());
    task.press("enter", "⏎ write");
    assert!(task.keys <= 12, "{}", task.keys);
    let written = task.reader.exported();
    let pieces = read_markdown(&written).unwrap();
    assert_eq!(pieces.len(), 3, "{written}");
    for (passage, words, tag) in [
        ("All day long the dam held.", "who held it?", "dam"),
        ("The gates were opened by hand", "by whom?", "dam/gates"),
        ("Repairs will cost", "who pays?", "money"),
    ] {
        let piece = pieces.iter().find(|piece| piece.words == words).unwrap();
        assert!(piece.sort == PieceSort::Passage && written.contains(passage), "{written}");
        assert_eq!(piece.tags.iter().map(|tag| tag.name()).collect::<Vec<_>>(), [tag]);
        let cited = piece.citation.as_ref().unwrap();
        assert_eq!((cited.title.as_deref(), cited.file.as_str()), (Some("The dam at Norwick"), "dam.txt"));
    }
}

#[test]
fn a_person_in_one_month_is_found() {
    let mut task = NewReader::before(Harness::open(120, 40));
    task.press("/", "/ search").type_text("zhor").press("tab", "Tab take the name");
    let list = &task.reader.app.list;
    let mut dates = list.ids.iter().filter_map(|id| Some(list.row(*id)?.date?.to_string()));
    let month = dates.find(|date| date.len() == 10).unwrap()[..7].to_owned();
    task.type_text(&format!("date:{month}")).press("enter", "⏎ keep");
    let list = &task.reader.app.list;
    let dates: Vec<_> = list.ids.iter().filter_map(|id| list.row(*id)?.date).collect();
    assert!(!dates.is_empty() && dates.iter().all(|date| date.to_string().starts_with(&month)), "{dates:?}");
    assert!(task.reader.screen().contains("Yulian Zhorek"));
    assert!(task.keys <= 6, "{}", task.keys);
}

#[test]
fn the_fourth_article_of_an_archive_is_gone_on_with_after_a_restart() {
    let (folder, _) = archive();
    let (mut reader, words) = reading_the_fourth(&folder);
    reader.restart();
    let mut task = NewReader::before(reader);
    task.press("enter", "⏎ read");
    assert_eq!(task.reader.app.reader.page.as_ref().unwrap().document.part, 4);
    assert_eq!(words_at_top(&task.reader), words);
    assert!(task.reader.screen().contains("where you stopped reading"), "{}", task.reader.screen());
    assert!(task.keys <= 3, "{}", task.keys);
}

#[test]
fn a_wrong_merge_is_put_right() {
    let mut task = NewReader::before(pointing_at("Yulian Zhorek"));
    let whole = people(&task.reader, "Yulian Zhorek").unwrap();
    task.press(",", ", correct").press("d", "d detach").type_text("Julian Zhorek").press("enter", "⏎ choose");
    let (first, second) = ("Yulian Zhorek", "Julian Zhorek");
    assert!(people(&task.reader, second).is_some() && people(&task.reader, first).unwrap() < whole);
    assert!(task.keys <= 4, "{}", task.keys);
}

/// A reader with three notes in one text, in the notebook view.
fn in_the_notebook() -> (tempfile::TempDir, Harness) {
    let (folder, mut reader) = dam(80, 24);
    reader.press("enter");
    for words in ["one", "two", "three"] {
        reader.press("w").type_text(words).press("enter }");
    }
    reader.press("g n");
    (folder, reader)
}

/// The files that notes were to be written into, with what is said in the notes.
fn jobs(reader: &Harness) -> Vec<(String, ExportFormat, bool, Vec<String>)> {
    let jobs = reader.left.iter().filter_map(|effect| match effect {
        Effect::Export(job) => Some(job),
        _ => None,
    });
    let words = |job: &perusal::app::ExportJob| job.pieces.iter().map(|piece| piece.words.clone()).collect();
    jobs.map(|job| (job.path.clone(), job.format, job.replace, words(job))).collect()
}

#[test]
fn marked_notes_are_written_in_the_format_of_the_ending_and_a_file_is_asked_for_before_it_is_replaced() {
    let (_folder, reader) = in_the_notebook();
    let mut task = NewReader::before(reader);
    task.reader.press("j");
    task.press("space", "Space mark").press("e", "e export");
    task.reader.press("ctrl-u");
    task.type_text("held.txt").press("enter", "⏎ write");
    let screen = task.reader.screen();
    assert!(
        screen.contains("md, html, csv, jsonl, json, bib") && screen.contains("into: held.txt"),
        "{screen}"
    );
    assert!(jobs(&task.reader).is_empty());
    task.reader.press("backspace backspace backspace");
    task.type_text("CSV").press("enter", "⏎ write");
    let marked =
        vec![task.reader.app.marks.notes.iter().find(|note| note.words == "two").unwrap().words.clone()];
    let job = |replace| ("held.CSV".to_owned(), ExportFormat::Csv, replace, marked.clone());
    assert_eq!(jobs(&task.reader), [job(false)]);
    let exists = || Message::ExportExists { format: ExportFormat::Csv, path: "held.CSV".into() };
    task.reader.send(exists());
    assert!(task.reader.screen().contains("held.CSV is there already"), "{}", task.reader.screen());
    task.press("enter", "⏎ choose");
    assert!(task.reader.screen().contains("into: notes.csv"), "{}", task.reader.screen());
    task.reader.press("esc");
    task.reader.send(exists());
    task.press("down", "↑ ↓ move").press("enter", "⏎ choose");
    assert_eq!(jobs(&task.reader), [job(false), job(true)]);
}

#[test]
fn notes_are_put_into_the_dossier_as_one_step() {
    let (_folder, reader) = in_the_notebook();
    let mut task = NewReader::before(reader);
    task.press("p", "p put in");
    assert!(task.reader.screen().contains("the note is in “Findings”"), "{}", task.reader.screen());
    task.press("space", "Space mark").press("space", "Space mark");
    task.press("p", "p put in");
    assert!(task.reader.screen().contains("2 notes are in “Findings”"), "{}", task.reader.screen());
    let pieces = |task: &NewReader| {
        let dossiers = &task.reader.app.marks.dossiers;
        let first = dossiers.by_name().first().map(|dossier| dossier.id).unwrap();
        dossiers.pieces(first).into_iter().cloned().collect::<Vec<_>>()
    };
    let put = pieces(&task);
    let is_whole = |piece: &perusal::query::DossierPiece| {
        matches!(piece.on, PieceSubject::Passage(..))
            && piece.cited.as_ref().is_some_and(|of| of.file == "dam.txt")
    };
    assert!(put.len() == 3 && put.iter().all(is_whole), "{put:?}");
    task.reader.press("u");
    assert_eq!(pieces(&task), put[..1]);
}
