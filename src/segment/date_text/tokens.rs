//! The tokenizer of the date parser: words, numbers and marks, as far as dates are made of them.
//!
//! Not here: combining them to dates (`parser`).

use std::borrow::Cow;
use std::ops::Range;

use super::calendars::{self, Calendar, digit};
use super::hebrew;
use crate::lexicon::calendar::month_or_word;
use crate::text::fold::folded;
use crate::text::token;

/// So many bytes before and after a digit can be of its date.
const FAR: usize = 64;

/// A longer word, in bytes, is the name of no month.
const LONGEST: usize = 24;

/// The sign inside words of Hindi that joins two letters.
const VIRAMA: char = '\u{94d}';

/// A word, number or mark of a line, and its bytes.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

/// What a token can be inside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Value and count of digits.
    Number(u32, usize),
    /// The name of a month, January as 1.
    Month(u8),
    /// The name of a month that is another word as well: a month only with its year.
    LikeMonth(u8),
    /// The name of a month of another calendar.
    Foreign(Calendar, u8),
    /// The year before the first of an era, and whether the words say "first year".
    Era(i16, bool),
    /// A word that stands inside dates: "of", "de", an ordinal ending.
    Joiner,
    /// Chinese, Japanese or Korean for year, month, day.
    Unit(char),
    /// Any other word.
    Word,
    /// Any other character.
    Mark(char),
}

/// The tokens of a line, white space left out. What stands far from all digits is in no date, and
/// one word stands for it.
pub fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(line.len().min(400) / 6);
    let mut end = 0;
    for stretch in stretches(line) {
        if end < stretch.start {
            tokens.push(Token { kind: TokenKind::Word, span: end..stretch.start });
        }
        end = stretch.end;
        add_tokens(line, stretch, &mut tokens);
    }
    tokens
}

/// The parts of a line near digits, which begin and end at white space.
fn stretches(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut digits = calendars::signs(line).peekable();
    let mut from = 0;
    std::iter::from_fn(move || {
        while digits.next_if(|&at| at < from).is_some() {}
        let first = digits.next()?;
        let mut last = first;
        while let Some(more) = digits.next_if(|&at| at < last + 2 * FAR) {
            last = more;
        }
        let before = &line[from..line.floor_char_boundary(first.saturating_sub(FAR)).max(from)];
        let start = from + before.rfind(char::is_whitespace).unwrap_or(0);
        let after = &line[line.ceil_char_boundary(line.len().min(last + FAR))..];
        let end = line.len() - after.len() + after.find(char::is_whitespace).unwrap_or(after.len());
        from = end;
        Some(start..end)
    })
}

fn add_tokens(line: &str, stretch: Range<usize>, tokens: &mut Vec<Token>) {
    let line = &line[..stretch.end];
    let mut end = stretch.start;
    while let Some(&byte) = line.as_bytes().get(end) {
        let start = end;
        if byte.is_ascii_lowercase() || byte.is_ascii_uppercase() {
            end += 1 + rest_of_word(char::from(byte), &line[end + 1..]);
            tokens.push(Token { kind: word(&line[start..end]), span: start..end });
            continue;
        }
        let Some(c) = line[end..].chars().next() else { return };
        end += c.len_utf8();
        if c.is_whitespace() {
            continue;
        }
        let kind = kind_at(line, start, c, &mut end);
        tokens.push(Token { kind, span: start..end });
    }
}

/// What the token at a place is, which begins with that character and ends there at least.
fn kind_at(line: &str, start: usize, c: char, last: &mut usize) -> TokenKind {
    let mut end = *last;
    let kind = if digit(c).is_some() {
        end += line[end..].find(|c| digit(c).is_none()).unwrap_or(line.len() - end);
        number(&line[start..end])
    } else if calendars::is_chinese_numeral(c) {
        end += line[end..].find(|c| !calendars::is_chinese_numeral(c)).unwrap_or(line.len() - end);
        chinese(&line[start..end], &line[end..])
    } else if is_unit(c) {
        TokenKind::Unit(c)
    } else if calendars::is_thai(c) {
        end += line[end..].find(|c| !calendars::is_thai(c) && c != '.').unwrap_or(line.len() - end);
        thai(&line[start..end])
    } else if hebrew::is_letter(c) {
        let (kind, bytes) = hebrew_word(&line[start..]);
        end = start + bytes;
        kind
    } else if token::is_letter(c) {
        end += rest_of_word(c, &line[end..]);
        match calendars::paired(&line[start..end], &line[end..]) {
            Some((month, bytes)) => {
                end += bytes;
                TokenKind::Month(month)
            }
            None => word(&line[start..end]),
        }
    } else {
        TokenKind::Mark(c)
    };
    *last = end;
    kind
}

