//! The tokenizer for search: cuts a text into words and terms, the same way for the index, the query and
//! the highlighter.
//!
//! A token is a run of letters and digits. A full stop or apostrophe between two letters joins them
//! (`U.S`, `O'Neill`), a full stop or comma between two digits joins them (`2.5`, `100,000`), as in
//! Unicode's word boundaries (UAX #29, WB6, WB7, WB11, WB12); what is joined so is found in other forms as
//! well (`search_terms`). Scripts written without spaces give one token a character, so that a
//! phrase query finds them. Marks that are not seen, such as soft hyphens, part no word.
//!
//! Not here: sentences, and the tokens with punctuation that names are recognised from
//! (`annotate::text`).

use std::borrow::Cow;

use super::fold::fold_into;
use crate::model::Span;

/// The tokens of `text` from left to right, as spans of it.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// The indexed form of a token: folded, without a possessive `'s` and without the commas
/// inside a number.
pub fn term(token: &str) -> Cow<'_, str> {
    let mut term = String::new();
    match term_in(token, &mut term) {
        Some(_) => Cow::Owned(term),
        None => Cow::Borrowed(token),
    }
}

/// As [`term`], with memory that is used again: the term when it differs from the token.
pub fn term_in<'t>(token: &str, term: &'t mut String) -> Option<&'t str> {
    match class_of(token.as_bytes()) {
        AsciiClass::Folded => return None,
        AsciiClass::Capital => {
            term.clear();
            term.push_str(token);
            term.make_ascii_lowercase();
            return Some(term);
        }
        AsciiClass::Beyond | AsciiClass::Between => term.clear(),
    }
    fold_into(token, term);
    if !token.is_ascii() {
        term.retain(|c| !is_unseen(c));
    }
    if term.contains('&') {
        *term = APOSTROPHES.iter().fold(std::mem::take(term), |term, written| term.replace(written, "'"));
    }
    if let Some(stem) = term.strip_suffix("'s") {
        term.truncate(stem.len());
    }
    if term.starts_with(|c: char| c.is_ascii_digit()) {
        fold_commas(term);
    }
    Some(term)
}

/// Takes the commas between the groups of digits of a number away; one that no group of three follows is a decimal
/// mark, as a point is.
fn fold_commas(number: &mut String) {
    let is_group = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count() == 3;
    let decimal = number.split_once(',').is_some_and(|(_, rest)| !rest.contains(',') && !is_group(rest));
    match decimal {
        true => *number = number.replace(',', "."),
        false => number.retain(|c| c != ','),
    }
}

/// The terms of `text` in order.
pub fn terms(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    tokens(text).map(move |span| term(span.of(text)))
}

/// The term of a word that a hyphen at a line end parted in two tokens, which stand next to each other:
/// "har-" and "bour". Whether the hyphen is its own or was put there to break the line, nobody knows; the
/// word is found either way.
pub fn rejoined(text: &str, first: Span, second: Span) -> Option<String> {
    let between = text.get(first.end as usize..second.start as usize)?;
    let rest = between.strip_prefix(['-', '\u{2010}'])?.trim_start_matches([' ', '\t']);
    let parted = rest.starts_with('\n') && rest.trim_matches([' ', '\t', '\n', '>', '|']).is_empty();
    let (first, second) = (first.of(text), second.of(text));
    let small = first.ends_with(char::is_lowercase) && second.starts_with(char::is_lowercase);
    (parted && small && !rest[1..].contains('\n')).then(|| term(&format!("{first}{second}")).into_owned())
}

/// Iterator over the tokens of a text.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let text = self.text;
        let bytes = text.as_bytes();
        // Most of what stands between words is plain, and most words are plain throughout.
        let skipped = past(bytes, self.at, |class| class == AsciiClass::Between);
        let start = match bytes.get(skipped) {
            Some(&byte) if is_plain(byte) => skipped,
            _ => skipped + text[skipped..].find(is_word)?,
        };
        let mut last = text[start..].chars().next()?;
        let mut end = start + last.len_utf8();
        while !stands_alone(last) {
            let plain = past(bytes, end, |class| class >= AsciiClass::Capital);
            if plain > end {
                end = plain;
                last = char::from(bytes[end - 1]);
            }
            if ends_at(&bytes[end..]) {
                break;
            }
            let Some((next, length)) = continued(last, &text[end..]) else { break };
            last = next;
            end += length;
        }
        self.at = end;
        Some(Span::new(start, end))
    }
}

