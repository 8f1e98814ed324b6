//! Names as a learned model finds them: the features of a token in its document (`features`, `clues`,
//! `view`), the labels (`labels`), labelling with the model of the program (`tagger`), and bringing the
//! names of a document in line with each other (`vote`).
//!
//! Not here: features of a word by itself (`word`), the engine (`crate::sequence`), learning
//! (`examples/training`), and how the model was made (`assets/model`).

mod clues;
mod features;
mod labels;
mod rule_names;
mod tagger;
mod view;
mod vote;

pub use clues::WordCounts;
pub use features::of_view;
pub use labels::{KINDS, LABELS, Name};
pub use rule_names::RuleNames;
pub use tagger::{Tagger, with_tagger};
pub use view::view;
