//! Matches sets of phrases at the beginnings of words in a text.
//!
//! Not here: which phrases there are (`phrase_table`), and what each shows (`phrase_class`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrase_class::PhraseClass;
use crate::text::fold::fold_into;

/// Which three bytes phrases begin or end with, five bits of each, so that great and small letters
/// are one: most words do not, and one look shows that.
pub struct Sieve(Vec<u64>);

const DEPTH: usize = 3;
const KEPT: u32 = 5;

impl Sieve {
    fn new(keys: impl IntoIterator<Item = usize>) -> Sieve {
        let mut bits = vec![0; (1 << (DEPTH as u32 * KEPT)) / 64];
        keys.into_iter().for_each(|key: usize| bits[key / 64] |= 1 << (key % 64));
        Sieve(bits)
    }

    /// That of what phrases end with.
    pub fn of_endings(phrases: &[String]) -> Sieve {
        Sieve::new(phrases.iter().flat_map(|phrase| keys(phrase.bytes().rev())))
    }

    #[inline]
    fn has(&self, key: usize) -> bool {
        self.0[key / 64] >> (key % 64) & 1 == 1
    }

    /// Whether a text with these first bytes may begin with one of the phrases once it is folded.
    fn may_pass(&self, bytes: [u8; DEPTH]) -> bool {
        // Others than those of ASCII fold to anything.
        !bytes.is_ascii() || self.has(key(bytes))
    }

    /// Whether a text may end with one of the phrases once it is folded, whatever marks stand at its end.
    pub fn may_end(&self, text: &str) -> bool {
        let is_mark = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let mut bytes = text.trim_end_matches(is_mark).bytes().rev();
        self.may_pass(std::array::from_fn(|_| bytes.next().unwrap_or_default()))
    }
}

#[inline]
fn key(bytes: [u8; DEPTH]) -> usize {
    bytes.into_iter().fold(0, |key, byte| key << KEPT | usize::from(byte) & ((1 << KEPT) - 1))
}

/// The keys of all texts that begin with these bytes: one, or many for a phrase of fewer.
fn keys(mut phrase: impl Iterator<Item = u8>) -> Vec<usize> {
    let bits = |byte: u8| usize::from(byte) & ((1 << KEPT) - 1);
    let mut keys = vec![0];
    for byte in (0..DEPTH).map(|_| phrase.next().map(bits)) {
        let next = byte.map_or(0..1 << KEPT, |bits| bits..bits + 1);
        keys = keys.iter().flat_map(|key| next.clone().map(move |bits| key << KEPT | bits)).collect();
    }
    keys
}

#[inline]
fn first_bytes(text: &[u8]) -> [u8; DEPTH] {
    std::array::from_fn(|at| text.get(at).copied().unwrap_or_default())
}

/// Phrases, and where each must stand, by their first bytes.
pub struct Phrases {
    all: FxHashMap<usize, Vec<(String, PhraseClass)>>,
    sieve: Sieve,
}

impl Phrases {
    pub fn new<'p>(phrases: impl Iterator<Item = (&'p str, PhraseClass)>) -> Phrases {
        let mut all: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (phrase, class) in phrases {
            for key in keys(phrase.bytes()) {
                all.entry(key).or_default().push((phrase.to_owned(), class));
            }
        }
        Phrases { sieve: Sieve::new(all.keys().copied()), all }
    }

    /// The phrases that a text begins with, each with its length.
    #[inline]
    pub fn opening(&self, text: &[u8]) -> impl Iterator<Item = (usize, PhraseClass)> {
        let key = key(first_bytes(text));
        let likely = self.sieve.has(key).then(|| self.all.get(&key)).flatten();
        let likely = likely.into_iter().flatten();
        let opening = likely.filter(move |(phrase, _)| text.starts_with(phrase.as_bytes()));
        opening.map(|(phrase, class)| (phrase.len(), *class))
    }
}

/// Phrases that a text may begin with.
pub struct Openings {
    pub phrases: FxHashSet<String>,
    sieve: Sieve,
}

impl Openings {
    pub fn new(phrases: Vec<String>) -> Openings {
        let sieve = Sieve::new(phrases.iter().flat_map(|phrase| keys(phrase.bytes())));
        Openings { phrases: phrases.into_iter().collect(), sieve }
    }

    /// The length of the longest of the phrases that a text begins with as whole words.
    pub fn longest(&self, text: &str) -> Option<usize> {
        const LONGEST: usize = 32;
        let head = &text[..text.floor_char_boundary(LONGEST)];
        if !self.sieve.may_pass(first_bytes(head.as_bytes())) {
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

/// Whether a character is of the scripts of East Asia, which have nothing between words.
pub fn is_dense(c: char) -> bool {
    c >= '\u{3040}'
}
