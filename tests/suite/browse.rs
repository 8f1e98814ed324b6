//! The list with preview and filters: keys in, screen out.

use perusal::app::{Effect, Message, Mouse, MouseAction, Overlay, Progress};

use perusal::query::{Criterion, Facet, Filter};

use crate::harness::Harness;

#[test]
fn the_sample_as_a_new_reader_meets_it() {
    let mut reader = Harness::open(120, 40);
    insta::assert_snapshot!("first_screen", reader.screen());
    insta::assert_snapshot!("first_screen_roles", reader.roles());
}

#[test]
fn a_search_narrows_while_it_is_typed_and_marks_what_it_finds() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("dam gates");
    insta::assert_snapshot!("typing", reader.screen());
    insta::assert_snapshot!("typing_roles", reader.roles());
}

#[test]
fn where_nothing_is_found_the_nearest_words_are_shown_and_tab_takes_them() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("resevroir");
    insta::assert_snapshot!("nearest", reader.screen());
    let shown = reader.app.list.ids.clone();
    assert!(!shown.is_empty() && !reader.app.reader.hits().is_empty(), "what is meant is marked");
    reader.press("tab");
    assert_eq!((reader.app.search.text(), &reader.app.list.ids), ("reservoir", &shown));
    assert_eq!(reader.app.search.understood(), None);
}

#[test]
fn esc_takes_the_search_back_and_never_quits() {
    let mut reader = Harness::open(120, 40);
    let before = reader.screen();
    reader.press("/").type_text("whistleblower").press("esc");
    assert_eq!(reader.screen(), before);
    reader.press("esc esc esc");
    assert_eq!(reader.screen(), before);
    assert!(!reader.left.contains(&Effect::Quit));
}

#[test]
fn whatever_is_typed_the_screen_never_empties_by_syntax() {
    let mut reader = Harness::open(120, 40);
    let syntax = ["(", "\"", "-", " AND", " OR", ":", " title:", " *", ")"];
    reader.press("/");
    for typed in syntax {
        reader.press("ctrl-u").type_text("dam").type_text(typed);
        assert!(!reader.app.list.ids.is_empty(), "“dam{typed}” finds nothing");
        reader.screen();
    }
    reader.press("ctrl-u");
    for typed in syntax.into_iter().chain([" https://x.y/z"]) {
        // One after the other they become words that nothing need contain.
        reader.type_text(typed);
        reader.screen();
    }
    reader.press("ctrl-u").type_text("dam AND");
    assert!(reader.app.list.ids.len() > 5, "an operator without a word finds nothing");
}

#[test]
fn filters_include_exclude_and_are_taken_back() {
    let mut reader = Harness::open(120, 40);
    let all = reader.app.list.ids.len();
    reader.press("tab tab j space");
    let with = reader.app.list.ids.len();
    insta::assert_snapshot!("filtered", reader.screen());
    reader.press("x");
    assert_eq!(reader.app.list.ids.len(), all - with);
    reader.press("u u");
    assert_eq!(reader.app.list.ids.len(), all);
    reader.press("ctrl-r X");
    assert_eq!(reader.app.list.ids.len(), all);
}

#[test]
fn the_row_under_the_cursor_stays_when_documents_arrive() {
    let mut reader = Harness::open(120, 40);
    reader.press("j j j j j");
    let before = reader.app.list.selected_id();
    reader.send(Message::Progress(Progress { done: 1, of: 2, ..Progress::default() }));
    reader.send(Message::Changed);
    assert_eq!(reader.app.list.selected_id(), before);
}

#[test]
fn that_files_are_read_again_after_an_upgrade_stands_beside_how_far_that_is() {
    let mut reader = Harness::open(120, 40);
    reader.send(Message::Progress(Progress { done: 1, of: 2, again: true, ..Progress::default() }));
    assert!(reader.screen().contains("reading again 50 % · 1 of 2 files"), "{}", reader.screen());
}

#[test]
fn the_palette_finds_and_runs_a_command() {
    let mut reader = Harness::open(120, 40);
    reader.press(":").type_text("star");
    insta::assert_snapshot!("palette", reader.screen());
    reader.press("enter");
    assert!(reader.left.iter().any(|effect| matches!(effect, Effect::Record { .. })));
}