/// The first place from one on where a byte is not of such a class.
#[inline]
fn past(bytes: &[u8], mut at: usize, is: impl Fn(AsciiClass) -> bool) -> usize {
    while at < bytes.len() && is(PLAIN[usize::from(bytes[at])]) {
        at += 1;
    }
    at
}

/// Whether the bytes after the last plain one of a token show by themselves that it ends there, as nearly all do. An
/// encoded apostrophe has other signs in it.
fn ends_at(rest: &[u8]) -> bool {
    match *rest {
        [] => true,
        [b'.' | b'\'' | b'`' | b',', after, ..] => after.is_ascii() && !is_plain(after),
        [b'&', ..] => false,
        [next, ..] => next.is_ascii() && !is_plain(next),
    }
}

/// Whether the text after a token's last character goes on with it: the next character of the
/// token, and the bytes up to its end.
fn continued(last: char, rest: &str) -> Option<(char, usize)> {
    let mut chars = rest.chars();
    let next = chars.next()?;
    if is_word(next) {
        return (!stands_alone(next)).then_some((next, next.len_utf8()));
    }
    let joins = match next {
        _ if is_unseen(next) => is_word,
        '.' => |c: char| c.is_alphabetic() || c.is_numeric(),
        '\'' | '’' | '‘' | 'ʻ' | '`' | '´' => char::is_alphabetic as fn(char) -> bool,
        ',' => |c: char| c.is_ascii_digit(),
        '&' => char::is_alphabetic,
        _ => return None,
    };
    if next == '&' {
        return entity(last, rest);
    }
    let after = chars.next()?;
    let alike = is_unseen(next) || last.is_alphabetic() == after.is_alphabetic();
    (joins(last) && joins(after) && alike && !stands_alone(after))
        .then(|| (after, next.len_utf8() + after.len_utf8()))
}

/// Apostrophes as pages write them that were encoded twice.
const APOSTROPHES: [&str; 5] = ["&#39;", "&#039;", "&apos;", "&#x27;", "&rsquo;"];

/// An encoded apostrophe between two letters, with the letter after it.
fn entity(last: char, rest: &str) -> Option<(char, usize)> {
    let written = APOSTROPHES.into_iter().find(|written| rest.starts_with(written))?;
    let after = rest[written.len()..].chars().next()?;
    let joins = last.is_alphabetic() && after.is_alphabetic();
    joins.then_some((after, written.len() + after.len_utf8()))
}

/// Whether a character is one that is not seen and may stand in the middle of a word: a soft hyphen, a
/// space without width, a mark of byte order.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a character belongs to words: a letter, a digit or a mark on one.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else if is_punctuation(c) {
        false
    } else {
        is_letter(c) || c.is_numeric() || unicode_normalization::char::is_combining_mark(c)
    }
}

/// Whether a character is a letter, as Unicode defines it; for the scripts most written without a
/// look at its tables.
pub fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' | 'Ѐ'..='ҁ' | '一'..='鿿' | '가'..='힣')
        || !c.is_ascii() && c.is_alphabetic()
}

/// Whether a byte is a letter or digit of ASCII.
pub fn is_plain(byte: u8) -> bool {
    PLAIN[usize::from(byte)] >= AsciiClass::Capital
}

/// Whether a byte is a letter or digit of ASCII, and whether folding leaves it as it is. From the least plain on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum AsciiClass {
    /// Of a character beyond ASCII.
    Beyond,
    /// Of ASCII, and neither letter nor digit.
    Between,
    Capital,
    Folded,
}

