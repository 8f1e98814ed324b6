//! The tutor: each task is ticked off by the keys that it names, and where one stopped it goes on.

use perusal::app::Effect;
use perusal::app::tutor::Tutor;

use crate::harness::Harness;

/// Keys that do each task, in order.
const KEYS: [&str; 12] = [
    "enter",
    "J",
    "i",
    "esc h / d a m enter",
    "enter n",
    "e enter",
    "enter",
    "a",
    "u",
    "q enter v y",
    "w enter",
    "p",
];

fn reader(done: usize, columns: u16, rows: u16) -> Harness {
    let mut reader = Harness::open(columns, rows);
    reader.app.tutor = Some(Tutor::built_in(done).unwrap());
    reader.press("j");
    reader
}

fn done(reader: &Harness) -> usize {
    reader.app.tutor.as_ref().unwrap().progress().0
}

#[test]
fn the_keys_that_a_task_names_do_it_and_it_is_kept_at_once() {
    let mut reader = reader(0, 120, 40);
    insta::assert_snapshot!("first", reader.screen());
    for (at, keys) in KEYS.into_iter().enumerate() {
        assert_eq!(done(&reader), at, "before {keys}");
        reader.left.clear();
        reader.press(keys);
        assert_eq!(done(&reader), at + 1, "{keys}\n{}", reader.screen());
        let kept =
            |effect: &Effect| matches!(effect, Effect::Remember(session) if session.tasks_done == at + 1);
        assert!(reader.left.iter().any(kept), "{keys}");
    }
    assert!(reader.screen().contains("ALL TASKS DONE"));
}

/// What the tutor says is to be done: the rows below its head, without the two rows at the bottom of the screen.
fn task(reader: &mut Harness) -> String {
    let screen = reader.screen();
    let rows: Vec<&str> = screen.lines().collect();
    let head = rows.iter().position(|row| row.starts_with(" TASK ")).unwrap();
    let words: Vec<&str> = rows[head + 1..rows.len() - 2].iter().map(|row| row.trim()).collect();
    words.join(" ").trim().to_owned()
}

#[test]
fn every_task_is_shown_to_its_last_word() {
    for (columns, rows) in [(160, 50), (120, 40), (80, 24), (60, 20)] {
        for at in 0..KEYS.len() {
            let words = task(&mut reader(at, columns, rows));
            assert!(words.ends_with('.'), "{columns}: {words}");
        }
    }
}

#[test]
fn every_key_that_does_a_task_stands_in_its_words() {
    let mut reader = reader(0, 120, 40);
    for keys in KEYS {
        let words = task(&mut reader);
        let last = keys.split(' ').next_back().unwrap();
        let named = match last {
            // In a line that is typed it is called by its name.
            "enter" => words.contains('⏎') || words.contains("Enter"),
            key => words.split(|c: char| c.is_whitespace() || c == ',').any(|word| word == key),
        };
        assert!(named, "{last}: {words}");
        reader.press(keys);
    }
}

#[test]
fn a_task_can_be_passed_over_and_is_readable_on_small_screens() {
    let mut reader = reader(5, 60, 20);
    insta::assert_snapshot!("small", reader.screen());
    reader.press(":").type_text("skip").press("enter");
    assert_eq!(done(&reader), 6);
    let mut without = Harness::open(80, 24);
    without.press(":").type_text("skip").press("enter");
    assert!(without.screen().contains("perusal tutor starts the tutor"));
}
