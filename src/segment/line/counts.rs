//! Counts the words and characters of a line by sort, in one pass.
//!
//! Not here: what the counts say of a line (`measure`, `roles::form`).

use crate::text::token::{is_letter, is_punctuation};

/// The counts of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Characters, and those that are no white space.
    pub size: u32,
    pub solid: u32,
    /// Characters of scripts without spaces.
    pub dense: u32,
    /// Words.
    pub words: u32,
    /// Words with a letter.
    pub lettered: u32,
    /// Words that begin with a capital; words in capitals only.
    pub capitals: u32,
    pub shouted: u32,
    /// The first word with a letter begins with a capital.
    pub first_is_capital: bool,
    /// Words of up to four small letters.
    pub small: u32,
    /// Commas and semicolons.
    pub commas: u32,
    /// Digits of ASCII.
    pub digits: u32,
}

/// The counts of one word.
#[derive(Default)]
struct WordCounts {
    letters: u32,
    others: u32,
    upper: u32,
    is_capital: bool,
}

impl Counts {
    /// Counts the first bytes of a text, and the whole.
    pub fn of(text: &str, first: usize) -> (Counts, Counts) {
        let (first, rest) = text.split_at(text.floor_char_boundary(first));
        let mut all = Counts::default();
        let mut word = WordCounts::default();
        all.read(first, &mut word);
        let mut beginning = all;
        beginning.add(&word);
        all.read(rest, &mut word);
        all.add(&word);
        (beginning, all)
    }

    /// Counts what follows; the word at its end may go on.
    fn read(&mut self, text: &str, word: &mut WordCounts) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // Most are small letters.
            if byte.is_ascii_lowercase() {
                let begun = at;
                while at < bytes.len() && bytes[at].is_ascii_lowercase() {
                    at += 1;
                }
                word.letters += (at - begun) as u32;
                continue;
            }
            at += 1;
            let kind = match PLAIN.get(usize::from(byte)) {
                Some(&kind) => kind,
                None => {
                    let c = text[at - 1..].chars().next().unwrap_or_default();
                    at += c.len_utf8() - 1;
                    kind(c)
                }
            };
            if kind == LETTER {
                word.letters += 1;
                continue;
            }
            let is = |wanted: Kind| u32::from(kind & wanted != 0);
            if kind & SPACE != 0 {
                self.size += 1;
                self.add(word);
                *word = WordCounts::default();
                continue;
            }
            word.is_capital |= word.letters == 0 && kind & UPPER != 0;
            word.letters += is(LETTER);
            word.others += 1 - is(LETTER);
            word.upper += is(UPPER);
            self.digits += is(DIGIT);
            self.commas += is(COMMA);
            self.dense += is(DENSE);
        }
    }

    fn add(&mut self, word: &WordCounts) {
        let size = word.letters + word.others;
        self.size += size;
        self.solid += size;
        self.words += u32::from(size > 0);
        if word.letters == 0 {
            return;
        }
        self.first_is_capital |= self.lettered == 0 && word.is_capital;
        self.lettered += 1;
        self.capitals += u32::from(word.is_capital);
        self.shouted += u32::from(word.upper == word.letters && word.letters > 1);
        self.small += u32::from(word.upper == 0 && word.letters <= 4);
    }
}

/// What a character is, as a set.
type Kind = u8;
const SPACE: Kind = 1;
const LETTER: Kind = 2;
const UPPER: Kind = 4;
const DIGIT: Kind = 8;
const COMMA: Kind = 16;
/// Of a script that has no spaces between words.
const DENSE: Kind = 32;

/// The kinds of the characters of ASCII, most of those of most texts.
const PLAIN: [Kind; 128] = {
    let mut kinds = [0; 128];
    let mut at = 0u8;
    while at < 128 {
        kinds[at as usize] = match at {
            b' ' | b'\t'..=b'\r' => SPACE,
            b'A'..=b'Z' => LETTER | UPPER,
            b'a'..=b'z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b',' | b';' => COMMA,
            _ => 0,
        };
        at += 1;
    }
    kinds
};

/// The kind of a character beyond ASCII.
fn kind(c: char) -> Kind {
    let kind = match c {
        '，' | '、' => COMMA,
        _ if c.is_whitespace() => SPACE,
        _ if is_punctuation(c) => 0,
        _ if !is_letter(c) => 0,
        _ if c.is_uppercase() => LETTER | UPPER,
        _ => LETTER,
    };
    let dense = matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
    if dense { kind | DENSE } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_are_counted_by_what_they_are() {
        let (head, counts) = Counts::of("  Norwick’s NEW bridge, 12 – 14 at 東京 ", 15);
        assert_eq!((head.size, head.words, head.shouted, head.capitals), (13, 2, 0, 2), "a word is cut");
        assert_eq!((counts.size, counts.solid, counts.dense), (38, 28, 2));
        assert_eq!((counts.words, counts.lettered, counts.capitals, counts.shouted), (8, 5, 2, 1));
        assert_eq!((counts.first_is_capital, counts.small, counts.commas, counts.digits), (true, 2, 1, 4));
        assert_eq!(Counts::of("", 9), (Counts::default(), Counts::default()));
    }
}
