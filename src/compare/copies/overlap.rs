//! How much two texts have in common, and from where on one is a copy of the other.
//!
//! Not here: which texts are compared (`candidates`).

use crate::compare::runs::Runs;

/// Two texts are a pair from this share of all their runs on: what is called a near duplicate elsewhere.
pub(super) const PAIR: f32 = 0.5;

/// A text is a copy of another that has so much of all their runs in common with it. Set by hand.
const COPY: f32 = 0.6;

/// A text that is shorter is a copy of another that has so much of its runs: it lost some paragraphs. Set by hand.
const CUT: f32 = 0.9;

/// It has at least so much of all runs of the other, else it is a short note that the other took in. Set by hand.
const LEAST_LEFT: f32 = 0.3;

/// Runs of two texts, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Runs of the first.
    pub first: u32,
    /// Runs of the other.
    pub other: u32,
    /// Runs that both have.
    pub common: u32,
}

impl Overlap {
    /// That of two texts.
    pub fn of(first: &Runs, other: &Runs) -> Overlap {
        Overlap {
            first: first.hashes().len() as u32,
            other: other.hashes().len() as u32,
            common: first.common(other) as u32,
        }
    }

    /// The share of all their runs that both have, from 0 to 1 (Jaccard).
    pub fn similarity(self) -> f32 {
        let all = (self.first + self.other - self.common).max(1);
        self.common as f32 / all as f32
    }

    /// Whether both are a pair of near duplicates.
    pub(super) fn is_pair(self) -> bool {
        self.similarity() >= PAIR
    }

    /// Whether the shorter is a copy of the longer: nearly the same, or the same without some of its paragraphs.
    pub fn is_copy(self) -> bool {
        let similarity = self.similarity();
        let of_shorter = self.common as f32 / self.first.min(self.other).max(1) as f32;
        similarity >= COPY || (similarity >= LEAST_LEFT && of_shorter >= CUT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(first: u32, other: u32, common: u32) -> Overlap {
        Overlap { first, other, common }
    }

    #[test]
    fn what_lost_its_last_paragraphs_is_a_copy_and_another_report_is_none() {
        assert!(overlap(100, 100, 80).is_copy());
        assert!(overlap(100, 40, 40).is_copy(), "it was cut");
        assert!(!overlap(100, 20, 20).is_copy(), "a short note in a long page");
        let other_report = overlap(100, 100, 60);
        assert!(!other_report.is_copy() && !other_report.is_pair());
        assert!(overlap(100, 100, 70).is_pair());
        assert_eq!(overlap(0, 0, 0).similarity(), 0.0);
    }
}
