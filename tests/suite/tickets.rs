//! Answers that come too late change nothing.

use std::sync::Arc;

use perusal::app::input::keymap::Keymap;
use perusal::app::pane::sidebar::SidebarLine;
use perusal::app::popup::prompt::PromptPurpose;
use perusal::app::screens::Screen;
use perusal::app::{App, Effect, Message, Overlay, Session, Settings, update};
use perusal::model::{Document, DocumentId, Key, Kind, Mention, Span};
use perusal::query::{
    Age, Answer, Completion, Correction, DocumentPage, EntityCard, EntityList, NameReference, Question,
    SearchResults, Spelling,
};

use crate::harness::Harness;

fn app() -> App {
    App::new(Keymap::built_in().unwrap(), Settings::default(), Session::default(), (120, 40))
}

fn answer(ticket: u64, answer: Answer) -> Message {
    Message::Answer { ticket, answer: Ok(answer) }
}

fn found(ticket: u64, ids: std::ops::Range<u64>) -> Message {
    let ids = ids.map(DocumentId).collect();
    let results = SearchResults { of: 100, ids, ..SearchResults::default() };
    answer(ticket, Answer::Results { results, rows: vec![] })
}

fn key(text: &str) -> Message {
    Message::Key(text.parse().unwrap())
}

/// A name that is offered.
fn completion(kind: Kind, name: &str, documents: u32) -> Completion {
    Completion { kind: Some(kind), name: name.to_owned(), documents }
}

#[test]
fn an_answer_to_an_older_search_is_dropped() {
    let mut app = app();
    app.start();
    let mut tickets = Vec::new();
    for message in [key("/"), key("a"), key("b")] {
        for effect in update(&mut app, message) {
            if let Effect::Ask { ticket, question: Question::Search { .. } } = effect {
                tickets.push(ticket);
            }
        }
    }
    assert_eq!(tickets.len(), 2);
    update(&mut app, found(tickets[0], 1..9));
    assert_eq!(app.list.ids.len(), 0);
    update(&mut app, found(tickets[1], 1..4));
    assert_eq!(app.list.ids.len(), 3);
    update(&mut app, answer(tickets[0], Answer::HitCounts { hits: 99, folded: 0 }));
    assert_eq!(app.list.hits, None);
}

#[test]
fn a_page_asked_for_before_another_row_was_selected_is_dropped() {
    let mut app = app();
    app.start();
    let ticket = app.search.ticket;
    let loads = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Ask { ticket, question: Question::Page { id, .. } } => Some((ticket, id)),
            _ => None,
        })
    };
    let first = loads(update(&mut app, found(ticket, 1..9))).unwrap();
    let second = loads(update(&mut app, key("j"))).unwrap();
    assert_ne!(first.1, second.1);
    let page = |id| Answer::Page(Arc::new(DocumentPage { id, ..DocumentPage::default() }));
    update(&mut app, answer(first.0, page(first.1)));
    assert_eq!(app.reader.id(), None);
    update(&mut app, answer(second.0, page(second.1)));
    assert_eq!(app.reader.id(), Some(second.1));
}

#[test]
fn an_answer_meant_for_a_list_of_names_as_it_was_before_is_dropped() {
    let mut app = app();
    app.start();
    let asked = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Ask { ticket, question: Question::EntityList(_) } => Some(ticket),
            _ => None,
        })
    };
    update(&mut app, key("g"));
    let first = asked(update(&mut app, key("e"))).unwrap();
    let second = asked(update(&mut app, key("tab"))).unwrap();
    let list = |ticket, total| answer(ticket, Answer::EntityList(EntityList { rows: vec![], total }));
    let total = |app: &App| match app.screen() {
        Some(Screen::EntityList(entities)) => entities.total,
        other => panic!("{other:?}"),
    };
    update(&mut app, list(first, 1));
    assert_eq!(total(&app), 0);
    update(&mut app, list(second, 2));
    assert_eq!(total(&app), 2);
    update(&mut app, list(0, 3));
    assert_eq!(total(&app), 2);
}

#[test]
fn a_list_asks_again_when_names_have_changed_and_when_its_answer_was_passed_over() {
    let mut app = app();
    app.start();
    let is_list = |of: &Effect| matches!(of, Effect::Ask { question: Question::EntityList(_), .. });
    let asks = |effects: &[Effect]| effects.iter().any(is_list);
    update(&mut app, key("g"));
    update(&mut app, key("e"));
    assert!(asks(&update(&mut app, Message::Corrected)));
    assert!(asks(&update(&mut app, Message::Changed)));
    app.screens.push(Screen::Sentences(Box::default()));
    assert!(!asks(&update(&mut app, Message::Corrected)), "it lies below");
    assert!(asks(&update(&mut app, key("q"))));
    assert!(!asks(&update(&mut app, key("j"))));
}

