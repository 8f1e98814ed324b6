//! Stories as rows of the list: one row for all reports of a story, opened to them and from them to their copies, and
//! closed again; marked, counted, and made anew by what the reader says of stories.

use std::fs;
use std::sync::Arc;

use insta::assert_snapshot;
use perusal::app::input::keymap::Keymap;
use perusal::app::{App, Effect, Message, Progress, Session, Settings, update};
use perusal::model::DocumentId;
use perusal::query::{Answer, Question, SearchResults, SharedBy, StoryRows};
use tempfile::TempDir;

use crate::harness::Harness;
use crate::stories::REPORTS;

/// Chooses that a story is one row.
fn choose(harness: &mut Harness) {
    harness.press("V").type_text("first found").press("enter");
    assert_eq!(harness.app.settings.stories, StoryRows::Rows);
}

/// Goes down to the next story.
fn go_to_story(harness: &mut Harness) {
    let is_story = |app: &App| {
        let row = app.list.shared_row(app.current().unwrap());
        row.is_some_and(|row| row.by == SharedBy::Story)
    };
    while !is_story(&harness.app) {
        let before = harness.app.list.selected;
        harness.press("j");
        assert_ne!(harness.app.list.selected, before, "there is a story below");
    }
}

#[test]
fn a_story_of_the_sample_is_one_row_that_opens_to_its_reports() {
    for (columns, rows) in [(120, 40), (80, 24)] {
        let mut reader = Harness::open(columns, rows);
        choose(&mut reader);
        go_to_story(&mut reader);
        assert_snapshot!(format!("story-row-closed-{columns}"), reader.screen());
        assert_snapshot!(format!("story-row-open-{columns}"), reader.press("+").screen());
    }
}

#[test]
fn who_reports_is_said_in_an_open_story_however_narrow_the_list_is() {
    for (columns, rows) in [(120, 40), (80, 24), (50, 20), (30, 12)] {
        let mut reader = Harness::open(columns, rows);
        choose(&mut reader);
        let screen = reader.press("/").type_text("tribunal").press("enter g g +").screen();
        assert_eq!(reader.app.list.inner(reader.app.list.ids[1]).map(|inner| inner.depth), Some(1));
        assert!(columns < 50 || screen.contains("9 Mar 22 · ~INTER"), "{screen}");
    }
}

/// The reports, the first of them in two files more, with stories as rows and the story selected.
fn open(columns: u16, rows: u16) -> (TempDir, Harness) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in REPORTS {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for name in ["again.txt", "twice.txt"] {
        fs::write(folder.path().join(name), REPORTS[0].1).unwrap();
    }
    fs::write(folder.path().join("late.txt"), REPORTS[1].1.replace(" Ida Marrel", "")).unwrap();
    let mut reader = Harness::open_folder(folder.path(), columns, rows);
    choose(&mut reader);
    reader.press("g g");
    go_to_story(&mut reader);
    (folder, reader)
}

/// The file of each row, with how deep it stands, and the one that is selected.
fn listed(reader: &Harness) -> (Vec<(usize, String)>, String) {
    let list = &reader.app.list;
    let name = |id| list.row(id).map_or_else(String::new, |row| row.path.clone());
    let depth = |id| list.inner(id).map_or(0, |inner| inner.depth);
    (
        list.ids.iter().map(|&id| (depth(id), name(id))).collect(),
        list.selected_id().map_or_else(String::new, name),
    )
}

/// The files of the story's rows alone.
fn of_story(reader: &Harness) -> Vec<(usize, String)> {
    let about_mill =
        |file: &str| ["gull.txt", "again.txt", "twice.txt", "witness.txt", "late.txt"].contains(&file);
    listed(reader).0.into_iter().filter(|(_, file)| about_mill(file)).collect()
}

#[test]
fn a_story_opens_to_its_reports_and_these_to_their_copies() {
    let (_folder, mut reader) = open(100, 30);
    assert!(reader.screen().contains("9 documents · 3 of them copies · 1 story"), "{}", reader.screen());
    let rows = |rows: &[(usize, &str)]| -> Vec<(usize, String)> {
        rows.iter().map(|&(depth, file)| (depth, file.to_owned())).collect()
    };
    let first = [(0, "witness.txt")];
    assert_eq!(of_story(&reader), rows(&first));
    let told = [(0, "witness.txt"), (1, "again.txt")];
    assert_eq!(of_story(reader.press("+")), rows(&told));
    let open = [(0, "witness.txt"), (2, "late.txt"), (1, "again.txt")];
    assert_eq!(of_story(reader.press("+")), rows(&open), "its copies");
    reader.press("+");
    assert!(reader.screen().contains("this row stands for one document only"));
    let all = [(0, "witness.txt"), (2, "late.txt"), (1, "again.txt"), (2, "gull.txt"), (2, "twice.txt")];
    assert_eq!(of_story(reader.press("j j +")), rows(&all));
    assert_snapshot!("story-row-with-copies", reader.screen());
    // Another answer leaves open what was.
    reader.press("ctrl-l").send(Message::Changed);
    assert_eq!(of_story(&reader), rows(&all));
    assert_eq!(of_story(reader.press("j -")), rows(&open), "from one of the copies");
    assert_eq!(of_story(reader.press("-")), rows(&first), "from a report the whole story");
    assert_eq!(listed(&reader).1, "witness.txt");
    assert_eq!(of_story(reader.press("+ + - -")), rows(&first), "back step by step");
    reader.press("-");
    assert!(reader.screen().contains("no row is open here"));
}

