//! What was done when: the picker of steps, to take one back or do it again, in this session or an earlier one.
//!
//! Not here: the latest of them by a key (`perform::leave`), writing them down (`notebook`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::message::Effect;
use crate::app::preferences::Settings;
use crate::app::screens::day_words;
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
            detail: String::new(),
            right: match (time_words(kept.made, &self.settings), kept.undone) {
                (time, true) => format!("taken back · {time}"),
                (time, false) => time,
            },
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

/// A day and a time by the reader's clock: `today 14:05`, `5 Jun 2023 09:30`.
fn time_words(seconds: i64, settings: &Settings) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default().to_zoned(settings.zone.clone());
    format!("{} {}", day_words(time.date(), settings.today), time.strftime("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_by_the_clock_of_the_reader() {
        let at = |zone: jiff::tz::TimeZone, today: &str| {
            let settings = Settings { zone, today: today.parse().unwrap(), ..Settings::default() };
            time_words(1_700_000_000, &settings)
        };
        let east = || jiff::tz::TimeZone::fixed(jiff::tz::offset(3));
        assert_eq!(at(jiff::tz::TimeZone::UTC, "2023-11-14"), "today 22:13");
        assert_eq!(at(east(), "2023-11-15"), "today 01:13");
        assert_eq!(at(east(), "2023-11-16"), "yesterday 01:13");
        assert_eq!(at(east(), "2024-02-01"), "15 Nov 2023 01:13");
    }
}
