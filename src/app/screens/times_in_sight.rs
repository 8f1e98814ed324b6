//! The documents of entities over time, of those rows of a list that have been in sight; each is asked for once.
//!
//! Not here: counting them (`entity::time_cells`).

use std::collections::{HashMap, HashSet};

use crate::model::Kind;
use crate::query::{EntityRow, EntityTimes, Question, TIME_CELLS};

/// What is known of them.
#[derive(Debug, Default)]
pub struct TimesInSight {
    /// The years that the time begins and ends in.
    pub years: Option<(i16, i16)>,
    times: HashMap<(Kind, String), [u32; TIME_CELLS]>,
    asked: HashSet<(Kind, String)>,
}

impl TimesInSight {
    /// Takes over an answer.
    pub(super) fn take(&mut self, times: EntityTimes) {
        self.years = times.years;
        self.times.extend(times.of.into_iter().map(|(kind, name, cells)| ((kind, name), cells)));
    }

    /// The documents of an entity over time, once they are counted.
    pub fn of(&self, row: &EntityRow) -> Option<&[u32; TIME_CELLS]> {
        self.times.get(&(row.kind, row.name.clone()))
    }

    /// The question for those of the first of these rows, so many, that were not asked for yet, and for as many again
    /// that follow. They count as asked for now.
    pub(super) fn question(&mut self, rows: &[EntityRow], visible: usize) -> Option<Question> {
        let entity = |row: &EntityRow| (row.kind, row.name.clone());
        let is_new = |of: &(Kind, String)| !self.asked.contains(of);
        if !rows.iter().take(visible).map(entity).any(|of| is_new(&of)) {
            return None;
        }
        let wanted: Vec<_> = rows.iter().take(2 * visible).map(entity).filter(is_new).collect();
        self.asked.extend(wanted.iter().cloned());
        Some(Question::EntityTimes(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(numbers: std::ops::Range<usize>) -> Vec<EntityRow> {
        let row = |number| EntityRow {
            kind: Kind::Person,
            name: format!("Bell {number}"),
            guess: false,
            documents: 1,
            mentions: 1,
            first: None,
            doubtful: 0,
        };
        numbers.map(row).collect()
    }

    #[test]
    fn those_in_sight_are_asked_for_once_and_those_below_with_them() {
        let mut times = TimesInSight::default();
        let mut asked = |from: usize| match times.question(&rows(from..90), 20) {
            Some(Question::EntityTimes(of)) => of.len(),
            _ => 0,
        };
        assert_eq!([asked(0), asked(0), asked(20)], [40, 0, 0]);
        assert_eq!(asked(30), 30, "ten of them were asked for before");
        let cells = [1; TIME_CELLS];
        times.take(EntityTimes {
            years: Some((2020, 2024)),
            of: vec![(Kind::Person, "Bell 3".into(), cells)],
        });
        let [third, fourth] = &rows(3..5)[..] else { panic!() };
        assert_eq!((times.of(third), times.of(fourth)), (Some(&cells), None));
    }
}
