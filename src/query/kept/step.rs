//! Kept steps: what a person did, with the time, kept so that it can be taken back and done again in a later session.
//!
//! Not here: the stack of what can be taken back next (`app::undo`), storing kept steps (`notebook`).

use serde::{Deserialize, Serialize};

use super::change::NotebookChange;
use super::notes::Notes;
use crate::query::{Edit, SearchChange};

/// What a kept step changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StepChange {
    /// Marks, tags and notes.
    Kept(Vec<NotebookChange>),
    /// What is said of names.
    Names(Edit),
    /// A saved search.
    Search(Box<SearchChange>),
}

impl StepChange {
    /// Whether it can be taken back by itself, whatever was done since; done again, if it `is_undone`. A note that is
    /// another by now stays as it is.
    pub fn can_be_turned(&self, is_undone: bool, notes: &Notes) -> bool {
        let StepChange::Kept(changes) = self else { return true };
        changes.iter().all(|change| match change {
            NotebookChange::Mark(_) | NotebookChange::Dossier(_) | NotebookChange::Piece(_) => true,
            NotebookChange::Note(change) => {
                let expected = if is_undone { &change.before } else { &change.after };
                let held = change.id().and_then(|id| notes.get(id)).map(|note| &**note);
                held == expected.as_ref()
            }
        })
    }
}

/// What a person did.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptStep {
    /// Its number: drawn by lot for the first of a session, then counted on, so that two sessions never give the same.
    pub number: u64,
    /// When it was done, in seconds since 1970.
    pub made: i64,
    /// In words, as in "starred".
    pub label: String,
    /// What changed.
    pub change: StepChange,
    /// It is taken back.
    pub undone: bool,
}

/// What became of a kept step, to be written down.
#[derive(Clone, Debug, PartialEq)]
pub enum StepEntry {
    /// It was done.
    Done(Box<KeptStep>),
    /// The one of that number was taken back.
    Undone(u64),
    /// The one of that number was done again.
    Redone(u64),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::query::{Note, NoteId, NoteSubject};

    #[test]
    fn a_note_that_is_another_by_now_is_left_as_it_is() {
        let note = |words: &str| Note {
            id: NoteId(1),
            on: NoteSubject::Document(DocumentId(7)),
            colour: None,
            words: words.into(),
            tags: Vec::new(),
            made: 1,
            changed: 1,
        };
        let made = StepChange::Kept(vec![NotebookChange::note(None, Some(note("a")))]);
        let held = |words| [note(words)].into_iter().collect::<Notes>();
        assert!(made.can_be_turned(false, &held("a")) && !made.can_be_turned(false, &held("b")));
        assert!(made.can_be_turned(true, &Notes::default()) && !made.can_be_turned(true, &held("a")));
    }
}
