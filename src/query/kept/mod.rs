//! What the reader keeps of documents, as plain data: marks, notes, tags, dossiers, and changes of them.
//!
//! Not here: saved searches (`saved`), corrections of names (`correction`).

mod change;
mod cited;
mod dossiers;
mod marks;
mod note;
mod notes;
mod piece;

pub use change::{MarkChange, NotebookChange};
pub use cited::{cited, cited_row};
pub use dossiers::Dossiers;
pub use marks::{Marks, NotebookCopy, Openings};
pub use note::{Colour, Note, NoteChange, NoteId, NoteIds, NoteSubject, Tag};
pub use notes::Notes;
pub use piece::{Dossier, DossierChange, DossierId, DossierPiece, PieceChange, PieceId, PieceSubject};
