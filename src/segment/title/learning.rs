//! What learning the weights of headlines needs: the lines of a text that could be its headline, with the sum of what they
//! look like and the signs of what was read of them.
//!
//! Not here: the learning itself (`examples/train_titles.rs`), and choosing by the weights (`find`).

use super::find::{Tried, headline, tried};
pub use super::reading::NAMES;
use super::reading::signs;
use crate::model::Extract;
use crate::segment::body::extent::find_body;
use crate::segment::line::measure::measure;
use crate::segment::roles::learning::roles;
use crate::sequence::Model;

/// A line that could be the headline.
#[derive(Clone, Debug)]
pub struct ObservedHeadline {
    /// The title it would give.
    pub title: String,
    /// What it looks like, in hundredths.
    pub score: i32,
    /// What was read of it, in the order of [`NAMES`].
    pub signs: [i32; NAMES.len()],
}

/// The lines of a plain text that could be its headline, by what a model makes of them that has not learned from it.
pub fn observe_headlines(extract: &Extract, model: &Model) -> Vec<ObservedHeadline> {
    let lines = measure(extract);
    let roles = roles(&lines, model);
    let body = find_body(&lines, Some(&roles));
    let Tried { range, scored } = tried(&lines, &body, None, &extract.metadata, Some(&roles));
    let observed = |(at, score): (usize, i32)| {
        let found = headline(&lines, at, range.clone(), false);
        let title = lines[found.line].text.get(found.title).unwrap_or_default().to_owned();
        ObservedHeadline { title, score, signs: signs(&roles, at) }
    };
    scored.into_iter().map(observed).collect()
}
