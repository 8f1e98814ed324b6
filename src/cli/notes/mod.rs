//! Notes and tags on the command line: adding and listing them, and keeping them in step with a folder of text files.
//!
//! Not here: noting on the screen (`app`).

mod add;
mod folder;
mod list;
mod places;
mod sync;
mod tag;
mod take_in;

pub use add::{NoteArguments, keep, note, note_ids};
pub use list::{NotesArguments, notes};
pub use tag::{TagArguments, tag};
