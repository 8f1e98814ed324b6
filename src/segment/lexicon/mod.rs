//! What the word lists of `assets/lexicon` know of a line and its words: phrases of site chrome and
//! of head lines (`cues`, looked up by `phrases`), names of people (`names`), the words beside them
//! in bylines (`byline_words`).
//!
//! Not here: what follows from a cue, and reading names in running text (`annotate`).

pub mod byline_words;
mod cues;
pub mod names;
mod phrases;

pub use cues::*;
