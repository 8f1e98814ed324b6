//! A start over what was seen last: the screen is as it would be without it, and what is not true any more is said to be
//! of last time.

use std::fs;
use std::sync::Arc;

use insta::assert_snapshot;
use perusal::app::{Effect, Session};
use perusal::engine::Engine;
use perusal::index::Index;
use perusal::ingest::Lists;
use perusal::query::{Age, Marks};
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
            day => format!(
                "The ferry of Port Ellery carried {day} sheep and a piano, said Mara Quill of the line."
            ),
        };
        let text = format!("Cutting number {day}\n\nPORT ELLERY, {day} May 2021 - {text}\n");
        fs::write(folder.join(format!("{day}.txt")), text).unwrap();
    }
    let index = Index::open(&ground.path().join("index")).unwrap();
    Reading::into(index.clone(), &folder, &Lists::default());
    (ground, index)
}

/// What a start goes on with: the session before, and the marks that were made.
type Before = (Session, Arc<Marks>);

/// The collection as it is opened; whether with what was seen last.
fn open(index: &Index, kept: bool, before: Before, size: (u16, u16)) -> Harness {
    let engine = Engine::new(vec![index.clone()], Vec::new(), Vec::new());
    let engine = if kept { engine.beginning_with_last() } else { engine };
    Harness::begin(engine, &Lists::default(), before, size.0, size.1)
}

/// Ends the program.
fn end(mut reader: Harness) -> Before {
    reader.press("ctrl-c");
    let mut session = Session::default();
    for effect in &reader.left {
        match effect {
            Effect::KeepSeen(shown) => reader.engine.keep_seen(shown).unwrap(),
            Effect::Remember(kept) => session = kept.clone(),
            _ => {}
        }
    }
    (session, reader.app.marks)
}

#[test]
fn a_start_over_what_was_seen_last_draws_the_screen_that_would_be_drawn_without() {
    let (_ground, index) = ground();
    for (columns, rows) in [(120, 40), (80, 24), (50, 20)] {
        for keys in ["", "j j j", "G", "l h j", "* j", "/ p i a n o enter", "o o", "l j j space"] {
            let mut first = open(&index, true, Before::default(), (columns, rows));
            first.press(keys);
            let before = end(first);
            let [mut fresh, mut kept] =
                [false, true].map(|kept| open(&index, kept, before.clone(), (columns, rows)));
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
        let mut reader = open(&index, true, Before::default(), (columns, rows));
        reader.app.search.age = Age::LastTime;
        reader.screen().lines().next().unwrap_or_default().trim_end().to_owned()
    });
    assert_snapshot!("of_last_time", heads.join("\n"));
}
