//! Named entity recognition with a learned model, a conditional random field (CRF): the features of a
//! token in its document (`features`, `clues`, `view`) and the sums of their weights (`scorer`), the labels
//! (`labels`), decoding with the built-in model (`tagger`), and making the names of a document consistent (`vote`).
//!
//! Not here: features of a word by itself (`word`), the CRF with its Viterbi decoding
//! (`crate::sequence`), training (`examples/training`), and how the model was made (`assets/model`).

mod clues;
mod features;
mod labels;
mod rule_names;
mod scorer;
mod tagger;
mod view;
mod vote;

pub use clues::WordCounts;
pub use features::{
    of_both_sides, of_clues, of_two_after, of_two_before, with_after, with_before, with_clues,
};
pub use labels::{KINDS, LABELS, Name};
pub use rule_names::RuleNames;
#[cfg(test)]
pub use scorer::{Scored, Scorer};
pub use tagger::{Tagger, with_tagger};
pub use view::{clue_triple, own_clues};
