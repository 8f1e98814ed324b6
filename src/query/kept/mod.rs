//! What the reader keeps of documents, as plain data: marks, notes, tags, and changes of them.
//!
//! Not here: saved searches (`saved`), corrections of names (`correction`).

mod change;
mod marks;
mod note;
mod note_text;
mod notes;

pub use change::{MarkChange, NotebookChange};
pub use marks::{Marks, NotebookCopy, Openings};
pub use note::{Colour, Note, NoteChange, NoteId, NoteIds, NoteSubject, Tag};
pub use notes::{FoundNotes, NoteOrder, Notes};
