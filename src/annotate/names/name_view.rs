//! A name where it stands in its sentence: its words, and those around it.
//!
//! Not here: what follows from them (`sift`, `trim`).

use std::collections::HashSet;

use super::super::text::Token;
use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::Shape;
use crate::lexicon::{Classes, LISTED_NAME};

/// Words that are names of people.
pub(super) const PEOPLE: Classes = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);

/// A name in its sentence.
pub(super) struct NameView<'a> {
    pub tokenized: &'a TokenizedText<'a>,
    pub sentence: Option<&'a SentenceRange>,
    /// The initials of the organisations of the document.
    pub spelled: &'a HashSet<String>,
}

/// The tokens of a name.
pub(super) type Tokens = std::ops::Range<usize>;

impl NameView<'_> {
    /// A token of the sentence.
    pub fn token(&self, at: Option<usize>) -> Option<&Token> {
        let at = at.filter(|at| self.sentence.is_some_and(|sentence| sentence.tokens.contains(at)))?;
        self.tokenized.tokens.get(at)
    }

    /// What is written there; nothing outside the sentence.
    pub fn written(&self, at: Option<usize>) -> &str {
        self.token(at).map_or("", |token| token.span.of(self.tokenized.text))
    }

    /// Whether all words of a name are of some class.
    pub fn every(&self, tokens: &Tokens, classes: Classes) -> bool {
        tokens.clone().all(|at| self.tokenized.tokens[at].word.any(classes))
    }

    /// Whether a word is an ordinary one that no list has as a name.
    pub fn is_plain(&self, at: usize) -> bool {
        let token = &self.tokenized.tokens[at];
        token.shape == Shape::Capitalised
            && token.word.any(Classes::WORD)
            && !token.name.any(LISTED_NAME.with(PEOPLE))
    }
}