#[test]
fn the_help_shows_every_key() {
    let mut reader = Harness::open(120, 60);
    reader.press("?");
    insta::assert_snapshot!("help", reader.screen());
}

#[test]
fn the_keys_that_move_elsewhere_move_in_the_help() {
    let mut reader = Harness::open(120, 40);
    reader.press("?");
    let chosen = |reader: &Harness| match &reader.app.overlay {
        Some(Overlay::Picker(picker)) => picker.selected,
        _ => panic!("the help is closed"),
    };
    let mut at = |keys: &str| {
        reader.press(keys);
        chosen(&reader)
    };
    assert_eq!(["down", "ctrl-n", "ctrl-d", "pagedown", "ctrl-f"].map(&mut at), [1, 2, 7, 17, 27]);
    assert_eq!(["pageup", "ctrl-b", "ctrl-u", "ctrl-p", "up"].map(&mut at), [17, 7, 2, 1, 0]);
    let last = at("end");
    assert!(last > 100);
    assert!(
        Harness::open(20, 5).press("?").screen().contains("Read"),
        "the smallest window has its first row"
    );
    assert_eq!(at("home"), 0);
    reader.type_text("star").press("ctrl-u");
    assert!(reader.screen().contains("type to narrow"), "with something typed it takes that away");
}

#[test]
fn the_problems_are_listed_with_their_reasons() {
    let mut reader = Harness::open(120, 24);
    reader.press("g p");
    insta::assert_snapshot!("problems", reader.screen());
}

#[test]
fn the_hints_show_what_may_follow_a_prefix() {
    let mut reader = Harness::open(120, 24);
    reader.press("g");
    let screen = reader.screen();
    // They take as many rows as they need, above the last one.
    let mut hints: Vec<&str> = screen.lines().rev().take(3).collect();
    hints.reverse();
    let hints = hints.join(" ");
    assert!(hints.contains("g…") && hints.contains("problems") && hints.contains("top"), "{hints}");
}

#[test]
fn stars_and_read_marks_are_recorded_and_undone() {
    let mut reader = Harness::open(120, 24);
    reader.press("*");
    assert!(reader.screen().contains('★'));
    reader.press("u");
    assert!(!reader.screen().contains('★'));
    let records = reader.left.iter().filter(|effect| matches!(effect, Effect::Record { .. })).count();
    assert_eq!(records, 2);
}

#[test]
fn the_mouse_opens_removes_and_scrolls() {
    let mut reader = Harness::open(120, 40);
    let click = |column, row| Message::Mouse(Mouse { what: MouseAction::Click, column, row });
    reader.send(click(60, 8));
    assert_eq!(reader.app.focus, perusal::app::Focus::Reader);
    reader.press("tab j space");
    assert_eq!(reader.app.search.filters.len(), 1);
    reader.send(click(5, 1));
    assert!(reader.app.search.filters.is_empty(), "a click on a chip takes the filter away");
    reader.send(click(10, 6));
    assert_eq!(reader.app.list.selected, reader.app.list.top + 1);
    reader.send(click(10, 6));
    assert_eq!(reader.app.view, perusal::app::View::Read, "a second click opens");
    let top = reader.app.list.top;
    reader.press("q").send(Message::Mouse(Mouse { what: MouseAction::WheelDown, column: 10, row: 6 }));
    assert!(reader.app.list.top > top);
    reader.send(click(5, 0));
    assert!(reader.app.prompt.is_some(), "a click on the query begins a search");
}

#[test]
fn a_name_is_chosen_from_all_names_by_typing() {
    let mut reader = Harness::open(120, 40);
    reader.press("tab tab /").type_text("ullinde");
    insta::assert_snapshot!("names", reader.screen());
    reader.press("tab");
    assert_eq!(reader.app.search.filters.len(), 1);
    assert!(reader.app.overlay.is_some(), "the list stays for the next name");
}

