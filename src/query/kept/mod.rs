//! What the reader keeps of documents, as plain data: marks, notes, tags, and changes of them;
//! where reading stopped.
//!
//! Not here: saved searches (`saved`), corrections of names (`correction`).

mod change;
mod marks;
mod note;
mod notes;
mod position;

pub use change::{MarkChange, NotebookChange};
pub use marks::{Marks, NotebookCopy, Openings};
pub use note::{Colour, Note, NoteChange, NoteId, NoteIds, NoteSubject, Tag};
pub use notes::Notes;
pub use position::ReadingPosition;
