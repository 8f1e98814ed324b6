//! The screens as they are drawn, at the sizes of a large, a usual, a small and a narrow terminal: what stands in each
//! cell, and for what it stands there. Each was looked at as a picture before it was accepted.

use std::fmt::Write;

use perusal::ui::{Palette, TerminalColours, Theme};

use crate::harness::Harness;

/// The sizes of the terminal, columns and rows.
const SIZES: [(u16, u16); 4] = [(160, 50), (120, 40), (80, 24), (50, 20)];

/// Names of screens, and the keys that open each from the list.
const SCREENS: [(&str, &str); 23] = [
    ("list", ""),
    ("typing", "/ d a m space g a t"),
    ("query", "/ d a m space g a t e s enter"),
    ("empty", "/ d a m space n o t a w o r d enter"),
    ("page", "enter"),
    ("page_under_a_query", "/ d a m space g a t e s enter enter"),
    ("page_scrolled", "enter space space"),
    ("outline", "/ f r e s h space w a t e r enter enter g o"),
    ("card", "enter e e enter"),
    ("facts", "i"),
    ("filters", "tab tab j j j space"),
    ("name", "g e enter"),
    ("why", "g e enter d"),
    ("names", "g e"),
    ("sentences", "/ d a m enter g w"),
    ("help", "?"),
    ("palette", ":"),
    ("which_key", "g"),
    ("view", "V"),
    ("overview", "g c"),
    ("story", "/ l a u t e n space p r o t o c o l enter g y"),
    ("notebook", "w o n e enter j w t w o enter g n"),
    ("problems", "g p"),
];

#[test]
fn the_screens_at_four_sizes() {
    for (name, keys) in SCREENS {
        let mut drawn = String::new();
        for (columns, rows) in SIZES {
            let mut reader = Harness::open(columns, rows);
            reader.press(keys);
            let (screen, roles) = (reader.screen(), reader.roles());
            let _ = writeln!(drawn, "── {columns}×{rows}\n{screen}\n── its roles\n{roles}");
        }
        insta::assert_snapshot!(format!("gallery_{name}"), drawn);
    }
}

#[test]
fn the_smallest_window_says_what_it_can() {
    let mut drawn = String::new();
    for (name, keys) in SCREENS {
        let mut reader = Harness::open(20, 5);
        reader.press(keys);
        let _ = writeln!(drawn, "── {name}\n{}", reader.screen());
    }
    insta::assert_snapshot!("gallery_smallest", drawn);
}

#[test]
fn six_screens_in_few_colours_and_in_none() {
    const FEW: [(&str, &str, Palette); 3] = [
        ("256", "auto", Palette::Indexed),
        ("16", "auto", Palette::Sixteen),
        ("none", "plain", Palette::Mono),
    ];
    for name in ["list", "query", "page", "card", "name", "palette"] {
        let keys = SCREENS.iter().find(|(of, _)| *of == name).unwrap().1;
        let mut drawn = String::new();
        for (colours, theme, palette) in FEW {
            let mut reader = Harness::open(80, 24);
            reader.app.settings.mono = palette == Palette::Mono;
            reader.press(keys);
            let theme = Theme::named(theme, TerminalColours::DARK, palette).unwrap();
            let (screen, styles) = (reader.screen(), reader.styles(&theme));
            let _ = writeln!(drawn, "── {colours} colours\n{screen}\n── its styles\n{styles}");
        }
        insta::assert_snapshot!(format!("gallery_few_colours_{name}"), drawn);
    }
}

/// The hints of the last row: what stands between wide gaps.
fn hints(screen: &str) -> Vec<String> {
    let last = screen.lines().last().unwrap_or("");
    last.split("   ").map(str::trim).filter(|hint| !hint.is_empty()).map(str::to_owned).collect()
}

#[test]
fn no_hint_of_a_key_is_cut() {
    for (name, keys) in SCREENS {
        let mut wide = Harness::open(400, 40);
        wide.press(keys);
        let whole = hints(&wide.screen());
        assert!(!whole.is_empty(), "{name}");
        for (columns, rows) in SIZES {
            let mut reader = Harness::open(columns, rows);
            reader.press(keys);
            let screen = reader.screen();
            // What a chord may go on with takes more rows where the window is narrow.
            for hint in hints(&screen).iter().filter(|_| name != "which_key") {
                // A pane that is alone has other keys, and each has a key and its words.
                let is_whole = whole.contains(hint) || columns < 110 && !hint.ends_with('…');
                assert!(is_whole, "{name} at {columns}×{rows}: “{hint}”\n{screen}");
            }
        }
    }
}

/// Letters that stand for something of the panes beneath an overlay.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

#[test]
fn nothing_touches_the_rules_between_panes() {
    for (name, keys) in SCREENS {
        for (columns, rows) in SIZES {
            let mut reader = Harness::open(columns, rows);
            reader.press(keys);
            let screen = reader.screen();
            for line in screen.lines() {
                let cells: Vec<char> = line.chars().collect();
                let rules = cells.iter().enumerate().filter(|(_, c)| **c == '│').map(|(at, _)| at);
                for at in rules {
                    let before = at.checked_sub(1).and_then(|at| cells.get(at)).copied().unwrap_or(' ');
                    let after = cells.get(at + 1).copied().unwrap_or(' ');
                    assert!(
                        !is_letter(before) && !is_letter(after),
                        "{name} at {columns}×{rows} touches a rule: “{line}”"
                    );
                }
            }
        }
    }
}

#[test]
fn an_overlay_has_a_blank_cell_around_it() {
    for (name, keys) in
        [("card", "enter e e enter"), ("facts", "i"), ("help", "?"), ("palette", ":"), ("view", "V")]
    {
        for (columns, rows) in [(160, 50), (120, 40), (80, 24)] {
            let mut reader = Harness::open(columns, rows);
            reader.press(keys);
            let (screen, roles) = (reader.screen(), reader.overlay_cells());
            let cells: Vec<Vec<char>> = screen.lines().map(|line| line.chars().collect()).collect();
            for (y, row) in roles.iter().enumerate() {
                for (x, _) in row.iter().enumerate().filter(|(_, over)| **over) {
                    for (dx, dy) in [(-1i32, 0i32), (1, 0), (0, -1), (0, 1)] {
                        let (nx, ny) = (x as i32 + dx, y as i32 + dy);
                        let (Ok(nx), Ok(ny)) = (usize::try_from(nx), usize::try_from(ny)) else { continue };
                        let outside = !roles.get(ny).and_then(|row| row.get(nx)).copied().unwrap_or(true);
                        let cell = cells.get(ny).and_then(|row| row.get(nx)).copied().unwrap_or(' ');
                        assert!(
                            !outside || !is_letter(cell),
                            "{name} at {columns}×{rows}: “{cell}” at {nx}, {ny}\n{screen}"
                        );
                    }
                }
            }
        }
    }
}
