//! Sets of phrases that are looked for where the words of a text begin. Which phrases there are and
//! what they tell is `lexicon`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::Place;
use crate::text::fold::fold_into;

/// Pairs of bytes, a bit for each there can be: whether a phrase begins or ends with one. Most
/// words do not, and one look tells.
pub struct Pairs(Vec<u64>);

impl Pairs {
    fn new(pairs: impl Iterator<Item = u16>) -> Pairs {
        let mut bits = vec![0; (usize::from(u16::MAX) + 1) / u64::BITS as usize];
        pairs.for_each(|pair| bits[usize::from(pair) / 64] |= 1 << (pair % 64));
        Pairs(bits)
    }

    /// Those that phrases end with.
    pub fn ending<'p>(phrases: impl Iterator<Item = &'p String>) -> Pairs {
        let last = |phrase: &'p String| {
            let mut bytes = phrase.bytes().rev();
            let (last, before) = (bytes.next().unwrap_or_default(), bytes.next());
            beginnings(last, before)
        };
        Pairs::new(phrases.flat_map(last))
    }

    fn has(&self, pair: u16) -> bool {
        self.0[usize::from(pair) / 64] >> (pair % 64) & 1 == 1
    }

    /// Whether a text may end with one of the phrases once it is folded, marks at its end aside.
    pub fn may_end(&self, text: &str) -> bool {
        let is_mark = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let mut bytes = text.trim_end_matches(is_mark).bytes().rev();
        let (last, before) = (bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default());
        // Others than those of ASCII fold to anything.
        !last.is_ascii() || !before.is_ascii() || self.has(lower_pair(last, before))
    }
}

/// The pairs that begin with a byte and go on with another, if that is known.
fn beginnings(first: u8, second: Option<u8>) -> impl Iterator<Item = u16> {
    let seconds = second.map_or(0..=u8::MAX, |second| second..=second);
    seconds.map(move |second| u16::from_be_bytes([first, second]))
}

fn lower_pair(first: u8, second: u8) -> u16 {
    u16::from_be_bytes([first.to_ascii_lowercase(), second.to_ascii_lowercase()])
}

/// The pairs a phrase can begin with.
fn opening_pairs(phrase: &str) -> impl Iterator<Item = u16> {
    let mut bytes = phrase.bytes();
    let (first, second) = (bytes.next(), bytes.next());
    first.into_iter().flat_map(move |first| beginnings(first, second))
}

/// Phrases, and where each must stand, by their first two bytes.
pub struct Phrases {
    all: FxHashMap<u16, Vec<(String, Place)>>,
    pairs: Pairs,
}

impl Phrases {
    pub fn new<'p>(phrases: impl Iterator<Item = (&'p str, Place)>) -> Phrases {
        let mut all: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (phrase, place) in phrases {
            for pair in opening_pairs(phrase) {
                all.entry(pair).or_default().push((phrase.to_owned(), place));
            }
        }
        Phrases { pairs: Pairs::new(all.keys().copied()), all }
    }

    /// The phrases that a text begins with, each with its length.
    pub fn opening(&self, text: &[u8]) -> impl Iterator<Item = (usize, Place)> {
        let byte = |at: usize| text.get(at).copied().unwrap_or_default();
        let pair = u16::from_be_bytes([byte(0), byte(1)]);
        let likely = self.pairs.has(pair).then(|| self.all.get(&pair)).flatten();
        let likely = likely.into_iter().flatten();
        let opening = likely.filter(move |(phrase, _)| text.starts_with(phrase.as_bytes()));
        opening.map(|(phrase, place)| (phrase.len(), *place))
    }
}

/// Phrases that a text may begin with.
pub struct Openings {
    pub phrases: FxHashSet<String>,
    pairs: Pairs,
}

impl Openings {
    pub fn new(phrases: Vec<String>) -> Openings {
        let pairs = Pairs::new(phrases.iter().flat_map(|phrase| opening_pairs(phrase)));
        Openings { phrases: phrases.into_iter().collect(), pairs }
    }

    /// The length of the longest of the phrases that a text begins with as whole words.
    pub fn longest(&self, text: &str) -> Option<usize> {
        const LONGEST: usize = 32;
        let head = &text[..text.floor_char_boundary(LONGEST)];
        let (first, second) =
            (*head.as_bytes().first()?, head.as_bytes().get(1).copied().unwrap_or_default());
        if first.is_ascii() && second.is_ascii() && !self.pairs.has(lower_pair(first, second)) {
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
