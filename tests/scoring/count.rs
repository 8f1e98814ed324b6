//! What was found right, found wrong and missed; and whether things that belong together were put together.

use std::collections::HashMap;
use std::hash::Hash;

/// How many were right, wrong and missed, in whatever is counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

impl Tally {
    /// Counts something that should be there, is there, or both.
    pub fn add(&mut self, wanted: bool, found: bool, weight: usize) {
        match (wanted, found) {
            (true, true) => self.right += weight,
            (false, true) => self.wrong += weight,
            (true, false) => self.missed += weight,
            (false, false) => {}
        }
    }

    /// Adds another tally to this one.
    pub fn join(&mut self, other: Tally) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    /// The score; of nothing at all it is 1.
    pub fn score(self) -> Score {
        let share = |of: usize| if of == 0 { 1.0 } else { self.right as f64 / of as f64 };
        Score::of(share(self.right + self.wrong), share(self.right + self.missed))
    }
}

impl Score {
    /// The score of a precision and a recall.
    pub fn of(precision: f64, recall: f64) -> Score {
        let sum = precision + recall;
        let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
        Score { precision, recall, f1 }
    }
}

/// A share of a whole; of nothing it is 0.
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// B-cubed of two ways to group the same things: for each thing the group that is true and the
/// group it was put in.
pub fn b_cubed<T: Hash + Eq, F: Hash + Eq>(things: &[(T, F)]) -> Score {
    let (mut truth, mut found, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (is, put) in things {
        *truth.entry(is).or_insert(0_usize) += 1;
        *found.entry(put).or_insert(0_usize) += 1;
        *both.entry((is, put)).or_insert(0_usize) += 1;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (is, put) in things {
        let together = both[&(is, put)] as f64;
        precision += together / found[put] as f64;
        recall += together / truth[is] as f64;
    }
    let all = things.len().max(1) as f64;
    Score::of(precision / all, recall / all)
}
