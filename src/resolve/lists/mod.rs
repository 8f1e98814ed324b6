//! What is known of names beforehand: the lists, the parts of names, and the words by which names
//! stand in the lists. What two names have to do with each other is decided outside.

mod name_lists;
mod name_parts;
mod name_words;

pub(super) use name_lists::{LineNumber, hash, lists};
pub(super) use name_parts::NamePart;
pub(super) use name_words::{NameWords, words};
