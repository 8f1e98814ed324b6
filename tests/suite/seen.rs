//! A start over what was seen last: the screen is as it would be without it, and what is not true any more is said to be
//! of last time.

use std::fs;
use std::sync::Arc;

use insta::assert_snapshot;
use perusal::index::Index;
use perusal::ingest::Lists;
use perusal::query::Age;
use tempfile::TempDir;

use crate::harness::Harness;
use crate::read_folder::Reading;

/// A folder with some texts, two of them copies, and its index on the disk.
fn ground() -> (TempDir, Index) {
    let ground = tempfile::tempdir().unwrap();
    let folder = ground.path().join("cuttings");
    fs::create_dir(&folder).unwrap();
    let burned = "The old mill at Tarn burned on Monday. Firemen from Vell fought the flames all night, and the roof \
        fell in before dawn. Nobody was hurt, said Mayor Mara Quill of Tarn.";
    for day in 1..=28 {
        let text = match day {
            7 => burned.to_owned(),
            9 => format!("{burned} The mill had stood there since 1702."),
            day => format!("The ferry of Port Ellery carried {day} sheep and a piano, said Mara Quill of the line."),
        };
        let text = format!("Cutting number {day}\n\nPORT ELLERY, {day} May 2021 - {text}\n");
        fs::write(folder.join(format!("{day}.txt")), text).unwrap();
    }
    let index = Index::open(&ground.path().join("index")).unwrap();
    Reading::into(index.clone(), &folder, &Lists::default());
    (ground, index)
}

#[test]
fn a_start_over_what_was_seen_last_draws_the_screen_that_would_be_drawn_without() {
    let (_ground, index) = ground();
    for (columns, rows) in [(120, 40), (80, 24), (50, 20)] {
        for keys in ["", "j j j", "G", "l h j", "* j", "/ p i a n o enter", "o o", "l j j space"] {
            let mut first = Harness::over_kept(&index, Default::default(), Arc::default(), columns, rows);
            first.press(keys);
            let (session, marks) = first.end();
            let again = || (session.clone(), Arc::clone(&marks));
            let (mut fresh, mut kept) = (
                Harness::over_index(&index, again(), columns, rows),
                Harness::over_kept(&index, again().0, again().1, columns, rows),
            );
            assert_eq!(fresh.app.search.age, Age::Fresh);
            assert_eq!(kept.app.search.age, Age::Kept, "{keys} at {columns}×{rows}");
            assert_eq!(kept.screen(), fresh.screen(), "{keys} at {columns}×{rows}");
            assert_eq!(kept.roles(), fresh.roles(), "{keys} at {columns}×{rows}");
            // It is gone on with as with any other list.
            for keys in ["j", "G", "ctrl-u", "enter", "h", "g g"] {
                assert_eq!(kept.press(keys).screen(), fresh.press(keys).screen(), "{keys}");
            }
        }
    }
}

#[test]
fn what_is_not_true_any_more_is_said_to_be_of_last_time() {
    let (_ground, index) = ground();
    let heads = [(120, 40), (80, 24), (50, 20), (24, 10)].map(|(columns, rows)| {
        let mut reader = Harness::over_kept(&index, Default::default(), Arc::default(), columns, rows);
        reader.app.search.age = Age::LastTime;
        reader.screen().lines().next().unwrap_or_default().trim_end().to_owned()
    });
    assert_snapshot!("of_last_time", heads.join("\n"));
}
