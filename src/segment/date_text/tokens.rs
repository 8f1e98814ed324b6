//! The tokenizer of the date parser: words, numbers and marks, as far as dates are made of them.
//!
//! Not here: combining them to dates (`parser`).

use std::ops::Range;

use crate::lexicon::calendar::month;
use crate::text::fold::folded;
use crate::text::token;

/// So many bytes before and after a digit can be of its date.
const FAR: usize = 64;

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
    let mut tokens: Vec<Token> = Vec::new();
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
    let bytes = line.as_bytes();
    let digit = move |near: Range<usize>| bytes.get(near)?.iter().position(u8::is_ascii_digit);
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = from + digit(from..line.len())?;
        let mut last = first;
        while let Some(more) = digit(last + 1..line.len().min(last + 2 * FAR)) {
            last += 1 + more;
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
    while let Some(c) = line[end..].chars().next() {
        let start = end;
        end += c.len_utf8();
        if c.is_whitespace() {
            continue;
        }
        let kind = if c.is_ascii_digit() {
            end += line[end..].bytes().take_while(u8::is_ascii_digit).count();
            number(&line[start..end])
        } else if is_unit(c) {
            TokenKind::Unit(c)
        } else if token::is_letter(c) {
            end += rest_of_word(c, &line[end..]);
            word(&line[start..end])
        } else {
            TokenKind::Mark(c)
        };
        tokens.push(Token { kind, span: start..end });
    }
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
    (token::is_letter(c) || c == VIRAMA) && !is_unit(c)
}

fn number(digits: &str) -> TokenKind {
    match digits.len() {
        1..=4 => TokenKind::Number(digits.parse().unwrap_or(0), digits.len()),
        // A time glued to a year: "November 11, 20228:23 PM".
        5 | 6 if digits.starts_with("20") => TokenKind::Number(digits[..4].parse().unwrap_or(0), 4),
        _ => TokenKind::Word,
    }
}

fn word(word: &str) -> TokenKind {
    if word.len() > 24 {
        return TokenKind::Word;
    }
    let folded = folded(word);
    match &*folded {
        "of" | "de" | "del" | "st" | "nd" | "rd" | "th" | "er" | "o" | "г" | "року" | "года" => {
            TokenKind::Joiner
        }
        folded => month(folded).map_or(TokenKind::Word, TokenKind::Month),
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
