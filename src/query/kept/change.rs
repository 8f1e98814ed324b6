//! Changes of what a reader keeps: marks of documents and notes. Several can be one deed, which is written, taken
//! back and done again as a whole.
//!
//! Not here: corrections of names (`correction`), saved searches (`saved`).

use serde::{Deserialize, Serialize};

use super::note::{Note, NoteChange, Tag};
use super::piece::{Dossier, DossierChange, DossierPiece, PieceChange};
use crate::model::DocumentId;

/// A change to the marks of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkChange {
    /// Marks a document as read or unread.
    Read {
        /// The document.
        id: DocumentId,
        /// Whether it is read from now on.
        value: bool,
    },
    /// Stars a document or takes its star.
    Star {
        /// The document.
        id: DocumentId,
        /// Whether it is starred from now on.
        value: bool,
    },
    /// Puts a document on the reading list or takes it off.
    Later {
        /// The document.
        id: DocumentId,
        /// Whether it is on it from now on.
        value: bool,
    },
    /// Tags a document or takes a tag away.
    Tag {
        /// The document.
        id: DocumentId,
        /// The tag.
        tag: Tag,
        /// Whether it has the tag from now on.
        value: bool,
    },
}

impl MarkChange {
    /// The change that takes this one back.
    pub fn inverse(&self) -> MarkChange {
        let mut inverse = self.clone();
        match &mut inverse {
            MarkChange::Read { value, .. }
            | MarkChange::Star { value, .. }
            | MarkChange::Later { value, .. }
            | MarkChange::Tag { value, .. } => {
                *value = !*value;
            }
        }
        inverse
    }

    /// The document.
    pub fn id(&self) -> DocumentId {
        match self {
            MarkChange::Read { id, .. }
            | MarkChange::Star { id, .. }
            | MarkChange::Later { id, .. }
            | MarkChange::Tag { id, .. } => *id,
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotebookChange {
    /// Of a mark or a tag of a document.
    Mark(MarkChange),
    /// Of a note.
    Note(Box<NoteChange>),
    /// Of a dossier.
    Dossier(Box<DossierChange>),
    /// Of a piece of a dossier.
    Piece(Box<PieceChange>),
}

impl NotebookChange {
    /// Stars a document, or takes its star away.
    pub fn star(id: DocumentId, value: bool) -> NotebookChange {
        NotebookChange::Mark(MarkChange::Star { id, value })
    }

    /// Marks a document as read or unread.
    pub fn read(id: DocumentId, value: bool) -> NotebookChange {
        NotebookChange::Mark(MarkChange::Read { id, value })
    }

    /// Makes a note, without one before; deletes it, without one after.
    pub fn note(before: Option<Note>, after: Option<Note>) -> NotebookChange {
        NotebookChange::Note(Box::new(NoteChange { before, after }))
    }

    /// Begins a dossier, without one before; deletes it, without one after.
    pub fn dossier(before: Option<Dossier>, after: Option<Dossier>) -> NotebookChange {
        NotebookChange::Dossier(Box::new(DossierChange { before, after }))
    }

    /// Puts a piece into its dossier, without one before; takes it out, without one after.
    pub fn piece(before: Option<DossierPiece>, after: Option<DossierPiece>) -> NotebookChange {
        NotebookChange::Piece(Box::new(PieceChange { before, after }))
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> NotebookChange {
        match self {
            NotebookChange::Dossier(change) => NotebookChange::Dossier(Box::new(change.inverse())),
            NotebookChange::Piece(change) => NotebookChange::Piece(Box::new(change.inverse())),
            NotebookChange::Mark(change) => NotebookChange::Mark(change.inverse()),
            NotebookChange::Note(change) => NotebookChange::Note(Box::new(change.inverse())),
        }
    }

    /// What takes several back, the last of them first.
    pub fn inverse_of(changes: &[NotebookChange]) -> Vec<NotebookChange> {
        changes.iter().rev().map(NotebookChange::inverse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_and_done_again_is_as_it_was() {
        let star = |id, value| NotebookChange::star(DocumentId(id), value);
        let done = vec![star(1, true), star(2, true), star(1, false)];
        let back = NotebookChange::inverse_of(&done);
        assert_eq!(back, [star(1, true), star(2, false), star(1, false)]);
        assert_eq!(NotebookChange::inverse_of(&back), done);
    }
}
