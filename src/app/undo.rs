//! The undo stack: steps done, and steps undone that can be redone. They are filter changes, searches,
//! marks and corrections.
//!
//! Not here: carrying out undo (`perform::leave`).

use super::search_state::WholeSearch;
use crate::query::{Edit, Filter, NotebookChange, SearchChange};

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
        }
    }
}

/// Steps done, and steps taken back since, each with its number.
#[derive(Debug, Default)]
pub struct UndoStack {
    done: Vec<(u64, UndoStep)>,
    undone: Vec<(u64, UndoStep)>,
    latest: u64,
}

impl UndoStack {
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
            }
            Course::Undone => self.done.extend(take(&mut self.undone)),
            Course::Redone => self.undone.extend(take(&mut self.done)),
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
