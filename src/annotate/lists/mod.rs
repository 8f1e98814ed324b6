//! The reader's own lists of names (`own`): what stands in them (`read`, `spellings`), and finding it in
//! a document (`find`), whose text is first normalised (`normalize`).
//!
//! Not here: where the files lie and when they are read again (`ingest`).

mod find;
mod normalize;
mod own;
mod read;
mod spellings;

pub use own::{Lists, MOST_LISTS};
pub use read::{Fault, ListFormat};
