//! Ranking: how well documents match the words of a query, by BM25F.
//!
//! BM25F is described in Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted
//! fields", 2004. The counts of a word in title and body are normalised by length and weighted, then
//! added, then dampened. A prefix counts as one word, whatever words it matches; a phrase too.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use super::query_terms::{Within, lookups};
use crate::index::Error;
use crate::index::segments::{DocSet, RowCounts, Segment, Sets, by_segment};
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

/// The scores of rows, for each segment.
pub(super) struct Scores(Vec<Vec<f32>>);

impl Scores {
    /// Scores of these rows by these conditions, 0 of all others; `None` without any condition.
    pub(super) fn of(
        view: &View,
        conditions: &[&Condition],
        among: &Sets,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Scores>, Error> {
        if conditions.is_empty() {
            return Ok(None);
        }
        let weighed = conditions.iter().map(|condition| Weighed::new(view, condition, cancelled));
        let weighed: Vec<Weighed> = weighed.collect::<Result<_, Error>>()?;
        let none = DocSet::default();
        let scores = by_segment(&view.segments, cancelled, |number, segment, _| {
            let among = among.get(number).unwrap_or(&none);
            let mut scores = vec![0.0; segment.size() as usize];
            let mut weights = scores.clone();
            for condition in &weighed {
                condition.add(number, segment, among, &mut weights)?;
                condition.score(among, &mut weights, &mut scores);
            }
            Ok(scores)
        });
        Ok(Some(Scores(scores.ok_or(Error::Cancelled)?.into_iter().collect::<Result<_, Error>>()?)))
    }

    /// Never negative.
    pub(super) fn of_row(&self, segment: usize, doc: u32) -> f32 {
        self.0.get(segment).and_then(|scores| scores.get(doc as usize)).copied().unwrap_or(0.0)
    }
}

/// One condition, with where its words stand.
struct Weighed {
    matches: Vec<RowCounts>,
    words: Vec<WordsInField>,
    /// How rare it is.
    rarity: f32,
}

/// Words in a field.
struct WordsInField {
    field: Field,
    counts: Arc<Vec<RowCounts>>,
    weight: f32,
    /// What the weight is divided by, by how long the field is in a row, as tantivy numbers lengths.
    norms: Vec<f32>,
}

impl Weighed {
    fn new(view: &View, condition: &Condition, cancelled: &dyn Fn() -> bool) -> Result<Weighed, Error> {
        let matches = condition.pattern().map(|pattern| view.patterns.counts(pattern).0).unwrap_or_default();
        let mut words = Vec::new();
        for terms in lookups(condition, &view.fields, Within::Text) {
            let counts = view.counts(&terms, cancelled)?;
            words.push(WordsInField::new(view, terms.field, counts)?);
        }
        let with = |(number, segment): (usize, &Segment)| {
            let of_words = words.iter().filter_map(|words| words.counts.get(number));
            let mut rows = DocSet::none(segment.size());
            matches.get(number).into_iter().chain(of_words).for_each(|counts| counts.add_to(&mut rows));
            rows.len()
        };
        let with = view.segments.iter().enumerate().map(with).sum::<usize>() as f32;
        let all = view.segments.iter().map(|segment| segment.size() as usize).sum::<usize>() as f32;
        let rarity = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        Ok(Weighed { matches, words, rarity })
    }

    /// Adds what the condition weighs in these rows of a segment.
    fn add(
        &self,
        number: usize,
        segment: &Segment,
        among: &DocSet,
        weights: &mut [f32],
    ) -> Result<(), Error> {
        let mut add = |row: u32, weight| {
            weights.get_mut(row as usize).into_iter().for_each(|sum| *sum += weight);
        };
        if let Some(counts) = self.matches.get(number) {
            counts.each_among(among, |count| add(count.row, count.exact as f32));
        }
        for words in &self.words {
            let lengths = lengths(segment, words.field)?;
            let Some(counts) = words.counts.get(number) else { continue };
            counts.each_among(among, |count| {
                let norm = words.norms.get(usize::from(lengths.fieldnorm_id(count.row)));
                let times = count.exact as f32 + ALIKE_WEIGHT * count.alike as f32;
                add(count.row, words.weight * times / norm.copied().unwrap_or(1.0));
            });
        }
        Ok(())
    }

    /// Adds the dampened weights, times how rare the condition is, to the scores, and empties them.
    fn score(&self, among: &DocSet, weights: &mut [f32], scores: &mut [f32]) {
        for row in among.iter() {
            let slots = (weights.get_mut(row as usize), scores.get_mut(row as usize));
            if let (Some(slot), Some(score)) = slots {
                let weight = std::mem::take(slot);
                *score += self.rarity * weight * (K1 + 1.0) / (weight + K1);
            }
        }
    }
}

impl WordsInField {
    fn new(view: &View, field: Field, counts: Arc<Vec<RowCounts>>) -> Result<WordsInField, Error> {
        let average = average_length(view, field)?;
        let (weight, b) = if field == view.fields.title { (TITLE_WEIGHT, TITLE_B) } else { (1.0, B) };
        let norm = |of: u8| 1.0 - b + b * FieldNormReader::id_to_fieldnorm(of) as f32 / average;
        Ok(WordsInField { field, counts, weight, norms: (0..=u8::MAX).map(norm).collect() })
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
