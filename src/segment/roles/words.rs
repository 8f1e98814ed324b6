//! The words of lines as hashes, each looked up once: for the wording of a line (`features`) and
//! for whether the running text says its words too (`page`).

use std::ops::Range;

use crate::segment::line::measure::Line;
use crate::segment::line::terms::Term;

/// Of a longer line only so many bytes are read, besides its end.
const HEAD: usize = 240;
const TAIL: usize = 40;
/// In lines of up to so many words every word is looked at; in longer ones the ends.
const WORDS: usize = 12;
/// Words looked at at either end of a longer line.
const ENDS: usize = 2;

/// A folded word as a hash; the lowest bit tells whether it is long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u64);

impl Word {
    fn of(term: Term) -> Word {
        // All numbers of one length are one word.
        let hash = if term.figures { u64::from(term.length) } else { term.hash };
        Word(hash & !1 | u64::from(term.long))
    }

    /// Whether it has the length of a word that says something of its own.
    pub fn is_long(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The words of all lines of a page.
#[derive(Debug, Default)]
pub struct LineWords {
    words: Vec<Word>,
    lines: Vec<Places>,
}

/// Where the words of one line are.
#[derive(Clone, Debug)]
struct Places {
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
            let cut = text.len() > HEAD;
            let tail = match cut || head.len() > WORDS {
                true => {
                    let from = text.ceil_char_boundary(text.len().saturating_sub(TAIL));
                    let tail = all.add(&line.terms_in(from..text.len()));
                    tail.start.max(tail.end.saturating_sub(ENDS))..tail.end
                }
                false => head.end..head.end,
            };
            all.lines.push(Places { head, tail });
        }
        all
    }

    fn add(&mut self, terms: &[Term]) -> Range<usize> {
        let from = self.words.len();
        self.words.extend(terms.iter().map(|term| Word::of(*term)));
        from..self.words.len()
    }

    /// The words in the first part of a line.
    pub fn head(&self, at: usize) -> &[Word] {
        self.lines.get(at).map_or(&[], |places| &self.words[places.head.clone()])
    }

    /// Every word of a short line, in order.
    pub fn whole(&self, at: usize) -> Option<&[Word]> {
        let places = self.lines.get(at)?;
        (places.tail.is_empty()).then(|| &self.words[places.head.clone()])
    }

    /// The words a line is told by: all of a short line, of a longer one the first and the last.
    pub fn telling(&self, at: usize) -> (&[Word], &[Word]) {
        match self.lines.get(at) {
            None => (&[], &[]),
            Some(places) if places.tail.is_empty() => (&self.words[places.head.clone()], &[]),
            Some(places) => {
                let head = &self.words[places.head.clone()];
                (&head[..head.len().min(ENDS)], &self.words[places.tail.clone()])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::measure::tests::line;
    use crate::segment::line::terms;

    fn word(text: &str) -> Word {
        Word::of(terms::read(text)[0])
    }

    #[test]
    fn a_short_line_is_told_by_all_its_words_a_long_one_by_its_ends() {
        let long = format!("Harbour closed {} by a leak", "and closed again ".repeat(60));
        let words = LineWords::of(&[line("Read MORE »"), line(&long)]);
        assert_eq!(words.whole(0), Some([word("read"), word("more")].as_slice()));
        assert_eq!(words.whole(1), None);
        let (head, tail) = words.telling(1);
        assert_eq!(head, [word("harbour"), word("closed")]);
        assert_eq!(tail, [word("a"), word("leak")]);
        assert_eq!((words.whole(2), words.telling(2).0.len()), (None, 0));
    }

    #[test]
    fn numbers_of_one_length_are_one_word() {
        assert_eq!(word("2021"), word("1987"));
        assert_ne!(word("2021"), word("21"));
        assert!(word("boat").is_long() && !word("sea").is_long());
    }
}
