//! What colours say, and what says it where there are none.

use crate::harness::Harness;

#[test]
fn the_name_under_the_cursor_is_unlike_its_siblings_and_is_counted() {
    let mut reader = Harness::open(120, 40);
    reader.press("enter");
    let places = loop {
        reader.press("e");
        let (name, first, of) = reader.app.reader.place_among_mentions().unwrap();
        if first == 1 && of > 1 {
            break [1, 2].map(|at| format!("{name} {at} of {of}"));
        }
    };
    assert!(reader.screen().contains(&places[0]), "{places:?}");
    let roles = reader.roles();
    let rows: Vec<&str> = roles.lines().collect();
    let page = rows[..rows.len() - 2].join("\n");
    assert!(page.contains('N'), "the cursor: {page}");
    assert!(page.contains('M'), "its siblings: {page}");
    let before = page.find('N');
    let next = reader.press("ctrl-n").roles();
    assert!(reader.screen().contains(&places[1]));
    assert_ne!(next.find('N'), before);
}

#[test]
fn one_rule_is_that_of_the_pane_with_the_focus() {
    let mut reader = Harness::open(160, 40);
    let bright = |reader: &mut Harness| {
        let roles = reader.roles();
        let row = roles.lines().nth(12).unwrap_or_default().to_owned();
        row.chars().enumerate().filter(|(_, role)| *role == '║').map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert!(bright(&mut reader).is_empty(), "the list has its bar");
    let page = bright(reader.press("tab"));
    let filters = bright(reader.press("tab"));
    assert!(page.len() == 1 && filters.len() == 1 && page[0] < filters[0], "{page:?} {filters:?}");
}

#[test]
fn without_colour_signs_say_the_kinds_of_names() {
    let mut reader = Harness::open(120, 40);
    reader.press("enter");
    let signs = |screen: &str| ["ᴾ", "ᴼ", "ᴸ"].map(|sign| screen.matches(sign).count());
    let coloured = reader.screen();
    assert_eq!(signs(&coloured), [0, 0, 0]);
    reader.press("V").type_text("plain");
    assert_ne!(signs(&reader.screen()), [0, 0, 0], "while the theme is only looked at, too");
    assert_eq!(signs(&reader.press("esc").screen()), [0, 0, 0]);
    let plain = reader.press("V").type_text("plain").press("enter").screen();
    assert!(signs(&plain).iter().all(|count| *count > 0), "{plain}");
    insta::assert_snapshot!("plain", plain);
    reader.app.settings.theme = "auto".into();
    reader.app.settings.mono = true;
    assert_eq!(reader.press("j k").screen(), plain, "on terminals without colours whatever the theme");
    // What stands under a cell is found past the signs.
    reader.press("g g");
    assert_eq!(signs(&reader.press("V").type_text("names").press("enter").screen()), [0, 0, 0], "no marks");
}
