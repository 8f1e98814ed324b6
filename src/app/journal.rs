//! What can be taken back and done again: filters, marks, corrections. And the way one came: documents
//! read, back and forward.

use crate::model::DocumentId;
use crate::query::{Edit, Filter, MarkChange};

/// Something that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// In words, for the notice: "filter by Ida Marrel".
    pub said: String,
    pub deed: Deed,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
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

impl Deed {
    /// What takes it back.
    pub fn inverse(&self) -> Deed {
        match self {
            Deed::Filters { before, after } => Deed::Filters { before: after.clone(), after: before.clone() },
            Deed::Text { before, after } => Deed::Text { before: after.clone(), after: before.clone() },
            Deed::Change(change) => Deed::Change(change.inverse()),
            Deed::Correct(edit) => Deed::Correct(edit.inverse()),
        }
    }
}

/// Steps done, and steps taken back since.
#[derive(Debug, Default)]
pub struct Journal {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Journal {
    /// Notes a step; what had been taken back can then no longer be done again.
    pub fn note(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }

    /// The latest step, to be taken back.
    pub fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(Step { said: step.said, deed: step.deed.inverse() })
    }

    /// The step taken back last, to be done again.
    pub fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}

/// The documents read, in order, and where one is among them.
#[derive(Debug, Default)]
pub struct Visits {
    ids: Vec<DocumentId>,
    at: usize,
}

impl Visits {
    /// Notes that a document is being read.
    pub fn note(&mut self, id: DocumentId) {
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
        let star = |n| Step {
            said: format!("star {n}"),
            deed: Deed::Change(MarkChange::Star { id: DocumentId(n), value: true }),
        };
        let mut journal = Journal::default();
        journal.note(star(1));
        journal.note(star(2));
        let undone = journal.undo().unwrap();
        assert_eq!(undone.deed, Deed::Change(MarkChange::Star { id: DocumentId(2), value: false }));
        assert_eq!(journal.redo(), Some(star(2)));
        journal.undo();
        journal.note(star(3));
        assert_eq!(journal.redo(), None);
        assert_eq!(journal.undo().map(|step| step.said), Some("star 3".into()));
        assert_eq!(journal.undo().map(|step| step.said), Some("star 1".into()));
        assert_eq!(journal.undo(), None);
    }

    #[test]
    fn visits_go_back_and_forward() {
        let mut visits = Visits::default();
        for id in [1, 2, 2, 3] {
            visits.note(DocumentId(id));
        }
        assert_eq!(visits.step(false), Some(DocumentId(2)));
        assert_eq!(visits.step(false), Some(DocumentId(1)));
        assert_eq!(visits.step(false), None);
        assert_eq!(visits.step(true), Some(DocumentId(2)));
        visits.note(DocumentId(9));
        assert_eq!(visits.step(true), None);
    }
}
