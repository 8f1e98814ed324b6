//! Going back to a copy of the notebook: the picker of copies, and what is shown afterwards.
//!
//! Not here: copying and restoring (`notebook`).

use std::collections::HashMap;
use std::sync::Arc;

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::state::{App, Overlay};
use crate::model::DocumentId;
use crate::query::{CorrectionLog, Marks, NotebookCopy, ReadingPosition, RecordedCorrection};

impl App {
    /// Opens the copies of the notebook, to go back to one.
    pub(in crate::app) fn choose_copy(&mut self, copies: Vec<NotebookCopy>) {
        if self.is_asking() {
            return;
        }
        if copies.is_empty() {
            return self.notify("there is no copy of the notebook yet");
        }
        let entry = |copy: NotebookCopy| Entry {
            group: "".into(),
            detail: match copy.counts {
                Some((starred, read, corrections)) => {
                    format!("{starred} starred · {read} read · {corrections} corrections")
                }
                None => "cannot be read".to_owned(),
            },
            right: String::new(),
            label: copy.name.clone(),
            choice: Choice::Restore(copy.name),
        };
        let title = "Copies of the notebook   ⏎ goes back; what is now is kept too";
        let entries = copies.into_iter().map(entry).collect();
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Restore, title, entries)));
    }

    /// Takes over what a copy has. What could be undone was done in another notebook.
    pub(in crate::app) fn take_restored(
        &mut self,
        name: &str,
        marks: Marks,
        positions: HashMap<DocumentId, ReadingPosition>,
        corrections: Vec<RecordedCorrection>,
    ) {
        // What is new was new before, too.
        self.marks = Arc::new(Marks { newest_before: self.marks.newest_before, ..marks });
        self.positions = positions;
        self.show_dossier();
        self.corrections = CorrectionLog::new(corrections);
        self.undo_stack.empty();
        self.notify(format!("the notebook is that of {name}; what was before is the latest copy now"));
    }
}
