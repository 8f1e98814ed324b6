//! Labelling sequences: the engine behind the reader of lines (`segment`) and of names
//! (`annotate`). A linear-chain conditional random field (Lafferty, McCallum and Pereira,
//! "Conditional random fields", ICML 2001): every place of a sequence has sparse features, every
//! pair of neighbouring labels a weight, and the best path of labels is found exactly.
//!
//! ```text
//! features of a place ─Model::add→ LabelScores ─Model::decode→ labels        (reading)
//! Model ⇄ bytes of `assets/model`                                        (`format`)
//! ```
//!
//! Useful for: sets of at most [`LANES`] labels. Not here: what the features
//! are, since each reader makes its own; and learning (`examples/training`).

mod decode;
mod feature;
mod format;
mod model;

pub use decode::Decoder;
pub use feature::Feature;
pub use format::FormatError;
pub use model::{LANES, Label, LabelScores, Model, NEVER, WeightRow};
