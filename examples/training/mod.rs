//! Learning the weights of a [`Model`](perusal::sequence::Model) from labelled sequences, for the examples
//! that learn (`train_lines`, `train_names`). The likelihood of the labels is climbed one sequence at a
//! time (`trainer`, over all paths: `lattice`), with the step sizes of AdaGrad (Duchi, Hazan and Singer,
//! 2011) and an L1 penalty that is applied when a weight is next used (as Tsuruoka, Tsujii and Ananiadou,
//! 2009), so that most weights end at zero and the model is small.
//!
//! Its tests run with `tests/suite`.

mod example;
mod lattice;
mod options;
mod rng;
mod train;
mod trainer;

pub use example::Example;
pub use options::Options;
pub use train::train;
