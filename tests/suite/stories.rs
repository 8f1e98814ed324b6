//! Stories: the command line over a folder of reports, and the page of a story on the screen.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use perusal::app::screens::Screen;
use perusal::notebook::Notebook;
use perusal::query::{Edit, RecordedCorrection};
use serde_json::Value;

use crate::harness::Harness;

/// Two papers on one fire, one on another fire, and others.
pub const REPORTS: [(&str, &str); 6] = [
    (
        "gull.txt",
        "Old mill of Tarn burns down\n\nPublished: 3 May 2021\n\nA fire destroyed the old mill of Tarn on Monday, the miller Aldo Pike said. Nobody was hurt, and 40 firemen from Vell fought the flames until noon.\n\nThe mill was built in 1820. The town of Tarn had wanted to buy it for £90,000.\n",
    ),
    (
        "witness.txt",
        "Fire destroys mill of Tarn\n\nPublished: 4 May 2021\n\nThe old mill of Tarn has burned down. The fire that destroyed it on Monday was fought until noon by 40 firemen from Vell, and nobody was hurt, the miller Aldo Pike said.\n\nA spark from a saw is thought to be the cause, the mayor Ida Marrel said.\n",
    ),
    (
        "barn.txt",
        "Barn near Saxby on fire\n\nPublished: 20 August 2022\n\nA barn near Saxby caught fire on Saturday. Two cows of the farmer Jon Hale were saved by neighbours.\n",
    ),
    (
        "dam.txt",
        "Council votes for a higher dam\n\nPublished: 9 June 2021\n\nThe council of Orvane voted on Wednesday to raise the dam by two metres, the engineer Mara Quill said.\n",
    ),
    (
        "gulls.txt",
        "More gulls than ever\n\nPublished: 2 July 2021\n\nBird watchers counted 7,000 gulls at the harbour of Norwick this summer, more than in any year before.\n",
    ),
    (
        "choir.txt",
        "Choir sings in the square\n\nPublished: 12 December 2021\n\nThe choir of Wexby sang carols in the square on Sunday evening, and the bakers gave away bread.\n",
    ),
];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in REPORTS {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn perusal(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_perusal")).args(arguments).env("PERUSAL_HOME", home).output().unwrap()
}

#[test]
fn reports_of_one_event_are_printed_as_one_story() {
    let (folder, home) = (folder(), tempfile::tempdir().unwrap());
    let path = folder.path().canonicalize().unwrap();
    let run = perusal(home.path(), &["stories", path.to_str().unwrap()]);
    let printed = String::from_utf8(run.stdout).unwrap().replace(path.to_str().unwrap(), "FOLDER");
    insta::assert_snapshot!("stories", printed);
    let run = perusal(home.path(), &["stories", "--json", "--in", path.to_str().unwrap()]);
    let clusters: Vec<(String, u64)> = String::from_utf8(run.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|of| {
            (
                of["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned(),
                of["cluster"].as_u64().unwrap(),
            )
        })
        .collect();
    let named: Vec<(&str, u64)> = clusters.iter().map(|(file, cluster)| (file.as_str(), *cluster)).collect();
    assert_eq!(
        named,
        [
            ("barn.txt", 1),
            ("choir.txt", 2),
            ("dam.txt", 3),
            ("gull.txt", 4),
            ("gulls.txt", 5),
            ("witness.txt", 4)
        ]
    );
    let none = perusal(home.path(), &["stories", "--in", path.join("barn.txt").to_str().unwrap()]);
    assert_eq!(none.status.code(), Some(1), "no story has two reports in one file");
    let missing = perusal(home.path(), &["stories", path.join("missing").to_str().unwrap()]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn a_story_is_read_by_its_reports_and_once() {
    let folder = folder();
    let open = |columns, rows| Harness::open_folder(folder.path(), columns, rows);
    for (columns, rows) in [(120, 40), (80, 24), (50, 20)] {
        let mut reader = open(columns, rows);
        reader.press("/").type_text("mill").press("enter g y");
        insta::assert_snapshot!(format!("story_{columns}"), reader.screen());
    }
    let mut reader = open(120, 40);
    reader.press("/").type_text("mill").press("enter");
    let first = reader.app.current();
    reader.press("g y G");
    reader.press("enter");
    assert!(reader.app.screens.len() > 1 && reader.app.current() != first, "the passage of the other report");
    reader.press("q q");
    assert!(reader.app.screen().is_none());
    reader.press("X / esc").press("/").type_text("gulls counted").press("enter g y");
    assert!(reader.app.screen().is_none() && reader.screen().contains("a story by itself"));
}

/// The reports that the open page of a story has.
fn reports(reader: &Harness) -> Vec<String> {
    let Some(Screen::Story(story)) = reader.app.screen() else { return Vec::new() };
    let reports = &story.page.as_ref().unwrap().reports;
    reports.iter().map(|report| report.row.path.clone()).collect()
}

#[test]
fn a_report_is_put_into_a_story_and_out_of_it_and_that_is_taken_back() {
    let folder = folder();
    let mut reader = Harness::open_folder(folder.path(), 120, 40);
    reader.press("/").type_text("barn near saxby").press("enter").press("space");
    reader.press("/ ctrl-u").type_text("mill").press("enter g y");
    let before = reports(&reader);
    assert_eq!(before, ["gull.txt", "witness.txt"]);
    reader.press(", y");
    assert_eq!(reports(&reader), ["gull.txt", "witness.txt", "barn.txt"]);
    assert!(reader.screen().contains("of this story, as you said"), "{}", reader.screen());
    insta::assert_snapshot!("story_joined", reader.screen());
    reader.press("u");
    assert_eq!(reports(&reader), before);
    reader.press("ctrl-r G");
    assert_eq!(reports(&reader).len(), 3);
    reader.press("u");
    // The report at the cursor goes; of two none is left.
    reader.press("g g , Y");
    assert!(reader.app.screen().is_none() && reader.screen().contains("is another story; u takes it back"));
    reader.press("g y");
    assert!(reader.app.screen().is_none() && reader.screen().contains("a story by itself"));
    reader.press(", ,");
    insta::assert_snapshot!("story_corrections", reader.screen());
    reader.press("enter g y");
    assert_eq!(reports(&reader), before, "taken back out of the list");
}

#[test]
fn a_copy_stands_with_its_report_and_leaves_the_story_with_it() {
    let folder = folder();
    fs::write(folder.path().join("again.txt"), REPORTS[0].1).unwrap();
    let mut reader = Harness::open_folder(folder.path(), 120, 40);
    reader.press("/").type_text("mill").press("enter g y g g");
    assert_eq!(reports(&reader).len(), 3);
    let screen = reader.screen();
    assert!(screen.contains("2 reports · 1 copy") && screen.contains("also in another document"), "{screen}");
    reader.press(", Y");
    assert!(reader.app.screen().is_none(), "of the other report there is only one");
    reader.press(", ,");
    assert!(reader.screen().contains("2 ×"), "{}", reader.screen());
}

#[test]
fn documents_of_the_batch_are_made_one_story() {
    let folder = folder();
    let mut reader = Harness::open_folder(folder.path(), 120, 40);
    reader.press(", y");
    assert!(reader.screen().contains("Space in the list marks"));
    reader.press("A , y");
    assert!(reader.screen().contains("6 documents are one story"), "{}", reader.screen());
    reader.press("g y");
    assert_eq!(reports(&reader).len(), 6);
    reader.press("u");
    assert!(reports(&reader).len() < 3);
}

#[test]
fn what_is_said_of_stories_is_kept_obeyed_and_exchanged() {
    let folder = folder();
    let path = folder.path().canonicalize().unwrap();
    let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let exchange = tempfile::tempdir().unwrap();
    let printed = |home: &Path, arguments: &[&str]| {
        let run = perusal(home, arguments);
        let errors = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.code() != Some(2), "{errors}");
        String::from_utf8(run.stdout).unwrap()
    };
    let numbers = |home: &Path| -> Vec<u64> {
        let lines = printed(home, &["stories", "--json", "--in", path.to_str().unwrap()]);
        let number = |line: &str| serde_json::from_str::<Value>(line).unwrap()["cluster"].as_u64().unwrap();
        lines.lines().map(number).collect()
    };
    for home in [home.path(), other.path()] {
        printed(home, &["index", path.to_str().unwrap()]);
        assert_eq!(numbers(home), [1, 2, 3, 4, 5, 4], "by path");
    }
    let file = home.path().join("said.txt");
    let said = "# perusal corrections 1\n\
        other-story in \"gull.txt\" part 1 and in \"witness.txt\" part 1\n\
        same-story in \"choir.txt\" part 1 and in \"gulls.txt\" part 1\n";
    fs::write(
        &file,
        said.replace("in \"choir.txt\" part 1 and in \"gulls.txt\"", "in \"gulls.txt\" and in \"choir.txt\""),
    )
    .unwrap();
    assert_eq!(
        printed(home.path(), &["corrections", "--import", file.to_str().unwrap()]),
        "2 of 2 corrections added\n"
    );
    assert_eq!(printed(home.path(), &["corrections"]), said, "each pair in the order of the paths");
    assert_eq!(numbers(home.path()), [1, 2, 3, 4, 2, 5]);
    // The other says something, too; each has both then.
    let theirs = other.path().join("said.txt");
    let more = "same-story in \"barn.txt\" part 1 and in \"dam.txt\" part 1\n";
    fs::write(&theirs, more).unwrap();
    printed(other.path(), &["corrections", "--import", theirs.to_str().unwrap()]);
    let sync = |home: &Path| printed(home, &["notes", "sync", exchange.path().to_str().unwrap()]);
    for home in [home.path(), other.path(), home.path()] {
        sync(home);
    }
    for home in [home.path(), other.path()] {
        assert_eq!(numbers(home), [1, 2, 1, 3, 2, 4]);
    }
    // What one takes back is gone for both, and nothing else.
    let mut notebook = Notebook::open(&other.path().join("data/notebook.db")).unwrap();
    let collection = path.to_str().unwrap();
    let held = notebook.corrections(collection).unwrap();
    let apart = |recorded: &&RecordedCorrection| recorded.correction.of_stories().is_some_and(|of| !of.same);
    let retracted: Vec<RecordedCorrection> = held.iter().filter(apart).cloned().collect();
    assert_eq!((held.len(), retracted.len()), (3, 1));
    notebook.correct(&Edit { retracted, ..Edit::default() }, collection).unwrap();
    drop(notebook);
    sync(other.path());
    sync(home.path());
    assert_eq!(numbers(home.path()), [1, 2, 1, 3, 2, 3]);
    let lines: Vec<String> =
        printed(home.path(), &["corrections"]).lines().skip(1).map(|line| format!("{line}\n")).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.contains(&more.to_owned()) && said.contains(&lines[0]), "{lines:?}");
}
