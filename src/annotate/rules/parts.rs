//! Evidence for the kind of a name of several words, from the words themselves.

use std::ops::Range;

use super::super::evidence::KindEvidence;
use super::super::text::{Casing, Sentence, Token};
use super::super::weights as w;
use super::super::word::Shape;
use super::candidates::Candidate;
use super::exclude::is_roman;
use crate::lexicon::Classes;

/// More words than a person's name has.
const MANY_WORDS: usize = 4;
/// Ordinary words that speak for a firm, at most.
const MOST_ORDINARY: i32 = 2;

/// The words of a candidate of at least two that is not listed itself.
struct Parts<'a> {
    sentence: &'a Sentence<'a>,
    range: Range<usize>,
    tokens: &'a [Token],
    first: &'a Token,
    last: &'a Token,
    /// Whether "of", "for" or "on" is among them.
    joined: bool,
}

/// Weighs the words of a candidate.
pub fn weigh(sentence: &Sentence<'_>, candidate: &Candidate) -> KindEvidence {
    let range = candidate.tokens.clone();
    let tokens = &sentence.tokens[range.clone()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return KindEvidence::NONE };
    let joined = range.clone().any(|at| is_joint(sentence.written(at)));
    let parts = Parts { sentence, range, tokens, first, last, joined };
    parts.person() + parts.firm() + parts.place() + parts.listed()
}

fn is_joint(written: &str) -> bool {
    matches!(written, "of" | "for" | "on")
}

fn is_head(token: &Token, class: Classes) -> bool {
    token.word.any(class) && token.is_capitalised()
}

impl Parts<'_> {
    fn person(&self) -> KindEvidence {
        let mut evidence = self.ordinary_words();
        if self.first.name.any(Classes::GIVEN_NAME) {
            evidence += w::FIRST_IS_GIVEN;
        }
        if self.last.name.any(Classes::FAMILY_NAME) {
            evidence += w::LAST_IS_FAMILY;
        }
        if self.tokens.len() > MANY_WORDS {
            evidence += w::MANY_WORDS;
        }
        if self.has_initial() {
            evidence += w::INITIAL_INSIDE;
        }
        let text = self.sentence.text;
        let capitals = |t: &Token| t.shape == Shape::Capitals && !is_roman(t.span.of(text));
        if self.sentence.casing == Casing::Sentence && self.tokens.iter().any(capitals) {
            evidence += w::CAPITALS_INSIDE;
        }
        if matches!(self.last.span.of(text), "Jr." | "Sr." | "Jr" | "II" | "III" | "IV" | "VI") {
            evidence += w::GENERATION;
        }
        let particle = |t: &Token| t.shape == Shape::Lower && t.word.any(Classes::PARTICLE);
        if self.tokens.iter().any(particle) {
            evidence += w::PARTICLE_INSIDE;
        }
        evidence
    }

    /// What the ordinary words say; behind a given name those that are names too do not count.
    fn ordinary_words(&self) -> KindEvidence {
        let given = self.first.name.any(Classes::GIVEN_NAME);
        let names = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);
        let ordinary =
            |t: &&Token| t.is_capitalised() && t.word.any(Classes::WORD) && (!t.name.any(names) || !given);
        match self.tokens.iter().filter(ordinary).count() as i32 {
            0 => w::NO_ORDINARY_WORD,
            count => w::ORDINARY_INSIDE.times(count) + w::ORDINARY_IN_FIRM.times(count.min(MOST_ORDINARY)),
        }
    }

    fn has_initial(&self) -> bool {
        let initial = |t: &Token| t.shape == Shape::Initial;
        let ordinary = self.last.word.any(Classes::WORD) && !self.last.name.any(Classes::FAMILY_NAME);
        self.tokens[..self.tokens.len() - 1].iter().any(initial) && !initial(self.last) && !ordinary
    }

    fn firm(&self) -> KindEvidence {
        let mut evidence = self.firm_head();
        if is_head(self.last, Classes::ORGANIZATION_SUFFIX) {
            evidence += w::FIRM_SUFFIX;
        }
        if self.range.clone().any(|at| self.sentence.written(at) == "&") {
            let plain = |t: &Token| t.word.any(Classes::WORD) || !t.is_capitalised();
            evidence += if self.tokens.iter().all(plain) { w::AMPERSAND_OF_WORDS } else { w::AMPERSAND };
        }
        let text = self.sentence.text;
        let digit = |t: &Token| t.is_capitalised() && t.span.of(text).contains(|c: char| c.is_ascii_digit());
        if self.tokens.iter().any(digit) {
            evidence += w::DIGIT_INSIDE;
        }
        evidence
    }

    fn firm_head(&self) -> KindEvidence {
        let head = |token: &Token| is_head(token, Classes::ORGANIZATION_HEAD);
        let ends = |at: usize| at + 1 == self.range.end || is_joint(self.sentence.written(at + 1));
        let headed = self.range.clone().skip(1).any(|at| head(&self.sentence.tokens[at]) && ends(at));
        if headed || self.joined && head(self.first) {
            let family = self.last.name.any(Classes::FAMILY_NAME) && !self.joined;
            return if family { w::FIRM_HEAD_OR_FAMILY } else { w::FIRM_HEAD };
        }
        if self.tokens.iter().any(head) { w::FIRM_HEAD_INSIDE } else { KindEvidence::NONE }
    }

    fn place(&self) -> KindEvidence {
        let mut evidence = KindEvidence::NONE;
        let head = |token: &Token| is_head(token, Classes::PLACE_HEAD);
        if head(self.last) {
            let family = self.last.name.any(Classes::FAMILY_NAME);
            evidence += if family { w::PLACE_HEAD_OR_FAMILY } else { w::PLACE_HEAD };
        } else if self.joined && self.tokens.iter().any(head) {
            evidence += w::PLACE_HEAD_INSIDE;
        }
        if is_head(self.first, Classes::PLACE_FIRST) {
            let word = self.last.word.any(Classes::WORD);
            evidence += if word { w::PLACE_FIRST_AND_WORD } else { w::PLACE_FIRST };
        }
        evidence
    }

    /// What the lists say of a part of the name.
    fn listed(&self) -> KindEvidence {
        let Range { start, end } = self.range;
        let behind_first = self.sentence.listed(&(start + 1..end));
        let mut evidence = KindEvidence::NONE;
        if self.sentence.listed(&(start..end - 1)).any(Classes::ORGANIZATION) {
            evidence += w::PRODUCT_OF_FIRM;
        }
        let located = behind_first.any(Classes::REGION.with(Classes::CITY));
        if located && is_head(self.first, Classes::DIRECTION) {
            evidence += w::DIRECTION_OF_PLACE;
        }
        if behind_first.any(Classes::ORGANIZATION) {
            evidence += w::FIRM_BEHIND;
        } else if self.sentence.listed(&(start..start + 1)).any(Classes::REGION) {
            evidence += w::REGION_FIRST;
        }
        evidence
    }
}
