//! A sentence as the rules look at it: its tokens, and the lexicon's classes of ranges of them.
//!
//! Not here: where sentences end (`boundaries`).

use std::ops::Range;

use super::super::word::{Shape, title_case};
use super::casing::Casing;
use super::token::Token;
use crate::lexicon::{Classes, LISTED, Lexicon};
use crate::model::Span;

/// More words than any listed name has.
pub const LONGEST_LISTED: usize = 7;

/// The sentence whose names are looked for.
#[derive(Clone)]
pub struct Sentence<'a> {
    pub text: &'a str,
    /// The tokens of the whole block.
    pub tokens: &'a [Token],
    pub range: Range<usize>,
    pub casing: Casing,
    pub lexicon: &'a Lexicon,
}

impl<'a> Sentence<'a> {
    /// The text under a token.
    pub fn written(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// The span of a range of tokens, which must not be empty.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let (first, last) = (&self.tokens[tokens.start], &self.tokens[tokens.end - 1]);
        Span { start: first.span.start, end: last.span.end }
    }

    /// The token at a position, if it lies in the sentence.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        if self.range.contains(&at) { self.tokens.get(at) } else { None }
    }

    /// The classes of a range of tokens as one name; of capitals also as the name is usually
    /// written.
    pub fn listed(&self, tokens: &Range<usize>) -> Classes {
        if let [Token { exact: true, listed, .. }] = self.tokens[tokens.clone()] {
            return listed;
        }
        let written = self.span(tokens).of(self.text);
        let classes = match written.contains(['’', '\n']) {
            true => self.lexicon.name(&written.replace('’', "'").replace('\n', " ")),
            false => self.lexicon.name(written),
        };
        if classes.any(LISTED) || !self.tokens[tokens.clone()].iter().any(|t| t.shape == Shape::Capitals) {
            return classes;
        }
        self.lexicon.name(&title_case(written))
    }

    /// The number of tokens of the longest listed name of at least two that begins at `at`.
    pub fn listed_from(&self, at: usize) -> Option<usize> {
        let first = self.token(at).filter(|t| t.is_capitalised())?;
        let opens = first.name.any(Classes::OPENS_NAME)
            || (first.shape == Shape::Capitals && self.listed(&(at..at + 1)).any(Classes::OPENS_NAME));
        if !opens {
            return None;
        }
        let longest = LONGEST_LISTED.min(self.range.end - at);
        (2..=longest).rev().find(|&n| {
            let name = at..at + n;
            !self.is_too_long(first, &name) && self.listed(&name).any(LISTED)
        })
    }

    /// Whether more is written there than any listed name has that begins with such a word.
    fn is_too_long(&self, first: &Token, tokens: &Range<usize>) -> bool {
        let span = self.span(tokens);
        first.exact && span.len() > usize::from(first.longest) && span.of(self.text).is_ascii()
    }

    /// Whether a token is the first word of the sentence.
    pub fn opens_with(&self, at: usize) -> bool {
        let before = self.range.start..at.min(self.range.end);
        let word = |i: &usize| self.tokens[*i].shape != Shape::Punctuation;
        let quoted =
            at > self.range.start && matches!(self.written(at - 1), "“" | "\"" | "‘" | ":" | "•" | "—");
        quoted || (before.len() < 4 && before.into_iter().filter(word).count() == 0)
    }
}
