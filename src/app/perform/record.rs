//! Changes of the notebook: sends them to be written, and takes in what became of them. Only what is on
//! the disk is shown as done; what failed is reversed, which takes no more than leaving it out, and said.
//!
//! Not here: which changes there are (`read`, `correct`), and writing them (`terminal`).

use std::sync::Arc;

use crate::app::message::{Effect, Ticket};
use crate::app::state::App;
use crate::app::trouble::Trouble;
use crate::app::undo::{Action, Course, UNDO_HINT, UndoStep};
use crate::app::unsaved::{NewLabel, Occasion, Relabel, UnsavedChange};
use crate::model::DocumentId;
use crate::query::{Criterion, Edit, KeptStep, NotebookChange, State, StepEntry};

impl App {
    /// Makes a change that can be undone, and says so once it is made.
    pub(in crate::app) fn make(&mut self, step: UndoStep, said: String, effects: &mut Vec<Effect>) {
        let (action, label, made) = (step.action.clone(), step.label.clone(), self.now);
        let number = self.undo_stack.push(step);
        let labels = std::mem::take(&mut self.relabels);
        let occasion = Occasion { said: Some(said), step: Some((number, Course::Done)), labels };
        self.apply_action(&action, occasion, effects);
        if let Some(change) = action.kept() {
            let kept = KeptStep { number, made, label, change, undone: false };
            self.undo_stack.note_step(kept.clone());
            effects.push(Effect::Step(StepEntry::Done(Box::new(kept))));
        }
    }

    pub(in crate::app) fn record_changes(
        &mut self,
        changes: Vec<NotebookChange>,
        occasion: Occasion,
        effects: &mut Vec<Effect>,
    ) {
        let ticket = self.requests.ticket();
        self.unsaved.push(UnsavedChange { ticket, action: Action::Change(changes.clone()), occasion });
        effects.push(Effect::Record { ticket, changes });
    }

    pub(in crate::app) fn record_edit(&mut self, edit: Edit, occasion: Occasion, effects: &mut Vec<Effect>) {
        self.note_cut(&edit);
        let ticket = self.requests.ticket();
        self.unsaved.push(UnsavedChange { ticket, action: Action::Correct(edit.clone()), occasion });
        effects.push(Effect::Correct { ticket, edit });
    }

    /// Whether a document is in a state, or will be once all is written.
    pub(in crate::app) fn will_hold(&self, id: DocumentId, state: State) -> bool {
        self.unsaved.will_hold(&self.marks, id, state)
    }

    /// Takes in what became of a change.
    pub(in crate::app) fn take_recorded(&mut self, ticket: Ticket, outcome: Result<(), String>) {
        let Some(UnsavedChange { action, occasion, .. }) = self.unsaved.take(ticket) else { return };
        if let Err(reason) = outcome {
            return self.reverse(&action, occasion, &reason);
        }
        match action {
            Action::Change(changes) => {
                let marks = Arc::make_mut(&mut self.marks);
                changes.iter().for_each(|change| marks.apply(change));
                self.sidebar.count_changes(&changes);
                self.count_notes(&changes);
                self.take_changed_notes(&changes);
                self.show_dossier();
            }
            Action::Correct(edit) => {
                self.corrections.apply(&edit);
                occasion.labels.iter().for_each(|label| self.relabel(label));
            }
            Action::Save(change) => self.take_search_change(&change),
            Action::Filters { .. } | Action::Text { .. } | Action::Search { .. } | Action::Clip { .. } => {}
        }
        // A later key may have said something since.
        if let Some(said) = occasion.said.filter(|_| self.notice.is_none()) {
            self.notify(said);
        }
    }

    fn reverse(&mut self, action: &Action, occasion: Occasion, reason: &str) {
        if let Some((number, course)) = occasion.step {
            self.undo_stack.reverse(number, course);
        }
        let unasked = match action {
            Action::Save(_) => "when a saved search was opened",
            _ => "marked as read",
        };
        let said = occasion.said.unwrap_or_else(|| unasked.to_owned());
        let what = said.split(UNDO_HINT).next().unwrap_or_default();
        self.take_trouble(Trouble::Notebook, format!("not saved: {what} ({reason})"));
    }

    /// Says a failure until it is over or put away.
    pub(in crate::app) fn take_trouble(&mut self, of: Trouble, text: String) {
        self.notice = None;
        self.troubles.note(of, text);
    }

    fn relabel(&mut self, label: &Relabel) {
        let Relabel { kind, name, to } = label;
        let criterion = Criterion::Entity { kind: *kind, name: name.clone() };
        match to {
            NewLabel::Named(kind, name) => self.sidebar.relabel(&criterion, Some((*kind, name.as_str()))),
            NewLabel::Hidden => self.sidebar.relabel(&criterion, None),
            NewLabel::Parted(_) => {}
        }
        self.reader.relabel(|entity, written| {
            if (entity.kind, &entity.name) != (*kind, name) {
                return;
            }
            match to {
                NewLabel::Named(kind, name) => (entity.kind, entity.name) = (*kind, name.clone()),
                NewLabel::Hidden => entity.hidden = true,
                NewLabel::Parted(spelling) if written == spelling => entity.name.clone_from(spelling),
                NewLabel::Parted(_) => {}
            }
        });
    }
}
