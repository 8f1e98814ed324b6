//! What is kept, and what is said when it is not: marks and corrections are shown once they are on the disk,
//! failures stay said, commands that read change nothing.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use perusal::app::{Effect, Message, Progress, Trouble};
use perusal::model::DocumentId;
use perusal::notebook::Notebook;
use perusal::paths::Paths;
use perusal::query::{Criterion, MarkChange, NotebookChange, NotebookCopy};

use crate::harness::Harness;

fn full() -> Result<(), String> {
    Err("the disk is full".into())
}

/// The numbers of the changes asked for, with their values.
fn changes(effects: &[Effect]) -> Vec<(u64, bool)> {
    let change = |effect: &Effect| match effect {
        Effect::Record { ticket, changes } => match changes[..] {
            [NotebookChange::Mark(MarkChange::Star { value, .. })] => Some((*ticket, value)),
            _ => None,
        },
        _ => None,
    };
    effects.iter().filter_map(change).collect()
}

fn key(text: &str) -> Message {
    Message::Key(text.parse().unwrap())
}

#[test]
fn a_star_is_shown_once_it_is_on_the_disk() {
    let mut reader = Harness::open(120, 24);
    let press = |reader: &mut Harness| perusal::app::update(&mut reader.app, key("*"));
    let asked = changes(&press(&mut reader));
    assert!(asked[0].1 && !reader.screen().contains('★'));
    // Keys that come before the answer are about what will be.
    let later = [changes(&press(&mut reader)), changes(&press(&mut reader))].concat();
    assert_eq!(later.iter().map(|(_, value)| *value).collect::<Vec<_>>(), [false, true]);
    let mut shown = Vec::new();
    for (ticket, _) in [asked, later].concat() {
        reader.send(Message::Recorded { ticket, outcome: Ok(()) });
        shown.push(reader.screen().contains('★'));
    }
    assert_eq!(shown, [true, false, true]);
    // Each can be taken back on its own.
    reader.press("u u u");
    assert!(!reader.screen().contains('★'));
    reader.press("u");
    assert!(reader.screen().contains("nothing to take back"));
}

#[test]
fn a_star_that_was_not_written_is_not_shown_and_that_stays_said() {
    let mut reader = Harness::open(120, 24);
    reader.disk = full();
    reader.press("*");
    let screen = reader.screen();
    assert!(!screen.contains('★') && screen.contains("not saved: starred (the disk is full)"), "{screen}");
    reader.press("j k");
    assert!(reader.screen().contains("not saved: starred"), "a key later");
    reader.press("u");
    assert!(reader.screen().contains("nothing to take back"), "{}", reader.screen());
    reader.disk = Ok(());
    reader.press("*");
    assert!(reader.screen().contains('★'));
    reader.press("esc");
    assert!(!reader.screen().contains("not saved"));
    // What could not be taken back still can.
    reader.disk = full();
    reader.press("u esc");
    assert!(reader.screen().contains('★'));
    reader.disk = Ok(());
    reader.press("u");
    assert!(!reader.screen().contains('★'));
}

#[test]
fn a_correction_that_was_not_written_changes_nothing() {
    let mut reader = Harness::open(120, 44);
    reader.press("tab tab j j");
    while !matches!(reader.app.criterion_at_cursor(), Some(Criterion::Entity { .. })) {
        reader.press("j");
    }
    let (before, facets) = (reader.app.criterion_at_cursor(), reader.app.sidebar.facets.clone());
    reader.disk = full();
    reader.press(", h");
    assert_eq!((reader.app.criterion_at_cursor(), &reader.app.sidebar.facets), (before, &facets));
    assert!(reader.screen().contains("is hidden (the disk is full)"), "{}", reader.screen());
    reader.press(", ,");
    assert!(reader.screen().contains("nothing was corrected yet"), "{}", reader.screen());
    reader.disk = Ok(());
    reader.press(", h");
    assert_ne!(reader.app.sidebar.facets, facets);
}

