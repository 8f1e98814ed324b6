//! Other spellings of what is typed: the terms of a typed text, and the sequences of terms of a text that
//! they stand for. `Covid-19` is one term of a query, found as two words and as one.
//!
//! Not here: the terms that a text is indexed by (`text::search_terms`).

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::search_terms::{dotted, is_small_word, search_term};
use crate::text::signs::sign_term;
use crate::text::token::tokens;

/// The most words of a typed compound; more are words that follow each other.
const LONGEST_COMPOUND: usize = 4;

/// The most spellings of one phrase that are looked for.
const MOST: usize = 8;

/// Groups of digits of one number, parted by spaces.
static GROUPS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?:^|[\s"(-])(\d{1,3}(?: \d{3})+)(?:$|[^\w-])"#).ok());

/// A query in which the groups of digits of a number are one word: `1 043` becomes `1'043`, byte for byte.
pub(super) fn with_groups_joined(query: &str) -> Cow<'_, str> {
    let mut joined = Cow::Borrowed(query);
    let Some(groups) = GROUPS.as_ref() else { return joined };
    for number in groups.captures_iter(query).filter_map(|found| found.get(1)) {
        joined.to_mut().replace_range(number.range(), &number.as_str().replace(' ', "'"));
    }
    joined
}

/// The terms of a typed word or phrase. A compound is one term with its hyphens, a word with signs one
/// with its mark.
pub(super) fn text_terms(typed: &str) -> Vec<String> {
    if let Some(term) = sign_term(typed.trim()) {
        return vec![term];
    }
    let mut terms: Vec<String> = Vec::new();
    let mut end = 0;
    for span in tokens(typed) {
        let term = typed_term(typed, span.of(typed));
        let between = typed.get(end..span.start as usize).unwrap_or("");
        end = span.end as usize;
        if term.is_empty() {
            continue;
        }
        match terms.last_mut() {
            Some(last) if matches!(between, "-" | "\u{2010}" | "\u{2011}") && compounds(last, &term) => {
                last.push('-');
                last.push_str(&term);
            }
            Some(last)
                if matches!(between, " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "'" | "’")
                    && grouped(last, &term) =>
            {
                last.push_str(&term);
            }
            _ => terms.push(term),
        }
    }
    terms
}

/// The term of a typed word. In capitals, if not all that is typed is, a word such as US is the
/// abbreviation.
fn typed_term(typed: &str, word: &str) -> String {
    let term = search_term(word);
    let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase()) && is_small_word(&term);
    let telling = capitals && word.len() > 1 && (word == typed.trim() || typed.contains(char::is_lowercase));
    if telling { dotted(&term) } else { term }
}

/// Whether two terms with a hyphen between are a compound: not the numbers of a date.
fn compounds(first: &str, second: &str) -> bool {
    let letters = |term: &str| term.contains(char::is_alphabetic) && !term.contains('.');
    first.split('-').count() < LONGEST_COMPOUND && (letters(first) || letters(second))
}

/// Whether two terms are the groups of digits of one number.
fn grouped(first: &str, second: &str) -> bool {
    let digits = |term: &str| term.bytes().all(|byte| byte.is_ascii_digit());
    digits(first) && digits(second) && second.len() == 3
}

/// The sequences of terms that a text may have for these terms of a query, the plainest first.
pub fn spellings(terms: &[String]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::with_capacity(terms.len())];
    for term in terms {
        let ways = ways(term);
        let room = all.len() * ways.len() <= MOST;
        let ways = if room { &ways[..] } else { &ways[..1] };
        all = all.iter().flat_map(|begun| ways.iter().map(|way| [begun.as_slice(), way].concat())).collect();
    }
    all
}

/// The ways in which one term of a query may be written.
fn ways(term: &str) -> Vec<Vec<String>> {
    let words = |words: &mut dyn Iterator<Item = &str>| words.map(str::to_owned).collect::<Vec<_>>();
    if term.contains('-') && !term.starts_with(crate::text::signs::MARK) {
        let parts = words(&mut term.split('-').filter(|part| !part.is_empty()));
        let joined = parts.concat();
        return vec![parts, vec![joined]];
    }
    match letters_and_digits(term) {
        Some((first, second)) => vec![vec![term.to_owned()], words(&mut [first, second].into_iter())],
        None => vec![vec![term.to_owned()]],
    }
}

/// A word that is letters and then digits, or the other way round, in its two halves: `covid19`.
fn letters_and_digits(term: &str) -> Option<(&str, &str)> {
    let digit = |c: char| c.is_ascii_digit();
    let first = digit(term.chars().next()?);
    let (first_half, second_half) = term.split_at(term.find(|c| digit(c) != first)?);
    let alike = second_half.chars().all(|c| digit(c) != first && c.is_alphanumeric());
    alike.then_some((first_half, second_half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_keep_hyphens_and_signs_and_lose_other_marks() {
        for (typed, terms) in [
            ("Covid-19 jab", &["covid-19", "jab"][..]),
            ("O'Neill’s U.K. house", &["oneill", "uk", "house"]),
            ("U.S.", &["u.s"]),
            ("US", &["u.s"]),
            ("the US letter", &["the", "u.s", "letter"]),
            ("GIVE US", &["give", "us"]),
            ("us", &["us"]),
            ("C++", &["=c++"]),
            ("1 043 crates", &["1043", "crates"]),
            ("2021-03-04", &["2021", "03", "04"]),
            ("a-b-c-d-e", &["a-b-c-d", "e"]),
        ] {
            assert_eq!(text_terms(typed), terms, "{typed}");
        }
    }

    #[test]
    fn groups_of_digits_are_one_number() {
        for (typed, joined) in [
            ("1 043 crates", "1'043 crates"),
            ("\"12 000 men\" (1 000 000)", "\"12'000 men\" (1'000'000)"),
            ("in 2014 100 men", "in 2014 100 men"),
            ("page 5 1000", "page 5 1000"),
            ("date:2021 100 12 000x", "date:2021 100 12 000x"),
        ] {
            assert_eq!(with_groups_joined(typed), joined);
        }
    }

    #[test]
    fn compounds_are_looked_for_as_words_and_as_one() {
        let of = |terms: &[&str]| {
            let terms: Vec<String> = terms.iter().map(|&term| term.to_owned()).collect();
            spellings(&terms).iter().map(|terms| terms.join(" ")).collect::<Vec<_>>()
        };
        assert_eq!(of(&["covid-19", "jab"]), ["covid 19 jab", "covid19 jab"]);
        assert_eq!(of(&["covid19"]), ["covid19", "covid 19"]);
        assert_eq!(of(&["grain", "deal"]), ["grain deal"]);
        assert_eq!(of(&["=a-b@c"]), ["=a-b@c"]);
        assert_eq!(of(&["a1"; 10]).len(), MOST);
    }
}
