//! The terms that a word of a text is searched by, the same for the index, the query and the highlighter:
//! its own, and others that people may write for it. `O'Neill` is found by `oneill`, `o` and `neill`,
//! `Covid-19` by its parts and by `covid19`, `1 043` by `1043`, `C++` by its signs.
//!
//! Not here: cutting a text into tokens (`token`), words with signs (`signs`), and words that are alike by
//! grammar.

use std::borrow::Cow;

use super::signs;
use super::token::{is_word, rejoined, term_in};
use crate::model::Span;

/// The most words of a compound that are searched as one word too.
const LONGEST_COMPOUND: u8 = 4;

/// A term that a text has beside the own terms of its tokens. It stands at the place of the token it
/// ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherTerm {
    /// Folded and unmarked, or with a mark before it.
    pub term: String,
    /// What is written for it.
    pub span: Span,
}

/// Reads the terms of a text, token by token.
#[derive(Clone, Debug, Default)]
pub struct TermReader {
    /// The token before.
    last: Option<Span>,
    /// Where the compound began of which the last token is a part, and how many tokens it has.
    compound: Option<(u32, u8)>,
    /// Where the number began of which the last token is the last group of digits.
    number: Option<u32>,
}

impl TermReader {
    /// Puts the own term of a token of `text` into `term`, and the others it ends with into `others`. The
    /// tokens come in order.
    pub fn read(&mut self, text: &str, span: Span, term: &mut String, others: &mut Vec<OtherTerm>) {
        let token = span.of(text);
        // A mark that is a token by itself, as Thai vowels are, stays.
        if term_in(token, term).is_none_or(str::is_empty) {
            term.clear();
            term.push_str(token);
        }
        if term.bytes().any(|byte| matches!(byte, b'.' | b'\'' | b'`')) {
            for part in parts(term) {
                others.push(OtherTerm { term: part.to_owned(), span });
            }
            unmark(term);
        }
        if is_abbreviation_in_capitals(text, span, self.last) {
            others.push(OtherTerm { term: dotted(term), span });
        }
        if let Some(last) = self.last.replace(span) {
            self.read_joined(text, last, span, others);
        }
        if signs::may_end(text, span.end as usize) || signs::may_begin(text, span.start as usize) {
            others.extend(signs::ending_with(text, span).map(|(term, span)| OtherTerm { term, span }));
        }
    }

    /// Adds what the token is with those before it, when they are written as one word or number.
    fn read_joined(&mut self, text: &str, last: Span, span: Span, others: &mut Vec<OtherTerm>) {
        let between = text.get(last.end as usize..span.start as usize).unwrap_or("\n");
        // Before a small letter a space joins nothing: so most words stand.
        if between == " " && text.as_bytes()[span.start as usize].is_ascii_lowercase() {
            (self.compound, self.number) = (None, None);
            return;
        }
        let whole = |start: u32| Span { start, end: span.end };
        let is_name =
            between == " " && is_name_prefix(last.of(text)) && span.of(text).starts_with(char::is_uppercase);
        let starts = [
            self.compound_start(text, between, last, span),
            self.number_start(text, between, last, span),
            is_name.then_some(last.start),
        ];
        for span in starts.into_iter().flatten().map(whole) {
            others.push(OtherTerm { term: joined(span.of(text)), span });
        }
        if let Some(term) = rejoined(text, last, span) {
            others.push(OtherTerm { term, span: whole(last.start) });
        }
    }

    /// Where the compound began that this token ends.
    fn compound_start(&mut self, text: &str, between: &str, last: Span, span: Span) -> Option<u32> {
        self.compound = match self.compound {
            _ if !is_hyphen(between) => None,
            Some((start, words)) => Some((start, words.saturating_add(1))),
            None => Some((last.start, 2)),
        };
        let (start, _) = self.compound.filter(|&(_, words)| words <= LONGEST_COMPOUND)?;
        let written = Span { start, end: span.end }.of(text);
        let has_letters = written.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        (has_letters && !goes_on(&text[span.end as usize..])).then_some(start)
    }

