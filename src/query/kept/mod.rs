//! What the reader keeps of documents, as plain data: marks, notes, tags, dossiers, and changes of them; where
//! reading stopped.
//!
//! Not here: saved searches (`saved`), corrections of names (`correction`).

mod change;
mod cited;
mod dossiers;
mod exchange;
mod exchange_file;
mod marks;
mod note;
mod note_text;
mod notes;
mod page_layer;
mod piece;
mod placed;
mod position;
mod read_after;
mod read_sentences;
mod row_height;
mod step;

pub use change::{MarkChange, NotebookChange};
pub use cited::{cited, cited_row, quotation, quotation_of_row};
pub use dossiers::Dossiers;
pub use exchange::{DocumentPlace, ExchangedNote, Held, Holding, Item, merge, unite};
pub use exchange_file::{exchange_files, read_exchange_file};
pub use marks::{Marks, NotebookCopy, Openings};
pub use note::{Colour, Note, NoteChange, NoteId, NoteIds, NoteSubject, Tag};
pub use notes::{FoundNotes, NoteOrder, Notes};
pub use page_layer::PageLayer;
pub use piece::{Dossier, DossierChange, DossierId, DossierPiece, PieceChange, PieceId, PieceSubject};
pub use placed::{NotePlace, PlacedNote};
pub use position::ReadingPosition;
pub use read_after::ReadAfter;
pub use read_sentences::{ReadSentences, fingerprints_in};
pub use row_height::RowHeight;
pub use step::{KeptStep, StepChange, StepEntry};
