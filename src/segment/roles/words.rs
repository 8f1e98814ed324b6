//! The words of the lines of a page as hashes, each read once: for the wording of a line (`features`)
//! and for which of its words the running text has too (`page_context`).

use std::ops::Range;

use crate::segment::line::measured::Line;
use crate::segment::line::terms::Term;

/// Of a longer line only so many bytes are read, besides its end.
const HEAD: usize = 240;
const TAIL: usize = 40;
/// In lines of up to so many words every word is looked at; in longer ones the ends.
const WORDS: usize = 12;
/// Words looked at at either end of a longer line.
const ENDS: usize = 2;

/// A folded word as a hash; the lowest bit says whether it is long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordHash(pub u64);

impl WordHash {
    fn of(term: Term) -> WordHash {
        // All numbers of one length are one word.
        let hash = if term.figures { u64::from(term.length) } else { term.hash };
        WordHash(hash & !1 | u64::from(term.long))
    }

    /// Whether it is long enough to have a meaning of its own.
    pub fn is_long(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The words of all lines of a page.
#[derive(Debug, Default)]
pub struct LineWords {
    words: Vec<WordHash>,
    lines: Vec<WordRanges>,
}

/// Where the words of one line are.
#[derive(Clone, Debug)]
struct WordRanges {
    head: Range<usize>,
    /// The last words, when `head` has not all words or too many of them.
    tail: Range<usize>,
}

impl LineWords {
    /// The words of the lines.
    pub fn of(lines: &[Line<'_>]) -> LineWords {
        let mut all = LineWords::default();
        for line in lines {
            let text = line.own_text();
            let head = all.add(&line.terms_in(0..text.floor_char_boundary(HEAD)));
            let is_longer = text.len() > HEAD;
            let tail = match is_longer || head.len() > WORDS {
                true => {
                    let from = text.ceil_char_boundary(text.len().saturating_sub(TAIL));
                    let tail = all.add(&line.terms_in(from..text.len()));
                    tail.start.max(tail.end.saturating_sub(ENDS))..tail.end
                }
                false => head.end..head.end,
            };
            all.lines.push(WordRanges { head, tail });
        }
        all
    }

    fn add(&mut self, terms: &[Term]) -> Range<usize> {
        let from = self.words.len();
        self.words.extend(terms.iter().map(|term| WordHash::of(*term)));
        from..self.words.len()
    }

    /// The words in the first part of a line.
    pub fn head(&self, at: usize) -> &[WordHash] {
        self.lines.get(at).map_or(&[], |ranges| &self.words[ranges.head.clone()])
    }

    /// Every word of a short line, in order.
    pub fn whole(&self, at: usize) -> Option<&[WordHash]> {
        let ranges = self.lines.get(at)?;
        (ranges.tail.is_empty()).then(|| &self.words[ranges.head.clone()])
    }

    /// All words of a short line; of a longer one the first and the last.
    pub fn ends_or_whole(&self, at: usize) -> (&[WordHash], &[WordHash]) {
        match self.lines.get(at) {
            None => (&[], &[]),
            Some(ranges) if ranges.tail.is_empty() => (&self.words[ranges.head.clone()], &[]),
            Some(ranges) => {
                let head = &self.words[ranges.head.clone()];
                (&head[..head.len().min(ENDS)], &self.words[ranges.tail.clone()])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;
    use crate::segment::line::terms;

    fn word(text: &str) -> WordHash {
        WordHash::of(terms::read(text)[0])
    }

    #[test]
    fn a_short_line_has_all_its_words_a_long_one_its_ends() {
        let long = format!("Harbour closed {} by a leak", "and closed again ".repeat(60));
        let words = LineWords::of(&[line("Read MORE »"), line(&long)]);
        assert_eq!(words.whole(0), Some([word("read"), word("more")].as_slice()));
        assert_eq!(words.whole(1), None);
        let (head, tail) = words.ends_or_whole(1);
        assert_eq!(head, [word("harbour"), word("closed")]);
        assert_eq!(tail, [word("a"), word("leak")]);
        assert_eq!((words.whole(2), words.ends_or_whole(2).0.len()), (None, 0));
    }

    #[test]
    fn numbers_of_one_length_are_one_word() {
        assert_eq!(word("2021"), word("1987"));
        assert_ne!(word("2021"), word("21"));
        assert!(word("boat").is_long() && !word("sea").is_long());
    }
}
