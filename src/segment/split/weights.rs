//! The weights of signs that a file splits into articles, from `assets/model/split_weights.txt`.

use super::features::{FEATURES, NAMES, SplitFeature, SplitFeatures};
use crate::weights::WeightTable;

const TABLE: WeightTable = WeightTable::new(include_str!("../../../assets/model/split_weights.txt"));

/// The evidence that a candidate split needs, as a sum of weights.
pub const ENOUGH: f32 = TABLE.decimal("enough");

const WEIGHTS: [f32; FEATURES] = {
    let mut weights = [0.0; FEATURES];
    let mut at = 0;
    while at < FEATURES {
        weights[at] = TABLE.decimal(NAMES[at]);
        at += 1;
    }
    weights
};

/// The evidence for a candidate: what its features weigh, together.
pub fn sum(features: &SplitFeatures) -> f32 {
    features.0.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum()
}

/// How much features that are not known yet can add, by the least and the greatest that each can be.
pub fn most_of(bounds: &[(SplitFeature, f32, f32)]) -> f32 {
    bounds
        .iter()
        .map(|&(feature, least, most)| {
            (WEIGHTS[feature as usize] * most).max(WEIGHTS[feature as usize] * least)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_of_the_table_is_used() {
        let known = |name: &&str| NAMES.contains(name) || *name == "enough";
        assert_eq!(TABLE.names().find(|name| !known(name)), None);
    }
}
