//! The tokenizer of the index: adapts the words of `text::token` and their terms to tantivy, so that index,
//! query and highlighter agree on what a word is. Other terms of a word stand at its position.
//!
//! Not here: the tokenizer for recognising names (`annotate::text::token`).

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::text::search_terms::{OtherTerm, TermReader};
use crate::text::token::{Tokens, tokens};

/// The name under which the schema refers to the tokenizer; another one for each meaning of a term.
pub(super) const WORDS: &str = "words 2";

/// The tokenizer of all fields that are searched by words.
pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::from(WordTokenizer::default())
}

#[derive(Clone, Default)]
struct WordTokenizer {
    token: Token,
    others: Vec<OtherTerm>,
}

struct WordStream<'a> {
    text: &'a str,
    spans: Tokens<'a>,
    reader: TermReader,
    token: &'a mut Token,
    /// Other terms at the place of the last word that are still to come.
    others: &'a mut Vec<OtherTerm>,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        self.others.clear();
        let reader = TermReader::default();
        WordStream { text, spans: tokens(text), reader, token: &mut self.token, others: &mut self.others }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(other) = self.others.pop() {
            self.token.text = other.term;
            return true;
        }
        let Some(span) = self.spans.next() else { return false };
        self.token.offset_from = span.start as usize;
        self.token.offset_to = span.end as usize;
        // A fresh token stands before position 0.
        self.token.position = self.token.position.wrapping_add(1);
        self.reader.read(self.text, span, &mut self.token.text, self.others);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_sees_the_words_of_the_program() {
        let text = "Oslo’s U.S. envoy, 100,000 strong";
        let mut seen = Vec::new();
        let mut analyzer = analyzer();
        let mut stream = analyzer.token_stream(text);
        while let Some(token) = stream.next() {
            seen.push((token.position, token.text.clone()));
        }
        let terms: Vec<_> = crate::text::token::terms(text).map(|t| t.into_owned()).enumerate().collect();
        assert_eq!(seen, terms);
        assert_eq!(seen[1], (1, "u.s".to_owned()));
    }

    #[test]
    fn the_parts_of_a_joined_word_stand_where_it_stands() {
        let mut analyzer = analyzer();
        let mut stream = analyzer.token_stream("in Val d'Isère.Next day");
        let mut seen = Vec::new();
        while let Some(token) = stream.next() {
            seen.push((token.position, token.text.clone()));
        }
        seen.sort_unstable();
        let seen: Vec<_> = seen.iter().map(|(position, text)| (*position, text.as_str())).collect();
        let joined = [(2, "d"), (2, "disere.next"), (2, "isere"), (2, "next")];
        assert_eq!(
            (&seen[..2], &seen[2..6], seen[6]),
            (&[(0, "in"), (1, "val")][..], &joined[..], (3, "day"))
        );
    }

    #[test]
    fn a_word_parted_at_a_line_end_is_found_whole_and_in_parts() {
        let mut analyzer = analyzer();
        let mut stream = analyzer.token_stream("the har-\nbour is closed");
        let mut seen = Vec::new();
        while let Some(token) = stream.next() {
            seen.push((token.position, token.text.clone()));
        }
        let words = ["the", "har", "bour", "harbour", "is", "closed"].map(str::to_owned);
        assert_eq!(seen, [0, 1, 2, 2, 3, 4].into_iter().zip(words).collect::<Vec<_>>());
    }
}
