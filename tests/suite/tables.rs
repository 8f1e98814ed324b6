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
