//! How names are written, and what they are compared as. The rules are data (`assets/lexicon`).
//! It knows single words and names; which keys are one is decided outside.

mod difference;
mod forms;
mod rules;

pub(super) use difference::{difference, one_letter_apart};
pub use forms::sound;
pub(super) use forms::{american, consonants, latin, written};
