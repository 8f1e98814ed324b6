//! Tables on a page that is narrower: they move sideways, by keys, wheel and whatever is gone to in them.

use perusal::app::{Message, Mouse, MouseAction, View};

use crate::harness::Harness;

/// A page with a table of nine columns, open on a screen of 80 columns.
fn ports(query: &str) -> Harness {
    let columns = [
        "Port",
        "Harbour master",
        "Berths",
        "Dredged to",
        "Ships in 2019",
        "Ships in 2020",
        "Ships in 2021",
        "Insured by",
        "Remarks",
    ];
    let masters = ["Ada Bell", "Jonas Reed", "Mira Holt"];
    let remarks = ["closed in winter", "the dam is to be rebuilt", "none"];
    let row = |cells: Vec<String>, tag: &str| {
        let cells: String = cells.iter().map(|cell| format!("<{tag}>{cell}</{tag}>")).collect();
        format!("<tr>{cells}</tr>")
    };
    let head = row(columns.map(str::to_owned).to_vec(), "th");
    let rows = (0..6).map(|at| {
        let figure = |of: usize| (of * 37 + at * 411).to_string();
        let cells = vec![
            format!("Dock {at}"),
            masters[at % 3].to_owned(),
            (at * 7 + 2).to_string(),
            format!("{} m", at + 6),
            figure(19),
            figure(20),
            figure(21),
            "Baltic Mutual Society".to_owned(),
            remarks[at % 3].to_owned(),
        ];
        row(cells, "td")
    });
    let rows: String = rows.collect();
    let words = "The harbour office counted the ships in all docks of the town last year, and found that there were \
                 fewer than in the years before, above all in the smaller ones.";
    let page = format!(
        "<html><head><title>Ships in the docks</title></head><body><article><h1>Ships in the docks</h1>\
         <p>{words}</p><table>{head}{rows}</table><p>{words}</p></article></body></html>"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ports.html"), page).unwrap();
    let mut reader = Harness::open_folder(folder.path(), 80, 24);
    reader.press("/").type_text(query).press("enter enter");
    assert_eq!(reader.app.view, View::Read);
    reader
}

#[test]
fn a_table_wider_than_the_page_moves_by_its_columns_with_its_header() {
    let mut reader = ports("harbour");
    let before = reader.screen();
    assert!(before.contains("›") && !before.contains("‹") && !before.contains("Remarks"), "{before}");
    reader.press("l");
    insta::assert_snapshot!("table_moved", reader.screen());
    reader.press("9 l");
    let end = reader.screen();
    assert!(end.contains("‹") && !end.contains("›") && end.contains("rebuilt"), "{end}");
    let column = |word: &str| {
        let row = end.lines().find(|row| row.contains(word)).unwrap_or_default();
        row.split(word).next().unwrap_or_default().chars().count()
    };
    assert_eq!(column("Remarks"), column("closed in winter"), "{end}");
    reader.press("l");
    let notice = reader.app.notice.as_ref().map(|notice| notice.text.clone());
    assert_eq!(notice.as_deref(), Some("the table ends here: h goes back to the left"));
    for _ in 0..9 {
        reader.press("h");
        if reader.screen() == before {
            break;
        }
    }
    assert_eq!((reader.screen(), reader.app.view), (before, View::Read));
    reader.press("h");
    assert_eq!(reader.app.view, View::Browse);
}

#[test]
fn what_is_gone_to_in_the_hidden_part_comes_into_sight() {
    let mut reader = ports("rebuilt");
    reader.press("g g n");
    assert_eq!(reader.app.reader.hit, Some(0));
    assert!(reader.screen().contains("rebuilt"), "{}", reader.screen());
    assert_eq!(reader.roles().matches('#').count(), "rebuilt".len(), "{}", reader.roles());
}

#[test]
fn the_wheel_turned_sideways_moves_the_table_under_it_and_a_click_hits_what_is_seen() {
    let mut reader = ports("harbour");
    let row = reader.screen().lines().position(|row| row.contains("Dock 1")).unwrap() as u16;
    let send = |reader: &mut Harness, what, column, row| {
        reader.send(Message::Mouse(Mouse { what, column, row }));
    };
    let start = reader.screen();
    send(&mut reader, MouseAction::WheelRight, 10, 2);
    assert_eq!(reader.screen(), start, "no table is under it");
    for _ in 0..9 {
        send(&mut reader, MouseAction::WheelRight, 10, row);
    }
    let end = reader.screen();
    let line = end.lines().nth(row.into()).unwrap();
    let column = line.split("rebuilt").next().unwrap().chars().count() as u16;
    for action in [MouseAction::Click, MouseAction::Release, MouseAction::Click] {
        send(&mut reader, action, column + 1, row);
    }
    let (span, words) = reader.app.reader.passage().unwrap();
    assert_eq!((words, span.len()), ("rebuilt", 7));
    for _ in 0..9 {
        send(&mut reader, MouseAction::WheelLeft, 10, row);
    }
    assert!(reader.screen().contains("Dock 1"));
}

/// A file of 130 rows and nine columns, every third row without a depth, open on a screen of 80 columns and so many
/// rows.
fn long_table(query: &str, rows: u16) -> Harness {
    let mut text =
        "Berth,Harbour master,Depth,Dredged,Ships 2019,Ships 2020,Ships 2021,Insured by,Remarks\n".to_owned();
    for at in 0..130 {
        let depth = if at % 3 == 0 { String::new() } else { (at % 7 + 5).to_string() };
        let wide = if at > 100 { "the dam above it is to be rebuilt" } else { "none" };
        let (one, two, three) = (at * 37, at * 41, at * 43);
        text +=
            &format!("Dock {at},Ada Bell,{depth},{},{one},{two},{three},Baltic Mutual,{wide}\n", 1900 + at);
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("berths.csv"), text).unwrap();
    let mut reader = Harness::open_folder(folder.path(), 80, rows);
    reader.press("/").type_text(query).press("enter enter");
    assert_eq!(reader.app.view, View::Read);
    reader
}

/// The column of a word in the first row that has it.
fn column(screen: &str, word: &str) -> usize {
    let row = screen.lines().find(|row| row.contains(word)).unwrap_or_default();
    row.split(word).next().unwrap_or_default().chars().count()
}

#[test]
fn the_row_that_names_the_columns_stays_in_sight_and_no_row_is_lost_below_it() {
    let mut reader = long_table("baltic", 24);
    reader.press("g g");
    let docks = |screen: &str| -> Vec<u32> {
        let rows = screen.lines().filter_map(|row| row.trim_start().strip_prefix("Dock "));
        rows.filter_map(|row| row.split(' ').next()?.parse().ok()).collect()
    };
    let mut seen = docks(&reader.screen());
    for _ in 0..140 {
        let before = docks(&reader.screen());
        let screen = reader.press("j").screen();
        let now = docks(&screen);
        assert!(now.iter().zip(now.iter().skip(1)).all(|(one, next)| one + 1 == *next), "{screen}");
        assert!(now.first().unwrap() - before.first().unwrap() <= 1, "{screen}");
        let is_inside = *now.last().unwrap() < 129;
        if is_inside {
            assert_eq!(screen.matches("Harbour master").count(), 1, "{screen}");
            assert_eq!(column(&screen, "Dredged"), column(&screen, "Harbour master") + 25, "{screen}");
            let row = screen.lines().rev().find(|row| row.contains("Dock ")).unwrap();
            let named = screen.lines().find(|row| row.contains("Harbour master")).unwrap();
            let bars = |row: &str| {
                row.char_indices().filter(|(_, c)| *c == '|').map(|(at, _)| at).collect::<Vec<_>>()
            };
            assert_eq!(bars(named), bars(row), "{screen}");
        }
        seen.extend(now);
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, (0..130).collect::<Vec<_>>());
    reader.press("g g space space");
    insta::assert_snapshot!("table_headed", reader.screen());
}

#[test]
fn the_header_moves_sideways_with_its_table_and_the_place_stays() {
    let mut reader = long_table("baltic", 24);
    reader.press("g g space space space l l");
    let screen = reader.screen();
    assert_eq!(
        column(&screen, "Dredged") + 3,
        column(&screen, "1953"),
        "figures stand to the right: {screen}"
    );
    assert!(!screen.contains("Harbour master"), "{screen}");
    let place = reader.app.reader.top_offset();
    for _ in 0..3 {
        reader.press("c c");
        reader.send(Message::Resize(70, 24));
        reader.send(Message::Resize(80, 24));
    }
    assert_eq!(reader.app.reader.top_offset(), place);
    reader.press("G l l l");
    assert!(reader.screen().contains("rebuilt"));
    reader.press("g g space");
    assert!(reader.screen().lines().any(|row| row.contains("Remarks")), "all of it has moved");
}

#[test]
fn what_is_gone_to_is_never_below_the_header_and_a_low_screen_has_none() {
    let mut reader = long_table("1977", 24);
    reader.press("g g n");
    let screen = reader.screen();
    assert!(screen.contains("Dock 77 ") && screen.contains("Berth"), "{screen}");
    reader.press("}");
    for _ in 0..3 {
        let screen = reader.press("}").screen();
        let (span, _) = reader.app.reader.passage().unwrap();
        let text = &reader.app.reader.page.as_ref().unwrap().document.text;
        let first = span.of(text).split(" |").next().unwrap().to_owned();
        assert!(screen.contains(&first), "{first}: {screen}");
    }
    let mut low = long_table("1977", 9);
    assert!(!low.press("g g space space space").screen().contains("Berth"), "{}", low.screen());
}
