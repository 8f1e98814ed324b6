//! A block split into tokens (`token`) and sentences (`boundaries`), and what the casing of a sentence
//! says (`casing`). A [`Sentence`] is what the rules look at.
//!
//! Not here: names, dates and amounts; the search terms of the index (`crate::text::token`), which
//! leave punctuation out.

mod boundaries;
mod casing;
mod sentence;
mod token;

pub use boundaries::sentences;
pub use casing::{Casing, casing, is_running};
pub use sentence::{LONGEST_LISTED, Sentence};
pub use token::{Token, tokenize};
