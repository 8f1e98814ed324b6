//! The words of an anchor and of a text, so that they compare equal whatever another reading of the file made of case,
//! quotation marks, white space and hidden marks.
//!
//! Not here: what a word is (`text::token`).

use xxhash_rust::xxh3::xxh3_64;

use crate::model::Anchor;
use crate::text::token::{term, tokens};

/// What a match of a word weighs: words of up to three letters stand everywhere. Set by hand.
const SHORT: i32 = 8;
const LONG: i32 = 16;

/// A word with its place in its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Of its folded form: equal for equal words.
    pub hash: u64,
    /// Its first byte.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
    /// What its being there speaks for a place.
    pub weight: i32,
    /// Which letters it has, a bit for each 32nd of them.
    letters: u32,
}

/// Of two spellings of a word so many letters differ at most, and so many bytes of its place. Set by hand: a letter may
/// be another one.
const OTHER_LETTERS: u32 = 2;
const OTHER_BYTES: usize = 3;

impl Word {
    /// Whether both may be spellings of one longer word.
    pub(super) fn is_near(&self, other: &Word) -> bool {
        let bytes = (self.end - self.start).abs_diff(other.end - other.start);
        let is_long = self.weight == LONG || other.weight == LONG;
        is_long && bytes <= OTHER_BYTES && (self.letters ^ other.letters).count_ones() <= OTHER_LETTERS
    }
}

/// The words of a stretch of a text, which begins at a byte of it.
pub(super) fn words(stretch: &str, begins: usize) -> Vec<Word> {
    let word = |span: crate::model::Span| {
        let term = term(span.of(stretch));
        let weight = if term.chars().nth(3).is_some() { LONG } else { SHORT };
        let (start, end) = (begins + span.start as usize, begins + span.end as usize);
        let letters = term.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 32));
        Word { hash: xxh3_64(term.as_bytes()), start, end, weight, letters }
    };
    tokens(stretch).map(word).collect()
}

/// The sum of what words weigh.
pub(super) fn weight(words: &[Word]) -> i32 {
    words.iter().map(|word| word.weight).sum()
}

/// The words that are looked for: those of the passage, and those around it.
pub(super) struct Pattern {
    /// What stood before the passage, the passage, and what stood after it.
    pub text: String,
    /// All words of that.
    pub words: Vec<Word>,
    /// The first word of the passage.
    pub first: usize,
    /// The word behind its last.
    pub end: usize,
    /// The bytes of the passage in `text`.
    pub quote: std::ops::Range<usize>,
}

impl Pattern {
    /// The words of an anchor.
    pub(super) fn of(anchor: &Anchor) -> Pattern {
        let text = [anchor.before.as_str(), &anchor.quote, &anchor.after].concat();
        let quote = anchor.before.len()..anchor.before.len() + anchor.quote.len();
        let words = words(&text, 0);
        let first = words.partition_point(|word| word.end <= quote.start);
        let end = words.partition_point(|word| word.start < quote.end).max(first);
        Pattern { text, words, first, end, quote }
    }

    /// The words before the passage.
    pub(super) fn before(&self) -> &[Word] {
        self.words.get(..self.first).unwrap_or_default()
    }

    /// The words of the passage.
    pub(super) fn passage(&self) -> &[Word] {
        self.words.get(self.first..self.end).unwrap_or_default()
    }

    /// The words after it.
    pub(super) fn after(&self) -> &[Word] {
        self.words.get(self.end..).unwrap_or_default()
    }

    /// The bytes of the passage in a text where its first and its last word stand there: a passage that began within a
    /// word does so again, and marks at its ends belong to it where they are still there.
    pub(super) fn edges(&self, text: &str, first: Word, last: Word) -> std::ops::Range<usize> {
        let (Some(own_first), Some(own_last)) = (self.passage().first(), self.passage().last()) else {
            return first.start..last.end;
        };
        let within = |own: &Word, word: Word| own.end - own.start == word.end - word.start;
        let start = match self.quote.start.checked_sub(own_first.start) {
            Some(left) if left > 0 && within(own_first, first) => first.start + left,
            Some(_) => first.start,
            None => {
                let marks = self.text.get(self.quote.start..own_first.start).unwrap_or_default();
                let before = text.get(..first.start).unwrap_or_default();
                first.start - kept(marks.chars().rev(), before.chars().rev())
            }
        };
        let end = match own_last.end.checked_sub(self.quote.end) {
            Some(left) if left > 0 && within(own_last, last) => last.end - left,
            Some(_) => last.end,
            None => {
                let marks = self.text.get(own_last.end..self.quote.end).unwrap_or_default();
                let after = text.get(last.end..).unwrap_or_default();
                last.end + kept(marks.chars(), after.chars())
            }
        };
        text.floor_char_boundary(start)..text.ceil_char_boundary(end.max(start))
    }
}

/// How many bytes of a text are the marks that stood at an edge of a passage, whatever white space is between them.
fn kept(marks: impl Iterator<Item = char>, text: impl Iterator<Item = char>) -> usize {
    let (mut bytes, mut kept) = (0, 0);
    let mut text = text.peekable();
    for mark in marks.filter(|c| !c.is_whitespace()) {
        while let Some(space) = text.next_if(|c| c.is_whitespace()) {
            bytes += space.len_utf8();
        }
        let Some(found) = text.next_if(|&c| is_alike(c, mark)) else { break };
        bytes += found.len_utf8();
        kept = bytes;
    }
    kept
}

/// Whether both are quotation marks or both dashes, if not the same.
fn is_alike(one: char, other: char) -> bool {
    const QUOTES: [char; 12] = ['"', '\'', '“', '”', '„', '‘', '’', '‚', '«', '»', '‹', '›'];
    const DASHES: [char; 6] = ['-', '‐', '‑', '–', '—', '―'];
    one == other || [&QUOTES[..], &DASHES[..]].iter().any(|sort| sort.contains(&one) && sort.contains(&other))
}
