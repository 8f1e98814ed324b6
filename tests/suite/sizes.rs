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

#[test]
fn a_small_screen_shows_every_key_of_a_chord_and_whom_a_name_may_be() {
    for (columns, rows) in [(40, 12), (50, 20), (60, 20), (80, 24)] {
        let mut reader = Harness::open(columns, rows);
        let screen = reader.press(",").screen();
        let all = [
            "= same",
            "! never",
            "m merge with",
            "d detach",
            "k kind",
            "c confirm",
            "e everywhere",
            "Esc back",
        ];
        assert!(all.iter().all(|key| screen.contains(key)), "{screen}");
        reader.press("esc").press("g e").press(", m").type_text("ma");
        let screen = reader.screen();
        let below: Vec<&str> = screen.lines().skip(usize::from(rows) - 2).collect();
        assert!(below.join("\n").contains(" is the same as: ma"), "{screen}");
        let offered = reader.app.prompt.as_ref().unwrap().completions.names[0].name.clone();
        assert!(below.join("\n").contains(&offered), "{offered}:\n{screen}");
    }
}

#[test]
fn a_card_never_covers_the_name_it_is_about() {
    for (columns, rows) in [(50, 20), (80, 24), (120, 40)] {
        let mut reader = Harness::open(columns, rows);
        reader.press("enter");
        for _ in 0..12 {
            let page = reader.press("e").screen();
            let row = reader.app.reader.mention_row().unwrap() + usize::from(reader.app.panes.reader.y);
            let card = reader.press("enter").screen();
            assert_ne!(page, card, "a card is open");
            assert_eq!(page.lines().nth(row), card.lines().nth(row), "row {row}:\n{card}");
            reader.press("esc");
        }
    }
}

#[test]
fn a_menu_opens_on_what_is_in_force() {
    let mut reader = Harness::open(120, 40);
    assert!(reader.press("S down enter").screen().contains("oldest"));
    assert!(reader.press("S enter").screen().lines().next().unwrap().contains("oldest"));
    reader.press("V down enter");
    assert_eq!(reader.app.theme(), "dark");
    reader.press("V enter");
    assert_eq!(reader.app.theme(), "dark", "it is still the dark one");
    assert_eq!(reader.press("V down").app.theme(), "light", "it is seen before it is chosen");
    assert_eq!(reader.press("esc").app.theme(), "dark");
}

#[test]
fn a_line_that_holds_no_more_says_so() {
    for open in ["/", "?", "g e /", "enter /"] {
        let mut reader = Harness::open(80, 24);
        reader.press(open);
        reader.send(Message::Paste("grain ".repeat(100_000)));
        assert!(reader.screen().contains("no more than 500 characters fit here"), "{open}");
        let full = reader.press("esc").press(open).type_text(&"x".repeat(500)).screen();
        assert!(!full.contains("no more than"), "{open}: {full}");
        assert!(reader.type_text("x").screen().contains("no more than"), "{open}");
    }
}

#[test]
fn at_eighty_columns_all_commands_and_help_stand_in_the_bottom_line_of_the_list() {
    for (query, columns) in [("", 80), ("harbour", 80), ("harbour", 60), ("harbour", 40)] {
        let mut reader = Harness::open(columns, 24);
        reader.press("/").type_text(query).press("enter");
        let screen = reader.screen();
        let bottom = screen.lines().last().unwrap_or_default();
        assert!(bottom.contains("⏎ read") && bottom.contains(": commands   ? help"), "{screen}");
    }
}
