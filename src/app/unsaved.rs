//! Changes of the notebook that are on their way to the disk. The screen shows what is on the disk; what a
//! key means is decided by what will be there.
//!
//! Not here: sending and taking in what became of them (`perform::record`).

use std::collections::VecDeque;

use super::message::Ticket;
use super::undo::{Action, Course};
use crate::model::{DocumentId, Kind};
use crate::query::{CorrectionLog, Dossiers, MarkChange, Marks, NotebookChange, State};

/// What is to be done once a change is on the disk, or has failed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Occasion {
    /// What is then said.
    pub(super) said: Option<String>,
    /// The step of the undo stack, by its number.
    pub(super) step: Option<(u64, Course)>,
    /// Labels that change at once, before all is counted again.
    pub(super) labels: Vec<Relabel>,
}

/// Another label for what is labelled as an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Relabel {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) to: NewLabel,
}

/// What an entity is labelled as from then on.
#[derive(Clone, Debug, PartialEq)]
pub enum NewLabel {
    /// It has another kind or name.
    Named(Kind, String),
    /// It is hidden.
    Hidden,
    /// One of its spellings is its own label on the page.
    Parted(String),
}

/// A change that is on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct UnsavedChange {
    pub(super) ticket: Ticket,
    pub(super) action: Action,
    pub(super) occasion: Occasion,
}

/// All changes that are on their way, the earliest first.
#[derive(Debug, Default)]
pub struct Unsaved(VecDeque<UnsavedChange>);

impl Unsaved {
    pub(super) fn push(&mut self, change: UnsavedChange) {
        self.0.push_back(change);
    }

    /// The change that has arrived.
    pub(super) fn take(&mut self, ticket: Ticket) -> Option<UnsavedChange> {
        let at = self.0.iter().position(|change| change.ticket == ticket)?;
        self.0.remove(at)
    }

    /// Whether a document will be in a state, by its marks and what is on its way.
    pub(super) fn will_hold(&self, marks: &Marks, id: DocumentId, state: State) -> bool {
        let changes = self.0.iter().filter_map(|change| match &change.action {
            Action::Change(changes) => Some(changes),
            _ => None,
        });
        let concerns = |change: &&NotebookChange| match (change, state) {
            (NotebookChange::Mark(MarkChange::Star { id: of, .. }), State::Starred) => *of == id,
            (NotebookChange::Mark(MarkChange::Later { id: of, .. }), State::Later) => *of == id,
            (NotebookChange::Mark(MarkChange::Read { id: of, .. }), State::Read | State::Unread) => *of == id,
            _ => false,
        };
        match changes.flatten().rfind(concerns) {
            Some(change) => {
                let mut later = Marks::default();
                later.apply(change);
                later.holds(id, state)
            }
            None => marks.holds(id, state),
        }
    }

    /// The dossiers as they will be.
    pub(super) fn will_be_dossiers(&self, marks: &Marks) -> Dossiers {
        let mut later = Dossiers::clone(&marks.dossiers);
        for change in self.0.iter().flat_map(|change| match &change.action {
            Action::Change(changes) => changes.as_slice(),
            _ => &[],
        }) {
            match change {
                NotebookChange::Dossier(change) => later.apply(change),
                NotebookChange::Piece(change) => later.apply_piece(change),
                _ => {}
            }
        }
        later
    }

    /// The corrections that will hold.
    pub(super) fn will_be(&self, corrections: &CorrectionLog) -> CorrectionLog {
        let mut later = corrections.clone();
        for change in &self.0 {
            if let Action::Correct(edit) = &change.action {
                later.apply(edit);
            }
        }
        later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_change_on_its_way_decides() {
        let star = |value| NotebookChange::star(DocumentId(1), value);
        let (id, mut unsaved, mut marks) = (DocumentId(1), Unsaved::default(), Marks::default());
        marks.apply(&star(true));
        assert!(unsaved.will_hold(&marks, id, State::Starred));
        for (ticket, value) in [(1, false), (2, true), (3, false)] {
            let action = Action::Change(vec![star(value)]);
            unsaved.push(UnsavedChange { ticket, action, occasion: Occasion::default() });
            assert_eq!(unsaved.will_hold(&marks, id, State::Starred), value);
        }
        assert!(unsaved.will_hold(&marks, id, State::Unread), "another mark");
        assert!(!unsaved.will_hold(&marks, DocumentId(2), State::Starred), "another document");
        unsaved.take(3).unwrap();
        assert!(unsaved.will_hold(&marks, id, State::Starred) && unsaved.take(3).is_none());
    }
}
