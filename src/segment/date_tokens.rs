//! The words, numbers and marks of a line as far as dates are made of them, and the names of
//! months and weekdays. Reading dates from them is `dates`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::fold::{fold, folded};

/// Folded month names with their number, weekdays with 21 to 27, a weekend with 28. Read once,
/// never changed.
static NAMES: LazyLock<FxHashMap<String, u8>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/months.txt").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once(' '));
    let named = rows.flat_map(|(number, names)| {
        names.split(' ').map(move |name| (fold(name), number.parse().unwrap_or(0)))
    });
    named.collect()
});

/// The sign inside words of Hindi that joins two letters.
const VIRAMA: char = '\u{94d}';

/// A day a word can name: Monday as 1 to Sunday as 7, a weekend as 8.
pub fn weekday(word: &str) -> Option<u8> {
    NAMES.get(&*folded(word)).and_then(|&number| number.checked_sub(20))
}

/// A word, number or mark of a line, and its bytes.
#[derive(Clone, Debug)]
pub struct Token {
    pub what: What,
    pub span: Range<usize>,
}

/// What a token can be inside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Value and count of digits.
    Number(u32, usize),
    Month(u8),
    /// A word that stands inside dates: "of", "de", an ordinal ending.
    Joiner,
    /// Chinese, Japanese or Korean for year, month, day.
    Unit(char),
    Word,
    Mark(char),
}

/// The tokens of a line, white space left out.
pub fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut end = 0;
    while let Some(c) = line[end..].chars().next() {
        let start = end;
        end += c.len_utf8();
        if c.is_whitespace() {
            continue;
        }
        let what = if c.is_ascii_digit() {
            end += line[end..].bytes().take_while(u8::is_ascii_digit).count();
            number(&line[start..end])
        } else if is_unit(c) {
            What::Unit(c)
        } else if c.is_alphabetic() {
            end += rest_of_word(c, &line[end..]);
            word(&line[start..end])
        } else {
            What::Mark(c)
        };
        tokens.push(Token { what, span: start..end });
    }
    tokens
}

/// The bytes of a word after its first letter. Scrapers glue words, "6 min readDec 1": a capital
/// after a small letter begins a word.
fn rest_of_word(first: char, rest: &str) -> usize {
    let mut before = first;
    let end = rest.find(|c| {
        let ends = !is_letter(c) || before.is_lowercase() && c.is_uppercase();
        before = c;
        ends
    });
    end.unwrap_or(rest.len())
}

/// The words for year, month and day in Chinese, Japanese and Korean.
fn is_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || c == VIRAMA) && !is_unit(c)
}

fn number(digits: &str) -> What {
    match digits.len() {
        1..=4 => What::Number(digits.parse().unwrap_or(0), digits.len()),
        // A time glued to a year: "November 11, 20228:23 PM".
        5 | 6 if digits.starts_with("20") => What::Number(digits[..4].parse().unwrap_or(0), 4),
        _ => What::Word,
    }
}

fn word(word: &str) -> What {
    if word.len() > 24 {
        return What::Word;
    }
    let folded = folded(word);
    match &*folded {
        "of" | "de" | "del" | "st" | "nd" | "rd" | "th" | "er" | "o" | "г" | "року" | "года" => {
            What::Joiner
        }
        _ => match NAMES.get(&*folded) {
            Some(&month) if month <= 12 => What::Month(month),
            _ => What::Word,
        },
    }
}
