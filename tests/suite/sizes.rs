//! Every screen at every size: nothing panics, nothing is drawn outside.

use perusal::app::Message;

use crate::harness::Harness;

/// Keys that open each screen, from the list.
const SCREENS: [&str; 14] = [
    "",
    "enter",
    "?",
    ":",
    "i",
    "g e",
    "g e / m a",
    "g e enter",
    "g e enter tab",
    "g e d",
    "g e c",
    "tab",
    "tab tab",
    "/ d a m",
];

#[test]
fn no_size_makes_any_screen_panic() {
    for keys in SCREENS {
        for (columns, rows) in [
            (240, 70),
            (160, 50),
            (110, 30),
            (100, 12),
            (80, 24),
            (69, 20),
            (50, 20),
            (40, 10),
            (20, 5),
            (12, 3),
            (1, 1),
            (3, 60),
            (200, 2),
        ] {
            let mut reader = Harness::open(columns, rows);
            reader.press(keys);
            reader.screen();
            reader.press("j G e n J tab");
            reader.screen();
        }
    }
}

#[test]
fn the_state_may_be_larger_or_smaller_than_the_frame() {
    let mut reader = Harness::open(80, 24);
    for (columns, rows) in [(200, 60), (10, 4), (81, 24), (80, 24)] {
        reader.send(Message::Resize(columns, rows));
        reader.screen();
    }
    reader.send(Message::Resize(80, 24));
    assert!(reader.screen().contains("documents"));
}

#[test]
fn two_panes_and_one() {
    insta::assert_snapshot!("two_panes", Harness::open(80, 24).screen());
    insta::assert_snapshot!("one_pane", Harness::open(50, 20).screen());
    insta::assert_snapshot!("one_pane_reading", Harness::open(50, 20).press("enter").screen());
    insta::assert_snapshot!("wide", Harness::open(160, 50).press("enter").screen());
    insta::assert_snapshot!("tiny", Harness::open(40, 10).screen());
}

#[test]
fn a_page_keeps_its_place_when_the_width_changes() {
    let mut reader = Harness::open(120, 30);
    reader.press("/").type_text("title:measures").press("enter enter space space");
    let before = reader.app.reader.top_offset().unwrap();
    for width in [60, 200, 40, 120] {
        reader.send(Message::Resize(width, 30));
        let after = reader.app.reader.top_offset().unwrap();
        assert!(after.abs_diff(before) < 120, "at {width}: {before} became {after}");
    }
}
