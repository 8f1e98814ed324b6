//! Stories: the command line over a folder of reports, and the page of a story on the screen.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::harness::Harness;

/// Two papers on one fire, one on another fire, and others.
const REPORTS: [(&str, &str); 6] = [
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
