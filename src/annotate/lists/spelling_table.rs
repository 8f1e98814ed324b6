//! The spellings of all lists in one table, by their hashes, and looking up where one begins in a text. The
//! table grows with the number of spellings, not with their letters, so that a million have room.
//!
//! Not here: patterns, and which of names that overlap is chosen (`find`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::normalize::{BREAK, lower};
use super::spellings::Spellings;
use crate::text::token::parts_words;

/// Names with more letters are found in any case; shorter ones are often words too.
const SHORT: usize = 4;

/// Behind the last spelling of a hash.
const NONE: u32 = u32::MAX;

/// Where the spellings are that read alike in small letters.
#[derive(Debug, Default)]
pub(super) struct SpellingTable {
    /// For each hash of a spelling the first that has it.
    first: FxHashMap<u64, u32>,
    /// For each spelling the next of the same hash.
    next: Vec<u32>,
    /// The hashes of the beginnings of spellings, up to where a word could end.
    beginnings: FxHashSet<u64>,
    /// For each spelling whether its case counts.
    cased: Vec<bool>,
}

impl SpellingTable {
    /// The table of all spellings.
    pub fn of(known: &Spellings) -> SpellingTable {
        let mut table = SpellingTable {
            next: vec![NONE; known.spellings.len()],
            cased: known.spellings.iter().map(|(spelling, _)| is_short(spelling)).collect(),
            ..SpellingTable::default()
        };
        for (number, (spelling, _)) in known.spellings.iter().enumerate().rev() {
            let mut hash = Hash::default();
            for (at, c) in lower(spelling).char_indices() {
                if at > 0 && is_boundary(spelling, at) {
                    table.beginnings.insert(hash.0);
                }
                hash.add(c);
            }
            let later = table.first.insert(hash.0, number as u32);
            table.next[number] = later.unwrap_or(NONE);
        }
        table
    }

    /// The end of the longest spelling that stands at `start` of a text in whole words, and the
    /// number of that spelling. `lowered` is the text in small letters; a word begins at `start`.
    pub fn longest(
        &self,
        known: &Spellings,
        plain: &str,
        lowered: &str,
        start: usize,
    ) -> Option<(usize, usize)> {
        let (mut hash, mut longest) = (Hash::default(), None);
        for (at, c) in lowered[start..].char_indices() {
            if c == BREAK {
                break;
            }
            hash.add(c);
            let end = start + at + c.len_utf8();
            if !is_boundary(plain, end) {
                continue;
            }
            let found =
                self.numbers(hash).find(|&number| self.stands(known, number, plain, lowered, start..end));
            longest = found.map(|number| (end, number)).or(longest);
            if !self.beginnings.contains(&hash.0) {
                break;
            }
        }
        longest
    }

    /// The spellings of a hash, in their order.
    fn numbers(&self, hash: Hash) -> impl Iterator<Item = usize> {
        let first = self.first.get(&hash.0).copied();
        std::iter::successors(first, |&number| {
            self.next.get(number as usize).copied().filter(|&next| next != NONE)
        })
        .map(|number| number as usize)
    }

    fn stands(
        &self,
        known: &Spellings,
        number: usize,
        plain: &str,
        lowered: &str,
        range: std::ops::Range<usize>,
    ) -> bool {
        let Some((spelling, _)) = known.spellings.get(number) else { return false };
        match self.cased.get(number) {
            Some(false) => lowered.get(range).is_some_and(|text| lower(spelling) == text),
            _ => plain.get(range) == Some(spelling),
        }
    }
}

fn is_short(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() <= SHORT
}

/// Whether a word can end or begin at a place of a text.
pub(super) fn is_boundary(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    before.chars().next_back().zip(after.chars().next()).is_none_or(|(a, b)| parts_words(a, b))
}

/// The hash of a text, character by character (FNV-1a).
#[derive(Clone, Copy)]
struct Hash(u64);

impl Default for Hash {
    fn default() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn add(&mut self, c: char) {
        self.0 = (self.0 ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    }
}
