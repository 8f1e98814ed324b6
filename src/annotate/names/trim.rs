//! Takes off a name what stands before or after it and is none of it: a title with those it serves, half a word, the
//! verb of a headline, what is said of a newspaper.
//!
//! Not here: names joined to one (`bounds`), and what is no name at all (`sift`).

use super::super::text::Casing;
use super::super::word::Shape;
use super::citation::is_outlet;
use super::name_view::{NameView, PEOPLE, Tokens};
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

impl NameView<'_> {
    /// "Bonn Environment Minister Maren Ode": whose minister stands before the title.
    fn cut_title(&self, tokens: &mut Tokens) {
        let token = |at: usize| &self.tokenized.tokens[at];
        let title = |at: &usize| {
            token(*at).shape == Shape::Capitalised
                && token(*at).word.any(Classes::TITLE)
                && !token(*at).name.any(PEOPLE)
        };
        let inside = tokens.start + 1..tokens.end - 1;
        let found = inside.rev().find(title).filter(|_| !token(tokens.start).name.any(Classes::GIVEN_NAME));
        if let Some(at) = found {
            tokens.start = at + 1;
        }
    }

    /// "OSCE Confidence- and Security-Building Measures": the last word is half a word.
    fn cut_half_word(&self, tokens: &mut Tokens) {
        let half = self.written(Some(tokens.end)) == "-"
            && matches!(self.written(Some(tokens.end + 1)), "and" | "or");
        if half && tokens.len() > 1 {
            tokens.end -= 1;
        }
    }

    /// Leaves of a name what belongs to it, and takes in what does.
    pub(super) fn cut(&self, tokens: &mut Tokens, kind: Kind) {
        if kind == Kind::Person && tokens.len() > 2 {
            self.cut_title(tokens);
        }
        self.cut_half_word(tokens);
        // "The Baltic states" are not the Baltic Sea.
        let first = &self.tokenized.tokens[tokens.start];
        let region =
            first.word.any(Classes::DEMONYM) || matches!(self.written(Some(tokens.start)), "Gulf" | "Balkan");
        let states =
            matches!(self.written(Some(tokens.end)), "states" | "republics" | "countries" | "nations");
        if kind == Kind::Place && tokens.len() == 1 && region && states {
            tokens.end += 1;
        }
        // "Putin and West Spar Over Ties": of a headline's capitals the verb has one too.
        let head = Classes::PLACE_HEAD.with(Classes::ORGANIZATION_HEAD).with(Classes::OTHER_HEAD);
        let title = self.sentence.is_some_and(|sentence| sentence.casing == Casing::Title);
        let direction = tokens.len() == 2
            && self.tokenized.tokens[tokens.start].word.any(Classes::DIRECTION)
            && !self.tokenized.tokens[tokens.start + 1].word.any(head)
            && self.token(Some(tokens.end)).is_some_and(|next| next.word.any(Classes::FUNCTION));
        if title && direction && !self.tokenized.listed(tokens).any(LISTED_NAME) {
            tokens.end -= 1;
        }
        if kind == Kind::Organization && tokens.len() > 2 {
            let end = tokens.end;
            let outlet = (tokens.start + 1..end - 1).find(|&at| self.is_paper(at, end));
            let before = |at: usize| {
                let token = &self.tokenized.tokens[at];
                token.name.any(Classes::REGION) || token.word.any(Classes::WORD)
            };
            // "… in Ukraine Yahoo News", "… | Watch Hindustan Times".
            if let Some(start) = outlet.filter(|&start| (tokens.start..start).all(before)) {
                tokens.start = start;
            }
        }
    }

    /// Whether a newspaper stands there whose first word is none of the ordinary ones.
    fn is_paper(&self, start: usize, end: usize) -> bool {
        let written = self.tokenized.span(start..end).of(self.tokenized.text);
        !self.tokenized.tokens[start].word.any(Classes::WORD) && is_outlet(written)
    }
}
