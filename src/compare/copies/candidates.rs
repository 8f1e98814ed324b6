//! Finds the texts that may have much in common, by their sketches: those with the minima of a band in common
//! (locality-sensitive hashing).
//!
//! Not here: comparing them (`overlap`).

use crate::compare::sketch::{BANDS, Sketch};

/// Minima of 20 that two texts must have in common to be compared: of pairs that have half of their runs in common
/// one in 1,000 has fewer. Set by hand.
const LEAST_AGREEMENT: u32 = 4;

/// Of more texts than these with a band in common (a form letter, a table of every day) not all are compared with
/// all, but each with the fullest. Set by hand.
pub(super) const FAMILY: usize = 40;

/// So many of the fullest. Set by hand.
const FULLEST: usize = 4;

/// The pairs of texts to compare, each once and in order, by their places among the sketches. The fullest texts come
/// first among these.
pub(super) fn candidates<'s>(sketches: impl Iterator<Item = &'s Sketch> + Clone) -> Vec<(u32, u32)> {
    let sketches: Vec<&Sketch> = sketches.collect();
    let sketch = |at: u32| sketches.get(at as usize);
    let mut pairs = Vec::new();
    let mut add = |a: u32, b: u32| {
        if let (Some(one), Some(other)) = (sketch(a), sketch(b))
            && one.agreement(other) >= LEAST_AGREEMENT
        {
            pairs.push((a, b));
        }
    };
    let mut keyed: Vec<u64> = Vec::with_capacity(sketches.len());
    for band in 0..BANDS {
        keyed.clear();
        keyed.extend(
            (0..).zip(&sketches).map(|(at, sketch): (u64, _)| u64::from(sketch.band(band)) << 32 | at),
        );
        keyed.sort_unstable();
        for with_band in keyed.chunk_by(|a, b| a >> 32 == b >> 32).filter(|of| of.len() > 1) {
            let compared = if with_band.len() > FAMILY { FULLEST } else { with_band.len() };
            for (at, &first) in with_band.iter().enumerate().take(compared) {
                with_band.iter().skip(at + 1).for_each(|&other| add(first as u32, other as u32));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::copies::fixture::text;

    fn sketch(words: std::ops::Range<u32>) -> Sketch {
        Sketch::of(&text(words)).unwrap()
    }

    #[test]
    fn texts_with_much_in_common_are_compared_and_others_are_not() {
        let sketches =
            [sketch(0..300), sketch(0..280), sketch(5000..5280), sketch(10..260), sketch(8000..8200)];
        assert_eq!(candidates(sketches.iter()), [(0, 1), (0, 3), (1, 3)]);
    }

    #[test]
    fn the_members_of_a_large_family_are_compared_with_the_fullest_only() {
        let sketches: Vec<Sketch> = (0..200).map(|cut| sketch(0..600 - cut / 4)).collect();
        let pairs = candidates(sketches.iter());
        assert!(pairs.len() < 200 * 199 / 4, "{} of all pairs are compared", pairs.len());
        let compared = |at| pairs.iter().any(|&(a, b)| a == at || b == at);
        assert!((0..200).all(compared));
    }
}
