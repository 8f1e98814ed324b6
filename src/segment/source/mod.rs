//! The source of a document (newspaper or site), as its text names it: behind a label, in what sites say
//! of themselves (`said`, by the phrases of `sign` and names read by `name`), by a masthead or an address (`address`). Chosen in `find`;
//! what the files of a folder say together in `folder`.
//!
//! Not here: the source that the format declares, which comes first (`outline`).

pub mod address;
pub mod find;
pub mod folder;
mod name;
pub mod said;
mod sign;
mod weights;
