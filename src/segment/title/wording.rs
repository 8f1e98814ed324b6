//! Measures the words that a line shares with another line or with the body.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::segment::line::measured::Line;
use crate::segment::line::terms::Term;

/// How much of the body, in bytes, a headline's words are compared with.
const COMPARED: usize = 4000;

/// Whether two headlines say the same, or one is the other with something glued before it.
pub fn say_the_same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let suffixed = |rest: &str| rest.trim_start().starts_with(['|', '–', '—', '-', '•', '·']);
    let glued = || long.ends_with(short) || long.strip_prefix(short).is_some_and(suffixed);
    long == short || short.len() >= 20 && glued() && short.split(' ').count() >= 4
}

/// The longer words of the body's beginning, as hashes.
pub fn body_words(lines: &[Line<'_>], body: &Range<usize>) -> FxHashSet<u64> {
    let mut left = COMPARED;
    let mut words = FxHashSet::default();
    words.reserve(COMPARED / 8);
    for line in lines[body.clone()].iter().filter(|line| line.is_prose()) {
        let end = line.text.floor_char_boundary(left);
        words.extend(line.terms_in(0..end).iter().filter(|term| is_longer(term)).map(|term| term.hash));
        left -= end;
        if left == 0 {
            break;
        }
    }
    words
}

fn is_longer(term: &Term) -> bool {
    term.length >= 4
}

/// The share of a line's longer words that the body has too.
pub fn shared(line: &Line<'_>, body_words: &FxHashSet<u64>) -> f32 {
    let (mut all, mut common) = (0, 0);
    for term in line.terms().iter().filter(|term| is_longer(term)) {
        all += 1;
        common += usize::from(body_words.contains(&term.hash));
    }
    if all == 0 { 0.0 } else { common as f32 / all.max(2) as f32 }
}

#[cfg(test)]
mod tests {
    use super::say_the_same;

    #[test]
    fn a_headline_with_a_section_glued_to_it_is_a_double() {
        assert!(say_the_same("Town and RoadsMayor opens the new bridge", "Mayor opens the new bridge"));
        assert!(!say_the_same("Mayor", "The mayor"));
    }
}
