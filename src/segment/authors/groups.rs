//! Recognises authors that are not people: agencies, desks, teams and firms, and single names as used in
//! forums.
//!
//! Not here: where a document has them (`credits`).

use super::name_list::listed;
use super::people::pen_names;
use crate::segment::lexicon;
use crate::segment::lexicon::byline_words::is_group_word;
use crate::segment::lexicon::names::{is_common, person_score};
use crate::text::fold::fold;

/// Words that address the reader, and are of no group that signs.
const CALLS: [&str; 8] = ["our", "your", "my", "meet", "join", "contact", "ask", "about"];

/// The author that an element of a page names: behind a label anybody, else a group or a
/// single name.
pub fn of_element(words: &str) -> Option<String> {
    match lexicon::author_label(words) {
        Some(label) => signing(words[label..].trim_start_matches([':', ' ', '\u{a0}'])),
        None => group(words).or_else(|| user(words).map(str::to_owned)),
    }
}

/// The group, firm or single name behind a label.
pub fn signing(text: &str) -> Option<String> {
    let list = listed(text);
    let name = list.split(',').next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let company = || {
        let odd = (2..=4).contains(&words.len()) && words.iter().any(|word| !is_common(word));
        (odd && words.iter().all(|word| !word.starts_with(char::is_lowercase))).then_some(name)
    };
    pen_names(text).or_else(|| group(text)).or_else(|| user(name).or_else(company).map(str::to_owned))
}

/// The group a text names and nothing else: "Reuters", "The Norwick Editorial Board".
pub fn group(text: &str) -> Option<String> {
    let list = listed(text);
    let name = list.split(',').next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let signs = |word: &str| word.split('-').any(|part| !part.is_empty() && is_group_word(&fold(part)));
    let known = is_group_word(&fold(name)) || words.iter().any(|word| signs(word));
    let fits = |word: &&str| {
        word.starts_with(char::is_uppercase) || signs(word) || matches!(*word, "the" | "of" | "and")
    };
    let called = words.iter().any(|word| CALLS.contains(&fold(word).as_str()));
    let size = (1..=5).contains(&words.len()) && name.len() <= 48;
    (known && size && !called && words.iter().all(fits)).then(|| name.to_owned())
}

/// A single word that is no other than a name.
pub fn user(text: &str) -> Option<&str> {
    let name = text.trim().trim_start_matches('@');
    let lettered = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let acronym = name.len() <= 4 && !name.chars().any(char::is_lowercase);
    let fits = (2..=30).contains(&name.len())
        && name.chars().all(lettered)
        && name.chars().filter(|c| c.is_ascii_alphabetic()).count() >= 2;
    let known = name.split(['-', '_']).any(is_common) || name.starts_with("www.");
    let known = known || lexicon::is_desk(&fold(name)) || lexicon::networks(name) > 0;
    (fits && !acronym && !known && person_score(name) > -2).then_some(name)
}

/// Whether a word is written as only names people take are: "carldow", "CarlDow", "carl_7".
pub fn is_user_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
        || word.contains(|c: char| c == '_' || c.is_ascii_digit())
        || word.chars().zip(letters).any(|(before, c)| before.is_lowercase() && c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::group;

    #[test]
    fn groups_that_sign_are_known_from_what_addresses_the_reader() {
        for text in ["Reuters", "The Editorial Board", "Norwick Staff", "IN-Redaktion", "dpa"] {
            assert_eq!(group(text).as_deref(), Some(text));
        }
        for text in ["Our Team", "Meet the Team", "Norwick", "the harbour staff said", "--", ""] {
            assert_eq!(group(text), None, "{text}");
        }
    }
}