#[test]
fn a_story_is_of_what_is_found_and_is_marked_as_a_whole() {
    let (_folder, mut reader) = open(100, 30);
    reader.press("space");
    assert_eq!(reader.app.list.batch.ids().len(), 5);
    reader.press("space");
    assert_eq!(reader.app.list.batch.ids().len(), 0);
    // Of the copies of one report a story has one row, of one report alone none.
    reader.press("/").type_text("1820").press("enter");
    assert_eq!(of_story(&reader), [(0, "again.txt".to_owned())]);
    assert!(!reader.screen().contains("story"), "{}", reader.screen());
    reader.press("/ ctrl-u").type_text("mill").press("enter");
    assert_eq!(reader.app.list.ids.len(), 1);
    let first = reader.app.current();
    reader.press("enter");
    assert!(
        reader.app.current() == first
            && reader.app.reader.page.as_ref().unwrap().document.text.contains("mill")
    );
}

#[test]
fn copies_are_counted_and_stand_apart_whatever_becomes_of_stories() {
    let (_folder, mut reader) = open(100, 30);
    let once = reader.press("V").type_text("count them as one").press("enter").screen();
    assert!(once.contains("3 of them copies, counted once · 1 story"), "{once}");
    let apart = reader.press("V").type_text("apart").press("enter").screen();
    assert!(apart.contains("9 documents · 1 story") && apart.contains("≡5"), "{apart}");
}

#[test]
fn reports_of_stories_are_found_by_how_many_there_are_also_as_said() {
    let (_folder, mut reader) = open(100, 30);
    let found = |reader: &mut Harness, typed: &str| {
        reader.press("/ ctrl-u").type_text(typed).press("enter");
        let mut found: Vec<String> = listed(reader).0.into_iter().map(|(_, file)| file).collect();
        found.sort_unstable();
        found
    };
    reader.press("V").type_text("for each report").press("enter");
    assert_eq!(reader.app.settings.stories, StoryRows::Apart);
    assert_eq!(
        found(&mut reader, "is:story"),
        ["again.txt", "witness.txt"],
        "with their copies in their rows"
    );
    assert_eq!(reader.app.list.documents, 5);
    assert_eq!(found(&mut reader, "reports:>2"), [""; 0]);
    assert_eq!(found(&mut reader, "-is:story"), ["barn.txt", "choir.txt", "dam.txt", "gulls.txt"]);
    assert_eq!(found(&mut reader, "reports:1 dam"), ["dam.txt"]);
    found(&mut reader, "-is:story");
    reader.press("A , y");
    assert_eq!(found(&mut reader, "reports:>2 dam"), ["dam.txt"], "said to be one story with three others");
}

#[test]
fn what_is_said_of_stories_changes_the_rows_at_once() {
    let (_folder, mut reader) = open(100, 30);
    reader.press("g y g g , Y q");
    assert_eq!(of_story(&reader).len(), 2, "{}", reader.screen());
    assert_eq!(reader.app.list.stories(), 0);
    reader.press("u");
    assert_eq!((of_story(&reader).len(), reader.app.list.stories()), (1, 1));
    reader.press("g g space G space , y");
    assert_eq!((reader.app.list.ids.len(), reader.app.list.stories()), (4, 1), "{}", reader.screen());
    assert_eq!(reader.app.list.shared_row(reader.app.list.ids[0]).unwrap().others.len(), 2);
}

#[test]
fn the_list_does_not_wait_for_the_stories_which_are_found_once_all_is_read() {
    let settings = Settings { stories: StoryRows::Rows, ..Settings::default() };
    let mut app = App::new(Keymap::built_in().unwrap(), settings, Session::default(), (80, 24));
    let asked = |effects: &[Effect]| -> Vec<(u64, bool)> {
        let of = |effect: &Effect| match effect {
            Effect::Ask { ticket, question: Question::Stories } => Some((*ticket, true)),
            Effect::Ask { ticket, question: Question::Search { .. } } => Some((*ticket, false)),
            _ => None,
        };
        effects.iter().filter_map(of).collect()
    };
    let results = |ticket, knows_stories| {
        let ids = vec![DocumentId(1), DocumentId(2)].into();
        let results = SearchResults {
            ids,
            unfolded: 2,
            of: 2,
            knows_copies: true,
            knows_stories,
            ..Default::default()
        };
        Message::Answer { ticket, answer: Ok(Answer::Results { results, rows: Vec::new() }) }
    };
    let first = asked(&app.start())[0].0;
    assert!(
        asked(&update(&mut app, results(first, false))).is_empty(),
        "while files are read it would be in vain"
    );
    let read = Message::Progress(Progress { done: 2, of: 2, finished: true, ..Progress::default() });
    let stories = asked(&update(&mut app, read));
    let [(finding, true)] = stories[..] else { panic!("{stories:?}") };
    assert!(app.is_finding_stories() && app.list.ids.len() == 2);
    let next = asked(&update(&mut app, Message::Changed));
    assert!(asked(&update(&mut app, results(next[0].0, false))).is_empty(), "it is being found already");
    let failed = Message::Answer { ticket: finding, answer: Err("broken".into()) };
    assert!(asked(&update(&mut app, failed)).is_empty() && !app.is_finding_stories());
    let next = asked(&update(&mut app, Message::Changed));
    let stories = asked(&update(&mut app, results(next[0].0, false)));
    let [(finding, true)] = stories[..] else { panic!("{stories:?}") };
    let answer = |ticket| Message::Answer { ticket, answer: Ok(Answer::Stories(Arc::default())) };
    assert!(asked(&update(&mut app, answer(finding + 1))).is_empty(), "of another question");
    let list = asked(&update(&mut app, answer(finding)));
    let [(list, false)] = list[..] else { panic!("{list:?}") };
    assert!(asked(&update(&mut app, results(list, true))).is_empty() && !app.is_finding_stories());
}
