//! The tokenizer for recognising names. Its tokens keep punctuation, full stops of abbreviations and
//! hyphens, and separate a possessive ending from its word, because all of these show where a name ends.
//!
//! Not here: the search terms of the index (`crate::text::token`), which drop punctuation.

use super::super::word::{Shape, WordEntry, WordTable};
use crate::lexicon::{Classes, LISTED_NAME, Lexicon};
use crate::model::Span;
use crate::text::token::{is_unseen, is_word};

/// In bytes; without a bound a line of nothing but "U.U.U." would take quadratic time.
const LONGEST_ACRONYM: usize = 24;

/// The length of the code of a currency.
const CODE: usize = 3;

/// One word, number or punctuation mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// Whether white space, or the beginning of the block, stands before it.
    pub spaced: bool,
    /// Its number among the [`WordTable`].
    pub number: u32,
    /// The classes of the word in lower case.
    pub word: Classes,
    /// The classes of the name as written; empty for what is not capitalised.
    pub name: Classes,
    /// Whether the table has the word as written, and not with other figures or without what is not seen.
    pub exact: bool,
    /// Of an exact word the classes of the name, whatever its shape; of capitals also as it is usually written.
    pub listed: Classes,
    /// Of an exact word, what no listed name of several words that begins with it has more bytes than.
    pub longest: u8,
}

impl Token {
    /// Whether the token can be part of a name by its writing.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capitalised | Shape::Initial | Shape::Capitals)
    }
}

/// The tokens of `text` inside `within`, appended to `tokens`.
pub fn tokenize(text: &str, within: Span, words: &mut WordTable<'_>, tokens: &mut Vec<Token>) {
    let block = within.of(text);
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = block.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_whitespace() {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let end = at + if is_word(c) { word_end(&block[at..], words.lexicon) } else { c.len_utf8() };
        push(text, Span::new(at, end).shifted(within.start as usize), spaced, words, tokens);
        at = end;
        spaced = false;
    }
}

/// The length of the word at the beginning of `rest`, which is not empty.
fn word_end(rest: &str, lexicon: &Lexicon) -> usize {
    let bytes = rest.as_bytes();
    let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match (bytes.get(plain), bytes.get(plain + 1)) {
        (Some(b','), Some(b' ' | b'\n')) => plain,
        (Some(b'\'' | b'-' | b'.' | b',' | 0x80..), _) => any_word_end(rest, lexicon),
        _ => plain,
    }
}

/// As [`word_end`], for words with other than letters and figures in or behind them.
fn any_word_end(rest: &str, lexicon: &Lexicon) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let joins = match c {
            _ if is_word(c) => true,
            // "Gaz\u{AD}prom": a word goes on behind what is not seen.
            _ if is_unseen(c) => chars.peek().is_some_and(|&(_, next)| is_word(next)),
            '\'' | '’' | '-' | '.' | ',' => match chars.peek() {
                Some(&(_, next)) => joins(last, c, next, &rest[..at], &rest[at + c.len_utf8()..]),
                None => false,
            },
            _ => false,
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
        last = c;
    }
    if rest[end..].starts_with('.') && keeps_full_stop(&rest[..end], &rest[..end + 1], lexicon) {
        end += 1;
    }
    end
}