/// The class of bytes together: that of the one which is the least plain.
fn class_of(bytes: &[u8]) -> AsciiClass {
    let least = |least: AsciiClass, &byte: &u8| least.min(PLAIN[usize::from(byte)]);
    bytes.iter().fold(AsciiClass::Folded, least)
}

/// Of each byte; a table answers faster than comparisons, and every byte of a text is asked for.
static PLAIN: [AsciiClass; 256] = {
    let mut plain = [AsciiClass::Beyond; 256];
    let mut byte = 0u8;
    while byte < 128 {
        plain[byte as usize] = match byte {
            b'A'..=b'Z' => AsciiClass::Capital,
            b'a'..=b'z' | b'0'..=b'9' => AsciiClass::Folded,
            _ => AsciiClass::Between,
        };
        byte += 1;
    }
    plain
};

/// Whether a character is one of the quotes, dashes and dots beyond ASCII that every text has: no
/// letter, which takes longer to find out for others.
pub fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
}

/// Whether two characters side by side are not of one word.
pub fn parts_words(before: char, after: char) -> bool {
    !is_word(before) || !is_word(after) || stands_alone(before) || stands_alone(after)
}

/// Whether a character of a script without spaces is a token by itself: Han, kana, Hangul, Thai,
/// Lao, Khmer and Burmese letters.
fn stands_alone(c: char) -> bool {
    c >= '\u{0E00}'
        && matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<String> {
        terms(text).map(Cow::into_owned).collect()
    }

    #[test]
    fn words_numbers_and_abbreviations_stay_whole() {
        assert_eq!(cut("NATO’s chief, Jens O'Neill"), ["nato", "chief", "jens", "o'neill"]);
        assert_eq!(
            cut("the U.S. spent $2.5 billion on 100,000 troops."),
            ["the", "u.s", "spent", "2.5", "billion", "on", "100000", "troops"]
        );
        assert_eq!(cut("life-saving; end.Next"), ["life", "saving", "end.next"]);
        assert_eq!(cut("in 2014, 15 men"), ["in", "2014", "15", "men"]);
        assert_eq!(cut("東京 tower"), ["東", "京", "tower"]);
        assert_eq!(cut(" — … "), Vec::<String>::new());
    }

    #[test]
    fn a_comma_before_a_group_of_three_goes_and_another_is_a_point() {
        assert_eq!(
            cut("100,000 1,234,567 3,5 12,75 100,000km 3,5km"),
            ["100000", "1234567", "3.5", "12.75", "100000km", "3.5km"]
        );
    }

    #[test]
    fn what_is_not_seen_joins() {
        assert_eq!(cut("in\u{AD}for\u{AD}mation a\u{200B}b\u{AD} c"), ["information", "ab", "c"]);
        assert_eq!(cut("東\u{200B}京"), ["東", "京"]);
        assert_eq!(cut("O`Neill O&#39;Neill A&amp;B"), ["o`neill", "o'neill", "a", "amp", "b"]);
        assert_eq!(tokens("서울에서").count(), 4);
    }

    #[test]
    fn a_word_parted_at_a_line_end_is_one_word_as_well() {
        let joined = |text: &str| {
            let spans: Vec<Span> = tokens(text).collect();
            rejoined(text, spans[0], spans[1])
        };
        assert_eq!(joined("Har-\n  bour").as_deref(), Some("harbour"));
        assert_eq!(joined("har-\n> bour").as_deref(), Some("harbour"));
        for text in ["har-bour", "har\nbour", "har -\nbour", "Norwick-\nBell", "har-\n\nbour", "1-\n2"] {
            assert_eq!(joined(text), None, "{text}");
        }
    }

    #[test]
    fn letters_are_those_of_unicode() {
        assert!(('\0'..='\u{1ffff}').all(|c| is_letter(c) == c.is_alphabetic()));
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_apart_and_on_character_bounds(text in "[a-z.,'’0-9é東 \\u{300}]{0,40}") {
            let mut end = 0;
            for span in tokens(&text) {
                prop_assert!(span.start >= end && !span.is_empty());
                prop_assert!(text.get(span.range()).is_some());
                end = span.end;
            }
        }
    }
}
