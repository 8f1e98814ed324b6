//! What the word lists of `assets/lexicon` show of a line and its words: cues of site chrome
//! (boilerplate) and of head lines (`cues`), words of head lines (`head_words`, `author_labels`,
//! `byline_words`), names of people (`names`). The phrases are read by `phrase_table`, by class
//! (`phrase_class`), and looked up by `phrases`.
//!
//! Not here: what follows from a cue, lists of names and words for all modules (`crate::lexicon`), and
//! recognising names in running text (`annotate`).

mod author_labels;
pub mod byline_words;
mod cue_set;
mod cues;
mod head_words;
pub mod names;
mod phrase_class;
mod phrase_table;
mod phrases;

pub use author_labels::{author_behind, author_inside, author_label, signed_label};
pub use cue_set::Cues;
pub use cues::{cues, glued_link, networks};
pub use head_words::{date_label, is_desk, is_outlet, is_team, is_trade};
