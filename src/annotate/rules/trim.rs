//! Cuts off what is no part of a name at the ends of a run: ordinary words at the start of a sentence,
//! demonyms, months, small words.

use std::ops::Range;

use super::super::text::{Sentence, Token};
use super::super::word::Shape;
use crate::lexicon::{Classes, LISTED_NAME};

/// The words of a run that are a name; `None` when nothing is left.
pub fn trimmed(sentence: &Sentence<'_>, mut name: Range<usize>, titled: bool) -> Option<Range<usize>> {
    while !name.is_empty() && strips(sentence, &name, titled) {
        name.start += 1;
    }
    while !name.is_empty() && !sentence.listed(&name).any(LISTED_NAME) && trails(sentence, name.end - 1) {
        name.end -= 1;
    }
    (!name.is_empty()).then_some(name)
}

/// Whether the first token of a run is no part of the name.
fn strips(sentence: &Sentence<'_>, name: &Range<usize>, titled: bool) -> bool {
    let first = &sentence.tokens[name.start];
    if sentence.listed_from(name.start).is_some() || sentence.listed(name).any(LISTED_NAME) {
        return false;
    }
    match first.shape {
        Shape::Punctuation => true,
        Shape::Lower => !first.word.any(Classes::PARTICLE),
        Shape::Initial if matches!(first.span.of(sentence.text), "I" | "A") => true,
        Shape::Capitalised if first.word.any(Classes::FUNCTION) => !titled && !opens_person(sentence, name),
        _ if first.word.any(Classes::DEMONYM) => !is_headed(sentence, name),
        _ => !titled && is_opening_word(sentence, first, name) && !is_headed(sentence, name),
    }
}

/// Whether a small word is a given name here: "Will Baker", but at the head of a sentence only
/// before a listed name.
fn opens_person(sentence: &Sentence<'_>, name: &Range<usize>) -> bool {
    let (first, last) = (&sentence.tokens[name.start], &sentence.tokens[name.end - 1]);
    let person = first.name.any(Classes::GIVEN_NAME) && name.len() > 1 && last.name.any(Classes::FAMILY_NAME);
    person && (!sentence.opens_with(name.start) || !last.name.any(LISTED_NAME))
}

/// Whether the first of several words has its capital from its place only.
fn is_opening_word(sentence: &Sentence<'_>, first: &Token, name: &Range<usize>) -> bool {
    name.len() > 1
        && first.word.any(Classes::WORD)
        && !first.name.any(Classes::GIVEN_NAME.with(Classes::REGION))
        && sentence.opens_with(name.start)
}

/// Whether several words are named like an organisation or place, so that the first belongs to it.
fn is_headed(sentence: &Sentence<'_>, name: &Range<usize>) -> bool {
    let head = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX).with(Classes::PLACE_HEAD);
    name.len() > 1 && (sentence.tokens[name.end - 1].word.any(head) || has_of(sentence, name))
}

fn has_of(sentence: &Sentence<'_>, name: &Range<usize>) -> bool {
    name.clone().any(|i| matches!(sentence.written(i), "of" | "for" | "&"))
}

/// Whether the last token of a run is no part of the name.
fn trails(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let month =
        token.word.any(Classes::MONTH.with(Classes::WEEKDAY)) && !token.name.any(Classes::FAMILY_NAME);
    // "South American", "Texas Republican" are no names.
    let before = at.checked_sub(1).and_then(|at| sentence.token(at));
    let whereabouts = before.is_some_and(|t| t.word.any(Classes::DIRECTION) || t.name.any(Classes::REGION));
    month
        || (whereabouts && token.word.any(Classes::DEMONYM))
        || token.shape == Shape::Lower
        || (token.shape == Shape::Capitalised
            && token.word.any(Classes::FUNCTION)
            && !token.name.any(LISTED_NAME))
}
