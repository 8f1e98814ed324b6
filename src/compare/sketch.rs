//! A small sketch of a text, kept in the index: by it texts that have many runs of words in common are found without
//! being read.
//!
//! MinHash (Broder 1997) with 20 minima of which 12 bits are kept (Li and König 2010): the share of minima that two
//! texts have in common is about the share of all their runs that they have in common.
//!
//! Not here: the runs (`runs`), and finding texts by sketches (`copies::candidates`).

use super::runs::Runs;

/// Minima of a sketch: enough that of 1,000 pairs that have just half of their runs in common 985 are found, and of those with
/// more nearly all; 28 would find 997, and take 16 bytes more of the index. Set by hand.
const MINIMA: usize = 20;

/// Bands of a sketch: two texts are compared when they have the minima of one band in common. Each minimum makes one
/// with the next, the last with the first.
pub(super) const BANDS: usize = MINIMA;

/// Numbers that a sketch is stored as.
pub const SKETCH_NUMBERS: usize = 1 + MINIMA / IN_NUMBER;

/// Minima in a stored number.
const IN_NUMBER: usize = 5;

/// Bits kept of a minimum.
const BITS: usize = 12;

/// These bits, as low ones.
const MASK: u64 = (1 << BITS) - 1;

/// So many low bits of the first number count the runs, the others are a checksum of them.
const COUNT_BITS: u32 = 20;

/// What is kept of the runs of a text: how many there are, a checksum of them, and the minima. Texts with the same
/// sketch have the same runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sketch([u64; SKETCH_NUMBERS]);

impl Sketch {
    /// The sketch of a text with these runs; `None` where there are none.
    pub fn of(runs: &Runs) -> Option<Sketch> {
        let runs = runs.hashes();
        if runs.is_empty() {
            return None;
        }
        let mut minima = [u64::MAX; MINIMA];
        for &run in runs {
            for (minimum, salt) in minima.iter_mut().zip(SALTS) {
                *minimum = (*minimum).min((run ^ salt).wrapping_mul(salt));
            }
        }
        let sum = runs.iter().fold(0_u64, |sum, run| sum.wrapping_add(run.wrapping_mul(SALTS[0])));
        let count = (runs.len() as u64).min((1 << COUNT_BITS) - 1);
        let mut numbers = [0; SKETCH_NUMBERS];
        numbers[0] = sum >> COUNT_BITS << COUNT_BITS | count;
        for (number, minima) in numbers[1..].iter_mut().zip(minima.chunks_exact(IN_NUMBER)) {
            // The lowest bits of a product are the least mixed, the highest of a minimum are all alike.
            *number = minima.iter().fold(0, |number, minimum| number << BITS | (minimum >> 16 & MASK));
        }
        Some(Sketch(numbers))
    }

    /// As it is stored.
    pub fn numbers(&self) -> [u64; SKETCH_NUMBERS] {
        self.0
    }

    /// The sketch that was stored; `None` where there is none.
    pub fn from_numbers(numbers: impl Iterator<Item = u64>) -> Option<Sketch> {
        let mut sketch = [0; SKETCH_NUMBERS];
        let mut read = 0;
        for (slot, number) in sketch.iter_mut().zip(numbers) {
            *slot = number;
            read += 1;
        }
        (read == SKETCH_NUMBERS).then_some(Sketch(sketch))
    }

    /// How many runs the text has, to about a million.
    pub fn runs(&self) -> u32 {
        (self.0[0] & ((1 << COUNT_BITS) - 1)) as u32
    }

    /// Count and checksum of the runs: two texts that have them in common have the same runs.
    pub(super) fn checksum(&self) -> u64 {
        self.0[0]
    }

    /// How many minima both have in common.
    pub(super) fn agreement(&self, other: &Sketch) -> u32 {
        let equal = |a: u64, b: u64| {
            let different = a ^ b;
            (0..IN_NUMBER).filter(|at| different >> (BITS * at) & MASK == 0).count() as u32
        };
        self.0[1..].iter().zip(&other.0[1..]).map(|(&a, &b)| equal(a, b)).sum()
    }

    /// The two minima of a band.
    pub(super) fn band(&self, band: usize) -> u32 {
        self.minimum(band) << BITS | self.minimum((band + 1) % MINIMA)
    }

    fn minimum(&self, at: usize) -> u32 {
        let number = self.0.get(1 + at / IN_NUMBER).copied().unwrap_or(0);
        (number >> (BITS * (at % IN_NUMBER)) & MASK) as u32
    }
}

/// What each of the hash functions mixes a run with: odd numbers without a pattern, made by SplitMix64.
const SALTS: [u64; MINIMA] = {
    let (mut salts, mut state, mut at) = ([0; MINIMA], 0_u64, 0);
    while at < MINIMA {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        salts[at] = (z ^ (z >> 31)) | 1;
        at += 1;
    }
    salts
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Document, Span};

    fn sketch(words: std::ops::Range<u32>) -> Sketch {
        let text: Vec<String> = words.map(|word| format!("w{word}")).collect();
        let text = text.join(" ");
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        Sketch::of(&Runs::of(&Document { blocks: vec![block], text, ..Document::default() })).unwrap()
    }

    #[test]
    fn a_sketch_comes_back_as_it_was_stored() {
        let stored = sketch(0..200);
        assert_eq!(Sketch::from_numbers(stored.numbers().into_iter()), Some(stored));
        assert_eq!(stored.runs(), 196);
        assert_eq!(Sketch::from_numbers(stored.numbers().into_iter().take(SKETCH_NUMBERS - 1)), None);
        assert_eq!(Sketch::of(&Runs::default()), None);
    }

    #[test]
    fn minima_agree_about_as_much_as_texts_do() {
        for (shift, about) in [(0, 20.0), (20, 16.4), (100, 6.8), (400, 0.0)] {
            let agreed: u32 = (0..20)
                .map(|text| {
                    let start = text * 1000;
                    sketch(start..start + 204).agreement(&sketch(start + shift..start + 204 + shift))
                })
                .sum();
            let mean = f64::from(agreed) / 20.0;
            assert!((mean - about).abs() < 2.5, "{mean} of 20 agree where {about} should");
        }
    }

    #[test]
    fn bands_are_minima_that_stand_beside_each_other() {
        let (a, b) = (sketch(0..200), sketch(30..230));
        let bands = (0..BANDS).filter(|&band| a.band(band) == b.band(band)).count() as u32;
        assert!(bands > 0 && bands <= a.agreement(&b));
        assert!((0..BANDS).all(|band| a.band(band) == sketch(0..200).band(band)));
    }
}
