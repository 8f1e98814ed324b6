//! Labelled sequences as learning takes them, and the choice of the features worth learning.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use perusal::sequence::{Label, Model};

use super::lattice::Allowed;

/// A labelled sequence, its features all in one vector.
#[derive(Clone, Debug, Default)]
pub struct Example {
    pub(super) keys: Vec<u32>,
    /// Where the features of each place end.
    pub(super) ends: Vec<u32>,
    /// Which labels each place may have.
    pub(super) labels: Vec<Allowed>,
    /// What a label that it may not have costs at each place, 0 when it is added: paths with it count for so much
    /// more while learning, and have to be left farther behind.
    pub costs: Vec<f32>,
}

impl Example {
    /// Adds a place with the [keys](perusal::sequence::Feature::key) of its features. Without a label it may
    /// have any, and what stands around it decides.
    pub fn push(&mut self, keys: impl IntoIterator<Item = u32>, label: Option<Label>) {
        match label {
            Some(label) => self.push_one_of(keys, &[label]),
            None => self.push_place(keys, Allowed::MAX),
        }
    }

    /// Adds a place that has one of several labels; what stands around it decides which.
    pub fn push_one_of(&mut self, keys: impl IntoIterator<Item = u32>, labels: &[Label]) {
        self.push_place(keys, labels.iter().fold(0, |set, label| set | 1 << label));
    }

    fn push_place(&mut self, keys: impl IntoIterator<Item = u32>, labels: Allowed) {
        self.keys.extend(keys);
        self.ends.push(self.keys.len() as u32);
        self.labels.push(labels);
        self.costs.push(0.0);
    }

    /// The features of a place.
    pub(super) fn features(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start as usize..self.ends[place] as usize]
    }
}

/// Replaces the keys of features by their positions among the keys that are kept, which are
/// returned in ascending order. Rare ones are taken out, those of the model that is gone on from stay.
pub(super) fn index(examples: &mut [Example], least: u32, begin: Option<&Model>) -> Vec<u32> {
    let mut counts: HashMap<u32, u32, BuildHasherDefault<Hashed>> = HashMap::default();
    for &key in examples.iter().flat_map(|example| &example.keys) {
        *counts.entry(key).or_default() += 1;
    }
    counts.retain(|_, count| *count >= least);
    counts.extend(begin.into_iter().flat_map(Model::rows).map(|(key, _)| (key, 0)));
    let mut keys: Vec<u32> = counts.keys().copied().collect();
    keys.sort_unstable();
    for (at, key) in keys.iter().enumerate() {
        counts.insert(*key, at as u32);
    }
    for example in examples {
        let mut kept = Vec::with_capacity(example.keys.len());
        let mut ends = Vec::with_capacity(example.ends.len());
        for place in 0..example.ends.len() {
            kept.extend(example.features(place).iter().filter_map(|key| counts.get(key)));
            ends.push(kept.len() as u32);
        }
        (example.keys, example.ends) = (kept, ends);
    }
    keys
}

/// For keys that are hashes already; there are hundreds of millions of them.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(u32::from(byte)));
    }

    fn write_u32(&mut self, key: u32) {
        // The table looks at the upper bits too.
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use perusal::sequence::Feature;

    use super::*;

    fn example(text: &str) -> Example {
        let mut example = Example::default();
        for c in text.chars() {
            example.push([Feature::of(1).with(c as u64).key(), Feature::of(0).key()], Some(0));
        }
        example
    }

    #[test]
    fn rare_features_are_left_out() {
        let mut examples = vec![example("ab"), example("aa")];
        let keys = index(&mut examples, 2, None);
        assert!(keys.contains(&Feature::of(1).with('a' as u64).key()));
        assert!(!keys.contains(&Feature::of(1).with('b' as u64).key()));
        assert_eq!((examples[0].features(0).len(), examples[0].features(1).len()), (2, 1));
    }
}