    /// Where the number began whose last group of digits this token is.
    fn number_start(&mut self, text: &str, between: &str, last: Span, span: Span) -> Option<u32> {
        let grouped = is_group_mark(between) && is_digits(span.of(text), 3..=3);
        let begun = self.number.or_else(|| is_digits(last.of(text), 1..=3).then_some(last.start));
        self.number = begun.filter(|_| grouped);
        self.number
    }
}

/// The term that a token is searched by: folded, and without the marks that join it.
pub fn search_term(token: &str) -> String {
    let mut term = String::new();
    if term_in(token, &mut term).is_none_or(str::is_empty) {
        return token.to_owned();
    }
    unmark(&mut term);
    term
}

/// The search terms of all tokens of a text, in order.
pub fn search_terms(text: &str) -> impl Iterator<Item = String> {
    super::token::tokens(text).map(move |span| search_term(span.of(text)))
}

/// The words that a full stop or apostrophe joins in a term, which it is found by as well: `isere` of
/// `d'isere`, `end` and `next` of `end.next`. Single letters are none, but before an apostrophe.
fn parts(term: &str) -> impl Iterator<Item = &str> {
    term.split_inclusive(['.', '\'', '`']).filter_map(|part| {
        let word = part.trim_end_matches(['.', '\'', '`']);
        let elided = part.ends_with(['\'', '`']);
        let telling = word.chars().nth(1).is_some() || (elided && !word.is_empty());
        (telling && word.chars().all(char::is_alphabetic)).then_some(word)
    })
}

/// Takes out of a term the marks that some write in it and some do not: apostrophes, the full stops of
/// abbreviations, those between groups of three digits. An abbreviation that is a common word without
/// its full stops keeps them: `u.s` is not `us`.
fn unmark(term: &mut String) {
    if term.bytes().any(|byte| matches!(byte, b'\'' | b'`')) {
        term.retain(|c| !matches!(c, '\'' | '`'));
    }
    if !term.contains('.') {
        return;
    }
    let letters = |part: &str| part.chars().all(char::is_alphabetic);
    let single = |part: &str| letters(part) && part.chars().count() == 1;
    let short = |part: &str| letters(part) && part.chars().count() <= 2;
    // "Ph.D" has a part of two letters.
    let abbreviated = term.split('.').all(short) && term.split('.').any(single);
    let mut groups = term.split('.');
    let grouped =
        groups.next().is_some_and(|first| is_digits(first, 1..=3)) && groups.all(|g| is_digits(g, 3..=3));
    if grouped || (abbreviated && !is_small_word(&term.replace('.', ""))) {
        term.retain(|c| c != '.');
    }
}

/// What is written as several tokens, as one term.
fn joined(written: &str) -> String {
    let mut term = String::new();
    let folded: Cow<'_, str> = match term_in(written, &mut term) {
        Some(term) => term.into(),
        None => written.into(),
    };
    folded.chars().filter(|&c| is_word(c)).collect()
}

/// A short word with a full stop after each letter but the last, as abbreviations have.
pub fn dotted(word: &str) -> String {
    let mut dotted = String::with_capacity(2 * word.len());
    for letter in word.chars() {
        if !dotted.is_empty() {
            dotted.push('.');
        }
        dotted.push(letter);
    }
    dotted
}

/// Whether a word in capitals is an abbreviation that is a common word when it is written small: `US`
/// among words that are not in capitals.
fn is_abbreviation_in_capitals(text: &str, span: Span, before: Option<Span>) -> bool {
    let token = span.of(text);
    let short = (2..=4).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_uppercase());
    if !short || !is_small_word(&token.to_ascii_lowercase()) {
        return false;
    }
    let small = |text: &str| text.chars().any(char::is_lowercase);
    let mut end = text.len().min(span.end as usize + 24);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    before.is_some_and(|before| small(before.of(text))) || small(&text[span.end as usize..end])
}

/// Whether letters that are an abbreviation with full stops are a common word without them.
pub fn is_small_word(word: &str) -> bool {
    SMALL_WORDS.contains(&word)
}

