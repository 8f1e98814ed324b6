//! Ranking: how well documents match the words of a query, by BM25F.
//!
//! BM25F is described in Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted
//! fields", 2004. The counts of a word in title and body are normalised by length and weighted, then
//! added, then dampened. A prefix counts as one word, whatever words it matches; a phrase too.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use super::query_terms::{Within, lookups};
use crate::index::Error;
use crate::index::segments::Segment;
use crate::index::view::View;
use crate::query::Condition;

/// How soon more of the same word stops to matter, and how much length does: the usual values.
pub(super) const K1: f32 = 1.2;
pub(super) const B: f32 = 0.75;

/// A word in the title is worth so many in the body, and how much a title's length matters: less than a body's,
/// as nobody pads a title. Both by trying 4, 8, 16 and .75, .3 with the example `known_items` on two piles.
const TITLE_WEIGHT: f32 = 8.0;
const TITLE_B: f32 = 0.3;

/// Another form of a word is worth so much of the word as typed: .3, .5 and .8 are alike in `known_items`.
const ALIKE_WEIGHT: f32 = 0.5;

/// The scores of all rows, for each segment.
pub(super) struct Scores(Vec<Vec<f32>>);

impl Scores {
    /// Scores by these conditions; `None` without any.
    pub(super) fn of(
        view: &View,
        conditions: &[&Condition],
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Scores>, Error> {
        if conditions.is_empty() {
            return Ok(None);
        }
        let zeros: Vec<Vec<f32>> =
            view.segments.iter().map(|segment| vec![0.0; segment.size() as usize]).collect();
        let mut weights = Weights { of_rows: zeros.clone(), weighted: Vec::new() };
        let mut scores = Scores(zeros);
        for condition in conditions {
            if let Some(pattern) = condition.pattern() {
                for (number, counts) in view.patterns.counts(pattern).0.iter().enumerate() {
                    counts.iter().for_each(|count| weights.add(number, count.row, count.exact as f32));
                }
            }
            for words in lookups(condition, &view.fields, Within::Text) {
                let occurrences = view.occurrences.of(&view.segments, &words, cancelled)?;
                let average = average_length(view, words.field)?;
                let in_title = words.field == view.fields.title;
                let (weight, b) = if in_title { (TITLE_WEIGHT, TITLE_B) } else { (1.0, B) };
                for (number, (segment, counts)) in view.segments.iter().zip(occurrences.iter()).enumerate() {
                    let lengths = lengths(segment, words.field)?;
                    for count in counts {
                        let norm = 1.0 - b + b * lengths.fieldnorm(count.row) as f32 / average;
                        let times = count.exact as f32 + ALIKE_WEIGHT * count.alike as f32;
                        weights.add(number, count.row, weight * times / norm);
                    }
                }
            }
            scores.take(&mut weights);
        }
        Ok(Some(scores))
    }

    /// Adds one condition's dampened weights, times how rare it is, and empties them.
    fn take(&mut self, weights: &mut Weights) {
        let all = weights.of_rows.iter().map(Vec::len).sum::<usize>() as f32;
        let with = weights.weighted.len() as f32;
        let rarity = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        for (segment, row) in weights.weighted.drain(..) {
            let slots = (self.0.get_mut(segment), weights.of_rows.get_mut(segment));
            let (Some(scores), Some(weights)) = slots else { continue };
            if let (Some(score), Some(slot)) = (scores.get_mut(row as usize), weights.get_mut(row as usize)) {
                let weight = std::mem::take(slot);
                *score += rarity * weight * (K1 + 1.0) / (weight + K1);
            }
        }
    }

    /// Never negative.
    pub(super) fn of_row(&self, segment: usize, doc: u32) -> f32 {
        self.0.get(segment).and_then(|scores| scores.get(doc as usize)).copied().unwrap_or(0.0)
    }
}

/// What one condition weighs in each row.
struct Weights {
    of_rows: Vec<Vec<f32>>,
    /// The rows in which it weighs anything, by segment. Most words stand in few rows; the others are not looked at.
    weighted: Vec<(usize, u32)>,
}

impl Weights {
    fn add(&mut self, segment: usize, row: u32, weight: f32) {
        let Some(sum) = self.of_rows.get_mut(segment).and_then(|rows| rows.get_mut(row as usize)) else {
            return;
        };
        if *sum == 0.0 {
            self.weighted.push((segment, row));
        }
        *sum += weight;
    }
}

pub(super) fn average_length(view: &View, field: Field) -> Result<f32, Error> {
    let (mut words, mut rows) = (0, 0);
    for segment in view.segments.iter() {
        let index = segment.reader.inverted_index(field).map_err(|error| segment.error(error))?;
        words += index.total_num_tokens();
        rows += u64::from(segment.size());
    }
    Ok((words as f32 / rows.max(1) as f32).max(1.0))
}

pub(super) fn lengths(segment: &Segment, field: Field) -> Result<FieldNormReader, Error> {
    segment.reader.get_fieldnorms_reader(field).map_err(|error| segment.error(error))
}
