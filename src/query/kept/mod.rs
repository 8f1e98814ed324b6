//! What the reader keeps of documents, as plain data: marks, notes, tags, and changes of them.
//!
//! Not here: saved searches (`saved`), corrections of names (`correction`).

mod change;
mod exchange;
mod exchange_file;
mod marks;
mod note;
mod notes;
mod placed;
mod step;

pub use change::{MarkChange, NotebookChange};
pub use exchange::{DocumentPlace, ExchangedNote, Held, Holding, Item, merge, unite};
pub use exchange_file::{exchange_files, read_exchange_file};
pub use marks::{Marks, NotebookCopy, Openings};
pub use note::{Colour, Note, NoteChange, NoteId, NoteIds, NoteSubject, Tag};
pub use notes::Notes;
pub use placed::{NotePlace, PlacedNote};
pub use step::{KeptStep, StepChange, StepEntry};