#[test]
fn a_failed_run_stays_said_until_one_goes_well() {
    let mut reader = Harness::open(120, 24);
    reader.press("R");
    let ended = |failed| Progress { finished: true, failed, ..Progress::default() };
    reader.send(Message::Trouble(Trouble::Run, "the index cannot be written: the disk is full".into()));
    reader.send(Message::Progress(ended(true)));
    for keys in ["", "j", "k", "l", "h"] {
        reader.press(keys);
        let screen = reader.screen();
        assert!(screen.contains("the disk is full") && !screen.contains("nothing has changed"), "{screen}");
    }
    insta::assert_snapshot!("trouble", reader.screen());
    reader.press("R");
    reader.send(Message::Progress(ended(false)));
    assert!(reader.screen().contains("nothing has changed") && !reader.screen().contains("full"));
}

#[test]
fn a_file_that_was_not_read_cannot_be_marked() {
    let mut reader = Harness::open(120, 24);
    reader.press("g p *");
    assert!(reader.screen().contains("a file that was not read cannot be starred"), "{}", reader.screen());
    reader.press("r");
    assert!(reader.screen().contains("a file that was not read cannot be marked"), "{}", reader.screen());
    reader.press("l q");
    let records = reader.left.iter().filter(|effect| matches!(effect, Effect::Record { .. })).count();
    assert_eq!(records, 0, "{:?}", reader.left);
}

#[test]
fn a_copy_of_the_notebook_is_chosen_from_the_palette() {
    let mut reader = Harness::open(120, 24);
    reader.press(":").type_text("restore").press("enter");
    assert!(reader.left.contains(&Effect::ListCopies));
    let copy = |name: &str, counts| NotebookCopy { name: name.into(), counts };
    let copies = vec![copy("2030-01-05", Some((12, 340, 5))), copy("2030-01-04", None)];
    reader.send(Message::Copies(copies));
    insta::assert_snapshot!("copies", reader.screen());
    reader.press("enter");
    assert!(reader.left.contains(&Effect::Restore("2030-01-05".into())));
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Vec<(OsString, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push((path.clone().into_os_string(), fs::read(path).unwrap())),
        }
    }
    files.sort();
    files
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
    program.env("PERUSAL_HOME", home).args(arguments).output().unwrap()
}

#[test]
fn commands_that_read_change_no_byte_of_a_notebook_whatever_its_state() {
    let home = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.txt"), "Lamp is lit\n\nThe lighthouse of Port Ellery shines.")
        .unwrap();
    let named = folder.path().to_str().unwrap();
    assert_eq!(run(home.path(), &["index", named]).status.code(), Some(0));
    let data = home.path().join("data");
    let file = Paths::find(Some(home.path()), &|_| None).unwrap().notebook();
    let whole = fs::read(&file).unwrap();
    for (content, is_said) in
        [(&whole[..], false), (&[][..], true), (&whole[..5000], true), (&[7; 9000][..], true)]
    {
        fs::write(&file, content).unwrap();
        let before = files(&data);
        for command in [["search", "lighthouse"].as_slice(), &["entities"], &["corrections"]] {
            let output = run(home.path(), command);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(said.contains("notebook"), is_said, "{command:?} {} bytes: {said}", content.len());
            assert!(command[0] != "search" || output.status.code() == Some(0));
            assert!(files(&data) == before, "{command:?} with {} bytes", content.len());
        }
    }
    fs::remove_dir_all(&data).unwrap();
    assert_eq!(run(home.path(), &["search", "lighthouse"]).status.code(), Some(0));
    assert!(!data.exists());
}

#[test]
fn what_is_locked_by_another_program_is_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("notebook.db");
    let (mut one, mut other) = (Notebook::open(&path).unwrap(), Notebook::open(&path).unwrap());
    let writer =
        std::thread::spawn(move || (0..40).try_for_each(|n| other.keep_session("n", &n.to_string())));
    for number in 0..40 {
        one.keep_session("m", &number.to_string()).unwrap();
    }
    writer.join().unwrap().unwrap();
    let unknown = one.apply(&[NotebookChange::star(DocumentId(9), true)], "/a").unwrap_err();
    assert!(unknown.reason().contains("does not know this document"), "{unknown}");
}
