//! How many labels a model can have, and weights and sums with one number for each of them.

/// How many labels a model can have; rows of weights are padded to it, so that they add in one step and
/// lie with the key of their feature in 16 bytes.
pub const LANES: usize = 12;

/// A label, by its position among those of the model.
pub type Label = u8;

/// The summed weights of the features of one place, by label. In steps of the model's own size.
pub type LabelScores = [i32; LANES];

/// As [`LabelScores`], in half the memory: of fewer than 250 features.
pub type WeightSums = [i16; LANES];

/// The weights of one feature, by label.
pub type WeightRow = [i8; LANES];
