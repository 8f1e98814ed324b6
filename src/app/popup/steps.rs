//! What was done when: the picker of steps, to take one back or do it again, in this session or an earlier one.
//!
//! Not here: the latest of them by a key (`perform::leave`), writing them down (`notebook`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::message::Effect;
use crate::app::state::{App, Overlay};
use crate::app::undo::Course;
use crate::app::unsaved::Occasion;
use crate::query::StepEntry;

impl App {
    /// Opens what was done, the latest first.
    pub(in crate::app) fn choose_step(&mut self) {
        if self.undo_stack.steps().is_empty() {
            return self.notify("nothing was done yet that could be taken back");
        }
        let entries = self.undo_stack.steps().iter().rev().map(|kept| Entry {
            group: "".into(),
            detail: if kept.undone { "taken back".to_owned() } else { String::new() },
            right: time_words(kept.made),
            label: kept.label.clone(),
            choice: Choice::Step(kept.number),
        });
        let title = "What was done when   ⏎ takes it back, or does it again";
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Steps, title, entries.collect())));
    }

    /// Takes a kept step back, or does it again.
    pub(in crate::app) fn turn_step(&mut self, number: u64, effects: &mut Vec<Effect>) {
        let kept = self.undo_stack.steps().iter().find(|kept| kept.number == number);
        let Some(kept) = kept else { return };
        if !kept.change.can_be_turned(kept.undone, &self.marks.notes) {
            let what = kept.label.clone();
            return self.notify(format!("{what}: the note is another since, and stays as it is"));
        }
        let Some((step, course)) = self.undo_stack.turn(number) else { return };
        let (said, entry) = match course {
            Course::Undone => (format!("taken back: {}", step.label), StepEntry::Undone(number)),
            Course::Done | Course::Redone => {
                (format!("done again: {}", step.label), StepEntry::Redone(number))
            }
        };
        let occasion = Occasion { said: Some(said), step: Some((number, course)), ..Occasion::default() };
        self.apply_action(&step.action, occasion, effects);
        effects.push(Effect::Step(entry));
    }
}

/// A day and a time; the clock's zone is not known here.
fn time_words(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