/// The bytes of a word after its first letter. Scrapers glue words, "6 min readDec 1": a capital
/// after a small letter begins a word.
fn rest_of_word(first: char, rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut small = first.is_ascii_lowercase();
    let ends = |byte: &u8| {
        let goes_on = byte.is_ascii_lowercase() || byte.is_ascii_uppercase() && !small;
        small = byte.is_ascii_lowercase();
        !goes_on
    };
    let plain = bytes.iter().position(ends).unwrap_or(bytes.len());
    if bytes.get(plain).is_none_or(u8::is_ascii) && first.is_ascii() {
        return plain;
    }
    let mut before = first;
    let end = rest.find(|c| {
        let ends =
            !is_letter(c) || calendars::is_chinese_numeral(c) || before.is_lowercase() && c.is_uppercase();
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
    (token::is_letter(c) || c == VIRAMA) && !is_unit(c)
}

fn number(digits: &str) -> TokenKind {
    let count = match digits.chars().count() {
        count @ 1..=4 => count,
        // A time glued to a year: "November 11, 20228:23 PM".
        5 | 6 if digits.starts_with("20") => 4,
        _ => return TokenKind::Word,
    };
    let values = digits.chars().filter_map(digit).take(count);
    TokenKind::Number(values.fold(0, |all, value| all * 10 + value), count)
}

/// Numerals of Chinese, which are a number only before the word for year, month or day.
fn chinese(numerals: &str, rest: &str) -> TokenKind {
    match calendars::chinese_number(numerals).filter(|_| rest.starts_with(is_unit)) {
        Some(value) if value >= 1000 => TokenKind::Number(value, 4),
        Some(value) => TokenKind::Number(value, if value > 99 { 3 } else { 2 }),
        None => TokenKind::Word,
    }
}

/// The number or word that a text in Hebrew letters begins with, and its bytes.
fn hebrew_word(text: &str) -> (TokenKind, usize) {
    if let Some((value, bytes)) = hebrew::number(text) {
        return (TokenKind::Number(value, if value > 999 { 4 } else { 2 }), bytes);
    }
    let end = text.find(|c| !is_letter(c)).unwrap_or(text.len());
    match hebrew::month(&text[..end], &text[end..]) {
        Some((month, bytes)) => (TokenKind::Foreign(Calendar::Hebrew, month), end + bytes),
        None => (word(&text[..end]), end),
    }
}

fn thai(word: &str) -> TokenKind {
    match calendars::month(word) {
        Some((calendar, month)) => TokenKind::Foreign(calendar, month),
        None if calendars::is_thai_year(word) => TokenKind::Joiner,
        None => TokenKind::Word,
    }
}

fn word(word: &str) -> TokenKind {
    if word.len() > LONGEST {
        return TokenKind::Word;
    }
    // Most words are so short that no memory need be asked for to write them small.
    let mut small = [0; LONGEST];
    let capital = || word.is_ascii() && word.bytes().any(|byte| byte.is_ascii_uppercase());
    let small = small.get_mut(..word.len()).filter(|_| capital()).and_then(|small| {
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).ok()
    });
    let folded = small.map_or_else(|| folded(word), Cow::Borrowed);
    match &*folded {
        "of" | "de" | "del" | "st" | "nd" | "rd" | "th" | "er" | "o" | "г" | "року" | "года" => {
            TokenKind::Joiner
        }
        folded => {
            let other =
                || calendars::month(word).map(|(calendar, month)| TokenKind::Foreign(calendar, month));
            let era = || calendars::era(word).map(|(before, first)| TokenKind::Era(before, first));
            let ours = month_or_word(folded).map(|(month, sure)| match sure {
                true => TokenKind::Month(month),
                false => TokenKind::LikeMonth(month),
            });
            let ours = ours.or_else(|| if word.is_ascii() { None } else { other().or_else(era) });
            ours.unwrap_or(TokenKind::Word)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_far_from_digits_is_one_word() {
        let far = "the ferries in the harbour ".repeat(9);
        let line = format!("{far}on 4 May {far}by 2022 {far}");
        let tokens = tokens(&line);
        let numbers: Vec<TokenKind> =
            tokens.iter().map(|token| token.kind).filter(|&kind| kind != TokenKind::Word).collect();
        assert_eq!(numbers[..2], [TokenKind::Number(4, 1), TokenKind::Month(5)]);
        assert_eq!(numbers.last(), Some(&TokenKind::Number(2022, 4)));
        assert!(tokens.len() < line.split(' ').count() / 2);
        assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
}
