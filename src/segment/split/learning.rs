//! What learning the weights of splits needs: the candidate splits of a text with their features.
//!
//! Not here: the learning itself (`examples/train_splits.rs`), and choosing by the weights (`choice`).

use super::choice::weighable;
use super::evidence::by_words;
pub use super::features::NAMES;
use super::file_lines::FileLines;
use crate::model::Extract;
use crate::segment::line::measure::measure;

/// A candidate split as it is weighed.
#[derive(Clone, Debug)]
pub struct ObservedSplit {
    /// The 0-based line of the text on which each part begins.
    pub starts: Vec<usize>,
    /// The features, in the order of [`NAMES`].
    pub features: Vec<f32>,
}

/// The candidate splits of a plain text whose parts look like articles.
pub fn observe_splits(extract: &Extract) -> Vec<ObservedSplit> {
    let lines = measure(extract);
    let file = FileLines::new(&lines);
    let observed = |(mut features, candidate): (_, super::candidates::CandidateSplit)| {
        by_words(&file, &candidate, &mut features);
        let starts = candidate.parts.iter().map(|part| lines[part.start].number as usize).collect();
        ObservedSplit { starts, features: features.0.to_vec() }
    };
    weighable(&file, false, f32::NEG_INFINITY).into_iter().map(observed).collect()
}
