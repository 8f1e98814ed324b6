//! Whether words look like the name of a person or of a paper. Real recognition of names is
//! `annotate`'s work; this is for the few words of a head.

use super::lexicon;
use crate::text::fold::fold;

/// Words that may stand small inside names; the first nine not inside those of people.
const SMALL: [&str; 24] = [
    "of", "the", "and", "for", "in", "on", "at", "to", "a", "de", "del", "la", "le", "van", "von", "der",
    "den", "di", "da", "dos", "du", "y", "e", "al",
];

/// Whether every word but the small ones begins with a capital or a digit.
pub fn is_title_cased(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).peekable();
    words.peek().is_some()
        && words.all(|word| {
            let first = word.chars().find(|c| c.is_alphanumeric());
            SMALL.contains(&word) || first.is_none_or(|c| !c.is_lowercase()) || word.contains('.')
        })
}

/// Whether the words are the name of one person: two to four capitalised words, none of which
/// belongs to a desk, an agency or a site.
pub fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lettered =
        |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    (2..=4).contains(&words.len())
        && text.len() <= 60
        && words.iter().all(lettered)
        && is_title_cased(text)
        && words.last().is_some_and(|last| !last.starts_with(char::is_lowercase))
        && words.iter().all(|word| !SMALL[..9].contains(&fold(word).as_str()))
        && words.iter().all(|word| !lexicon::is_desk(&fold(word)) && word.chars().count() <= 20)
        && words.iter().filter(|word| word.chars().count() > 1 && !word.ends_with('.')).count() >= 1
}
