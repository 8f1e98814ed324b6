//! Sets of phrases that are looked for where the words of a text begin. Which phrases there are and
//! what they tell is `lexicon`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::Place;
use crate::text::fold::fold_into;

/// Phrases, and where each must stand, by their first two bytes: most words of a text begin
/// otherwise, and one look tells.
pub struct Phrases(FxHashMap<u16, Vec<(String, Place)>>);

impl Phrases {
    pub fn new<'p>(phrases: impl Iterator<Item = (&'p str, Place)>) -> Phrases {
        let mut all: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (phrase, place) in phrases {
            let (first, seconds) = match *phrase.as_bytes() {
                [] => continue,
                [first] => (first, 0..=u8::MAX),
                [first, second, ..] => (first, second..=second),
            };
            for second in seconds {
                all.entry(u16::from_be_bytes([first, second])).or_default().push((phrase.to_owned(), place));
            }
        }
        Phrases(all)
    }

    /// The phrases that a text begins with, each with its length.
    pub fn opening(&self, text: &[u8]) -> impl Iterator<Item = (usize, Place)> {
        let byte = |at: usize| text.get(at).copied().unwrap_or_default();
        let likely = self.0.get(&u16::from_be_bytes([byte(0), byte(1)])).into_iter().flatten();
        let opening = likely.filter(move |(phrase, _)| text.starts_with(phrase.as_bytes()));
        opening.map(|(phrase, place)| (phrase.len(), *place))
    }
}

/// Phrases that a text may begin with.
pub struct Openings {
    pub phrases: FxHashSet<String>,
    initials: String,
}

impl Openings {
    pub fn new(phrases: Vec<String>) -> Openings {
        let initials = phrases.iter().filter_map(|phrase| phrase.chars().next()).collect();
        Openings { phrases: phrases.into_iter().collect(), initials }
    }

    /// The length of the longest of the phrases that a text begins with as whole words.
    pub fn longest(&self, text: &str) -> Option<usize> {
        const LONGEST: usize = 32;
        let head = &text[..text.floor_char_boundary(LONGEST)];
        // Most lines begin otherwise.
        let initial = head.chars().next()?.to_ascii_lowercase();
        if initial.is_ascii() && !self.initials.contains(initial) {
            return None;
        }
        let mut folded = String::with_capacity(LONGEST);
        let mut longest = None;
        let mut dense = false;
        for (at, c) in head.char_indices() {
            let end = at + c.len_utf8();
            match c.is_ascii() {
                true => folded.push(c.to_ascii_lowercase()),
                false => fold_into(&head[at..end], &mut folded),
            }
            dense |= is_dense(c);
            let whole = dense || !text[end..].starts_with(char::is_alphanumeric);
            if whole && self.phrases.contains(&folded) {
                longest = Some(end);
            }
        }
        longest
    }
}

/// Whether a character is of the scripts of East Asia, whose words nothing parts.
pub fn is_dense(c: char) -> bool {
    c >= '\u{3040}'
}
