//! Spelling of names: normal forms and phonetic codes to compare them by. The rules are data
//! (`assets/lexicon`).
//!
//! Not here: which keys are one (`person`, `organization`, `place`).

mod difference;
mod forms;
mod rules;

pub(super) use difference::{difference, one_letter_apart};
pub use forms::sound;
pub(super) use forms::{american, consonants, latin, written};
