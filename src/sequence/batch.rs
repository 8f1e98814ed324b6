//! Sums of weights for many places at once. A look-up waits for memory, and look-ups that do not depend on each
//! other wait together: all of a sentence are sent for before the first is used.

use super::feature::Feature;
use super::lanes::WeightSums;
use super::model::Model;

/// Groups of features whose weights are to be summed; keeps its memory from one batch to the next.
#[derive(Debug, Default)]
pub struct Batch {
    keys: Vec<u32>,
    /// For each group, the end of its keys.
    ends: Vec<u32>,
    /// Where the weights lie of keys that have some.
    places: Vec<u32>,
    /// For each group, the end of its places.
    place_ends: Vec<u32>,
    sums: Vec<WeightSums>,
}

impl Batch {
    /// Begins anew.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.ends.clear();
    }

    /// Adds a feature to the group under way.
    #[inline]
    pub fn push(&mut self, feature: Feature) {
        self.keys.push(feature.key());
    }

    /// Ends the group under way; the groups are numbered from 0.
    #[inline]
    pub fn end_group(&mut self) {
        self.ends.push(self.keys.len() as u32);
    }

    /// The summed weights of each group.
    pub fn sums(&mut self, model: &Model) -> &[WeightSums] {
        let table = &model.table;
        table.those_there(&self.keys, &self.ends, &mut self.places, &mut self.place_ends);
        table.find(&mut self.places);
        self.sums.clear();
        let mut start = 0;
        for &end in &self.place_ends {
            let places = &self.places[start..end as usize];
            start = end as usize;
            self.sums.push(table.sum_at(places));
        }
        &self.sums
    }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::LANES;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_group_has_the_sums_of_its_own_features(
            rows in prop::collection::btree_map(0u64..100, any::<[i8; LANES]>(), 0..60),
            groups in prop::collection::vec(prop::collection::vec(0u64..100, 0..20), 0..20),
        ) {
            let mut rows: Vec<_> = rows.into_iter().map(|(kind, row)| (Feature::of(kind).key(), row)).collect();
            rows.sort_unstable();
            let model = Model::new(vec![String::new(); LANES], 1.0, [0.0; LANES], [[0.0; LANES]; LANES], &rows);
            let mut batch = Batch::default();
            batch.push(Feature::of(0));
            batch.clear();
            for group in &groups {
                group.iter().for_each(|&kind| batch.push(Feature::of(kind)));
                batch.end_group();
            }
            let sums = batch.sums(&model).to_vec();
            prop_assert_eq!(sums.len(), groups.len());
            for (sums, group) in sums.iter().zip(&groups) {
                let mut one_by_one = [0; LANES];
                group.iter().for_each(|&kind| model.add(Feature::of(kind), &mut one_by_one));
                prop_assert_eq!(sums.map(i32::from), one_by_one);
            }
        }
    }
}
