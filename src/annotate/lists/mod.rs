//! The user's own lists of names (`own`): parsing them (`read`, `spellings`), and finding their names in
//! a document (`find`, with the `spelling_table`), whose text is first normalised (`normalize`).
//!
//! Not here: where the files are and when they are read again (`ingest::own_lists`).

mod find;
mod normalize;
mod own;
mod read;
mod spelling_table;
mod spellings;

pub use own::{Lists, MOST_LISTS};
pub use read::{Fault, ListFormat};
