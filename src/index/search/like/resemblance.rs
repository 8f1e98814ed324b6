//! What is known of the documents that are like an example: how much each is, and what it shares with it.
//!
//! Not here: finding them (`find`).

use std::sync::{Arc, Mutex, PoisonError};

use crate::entity::RowAddress;
use crate::index::segments::Sets;
use crate::query::Example;
use crate::resolve::EntityNumber;

/// What sets an example apart, each with its weight, the weightiest first.
#[derive(Debug, Default)]
pub(in crate::index) struct Distinctive {
    pub words: Vec<Word>,
    pub entities: Vec<(EntityNumber, f32)>,
}

/// A word of an example.
#[derive(Debug)]
pub(in crate::index) struct Word {
    pub term: String,
    /// As it is first written there.
    pub written: String,
    pub weight: f32,
}

/// The documents that are like an example.
pub struct Resemblance {
    pub(super) distinctive: Distinctive,
    /// By segment and row; 0 where a document is not like it.
    pub(super) scores: Vec<Vec<f32>>,
    /// By segment and row: which of the words, then of the entities are shared, a bit each.
    pub(super) shared: Vec<Vec<u64>>,
    /// By segment.
    pub rows: Sets,
    /// Documents that say the same as the example and are not among the rows.
    pub copies: usize,
}

/// The last examples asked for, the latest at the end.
#[derive(Default)]
pub(in crate::index) struct KeptResemblances(Mutex<Vec<(Example, Arc<Resemblance>)>>);

/// So many are kept: more stand in no search.
const KEPT: usize = 4;

impl KeptResemblances {
    pub(in crate::index) fn get(&self, example: &Example) -> Option<Arc<Resemblance>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(of, _)| of == example).map(|(_, found)| Arc::clone(found))
    }

    pub(in crate::index) fn keep(&self, example: &Example, found: &Arc<Resemblance>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push((example.clone(), Arc::clone(found)));
    }
}

impl Resemblance {
    /// How much a document is like the example.
    pub(in crate::index) fn score(&self, row: RowAddress) -> f32 {
        let scores = self.scores.get(row.partition as usize);
        scores.and_then(|scores| scores.get(row.row as usize)).copied().unwrap_or(0.0)
    }

    /// Adds to that of a document for the word or entity of that bit.
    pub(super) fn add(&mut self, RowAddress { partition, row }: RowAddress, bit: usize, weight: f32) {
        let (partition, row) = (partition as usize, row as usize);
        let score = self.scores.get_mut(partition).and_then(|scores| scores.get_mut(row));
        let shared = self.shared.get_mut(partition).and_then(|shared| shared.get_mut(row));
        if let (Some(score), Some(shared)) = (score, shared) {
            *score += weight;
            *shared |= 1u64.checked_shl(bit as u32).unwrap_or(0);
        }
    }

    fn bits(&self, row: RowAddress) -> u64 {
        let shared = self.shared.get(row.partition as usize);
        shared.and_then(|shared| shared.get(row.row as usize)).copied().unwrap_or(0)
    }

    /// Whether a document shares more than one thing with the example, which may be chance.
    pub(super) fn shares_several(&self, row: RowAddress) -> bool {
        self.bits(row).count_ones() > 1
    }

    /// The entities and words that a document shares with the example, the most telling first.
    pub(in crate::index) fn shared(&self, row: RowAddress) -> (Vec<EntityNumber>, Vec<&str>) {
        let bits = self.bits(row);
        let has = |bit: usize| bits & 1u64.checked_shl(bit as u32).unwrap_or(0) != 0;
        let Distinctive { words, entities } = &self.distinctive;
        let shared = (words.len()..).zip(entities).filter(|(bit, _)| has(*bit));
        let entities = shared.map(|(_, (entity, _))| *entity).collect();
        let words =
            words.iter().enumerate().filter(|(bit, _)| has(*bit)).map(|(_, word)| word.written.as_str());
        (entities, words.collect())
    }
}
