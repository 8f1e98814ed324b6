//! A trained model in memory: the weights of features and of pairs of labels.

use super::feature::Feature;

/// How many labels a model can tell apart; rows of weights are padded to it, so that they add in
/// one step.
pub const LANES: usize = 16;

/// A label, by its position among [`Model::labels`].
pub type Label = u8;

/// The summed weights of the features of one place, by label. In steps of the model's own size.
pub type Scores = [i32; LANES];

/// The weights of one feature, by label.
pub(super) type Row = [i8; LANES];

/// A feature and its weights, side by side: looking it up waits for memory, and does so once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub key: u32,
    pub row: Row,
}

/// So many features are sent for at once.
const SENT_FOR: usize = 64;

/// Weight of what must never happen.
pub(super) const NEVER: f32 = -1e4;

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
    /// In ascending order of their keys.
    pub(super) entries: Vec<Entry>,
    /// By the high bits of a key, the first entry with these or higher ones. Keys are hashes and
    /// spread evenly, so that few entries share them.
    starts: Vec<u32>,
    /// The bits of a key below those.
    low: u32,
}

impl Model {
    /// A model of entries in ascending order of their keys.
    pub(super) fn new(
        labels: Vec<String>,
        scale: f32,
        start: [f32; LANES],
        transitions: [[f32; LANES]; LANES],
        entries: Vec<Entry>,
    ) -> Model {
        let high = entries.len().max(2).ilog2();
        let low = u32::BITS - high;
        let mut starts = vec![0; (1 << high) + 1];
        entries.iter().for_each(|entry| starts[(entry.key >> low) as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Model { labels, scale, start, transitions, entries, starts, low }
    }

    /// The names of the labels.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How many features have weights.
    pub fn features(&self) -> usize {
        self.entries.len()
    }

    /// Adds the weights of a feature to the scores of its place.
    #[inline]
    pub fn add(&self, feature: Feature, scores: &mut Scores) {
        self.add_key(feature.key(), scores);
    }

    /// As [`Model::add`], for a feature of which only the key is at hand.
    #[inline]
    pub fn add_key(&self, key: u32, scores: &mut Scores) {
        for (score, &weight) in scores.iter_mut().zip(self.row(key).into_iter().flatten()) {
            *score += i32::from(weight);
        }
    }

    /// The summed weights of the features of one place, by their keys: in less time than one by one.
    /// The first pass over some of them only sends for what the second reads, all at once.
    pub fn sum(&self, keys: &[u32]) -> Scores {
        let mut sums = [0i16; LANES];
        let mut near = [0; SENT_FOR];
        for keys in keys.chunks(SENT_FOR) {
            for (near, &key) in near.iter_mut().zip(keys) {
                let start = self.start_of(key);
                let passed = self.entries.get(start).is_some_and(|entry| entry.key < key);
                *near = start + usize::from(passed);
            }
            for row in near.iter().zip(keys).filter_map(|(&near, &key)| self.row_from(near, key)) {
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    *sum = sum.saturating_add(i16::from(weight));
                }
            }
        }
        sums.map(i32::from)
    }

    /// Where among the entries a key is not passed yet.
    #[inline]
    fn start_of(&self, key: u32) -> usize {
        self.starts[(key >> self.low) as usize] as usize
    }

    #[inline]
    fn row(&self, key: u32) -> Option<&Row> {
        self.row_from(self.start_of(key), key)
    }

    #[inline]
    fn row_from(&self, start: usize, key: u32) -> Option<&Row> {
        let found = self.entries[start..].iter().find(|entry| entry.key >= key)?;
        (found.key == key).then_some(&found.row)
    }
}
