//! The undo stack: steps done, and steps undone that can be redone. They are filter changes, searches,
//! marks and corrections.
//!
//! Not here: carrying out undo (`perform::leave`).

use crate::query::{Edit, Filter, MarkChange};

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
    Change(MarkChange),
    Correct(Edit),
}

impl Action {
    /// What takes it back.
    pub fn inverse(&self) -> Action {
        match self {
            Action::Filters { before, after } => {
                Action::Filters { before: after.clone(), after: before.clone() }
            }
            Action::Text { before, after } => Action::Text { before: after.clone(), after: before.clone() },
            Action::Change(change) => Action::Change(change.inverse()),
            Action::Correct(edit) => Action::Correct(edit.inverse()),
        }
    }
}

/// Steps done, and steps taken back since.
#[derive(Debug, Default)]
pub struct UndoStack {
    done: Vec<UndoStep>,
    undone: Vec<UndoStep>,
}

impl UndoStack {
    /// Notes a step; what had been taken back can then no longer be done again.
    pub fn push(&mut self, step: UndoStep) {
        self.done.push(step);
        self.undone.clear();
    }

    /// The latest step, to be taken back.
    pub fn undo(&mut self) -> Option<UndoStep> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(UndoStep { label: step.label, action: step.action.inverse() })
    }

    /// Forgets the latest step, which came to nothing.
    pub fn forget_last(&mut self) {
        self.done.pop();
    }

    /// The step taken back last, to be done again.
    pub fn redo(&mut self) -> Option<UndoStep> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;

    #[test]
    fn what_is_undone_can_be_redone_until_something_else_is_done() {
        let star = |n| UndoStep {
            label: format!("star {n}"),
            action: Action::Change(MarkChange::Star { id: DocumentId(n), value: true }),
        };
        let mut undo_stack = UndoStack::default();
        undo_stack.push(star(1));
        undo_stack.push(star(2));
        let undone = undo_stack.undo().unwrap();
        assert_eq!(undone.action, Action::Change(MarkChange::Star { id: DocumentId(2), value: false }));
        assert_eq!(undo_stack.redo(), Some(star(2)));
        undo_stack.undo();
        undo_stack.push(star(3));
        assert_eq!(undo_stack.redo(), None);
        assert_eq!(undo_stack.undo().map(|step| step.label), Some("star 3".into()));
        assert_eq!(undo_stack.undo().map(|step| step.label), Some("star 1".into()));
        assert_eq!(undo_stack.undo(), None);
    }
}
