//! What can be taken back and done again: filters, marks, corrections. And the way one came: documents
//! read, back and forward.

use crate::model::DocumentId;
use crate::query::{Edit, Filter, MarkChange};

/// Something that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoStep {
    /// In words, for the notice: "filter by Ida Marrel".
    pub label: String,
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

    /// The step taken back last, to be done again.
    pub fn redo(&mut self) -> Option<UndoStep> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}

/// The documents read, in order, and where one is among them.
#[derive(Debug, Default)]
pub struct ReadingHistory {
    ids: Vec<DocumentId>,
    at: usize,
}

impl ReadingHistory {
    /// Notes that a document is being read.
    pub fn visit(&mut self, id: DocumentId) {
        if self.ids.get(self.at) == Some(&id) {
            return;
        }
        self.ids.truncate(self.at + 1);
        self.ids.push(id);
        self.at = self.ids.len() - 1;
    }

    /// The document read before the present one, or after it.
    pub fn step(&mut self, forward: bool) -> Option<DocumentId> {
        let at = if forward { self.at + 1 } else { self.at.checked_sub(1)? };
        let id = *self.ids.get(at)?;
        self.at = at;
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn visits_go_back_and_forward() {
        let mut visits = ReadingHistory::default();
        for id in [1, 2, 2, 3] {
            visits.visit(DocumentId(id));
        }
        assert_eq!(visits.step(false), Some(DocumentId(2)));
        assert_eq!(visits.step(false), Some(DocumentId(1)));
        assert_eq!(visits.step(false), None);
        assert_eq!(visits.step(true), Some(DocumentId(2)));
        visits.visit(DocumentId(9));
        assert_eq!(visits.step(true), None);
    }
}
