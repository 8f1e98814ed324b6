//! Puts other words in the place of some that were typed, and leaves the rest of the query as it stands.
//!
//! Not here: which words (`index::search`).

use super::lex::{Lexeme, QueryWord, lex};
use super::spellings::text_terms;
use crate::query::results::ReplacedWord;

/// A typed query with other words in the place of those whose terms these are, the likeliest each. Phrases stay.
pub fn with_words_replaced(typed: &str, words: &[ReplacedWord]) -> String {
    let mut replaced = String::new();
    let mut rest = typed;
    for lexeme in lex(typed) {
        let Lexeme::Word(word) = lexeme else { continue };
        let Some(other) = replacement(&word, words) else { continue };
        // What is typed of a word is a part of what is left: words come from left to right.
        let Some(at) = rest.find(word.typed) else { continue };
        let value = at + word.typed.find(word.value).unwrap_or(0);
        replaced.push_str(&rest[..value]);
        replaced.push_str(other);
        rest = &rest[value + word.value.len()..];
    }
    replaced + rest
}

fn replacement<'w>(word: &QueryWord<'_>, words: &'w [ReplacedWord]) -> Option<&'w str> {
    let terms = (!word.quoted).then(|| text_terms(word.value))?;
    let [term] = &terms[..] else { return None };
    words.iter().find(|word| word.typed == *term)?.others.first().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_words_are_replaced_and_all_else_stays() {
        let replaced = |typed: &str, other: &str| ReplacedWord {
            typed: typed.to_owned(),
            others: vec![other.to_owned(), "x".to_owned()],
        };
        let words = [replaced("harbuor", "harbour"), replaced("wal", "wall")];
        for (typed, expected) in [
            ("Harbuor wal", "harbour wall"),
            ("title:harbuor -dam \"the harbuor\"", "title:harbour -dam \"the harbuor\""),
            ("harbuors (wal OR dam) ", "harbuors (wall OR dam) "),
            ("walls wal*", "walls wall*"),
            ("", ""),
        ] {
            assert_eq!(with_words_replaced(typed, &words), expected, "{typed}");
        }
    }
}