/// Common short words that are abbreviations, too, when written in capitals or with full stops. Set by
/// hand, of the languages most read.
const SMALL_WORDS: [&str; 46] = [
    "ad", "ai", "al", "am", "an", "as", "at", "be", "by", "do", "eg", "en", "es", "et", "go", "ha", "he",
    "id", "ie", "if", "in", "is", "it", "la", "le", "lo", "me", "my", "no", "of", "oh", "ok", "on", "or",
    "pa", "pm", "se", "si", "so", "to", "un", "up", "us", "we", "who", "aids",
];

/// Whether a word is the beginning of a family name that some write apart from the rest.
fn is_name_prefix(word: &str) -> bool {
    matches!(word, "O" | "Mc" | "Mac" | "MC" | "MAC")
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

/// Whether a compound goes on after one of its words.
fn goes_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}'))
        && chars.next().is_some_and(is_word)
}

/// Whether this stands between groups of three digits of one number.
fn is_group_mark(between: &str) -> bool {
    matches!(between, " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "'" | "’")
}

fn is_digits(word: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;
    use proptest::prelude::*;

    /// The terms of a text, those at one place together.
    fn read(text: &str) -> Vec<String> {
        let mut reader = TermReader::default();
        let one = |span: Span| {
            let (mut term, mut others) = (String::new(), Vec::new());
            reader.read(text, span, &mut term, &mut others);
            others.iter().fold(term, |terms, other| terms + " " + &other.term)
        };
        tokens(text).map(one).collect()
    }

    #[test]
    fn what_is_joined_by_marks_is_found_without_them_and_by_its_parts() {
        for (text, terms) in [
            ("O’Neill", &["oneill o neill"][..]),
            ("O`Neill O&#39;Neill", &["oneill o neill", "oneill o neill"]),
            ("Val d’Isère, dell'Unione", &["val", "disere d isere", "dellunione dell unione"]),
            ("the end.Next gull.com", &["the", "end.next end next", "gull.com gull com"]),
            ("NATO’s I.B.N. the U.S. 2.5", &["nato", "ibn", "the", "u.s", "2.5"]),
            ("1,043 1.043 1.043.500", &["1043", "1043", "1043500"]),
        ] {
            assert_eq!(read(text), terms, "{text}");
        }
    }

    #[test]
    fn what_is_written_apart_is_found_as_one() {
        for (text, terms) in [
            ("Covid-19 jab", &["covid", "19 covid19", "jab"][..]),
            ("state-of-the-art", &["state", "of", "the", "art stateoftheart"]),
            ("a-b-c-d-e", &["a", "b", "c", "d", "e"]),
            ("2021-03", &["2021", "03"]),
            ("1 043 500 crates", &["1", "043 1043", "500 1043500", "crates"]),
            ("1’043", &["1", "043 1043"]),
            ("in 2014 100 men", &["in", "2014", "100", "men"]),
            ("MARY O DWYER", &["mary", "o", "dwyer odwyer"]),
            ("the har-\nbour", &["the", "har", "bour harbour"]),
            ("in C++ by @brack_post", &["in", "c =c++", "by", "brack", "post =@brack_post"]),
        ] {
            assert_eq!(read(text), terms, "{text}");
        }
    }

    #[test]
    fn a_common_word_in_capitals_is_an_abbreviation_too() {
        assert_eq!(read("the US and us"), ["the", "us u.s", "and", "us"]);
        assert_eq!(read("GIVE US BREAD"), ["give", "us", "bread"]);
        assert_eq!(read("NATO is"), ["nato", "is"]);
    }

    proptest! {
        #[test]
        fn other_terms_end_where_they_stand(text in "[a-cA-C0-9.,'’`&#@/+ \n-]{0,60}") {
            let mut reader = TermReader::default();
            for span in tokens(&text) {
                let (mut term, mut others) = (String::new(), Vec::new());
                reader.read(&text, span, &mut term, &mut others);
                for other in others {
                    prop_assert!(other.span.end >= span.end && text.get(other.span.range()).is_some());
                }
            }
        }
    }
}
