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
    /// Keys of features, ascending, and their rows.
    pub(super) keys: Vec<u32>,
    pub(super) rows: Vec<Row>,
    /// Keys with their positions among the rows plus one, by the low bits of the key (open
    /// addressing); position 0 is free. Most features asked for are not there, and one look tells.
    slots: Vec<(u32, u32)>,
}

impl Model {
    /// A model of rows in ascending order of their keys.
    pub(super) fn new(
        labels: Vec<String>,
        scale: f32,
        start: [f32; LANES],
        transitions: [[f32; LANES]; LANES],
        keys: Vec<u32>,
        rows: Vec<Row>,
    ) -> Model {
        // At most half of the slots are taken, so that a search is short and always ends.
        let mut slots = vec![(0, 0); (keys.len() * 2 + 1).next_power_of_two()];
        let mask = slots.len() - 1;
        for (row, &key) in keys.iter().enumerate() {
            let mut slot = key as usize & mask;
            while slots[slot].1 != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = (key, row as u32 + 1);
        }
        Model { labels, scale, start, transitions, keys, rows, slots }
    }

    /// The names of the labels.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How many features have weights.
    pub fn features(&self) -> usize {
        self.keys.len()
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

    /// The summed weights of the features of one place, by their keys. It takes less time than to
    /// add them one by one: the look-ups overlap, and the sums stay in registers.
    pub fn sum(&self, keys: &[u32]) -> Scores {
        let mut sums = [0i16; LANES];
        for row in keys.iter().filter_map(|&key| self.row(key)) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum = sum.saturating_add(i16::from(weight));
            }
        }
        sums.map(i32::from)
    }

    #[inline]
    fn row(&self, key: u32) -> Option<&Row> {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        loop {
            let (there, row) = self.slots[slot];
            let row = row.checked_sub(1)?;
            if there == key {
                return self.rows.get(row as usize);
            }
            slot = (slot + 1) & mask;
        }
    }
}
