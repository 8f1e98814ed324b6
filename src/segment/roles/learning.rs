//! What training the model of line roles needs: the lines of a text with the keys of their features.
//!
//! Not here: the training itself (`examples/train_lines.rs`), and using the model (`decode`).

use std::ops::Range;

use super::features::features;
use super::page_context::PageContext;
use crate::model::Extract;
use crate::segment::line::measure;

/// A line as the model sees it.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The 0-based lines of the text it takes up; several in hard-wrapped text.
    pub numbers: Range<usize>,
    /// The keys of its features.
    pub keys: Vec<u32>,
}

/// The lines of a text that are not blank, as the model sees them.
pub fn observe(extract: &Extract) -> Vec<Observed> {
    let lines = measure::measure(extract);
    let page = PageContext::of(&lines);
    let observed = |at: usize| {
        let mut keys = Vec::with_capacity(100);
        features(&page, at, &mut |feature| keys.push(feature.key()));
        Observed { numbers: lines[at].number as usize..lines[at].last_number as usize + 1, keys }
    };
    (0..lines.len()).map(observed).collect()
}