/// Whether a mark between two characters belongs to the word.
fn joins(last: char, mark: char, next: char, before: &str, after: &str) -> bool {
    match mark {
        '\'' | '’' => {
            let ending = after.strip_prefix(['s', 'S']);
            let possessive = ending.is_some_and(|rest| !rest.starts_with(is_word));
            last.is_alphabetic() && next.is_alphabetic() && !possessive
        }
        '-' => is_word(last) && is_word(next),
        // "U.S", "a.m", "2.5", but not the missing space of "end.Next".
        '.' => {
            (last.is_ascii_digit() && next.is_ascii_digit())
                || (next.is_alphabetic()
                    && last.is_alphabetic()
                    && before.len() < LONGEST_ACRONYM
                    && before.split('.').all(|part| part.chars().count() == 1))
        }
        ',' => {
            last.is_ascii_digit() && after.len() >= 3 && after.as_bytes()[..3].iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

/// Whether the full stop after a word is the word's own.
fn keeps_full_stop(word: &str, with_stop: &str, lexicon: &Lexicon) -> bool {
    let initial =
        word.split('.').all(|part| part.chars().count() == 1) && word.starts_with(char::is_uppercase);
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    initial || (dotted && !word.starts_with(|c: char| c.is_ascii_digit())) || {
        let classes = lexicon.word(with_stop).any(Classes::ABBREVIATION);
        classes || (word.starts_with(char::is_uppercase) && lexicon.name(with_stop).any(Classes::REGION))
    }
}

fn push(text: &str, span: Span, spaced: bool, words: &mut WordTable<'_>, tokens: &mut Vec<Token>) {
    let word = span.of(text);
    if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        tokens.push(token(text, span, spaced, words));
        return;
    }
    if possessive(word, spaced, tokens.last(), text, span) {
        // The apostrophe came first as punctuation; the `s` completes it.
        if let Some(last) = tokens.last_mut() {
            *last = token(text, Span { start: last.span.start, end: span.end }, false, words);
        }
        return;
    }
    if let Some((first, second)) = word.split_once('-').filter(|parts| splits(*parts, word, words.lexicon)) {
        let start = span.start as usize;
        let hyphen = start + first.len();
        tokens.push(token(text, Span::new(start, hyphen), spaced, words));
        tokens.push(token(text, Span::new(hyphen, hyphen + 1), false, words));
        tokens.push(token(text, Span::new(hyphen + 1, hyphen + 1 + second.len()), false, words));
        return;
    }
    if let Some(code) = glued_code(word, words.lexicon) {
        let number = span.start as usize + code;
        tokens.push(token(text, Span::new(span.start as usize, number), spaced, words));
        return push(text, Span::new(number, span.end as usize), false, words, tokens);
    }
    if let Some(digits) = glued_unit(word, words.lexicon) {
        let unit = span.start as usize + digits;
        tokens.push(token(text, Span::new(span.start as usize, unit), spaced, words));
        tokens.push(token(text, Span::new(unit, span.end as usize), false, words));
        return;
    }
    tokens.push(token(text, span, spaced, words));
}

/// The length of the number in "300m" or "10km".
fn glued_unit(word: &str, lexicon: &Lexicon) -> Option<usize> {
    let digits = word.find(|c: char| c.is_ascii_lowercase()).filter(|&at| at > 0)?;
    let number = word[..digits].bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let unit = lexicon.name(&word[digits..]).any(Classes::SCALE.with(Classes::UNIT));
    (number && unit).then_some(digits)
}

/// The length of the code of a currency in "SEK9".
fn glued_code(word: &str, lexicon: &Lexicon) -> Option<usize> {
    let (code, number) = word.split_at_checked(CODE)?;
    let capitals =
        code.bytes().all(|b| b.is_ascii_uppercase()) && number.starts_with(|c: char| c.is_ascii_digit());
    (capitals && lexicon.word(code).any(Classes::CURRENCY)).then_some(CODE)
}

fn possessive(word: &str, spaced: bool, last: Option<&Token>, text: &str, span: Span) -> bool {
    let apostrophe =
        |t: &Token| t.span.end == span.start && !t.spaced && matches!(t.span.of(text), "'" | "’");
    matches!(word, "s" | "S") && !spaced && last.is_some_and(apostrophe)
}

/// Whether a hyphen joins two names, or a name and a word, rather than being part of one name:
/// "France-Italy", "NATO-led", but not "Guinea-Bissau".
fn splits((first, second): (&str, &str), whole: &str, lexicon: &Lexicon) -> bool {
    let listed = |name: &str| lexicon.name(name).any(LISTED_NAME);
    listed(first)
        && !listed(whole)
        && first.starts_with(char::is_uppercase)
        && (second.starts_with(char::is_lowercase) && lexicon.word(second).any(Classes::WORD)
            || lexicon.name(second).any(Classes::REGION.with(Classes::ORGANIZATION))
                && lexicon.name(first).any(Classes::REGION.with(Classes::ORGANIZATION)))
}

fn token(text: &str, span: Span, spaced: bool, words: &mut WordTable<'_>) -> Token {
    let written = span.of(text);
    let unseen = !written.is_ascii() && written.contains(is_unseen);
    let (number, exact) = match unseen {
        true => (words.number(&written.replace(is_unseen, "")).0, false),
        false => words.number(written),
    };
    let WordEntry { shape, classes, names, listed, longest, .. } = *words.get(number);
    Token { span, shape, spaced, number, word: classes, name: names, exact, listed, longest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::lexicon;
    use proptest::prelude::*;

    fn token_texts(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut WordTable::new(lexicon(), None), &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_keep_their_stops_and_possessives_stand_apart() {
        assert_eq!(token_texts("Mr. Ode’s U.S. visit."), ["Mr.", "Ode", "’s", "U.S.", "visit", "."]);
        assert_eq!(token_texts("J. P. O'Neill, 10th"), ["J.", "P.", "O'Neill", ",", "10th"]);
        assert_eq!(token_texts("$2.5 billion (1,300)"), ["$", "2.5", "billion", "(", "1,300", ")"]);
        assert_eq!(token_texts("end.Next"), ["end", ".", "Next"]);
    }

    #[test]
    fn a_hyphen_between_two_listed_names_parts_them() {
        assert_eq!(token_texts("France-Italy talks"), ["France", "-", "Italy", "talks"]);
        assert_eq!(
            token_texts("NATO-led Guinea-Bissau 2000-5"),
            ["NATO", "-", "led", "Guinea-Bissau", "2000-5"]
        );
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_apart_and_cover_all_but_space(text in "[a-cA-CZ.,'’0-9é東$ \\-s\\u{300}\n]{0,40}") {
            let mut tokens = Vec::new();
            tokenize(&text, Span::new(0, text.len()), &mut WordTable::new(lexicon(), None), &mut tokens);
            let mut end = 0;
            for token in tokens {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                let gap = text.get(end as usize..token.span.start as usize);
                prop_assert!(gap.is_some_and(|gap| gap.trim().is_empty()));
                end = token.span.end;
            }
            prop_assert!(text[end as usize..].trim().is_empty());
        }
    }
}