#[test]
fn a_range_is_chosen_on_the_time_line() {
    let mut reader = Harness::open(120, 40);
    reader.press("g t");
    insta::assert_snapshot!("time_line", reader.screen());
    reader.press("h space h h");
    insta::assert_snapshot!("time_line_selecting", reader.screen());
    insta::assert_snapshot!("time_line_selecting_roles", reader.roles());
    reader.press("space");
    insta::assert_snapshot!("time_line_filtered", reader.screen());
    let found = reader.app.list.ids.len();
    reader.press("u");
    assert!(reader.app.search.filters.is_empty() && reader.app.list.ids.len() > found);
    reader.press("ctrl-r");
    assert_eq!(reader.app.list.ids.len(), found);
    // Another range takes the place of the first, and goes again when it is chosen again.
    reader.press("enter");
    assert_eq!(reader.app.search.filters.len(), 1);
    reader.press("enter");
    assert!(reader.app.search.filters.is_empty());
}

#[test]
fn the_time_line_is_entered_from_the_first_filter_and_left_again() {
    let mut reader = Harness::open(120, 40);
    reader.press("tab tab k");
    assert!(reader.app.on_time_line());
    let years = reader.screen();
    reader.press("+ -");
    assert!(reader.app.on_time_line());
    reader.press("j");
    assert!(!reader.app.on_time_line());
    assert_eq!(reader.app.sidebar.cursor, 0);
    reader.press("k");
    assert_eq!(reader.screen(), years);
    // A range that has begun is let go of before anything else.
    reader.press("space esc");
    assert!(reader.app.on_time_line() && !reader.app.sidebar.time.is_selecting());
}

#[test]
fn a_click_on_the_time_line_points_and_a_second_one_filters() {
    let mut reader = Harness::open(120, 40);
    let bars = reader.app.panes.time_line();
    let click = Mouse { what: MouseAction::Click, column: bars.x, row: bars.y + 1 };
    reader.send(Message::Mouse(click));
    assert!(reader.app.on_time_line() && reader.app.search.filters.is_empty());
    reader.send(Message::Mouse(click));
    assert_eq!(reader.app.search.filters.len(), 1);
}

#[test]
fn folders_are_chosen_from_the_filters() {
    let mut reader = Harness::open(120, 40);
    reader.press("tab tab G");
    while reader.app.sidebar.facet_at(&[], 31) != Some(Facet::Folder) {
        reader.press("k");
    }
    reader.press("l j");
    insta::assert_snapshot!("folders", reader.screen());
    reader.press("space");
    insta::assert_snapshot!("folder_filtered", reader.screen());
}

#[test]
fn documents_like_one_are_a_list_with_what_they_share_and_one_step_leads_back() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("reservoir").press("enter j enter");
    let read = reader.app.current();
    reader.press("g m");
    insta::assert_snapshot!("more_like_this", reader.screen());
    assert!(!reader.app.list.ids.contains(&read.unwrap()), "it is not like itself");
    let like = reader.app.list.ids.clone();
    reader.press("u");
    assert_eq!((reader.app.search.text(), reader.app.search.filters.len()), ("reservoir", 0));
    assert_eq!(reader.app.current(), read);
    reader.press("ctrl-r");
    assert_eq!(reader.app.list.ids, like);
    reader.press("X");
    assert_eq!(reader.app.list.documents, reader.app.list.of);
}

#[test]
fn the_parts_of_a_search_are_turned_taken_away_and_changed() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("dam (gate OR wall) -water").press("enter tab tab j space");
    insta::assert_snapshot!("chips", reader.screen());
    insta::assert_snapshot!("chips_roles", reader.roles());
    let (found, text) = (reader.app.list.ids.len(), reader.app.search.text().to_owned());
    reader.press("g f");
    insta::assert_snapshot!("sets", reader.screen());
    // What is excluded is included, and then taken away.
    reader.press("down down tab");
    assert_eq!(reader.app.search.text(), "dam (gate OR wall) water");
    reader.press("tab down ctrl-x esc");
    assert_eq!(reader.app.search.text(), "dam (gate OR wall)");
    assert_eq!(reader.app.search.filters[0].mode, perusal::query::Mode::Exclude);
    reader.press("u u u");
    assert_eq!((reader.app.search.text(), reader.app.list.ids.len()), (text.as_str(), found));
    reader.press("ctrl-r ctrl-r ctrl-r");
    assert_eq!(reader.app.search.text(), "dam (gate OR wall)");
    // Changing one goes on from its words.
    reader.press("g f enter").type_text("s").press("enter");
    assert_eq!(reader.app.search.text(), "(gate OR wall) dams");
    reader.press("g f tab tab tab tab");
    assert_eq!(
        (reader.app.search.text(), &reader.app.search.filters[..], reader.app.overlay.is_none()),
        ("", &[][..], true),
        "nothing is left to choose from"
    );
}

