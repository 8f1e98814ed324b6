//! The lists the resolver uses: names that mean the same, the parts of names, and the words by which
//! names are looked up in them.
//!
//! Not here: comparing two names (`person`, `organization`, `place`).

mod name_lists;
mod name_parts;
mod name_words;

pub(super) use name_lists::{LineNumber, hash, lists};
pub(super) use name_parts::NamePart;
pub(super) use name_words::{NameWords, words};
