//! What the words and characters of a line are, counted in one pass. What the counts speak for is
//! not here (`form`, `lines`).

use crate::text::token::is_punctuation;

/// The counts of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Characters, and those that are no white space.
    pub size: usize,
    pub solid: usize,
    /// Characters of scripts without spaces.
    pub dense: usize,
    pub words: usize,
    /// Words with a letter.
    pub lettered: usize,
    /// Words that begin with a capital; words in capitals only.
    pub capitals: usize,
    pub shouted: usize,
    /// The first word with a letter begins with a capital.
    pub first_is_capital: bool,
    /// Words of up to four small letters.
    pub small: usize,
    pub commas: usize,
    pub digits: usize,
}

/// The counts of one word.
#[derive(Default)]
struct Word {
    size: usize,
    letters: usize,
    upper: usize,
    is_capital: bool,
}

impl Counts {
    /// Counts a text.
    pub fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        let mut word = Word::default();
        for c in text.chars() {
            counts.size += 1;
            if c.is_whitespace() {
                counts.add(&word);
                word = Word::default();
                continue;
            }
            word.size += 1;
            if !is_punctuation(c) && c.is_alphabetic() {
                let upper = c.is_uppercase();
                word.is_capital |= upper && word.letters == 0;
                word.upper += usize::from(upper);
                word.letters += 1;
            } else {
                counts.digits += usize::from(c.is_ascii_digit());
                counts.commas += usize::from(matches!(c, ',' | ';' | '，' | '、'));
            }
            counts.dense += usize::from(is_dense(c));
        }
        counts.add(&word);
        counts
    }

    fn add(&mut self, word: &Word) {
        self.solid += word.size;
        self.words += usize::from(word.size > 0);
        if word.letters == 0 {
            return;
        }
        self.first_is_capital |= self.lettered == 0 && word.is_capital;
        self.lettered += 1;
        self.capitals += usize::from(word.is_capital);
        self.shouted += usize::from(word.upper == word.letters && word.letters > 1);
        self.small += usize::from(word.upper == 0 && word.letters <= 4);
    }
}

/// Whether a character is of a script that has no spaces between words.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_are_counted_by_what_they_are() {
        let counts = Counts::of("  Norwick’s NEW bridge, 12 – 14 at 東京 ");
        assert_eq!((counts.size, counts.solid, counts.dense), (36, 26, 2));
        assert_eq!((counts.words, counts.lettered, counts.capitals, counts.shouted), (8, 5, 2, 1));
        assert_eq!((counts.first_is_capital, counts.small, counts.commas, counts.digits), (true, 2, 1, 4));
        assert_eq!(Counts::of(""), Counts::default());
    }
}
