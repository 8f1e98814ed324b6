//! Weighs a candidate: the evidence for each kind of name, from the lists and its own words (here and in
//! `parts`), and from the words beside it (`sides`).
//!
//! Not here: the final kind, which the rest of the document may still decide (`settle`).

use super::super::evidence::KindEvidence;
use super::super::text::{Casing, Sentence, Token};
use super::super::weights as w;
use super::super::word::Shape;
use super::candidates::Candidate;
use super::exclude::is_excluded;
use super::{parts, sides};
use crate::lexicon::{Classes, LISTED_NAME};

/// An unknown word in capitals has at most so many letters as an acronym.
const LONGEST_ACRONYM: usize = 6;

/// Weighs a candidate; `None` when it is certainly no name that is looked for.
pub fn weigh(sentence: &Sentence<'_>, candidate: &Candidate) -> Option<KindEvidence> {
    let listed = sentence.listed(&candidate.tokens);
    if is_excluded(sentence, candidate, listed) {
        return None;
    }
    let words = match candidate.tokens.len() {
        1 => of_single_word(sentence, candidate, listed),
        _ if listed.any(LISTED_NAME) => KindEvidence::NONE,
        _ => parts::weigh(sentence, candidate),
    };
    let listing = of_lists(listed, candidate.tokens.len() > 1);
    Some(
        listing
            + words
            + sides::before(sentence, candidate, listed)
            + sides::behind(sentence, candidate, listed),
    )
}

/// Whether a candidate is a name by itself where capitals tell nothing, as in headings and lists:
/// it is listed, has a title, or is put together from words of names alone.
pub fn is_self_evident(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let tokens = &sentence.tokens[candidate.tokens.clone()];
    let Some((first, last)) = tokens.first().zip(tokens.last()) else { return false };
    let plain = |t: &Token| t.is_capitalised() && t.word.any(Classes::WORD.with(Classes::FUNCTION));
    let given = first.name.any(Classes::GIVEN_NAME) || first.shape == Shape::Initial;
    let written = |t: &Token| t.shape != Shape::Capitals || t.name.any(Classes::FAMILY_NAME);
    let person = given && !tokens.iter().any(plain) && tokens.iter().all(written);
    let firm = tokens.len() > 1 && last.word.any(Classes::ORGANIZATION_SUFFIX);
    candidate.titled || person || firm || sentence.listed(&candidate.tokens).any(LISTED_NAME)
}

fn names_a_people(written: &str, listed: Classes) -> bool {
    let known = LISTED_NAME.with(Classes::GIVEN_NAME).with(Classes::FAMILY_NAME);
    !listed.any(known) && ["ian", "ians", "ese"].iter().any(|ending| written.ends_with(ending))
}

fn is_mixed_case(written: &str) -> bool {
    let rest =
        ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz"].iter().find_map(|p| written.strip_prefix(p));
    let letters = rest.unwrap_or(written);
    letters.chars().skip(1).any(char::is_uppercase) && !letters.contains(['-', '\'', '’'])
}

fn of_lists(listed: Classes, long: bool) -> KindEvidence {
    if listed.any(Classes::STATE_CODE) && !listed.any(Classes::REGION) {
        return w::STATE_CODE;
    }
    if listed.any(Classes::REGION) && listed.any(Classes::ORGANIZATION) {
        return w::RIVER_OR_FIRM;
    }
    let mut evidence = KindEvidence::NONE;
    if listed.any(Classes::REGION) {
        evidence += w::REGION;
    }
    if listed.any(Classes::CITY) {
        let person = listed.any(Classes::GIVEN_NAME.with(Classes::FAMILY_NAME));
        evidence += if person { w::CITY_LIKE_PERSON } else { w::CITY };
        evidence += if long { w::LONG_CITY } else { KindEvidence::NONE };
    }
    if listed.any(Classes::ORGANIZATION) {
        evidence += w::ORGANIZATION;
        evidence += if long { w::LONG_ORGANIZATION } else { KindEvidence::NONE };
    }
    evidence
}

fn of_single_word(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes) -> KindEvidence {
    let token = &sentence.tokens[candidate.tokens.start];
    let written = token.span.of(sentence.text);
    let is_listed = listed.any(LISTED_NAME);
    if token.shape == Shape::Capitals && !is_listed {
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        let acronym = letters <= LONGEST_ACRONYM && sentence.casing != Casing::Capitals;
        return if acronym { w::UNKNOWN_ACRONYM } else { KindEvidence::NONE };
    }
    let mut evidence = of_word_lists(sentence, candidate, listed, token);
    if names_a_people(written, listed) {
        evidence += w::PEOPLE_ENDING;
    }
    if !is_listed && is_mixed_case(written) {
        evidence += w::MIXED_CASE;
    }
    if token.word.any(Classes::DIRECTION) {
        evidence += w::DIRECTION;
    }
    if !is_listed && token.word.any(Classes::ORGANIZATION_HEAD.with(Classes::PLACE_HEAD)) {
        evidence += w::BARE_HEAD;
    }
    evidence
}

/// What the lists of people and of ordinary words say of a single word.
fn of_word_lists(
    sentence: &Sentence<'_>,
    candidate: &Candidate,
    listed: Classes,
    token: &Token,
) -> KindEvidence {
    let mut evidence = KindEvidence::NONE;
    let town = listed.any(Classes::CITY);
    if token.name.any(Classes::GIVEN_NAME) {
        evidence += if town { w::GIVEN_NAME_OR_TOWN } else { w::GIVEN_NAME };
    }
    if token.name.any(Classes::FAMILY_NAME) {
        evidence += if town { w::FAMILY_NAME_OR_TOWN } else { w::FAMILY_NAME };
    }
    let plain = token.word.any(Classes::WORD) && token.shape != Shape::Capitals;
    if plain && !listed.any(Classes::REGION) {
        let opens = sentence.opens_with(candidate.tokens.start);
        evidence += if opens { w::ORDINARY_OPENING } else { w::ORDINARY_WORD };
    }
    evidence
}
