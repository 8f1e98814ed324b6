//! A trained CRF model in memory: the weights of features and of pairs of labels.
//!
//! Not here: training (`examples/training`), and finding the best labels (`decode`).

use super::feature::Feature;

/// How many labels a model can have; rows of weights are padded to it, so that they add in
/// one step.
pub const LANES: usize = 16;

/// A label, by its position among [`Model::labels`].
pub type Label = u8;

/// The summed weights of the features of one place, by label. In steps of the model's own size.
pub type LabelScores = [i32; LANES];

/// The weights of one feature, by label.
pub type WeightRow = [i8; LANES];

/// Labels whose weights stand beside the key of a feature.
const FIRST: usize = 8;

/// A feature with the weights of the first labels: a look-up waits for memory, and the smaller the
/// model is, the less.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    key: u32,
    first: [i8; FIRST],
}

/// So many features are sent for at once.
const SENT_FOR: usize = 64;

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
    /// In ascending order of their keys.
    entries: Vec<Entry>,
    /// The weights of the other labels, for each entry; empty when there are no others.
    others: Vec<[i8; LANES - FIRST]>,
    /// By the high bits of a key, the first entry with these or higher ones. Keys are hashes and
    /// spread evenly, so that few entries share them.
    starts: Vec<u32>,
    /// The bits of a key below those.
    low: u32,
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
        let entry =
            |(key, row): &(u32, WeightRow)| Entry { key: *key, first: std::array::from_fn(|lane| row[lane]) };
        let entries: Vec<Entry> = rows.iter().map(entry).collect();
        let others = |(_, row): &(u32, WeightRow)| std::array::from_fn(|lane| row[FIRST + lane]);
        let others = if labels.len() > FIRST { rows.iter().map(others).collect() } else { Vec::new() };
        let high = entries.len().max(2).ilog2();
        let low = u32::BITS - high;
        let mut starts = vec![0; (1 << high) + 1];
        entries.iter().for_each(|entry| starts[(entry.key >> low) as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Model { labels, scale, start, transitions, entries, others, starts, low }
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
        self.entries.len()
    }

    /// The keys of the features with their weights, in ascending order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, WeightRow)> {
        self.entries.iter().enumerate().map(|(at, entry)| {
            let others = self.others.get(at).copied().unwrap_or_default();
            let mut row = [0; LANES];
            row[..FIRST].copy_from_slice(&entry.first);
            row[FIRST..].copy_from_slice(&others);
            (entry.key, row)
        })
    }

    /// Adds the weights of a feature to the scores of its place.
    #[inline]
    pub fn add(&self, feature: Feature, scores: &mut LabelScores) {
        self.add_key(feature.key(), scores);
    }

    /// As [`Model::add`], for a feature of which only the key is at hand.
    #[inline]
    pub fn add_key(&self, key: u32, scores: &mut LabelScores) {
        let Some(at) = self.find(self.start_of(key), key) else { return };
        let others = self.others.get(at).into_iter().flatten();
        for (score, &weight) in scores.iter_mut().zip(self.entries[at].first.iter().chain(others)) {
            *score += i32::from(weight);
        }
    }

    /// The summed weights of the features of one place, by their keys: in less time than one by one.
    /// The first pass over some of them only sends for what the second reads, all at once.
    pub fn sum(&self, keys: &[u32]) -> LabelScores {
        let (mut first, mut others) = ([0; FIRST], [0; LANES - FIRST]);
        let mut near = [0; SENT_FOR];
        for keys in keys.chunks(SENT_FOR) {
            for (near, &key) in near.iter_mut().zip(keys) {
                let start = self.start_of(key);
                let passed = self.entries.get(start).is_some_and(|entry| entry.key < key);
                *near = start + usize::from(passed);
            }
            for at in near.iter().zip(keys).filter_map(|(&near, &key)| self.find(near, key)) {
                add(&mut first, &self.entries[at].first);
                if let Some(weights) = self.others.get(at) {
                    add(&mut others, weights);
                }
            }
        }
        let mut sums = [0; LANES];
        for (sum, &part) in sums.iter_mut().zip(first.iter().chain(&others)) {
            *sum = i32::from(part);
        }
        sums
    }

    /// Where among the entries a key is not passed yet.
    #[inline]
    fn start_of(&self, key: u32) -> usize {
        self.starts[(key >> self.low) as usize] as usize
    }

    /// The entry of a key, looked for from there on.
    #[inline]
    fn find(&self, start: usize, key: u32) -> Option<usize> {
        let passed = self.entries[start..].iter().position(|entry| entry.key >= key)?;
        let at = start + passed;
        (self.entries[at].key == key).then_some(at)
    }
}

fn add<const N: usize>(sums: &mut [i16; N], weights: &[i8; N]) {
    for (sum, &weight) in sums.iter_mut().zip(weights) {
        *sum = sum.saturating_add(i16::from(weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_weights_of_features_are_found_and_summed(
            rows in prop::collection::btree_map(0u32..300, any::<[i8; LANES]>(), 0..60),
            keys in prop::collection::vec(0u32..300, 0..150),
            labels in prop::sample::select(vec![3, FIRST, LANES]),
            far in any::<bool>(),
        ) {
            // Keys close together share their high bits, keys far apart do not.
            let far = if far { u32::MAX / 300 } else { 1 };
            let named = |row: [i8; LANES]| std::array::from_fn(|lane| if lane < labels { row[lane] } else { 0 });
            let rows: Vec<(u32, WeightRow)> = rows.into_iter().map(|(key, row)| (key * far, named(row))).collect();
            let names = vec![String::new(); labels];
            let model = Model::new(names, 1.0, [0.0; LANES], [[0.0; LANES]; LANES], &rows);
            prop_assert!(model.rows().eq(rows.iter().copied()));
            let (mut summed, mut added) = ([0; LANES], [0; LANES]);
            let keys: Vec<u32> = keys.into_iter().map(|key| key * far).collect();
            for key in &keys {
                let row = rows.iter().find(|(there, _)| there == key).map_or([0; LANES], |(_, row)| *row);
                summed.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(weight));
                model.add_key(*key, &mut added);
            }
            prop_assert_eq!((model.sum(&keys), added), (summed, summed));
        }
    }
}