#[test]
fn the_filters_stand_there_at_once_as_they_were_left() {
    let mut before = Harness::open(120, 40);
    let shown = before.screen();
    before.press("q");
    let session = before.left.iter().find_map(|effect| match effect {
        Effect::Remember(session) => Some(session.clone()),
        _ => None,
    });
    let json = serde_json::to_string(&session.unwrap()).unwrap();
    let session: Session = serde_json::from_str(&json).unwrap();
    let app = App::new(Keymap::built_in().unwrap(), Settings::default(), session, (120, 40));
    let lines = app.sidebar.lines(&[], 20);
    assert!(shown.contains("Aldo Marent"));
    assert!(
        lines
            .iter()
            .any(|line| matches!(line, SidebarLine::Value { value, .. } if value.label == "Aldo Marent"))
    );
}

#[test]
fn names_beyond_the_most_frequent_are_found_while_one_types_and_late_answers_dropped() {
    let mut reader = Harness::open(120, 44);
    reader.press("tab tab j /");
    let mut tickets = Vec::new();
    for letter in ["q", "u"] {
        for effect in update(&mut reader.app, key(letter)) {
            if let Effect::Ask { ticket, question: Question::Completions { typed, .. } } = effect {
                tickets.push((ticket, typed));
            }
        }
    }
    assert_eq!(tickets.iter().map(|(_, typed)| typed.as_str()).collect::<Vec<_>>(), ["q", "qu"]);
    let labels = |reader: &Harness| match &reader.app.overlay {
        Some(Overlay::Picker(picker)) => {
            picker.matches.iter().map(|&at| picker.entries[at].label.clone()).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let names = |name: &str| Answer::Completions(vec![completion(Kind::Person, name, 1)]);
    update(&mut reader.app, answer(tickets[0].0, names("Quentin Late")));
    assert!(!labels(&reader).contains(&"Quentin Late".to_owned()));
    update(&mut reader.app, answer(tickets[1].0, names("Quirin Rare")));
    assert!(labels(&reader).contains(&"Quirin Rare".to_owned()));
}

/// A page of one person, read with the cursor on the name.
fn reading() -> App {
    let mut app = app();
    app.start();
    let ticket = app.search.ticket;
    let effects = update(&mut app, found(ticket, 1..2));
    let load = effects.into_iter().find_map(|effect| match effect {
        Effect::Ask { ticket, question: Question::Page { id, .. } } => Some((ticket, id)),
        _ => None,
    });
    let (ticket, id) = load.unwrap();
    let mention =
        |start, key| Mention { span: Span::new(start, start + 8), kind: Kind::Person, key: Some(key) };
    let of = |name: &str| Key { kind: Kind::Person, name: name.into(), bare: false };
    let document = Document {
        text: "Ann Bell met Tom Pike".into(),
        mentions: vec![mention(0, 0), mention(13, 1)],
        keys: vec![of("Ann Bell"), of("Tom Pike")],
        ..Document::default()
    };
    let page = Arc::new(DocumentPage { id, document, ..DocumentPage::default() });
    update(&mut app, answer(ticket, Answer::Page(page)));
    update(&mut app, key("enter"));
    update(&mut app, key("e"));
    app
}

/// Presses keys; the ticket of the card that is asked for.
fn asking(app: &mut App, keys: &str) -> u64 {
    let effects: Vec<Effect> = keys.split(' ').flat_map(|of| update(app, key(of))).collect();
    let card = effects.into_iter().find_map(|effect| match effect {
        Effect::Ask { ticket, question: Question::EntityOfKey { .. } } => Some(ticket),
        _ => None,
    });
    card.unwrap()
}

fn ann(ticket: u64) -> Message {
    let spelling = |name: &str| Spelling {
        kind: Kind::Person,
        name: name.into(),
        only_in: None,
        documents: 1,
        why: None,
    };
    let card = EntityCard {
        kind: Kind::Person,
        name: "Ann Bell".into(),
        guess: false,
        documents: 1,
        mentions: 1,
        spellings: vec![spelling("Ann Bell")],
        roles: vec![],
        last: vec![],
    };
    answer(ticket, Answer::Entity { name: card.name.clone(), card: Some(Box::new(card)) })
}

#[test]
fn a_correction_is_about_the_name_that_was_pointed_at_however_late_its_card_comes() {
    let mut app = reading();
    let ticket = asking(&mut app, ", -");
    update(&mut app, key("e"));
    let effects = update(&mut app, ann(ticket));
    let expected = Correction::NotHere(NameReference {
        document: Some(DocumentId(1)),
        ..NameReference::new(Kind::Person, "Ann Bell")
    });
    let said = effects.iter().find_map(|effect| match effect {
        Effect::Correct { edit, .. } => {
            Some(edit.recorded.iter().map(|recorded| recorded.correction.clone()).collect())
        }
        _ => None,
    });
    assert_eq!(said, Some(vec![expected]));
}

#[test]
fn nothing_is_opened_over_what_one_has_begun_to_type() {
    for keys in ["enter", ", r", ", k"] {
        let mut app = reading();
        let ticket = asking(&mut app, keys);
        update(&mut app, key("/"));
        update(&mut app, ann(ticket));
        assert!(app.overlay.is_none(), "{keys}");
        assert_eq!(app.prompt.as_ref().map(|prompt| prompt.purpose), Some(PromptPurpose::Text), "{keys}");
    }
}

#[test]
fn names_offered_for_one_prompt_do_not_come_up_in_the_next() {
    let mut app = app();
    app.start();
    update(&mut app, key("/"));
    let typed: Vec<Effect> = ["b", "e", "l"].into_iter().flat_map(|of| update(&mut app, key(of))).collect();
    let ticket = typed.iter().rev().find_map(|effect| match effect {
        Effect::Ask { ticket, question: Question::Completions { .. } } => Some(*ticket),
        _ => None,
    });
    let names = vec![completion(Kind::Person, "Ann Bell", 1)];
    let names = answer(ticket.unwrap(), Answer::Completions(names));
    let offered = |app: &App| app.prompt.as_ref().unwrap().completions.names.len();
    update(&mut app, key("enter"));
    update(&mut app, key("/"));
    update(&mut app, names.clone());
    assert_eq!(offered(&app), 0);
}

#[test]
fn what_nobody_waits_for_begins_once_and_after_the_first_answer_or_failure() {
    let starts = |effects: Vec<Effect>| effects.contains(&Effect::StartUpkeep);
    let failed = || Message::Answer { ticket: 1, answer: Err("no index".into()) };
    for first in [found(1, 1..9), failed(), Message::Failed("no theme".into())] {
        let mut app = app();
        assert!(!starts(app.start()));
        assert!(!starts(update(&mut app, Message::Resize(80, 24))));
        assert!(starts(update(&mut app, first)));
        assert!(!starts(update(&mut app, failed())));
    }
}

/// The answer to the latest search: documents that were found at some time.
fn of_age(app: &App, ids: impl Iterator<Item = u64>, age: Age) -> Message {
    let results = SearchResults { ids: ids.map(DocumentId).collect(), age, ..SearchResults::default() };
    answer(app.search.ticket, Answer::Results { results, rows: vec![] })
}

#[test]
fn what_is_of_last_time_is_replaced_and_the_selected_row_does_not_move() {
    let starts_upkeep =
        |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::StartUpkeep));
    let begun = |selected| {
        let session = Session { selected: Some(DocumentId(selected)), ..Session::default() };
        let mut app = App::new(Keymap::built_in().unwrap(), Settings::default(), session, (120, 40));
        app.start();
        let message = of_age(&app, 0..6, Age::LastTime);
        assert!(!starts_upkeep(&update(&mut app, message)));
        app
    };
    // The reader goes on meanwhile.
    let mut app = begun(3);
    assert_eq!((app.list.selected_id(), app.search.age), (Some(DocumentId(3)), Age::LastTime));
    update(&mut app, Message::Key("j".parse().unwrap()));
    let message = of_age(&app, (20..30).chain(0..6), Age::Fresh);
    assert!(starts_upkeep(&update(&mut app, message)));
    assert_eq!((app.list.selected_id(), app.search.age), (Some(DocumentId(4)), Age::Fresh));
    // One that was not there the last time is selected once it is.
    let mut app = begun(8);
    let message = of_age(&app, 0..10, Age::Fresh);
    update(&mut app, message);
    assert_eq!(app.list.selected_id(), Some(DocumentId(8)));
    // Nothing is kept of what may not be true.
    let mut app = begun(3);
    let kept = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::KeepSeen(_)));
    assert!(!kept(&update(&mut app, Message::Key("ctrl-c".parse().unwrap()))));
}
