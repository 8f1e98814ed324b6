//! What training the model of line roles needs: the lines of a text with the keys of their features.
//!
//! Not here: the training itself (`examples/train_lines.rs`), and using the model (`decode`).

use std::ops::Range;

use super::decode::{read_first, read_lines};
use super::features::features;
use super::page_context::PageContext;
use super::role::LineRole;
use super::stretches::Stretches;
use crate::model::Extract;
use crate::segment::line::measure;
use crate::segment::line::measured::Line;
use crate::sequence::Model;

/// A line as the model sees it.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The 0-based lines of the text it takes up; several in hard-wrapped text.
    pub numbers: Range<usize>,
    /// The keys of its features.
    pub keys: Vec<u32>,
}

/// The lines of a text that are not blank, as the first model sees them.
pub fn observe(extract: &Extract) -> Vec<Observed> {
    observed(extract, |page| {
        let own =
            |at: usize, keys: &mut Vec<u32>| features(page, at, &mut |feature| keys.push(feature.key()));
        keys(page, own)
    })
}

/// The lines of a text that are not blank, as the second model sees them, by what a first one makes of them.
pub fn observe_again(extract: &Extract, first: &Model) -> Vec<Observed> {
    observed(extract, |page| {
        let reading = read_first(page, first);
        let own = |at: usize, keys: &mut Vec<u32>| reading.features(page, at, &mut |f| keys.push(f.key()));
        keys(page, own)
    })
}

/// The stretches of a text, by what two models make of its lines.
pub fn observe_stretches(extract: &Extract, first: &Model, second: &Model) -> Vec<Observed> {
    let lines = measure::measure(extract);
    let page = PageContext::of(&lines);
    let (roles, margins) = read_lines(&page, first, second);
    let stretches = Stretches::of(&page, &roles, &margins);
    let of_stretch = |at: usize| {
        let mut keys = Vec::with_capacity(100);
        stretches.features(at, &mut |feature| keys.push(feature.key()));
        let range = stretches.lines(at);
        let numbers = lines[range.start].number as usize..lines[range.end - 1].last_number as usize + 1;
        Observed { numbers, keys }
    };
    (0..stretches.len()).map(of_stretch).collect()
}

/// What a first model alone reads each line as.
pub fn roles(lines: &[Line<'_>], first: &Model) -> Vec<LineRole> {
    read_first(&PageContext::of(lines), first).into_roles()
}

fn observed(extract: &Extract, keys: impl Fn(&PageContext<'_, '_>) -> Vec<Vec<u32>>) -> Vec<Observed> {
    let lines = measure::measure(extract);
    let keys = keys(&PageContext::of(&lines));
    let numbers = lines.iter().map(|line| line.number as usize..line.last_number as usize + 1);
    numbers.zip(keys).map(|(numbers, keys)| Observed { numbers, keys }).collect()
}

/// The keys of the features of each line.
fn keys(page: &PageContext<'_, '_>, own: impl Fn(usize, &mut Vec<u32>)) -> Vec<Vec<u32>> {
    let of_line = |at: usize| {
        let mut keys = Vec::with_capacity(100);
        own(at, &mut keys);
        keys
    };
    (0..page.lines.len()).map(of_line).collect()
}