#[test]
fn a_click_on_a_part_of_the_query_takes_it_away() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("dam -water").press("enter");
    let row = reader.screen().lines().nth(1).unwrap().to_owned();
    let column = row.chars().position(|c| c == '✗').unwrap() as u16;
    reader.send(Message::Mouse(Mouse { what: MouseAction::Click, column, row: 1 }));
    assert_eq!(reader.app.search.text(), "dam");
    reader.press("u");
    assert_eq!(reader.app.search.text(), "dam -water");
}

#[test]
fn documents_like_the_passage_at_the_cursor_are_asked_for_by_name() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("title:tribunal").press("enter enter").press("} } }");
    let (passage, _) = reader.app.reader.passage().unwrap();
    reader.press(":").type_text("more-like-passage").press("enter");
    let [Filter { criterion: Criterion::Like(example), .. }] = &reader.app.search.filters[..] else {
        panic!("no filter: {:?}", reader.app.search.filters)
    };
    assert_eq!(example.passage, Some(passage));
    assert!(reader.screen().contains("like: “") && !reader.app.list.ids.is_empty());
    reader.press("u");
    assert_eq!(reader.app.search.text(), "title:tribunal");
}

#[test]
fn nothing_is_like_a_file_that_could_not_be_read() {
    let mut reader = Harness::open(120, 40);
    reader.press("g p").press("g m");
    assert!(reader.app.search.filters.iter().all(|filter| !matches!(filter.criterion, Criterion::Like(_))));
    assert!(reader.screen().contains("no document is selected"));
}

#[test]
fn values_and_fields_are_offered_while_one_is_typed_and_tab_takes_them() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("source:cour");
    assert!(reader.screen().contains("Tab  The Harbour Courier 8"), "{}", reader.screen());
    reader.press("tab");
    assert_eq!(reader.app.search.text(), "source:\"The Harbour Courier\" ");
    let found = reader.app.list.ids.len();
    reader.type_text("date:202");
    assert!(reader.screen().contains("Tab  2023 "), "{}", reader.screen());
    reader.press("ctrl-u").type_text("folde").press("tab");
    assert_eq!(reader.app.search.text(), "folder:");
    reader.press("ctrl-u").type_text("by:").press("tab");
    assert!(reader.app.search.text().starts_with("by:"), "{}", reader.app.search.text());
    assert!(found > 0 && !reader.app.list.ids.is_empty());
}

#[test]
fn words_near_each_other_and_expressions_are_marked_as_hits() {
    let mut reader = Harness::open(120, 40);
    reader.press("/").type_text("\"gates dam\"~6").press("enter");
    let near = reader.app.list.ids.len();
    assert!(near > 0 && reader.screen().contains("hits"), "{}", reader.screen());
    reader.press("/").type_text("\"gates dam\"").press("enter");
    assert!(reader.app.list.ids.len() < near, "in this order they are not a phrase");
    reader.press("/").type_text(r"/gates? (of|at) \w+/").press("enter");
    assert!(!reader.app.list.ids.is_empty() && reader.screen().contains("hits"), "{}", reader.screen());
    reader.press("enter n");
    let page = reader.app.reader.page.as_ref().unwrap();
    let hit = reader.app.reader.hits().first().unwrap().of(&page.document.text).to_owned();
    assert!(hit.to_lowercase().starts_with("gate") && hit.contains(' '), "{hit}");
}
