//! The tokenizer of the index: adapts the words of `text::token` to tantivy, so that index, query and
//! highlighter agree on what a word is. The parts of a joined word stand at its position.
//!
//! Not here: the tokenizer for recognising names (`annotate::text::token`).

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::text::token::{Tokens, parts, term, tokens};

/// The name under which the schema refers to the tokenizer.
pub(super) const WORDS: &str = "words";

/// The tokenizer of all fields that are searched by words.
pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::from(WordTokenizer::default())
}

#[derive(Clone, Default)]
struct WordTokenizer {
    token: Token,
    parts: Vec<String>,
}

struct WordStream<'a> {
    text: &'a str,
    spans: Tokens<'a>,
    token: &'a mut Token,
    /// Parts of the last word that are still to come.
    parts: &'a mut Vec<String>,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        self.parts.clear();
        WordStream { text, spans: tokens(text), token: &mut self.token, parts: &mut self.parts }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(part) = self.parts.pop() {
            self.token.text = part;
            return true;
        }
        let Some(span) = self.spans.next() else { return false };
        self.token.offset_from = span.start as usize;
        self.token.offset_to = span.end as usize;
        // A fresh token stands before position 0.
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(&term(span.of(self.text)));
        self.parts.extend(parts(&self.token.text).map(str::to_owned));
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
        let joined = [(2, "d'isere.next"), (2, "isere"), (2, "next")];
        assert_eq!((seen[..2].to_vec(), seen[5]), (vec![(0, "in"), (1, "val")], (3, "day")));
        assert_eq!(seen[2..5], joined);
    }
}
