//! Sequence labelling: the engine that labels lines (`segment::roles`) and tokens (`annotate::model`).
//! It is a linear-chain conditional random field, a CRF (Lafferty, McCallum and Pereira, "Conditional
//! random fields", ICML 2001): every place of a sequence has sparse features, every pair of neighbouring
//! labels a weight, and the best path of labels is found exactly (Viterbi, `decode`).
//!
//! ```text
//! features of a place ─Model::sum→ LabelScores ─Decoder::decode→ labels      (reading; `table` finds the weights)
//! groups of features  ─Batch::sums→ WeightSums ⇄ SumCache                    (what is summed once and kept)
//! Model ⇄ bytes of `assets/model`                                        (`format`)
//! ```
//!
//! Useful for: sets of at most [`LANES`] labels.
//! Not for: making features, since each user of a model makes its own; and training
//! (`examples/training`).

mod batch;
mod decode;
mod feature;
mod format;
mod lanes;
mod model;
mod sums;
mod table;

pub use batch::Batch;
pub use decode::Decoder;
pub use feature::Feature;
pub use format::FormatError;
pub use lanes::{LANES, Label, LabelScores, WeightRow, WeightSums};
pub use model::{Model, NEVER};
pub use sums::{Kept, SumCache, add_sums};
