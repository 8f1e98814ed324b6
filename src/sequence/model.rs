//! A trained CRF model in memory: the weights of features and of pairs of labels.
//!
//! Not here: how weights are found (`table`), training (`examples/training`), and finding the best labels (`decode`).

use super::feature::Feature;
use super::lanes::{LANES, LabelScores, WeightRow};
use super::table::WeightTable;

/// Weight of what must never happen.
pub const NEVER: f32 = -1e4;

/// A trained model.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) labels: Vec<String>,
    /// What one step of a weight is worth.
    pub(super) scale: f32,
    /// The weight of beginning with a label.
    pub(super) start: [f32; LANES],
    /// The weight of a label (second) after a label (first).
    pub(super) transitions: [[f32; LANES]; LANES],
    pub(super) table: WeightTable,
}

impl Model {
    /// A model of at most [`LANES`] labels. `scale` is what one step of a weight is worth, `start` the
    /// weight of beginning with a label, `transitions` that of a label (second) after a label (first),
    /// and `rows` are the keys of features, ascending, with their weights.
    pub fn new(
        labels: Vec<String>,
        scale: f32,
        start: [f32; LANES],
        transitions: [[f32; LANES]; LANES],
        rows: &[(u32, WeightRow)],
    ) -> Model {
        Model { labels, scale, start, transitions, table: WeightTable::new(rows) }
    }

    /// The names of the labels.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// What one step of a weight is worth, as a logarithm of odds.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// The weight of beginning with a label, and that of a label (second) after a label (first).
    pub fn chain(&self) -> ([f32; LANES], [[f32; LANES]; LANES]) {
        (self.start, self.transitions)
    }

    /// How many features have weights.
    pub fn features(&self) -> usize {
        self.table.len()
    }

    /// The keys of the features with their weights, in ascending order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, WeightRow)> {
        self.table.rows()
    }

    /// Adds the weights of a feature to the scores of its place.
    #[inline]
    pub fn add(&self, feature: Feature, scores: &mut LabelScores) {
        self.add_key(feature.key(), scores);
    }

    /// As [`Model::add`], for a feature of which only the key is at hand.
    #[inline]
    pub fn add_key(&self, key: u32, scores: &mut LabelScores) {
        for (score, &weight) in scores.iter_mut().zip(self.table.weights(key).into_iter().flatten()) {
            *score += i32::from(weight);
        }
    }

    /// The summed weights of the features of one place, by their keys: in less time than one by one.
    pub fn sum(&self, keys: &[u32]) -> LabelScores {
        self.table.sums(keys).map(i32::from)
    }
}
