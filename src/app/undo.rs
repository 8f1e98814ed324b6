//! The undo stack: steps done, and steps undone that can be redone. They are filter changes, searches,
//! marks and corrections.
//!
//! Not here: carrying out undo (`perform::leave`).

use super::clippings::Clippings;
use super::search_state::WholeSearch;
use crate::query::{Edit, Filter, KeptStep, NotebookChange, SearchChange, StepChange};

/// What follows the words for what was done.
pub const UNDO_HINT: &str = "; u takes it back";

/// Something that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoStep {
    /// In words, for the notice: "filter by Ida Marrel".
    pub label: String,
    /// What is done again, and undone by its inverse.
    pub action: Action,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Filters {
        before: Vec<Filter>,
        after: Vec<Filter>,
    },
    /// The text searched for.
    Text {
        before: String,
        after: String,
    },
    /// All of the search at once.
    Search {
        before: Box<WholeSearch>,
        after: Box<WholeSearch>,
    },
    /// Marks and notes, all at once.
    Change(Vec<NotebookChange>),
    Correct(Edit),
    /// A saved search.
    Save(Box<SearchChange>),
    /// What was copied.
    Clip {
        before: Clippings,
        after: Clippings,
    },
}

impl Action {
    /// What takes it back.
    pub fn inverse(&self) -> Action {
        match self {
            Action::Filters { before, after } => {
                Action::Filters { before: after.clone(), after: before.clone() }
            }
            Action::Text { before, after } => Action::Text { before: after.clone(), after: before.clone() },
            Action::Search { before, after } => {
                Action::Search { before: after.clone(), after: before.clone() }
            }
            Action::Change(changes) => Action::Change(NotebookChange::inverse_of(changes)),
            Action::Correct(edit) => Action::Correct(edit.inverse()),
            Action::Save(change) => Action::Save(Box::new(change.inverse())),
            Action::Clip { before, after } => Action::Clip { before: after.clone(), after: before.clone() },
        }
    }
}

impl Action {
    /// What of it is kept for later sessions: searches, filters and clippings are not.
    pub fn kept(&self) -> Option<StepChange> {
        match self {
            Action::Change(changes) => Some(StepChange::Kept(changes.clone())),
            Action::Correct(edit) => Some(StepChange::Names(edit.clone())),
            Action::Save(change) => Some(StepChange::Search(change.clone())),
            Action::Filters { .. } | Action::Text { .. } | Action::Search { .. } | Action::Clip { .. } => {
                None
            }
        }
    }
}

impl From<StepChange> for Action {
    fn from(change: StepChange) -> Action {
        match change {
            StepChange::Kept(changes) => Action::Change(changes),
            StepChange::Names(edit) => Action::Correct(edit),
            StepChange::Search(change) => Action::Save(change),
        }
    }
}

/// Steps done, and steps taken back since, each with its number; and the kept steps among them, those of earlier sessions
/// too.
#[derive(Debug, Default)]
pub struct UndoStack {
    done: Vec<(u64, UndoStep)>,
    undone: Vec<(u64, UndoStep)>,
    latest: u64,
    steps: Vec<KeptStep>,
}

impl UndoStack {
    /// Goes on from the kept steps of earlier sessions, in their order. Numbers begin at one drawn by lot.
    pub fn begin(&mut self, lot: u64, steps: Vec<KeptStep>) {
        // It must be a positive number of 64 bits, however many are counted on.
        self.latest = lot >> 2;
        let step = |kept: &KeptStep| {
            let action = kept.change.clone().into();
            (kept.number, UndoStep { label: kept.label.clone(), action })
        };
        self.done = steps.iter().filter(|kept| !kept.undone).map(step).collect();
        // What was taken back before something else was done is not done again by a key.
        let since = steps.iter().rposition(|kept| !kept.undone).map_or(0, |last| last + 1);
        self.undone = steps.iter().skip(since).rev().map(step).collect();
        self.steps = steps;
    }

    /// Forgets all steps; numbers go on.
    pub fn empty(&mut self) {
        *self = UndoStack { latest: self.latest, ..UndoStack::default() };
    }

    /// Notes a kept step that was pushed as a step.
    pub fn note_step(&mut self, kept: KeptStep) {
        self.steps.push(kept);
    }

    /// What was done last, and what was taken back last.
    pub fn latest(&self) -> impl Iterator<Item = &Action> {
        [&self.done, &self.undone].into_iter().filter_map(|steps| steps.last()).map(|(_, step)| &step.action)
    }

    /// What was done and written down, the earliest first.
    pub fn steps(&self) -> &[KeptStep] {
        &self.steps
    }

    /// Takes a kept step back whatever was done since, or does it again if it is taken back.
    pub fn turn(&mut self, number: u64) -> Option<(UndoStep, Course)> {
        let kept = self.steps.iter_mut().find(|kept| kept.number == number)?;
        let step = UndoStep { label: kept.label.clone(), action: kept.change.clone().into() };
        kept.undone = !kept.undone;
        let (from, to, course) = match kept.undone {
            true => (&mut self.done, &mut self.undone, Course::Undone),
            false => (&mut self.undone, &mut self.done, Course::Redone),
        };
        from.retain(|(of, _)| *of != number);
        to.push((number, step.clone()));
        let action = if course == Course::Undone { step.action.inverse() } else { step.action };
        Some((UndoStep { label: step.label, action }, course))
    }

    fn set_undone(&mut self, number: u64, undone: bool) {
        if let Some(kept) = self.steps.iter_mut().rfind(|kept| kept.number == number) {
            kept.undone = undone;
        }
    }

    /// Notes a step, and gives its number; what had been taken back can then no longer be done again.
    pub fn push(&mut self, step: UndoStep) -> u64 {
        self.latest += 1;
        self.done.push((self.latest, step));
        self.undone.clear();
        self.latest
    }

    /// The latest step, to be taken back.
    pub fn undo(&mut self) -> Option<(u64, UndoStep)> {
        let (number, step) = self.done.pop()?;
        self.undone.push((number, step.clone()));
        self.set_undone(number, true);
        Some((number, UndoStep { label: step.label, action: step.action.inverse() }))
    }

    /// Forgets the latest step, which came to nothing.
    pub fn forget_last(&mut self) {
        self.done.pop();
    }

    /// The step taken back last, to be done again.
    pub fn redo(&mut self) -> Option<(u64, UndoStep)> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        self.set_undone(step.0, false);
        Some(step)
    }

    /// Takes in that what was asked for in a course could not be done: a step not done is none, one not
    /// taken back can still be, and one not done again can be another time.
    pub fn reverse(&mut self, number: u64, course: Course) {
        let take = |steps: &mut Vec<(u64, UndoStep)>| {
            let at = steps.iter().position(|(of, _)| *of == number)?;
            Some(steps.remove(at))
        };
        match course {
            Course::Done => {
                take(&mut self.done);
                take(&mut self.undone);
                self.steps.retain(|kept| kept.number != number);
            }
            Course::Undone => {
                self.done.extend(take(&mut self.undone));
                self.set_undone(number, false);
            }
            Course::Redone => {
                self.undone.extend(take(&mut self.done));
                self.set_undone(number, true);
            }
        }
    }
}

/// In which course a step was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It was done.
    Done,
    /// It was taken back.
    Undone,
    /// It was done again.
    Redone,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;

    #[test]
    fn what_is_undone_can_be_redone_until_something_else_is_done() {
        let star = |n| UndoStep {
            label: format!("star {n}"),
            action: Action::Change(vec![NotebookChange::star(DocumentId(n), true)]),
        };
        let mut undo_stack = UndoStack::default();
        undo_stack.push(star(1));
        undo_stack.push(star(2));
        let undone = undo_stack.undo().unwrap();
        assert_eq!(undone.1.action, Action::Change(vec![NotebookChange::star(DocumentId(2), false)]));
        assert_eq!(undo_stack.redo(), Some((2, star(2))));
        undo_stack.undo();
        undo_stack.push(star(3));
        assert_eq!(undo_stack.redo(), None);
        assert_eq!(undo_stack.undo().map(|(_, step)| step.label), Some("star 3".into()));
        assert_eq!(undo_stack.undo().map(|(_, step)| step.label), Some("star 1".into()));
        assert_eq!(undo_stack.undo(), None);
    }

    #[test]
    fn kept_steps_of_an_earlier_session_are_taken_back_in_their_order_or_out_of_it() {
        let kept = |number, undone| KeptStep {
            number,
            made: 5,
            label: format!("star {number}"),
            change: StepChange::Kept(vec![NotebookChange::star(DocumentId(number), true)]),
            undone,
        };
        let mut undo_stack = UndoStack::default();
        undo_stack.begin(
            u64::MAX,
            vec![kept(1, false), kept(2, true), kept(3, false), kept(4, true), kept(5, true)],
        );
        assert_eq!(undo_stack.redo().map(|(number, _)| number), Some(4));
        assert_eq!(
            undo_stack.turn(1).map(|(step, course)| (step.label, course)),
            Some(("star 1".into(), Course::Undone))
        );
        assert_eq!(undo_stack.undo().map(|(number, _)| number), Some(4));
        assert_eq!(undo_stack.undo().map(|(number, _)| number), Some(3));
        assert_eq!(undo_stack.undo(), None);
        assert!(undo_stack.steps().iter().all(|kept| kept.undone));
        assert_eq!(undo_stack.turn(2).map(|(_, course)| course), Some(Course::Redone));
        let star = UndoStep { label: String::new(), action: Action::Change(Vec::new()) };
        assert!(undo_stack.push(star) > u64::from(u32::MAX) && undo_stack.turn(99).is_none());
    }

    #[test]
    fn what_could_not_be_written_is_as_if_it_had_not_been_asked_for() {
        let star = |n| UndoStep {
            label: format!("star {n}"),
            action: Action::Change(vec![NotebookChange::star(DocumentId(n), true)]),
        };
        let mut undo_stack = UndoStack::default();
        let (first, second) = (undo_stack.push(star(1)), undo_stack.push(star(2)));
        undo_stack.undo();
        undo_stack.reverse(second, Course::Undone);
        assert_eq!(undo_stack.undo().map(|(number, _)| number), Some(second), "it still stands there");
        undo_stack.redo();
        undo_stack.reverse(second, Course::Redone);
        assert_eq!(undo_stack.redo(), Some((second, star(2))));
        undo_stack.reverse(second, Course::Done);
        assert_eq!(undo_stack.undo().map(|(number, _)| number), Some(first));
    }
}
