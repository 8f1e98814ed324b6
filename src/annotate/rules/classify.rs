//! The kind of a candidate, by weighing its words and its neighbours. The weights were set by
//! hand; a name that gathers little evidence stays undecided, and the rest of the document may
//! still settle it (`settle`).

use super::super::lexicon::{Classes, LISTED_NAME};
use super::super::sentence::Casing;
use super::super::token::{Shape, Token};
use super::candidates::{Candidate, Sentence, opens_sentence};
use super::unwanted::{roman, unwanted};
use crate::model::Kind;

/// Less than this leaves a candidate undecided.
const ENOUGH: i32 = 14;

/// What an unknown word in capitals says for an organisation: not enough alone.
const UNKNOWN_ACRONYM: i32 = 12;

/// What a firm's name at the beginning says for an organisation: what follows may be its product.
const PRODUCT_OF_FIRM: i32 = 10;

/// What speaks for each kind of name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub person: i32,
    pub organization: i32,
    pub place: i32,
}

impl Evidence {
    /// The kind with the most evidence, if that is enough, and how much it has.
    pub fn decide(self) -> Option<(Kind, i32)> {
        let kinds =
            [(Kind::Person, self.person), (Kind::Organization, self.organization), (Kind::Place, self.place)];
        kinds.into_iter().max_by_key(|&(_, weight)| weight).filter(|&(_, weight)| weight >= ENOUGH)
    }

    fn add(&mut self, person: i32, organization: i32, place: i32) {
        self.person += person;
        self.organization += organization;
        self.place += place;
    }
}

/// Weighs a candidate; `None` when it is certainly no name that is looked for.
pub fn weigh(sentence: &Sentence<'_>, candidate: &Candidate) -> Option<Evidence> {
    let mut evidence = Evidence::default();
    let listed = sentence.listed(&candidate.tokens);
    if unwanted(sentence, candidate, listed) {
        return None;
    }
    by_lists(listed, candidate.tokens.len(), &mut evidence);
    match candidate.tokens.len() {
        1 => by_single_word(sentence, candidate, listed, &mut evidence),
        _ => by_words(sentence, candidate, listed, &mut evidence),
    }
    by_left_side(sentence, candidate, listed, &mut evidence);
    by_right_side(sentence, candidate, listed, &mut evidence);
    Some(evidence)
}

/// Whether a candidate stands by itself where capitals tell nothing, as in headings and lists:
/// it is listed, has a title, or is put together from words of names alone.
pub fn stands_alone(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let tokens = &sentence.tokens[candidate.tokens.clone()];
    let Some((first, last)) = tokens.first().zip(tokens.last()) else { return false };
    let plain = |t: &Token| t.is_capitalised() && t.word.any(Classes::WORD.with(Classes::FUNCTION));
    let given = first.name.any(Classes::GIVEN_NAME) || first.shape == Shape::Initial;
    let written = |t: &Token| t.shape != Shape::Capitals || t.name.any(Classes::FAMILY_NAME);
    let person = given && !tokens.iter().any(plain) && tokens.iter().all(written);
    let firm = tokens.len() > 1 && last.word.any(Classes::ORGANIZATION_SUFFIX);
    candidate.titled || person || firm || sentence.listed(&candidate.tokens).any(LISTED_NAME)
}

fn word(sentence: &Sentence<'_>, at: usize) -> Classes {
    sentence.token(at).map_or(Classes::default(), |t| t.word)
}

fn names_a_people(written: &str, listed: Classes) -> bool {
    let known = LISTED_NAME.with(Classes::GIVEN_NAME).with(Classes::FAMILY_NAME);
    !listed.any(known) && ["ian", "ians", "ese"].iter().any(|ending| written.ends_with(ending))
}

fn mixed(written: &str) -> bool {
    let rest =
        ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz"].iter().find_map(|p| written.strip_prefix(p));
    let letters = rest.unwrap_or(written);
    letters.chars().skip(1).any(char::is_uppercase) && !letters.contains(['-', '\'', '’'])
}

fn by_lists(listed: Classes, length: usize, evidence: &mut Evidence) {
    let long = if length > 1 { 30 } else { 0 };
    if listed.any(Classes::STATE_CODE) && !listed.any(Classes::REGION) {
        evidence.add(-20, -20, 60);
        return;
    }
    if listed.any(Classes::REGION) && listed.any(Classes::ORGANIZATION) {
        // A river or a firm; what stands around decides, and more texts speak of firms.
        evidence.add(-20, 40, 22);
        return;
    }
    if listed.any(Classes::REGION) {
        evidence.add(-20, 0, 60);
    }
    if listed.any(Classes::CITY) {
        let person = listed.any(Classes::GIVEN_NAME.with(Classes::FAMILY_NAME));
        evidence.add(0, 0, if person { 13 } else { 26 } + long);
    }
    if listed.any(Classes::ORGANIZATION) {
        evidence.add(-20, 55 + long, 0);
    }
}

fn by_single_word(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes, evidence: &mut Evidence) {
    let at = candidate.tokens.start;
    let token = &sentence.tokens[at];
    let letters = token.span.of(sentence.text).chars().filter(|c| c.is_alphabetic()).count();
    if token.shape == Shape::Capitals && !listed.any(LISTED_NAME) {
        if letters <= 6 && sentence.casing != Casing::Capitals {
            evidence.add(-40, UNKNOWN_ACRONYM, -10);
        }
        return;
    }
    if names_a_people(token.span.of(sentence.text), listed) {
        evidence.add(-10, -16, -10);
    }
    if !listed.any(LISTED_NAME) && mixed(token.span.of(sentence.text)) {
        evidence.add(-12, 0, -20);
    }
    // Towns are called like people; only what stands around can tell.
    let town = listed.any(Classes::CITY);
    if token.name.any(Classes::GIVEN_NAME) {
        evidence.add(if town { 5 } else { 13 }, 0, 0);
    }
    if token.name.any(Classes::FAMILY_NAME) {
        evidence.add(if town { 4 } else { 9 }, 0, 0);
    }
    let plain = token.word.any(Classes::WORD) && token.shape != Shape::Capitals;
    if plain && !listed.any(Classes::REGION) {
        let weight = if opens_sentence(sentence, at) { -60 } else { -14 };
        evidence.add(weight, weight, weight);
    }
    if token.word.any(Classes::DIRECTION) {
        evidence.add(-60, -20, 60);
    }
    if token.word.any(Classes::ORGANIZATION_HEAD.with(Classes::PLACE_HEAD)) && !listed.any(LISTED_NAME) {
        evidence.add(-30, -10, -30);
    }
}

fn by_words(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes, evidence: &mut Evidence) {
    let range = candidate.tokens.clone();
    let tokens = &sentence.tokens[range.clone()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
    if listed.any(LISTED_NAME) {
        return;
    }
    by_person_words(sentence, candidate, evidence);
    let joined = range.clone().any(|i| matches!(sentence.written(i), "of" | "for" | "on"));
    let head = |token: &Token, class: Classes| token.word.any(class) && token.is_capitalised();
    let heads = range.clone().skip(1).take(tokens.len() - 1).any(|i| {
        head(&sentence.tokens[i], Classes::ORGANIZATION_HEAD)
            && (i + 1 == range.end || matches!(sentence.written(i + 1), "of" | "for" | "on"))
    });
    if heads || (joined && head(first, Classes::ORGANIZATION_HEAD)) {
        evidence.add(-10, if last.name.any(Classes::FAMILY_NAME) && !joined { 28 } else { 48 }, 0);
    } else if tokens.iter().any(|t| head(t, Classes::ORGANIZATION_HEAD)) {
        evidence.add(0, 12, 0);
    }
    if head(last, Classes::ORGANIZATION_SUFFIX) {
        evidence.add(-20, 75, -10);
    }
    if range.clone().any(|i| sentence.written(i) == "&") {
        // "Onions & Garlic" is no firm.
        let plain = |t: &Token| t.word.any(Classes::WORD) || !t.is_capitalised();
        evidence.add(-20, if tokens.iter().all(plain) { 6 } else { 35 }, -10);
    }
    if tokens
        .iter()
        .any(|t| t.is_capitalised() && t.span.of(sentence.text).contains(|c: char| c.is_ascii_digit()))
    {
        // "Tarnwick Z9": a model.
        evidence.add(-30, -25, -10);
    }
    if head(last, Classes::PLACE_HEAD) {
        evidence.add(-15, 0, if last.name.any(Classes::FAMILY_NAME) { 26 } else { 46 });
    } else if joined && tokens.iter().any(|t| head(t, Classes::PLACE_HEAD)) {
        evidence.add(-15, 0, 40);
    }
    let rest = sentence.listed(&(range.start + 1..range.end));
    let opening = sentence.listed(&(range.start..range.end - 1));
    if opening.any(Classes::ORGANIZATION) {
        evidence.add(-24, PRODUCT_OF_FIRM, -14);
    }
    if head(first, Classes::PLACE_FIRST) {
        // "Northern Echo", "New Deal"
        evidence.add(-5, 0, if last.word.any(Classes::WORD) { 10 } else { 22 });
    }
    if head(first, Classes::DIRECTION) && rest.any(Classes::REGION.with(Classes::CITY)) {
        evidence.add(-10, 0, 35);
    }
    if sentence.listed(&(range.start..range.start + 1)).any(Classes::REGION)
        && !rest.any(Classes::ORGANIZATION)
    {
        evidence.add(-12, 10, 8);
    } else if rest.any(Classes::ORGANIZATION) {
        evidence.add(-10, 40, 0);
    }
}

fn by_person_words(sentence: &Sentence<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    let tokens = &sentence.tokens[candidate.tokens.clone()];
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
    let given = first.name.any(Classes::GIVEN_NAME);
    if given {
        evidence.add(24, 0, 0);
    }
    if last.name.any(Classes::FAMILY_NAME) {
        evidence.add(12, 0, 0);
    }
    let names = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);
    let common = tokens
        .iter()
        .filter(|t| t.is_capitalised() && t.word.any(Classes::WORD) && (!t.name.any(names) || !given))
        .count() as i32;
    if common == 0 {
        evidence.add(12, 6, 4);
    } else {
        evidence.add(-12 * common, 4 * common.min(2), 0);
    }
    if tokens.len() > 4 {
        evidence.add(-10, 5, 0);
    }
    let initial = |t: &&Token| t.shape == Shape::Initial;
    let ordinary = last.word.any(Classes::WORD) && !last.name.any(Classes::FAMILY_NAME);
    if tokens.iter().take(tokens.len() - 1).any(|t| initial(&t)) && !initial(&last) && !ordinary {
        evidence.add(26, 0, 0);
    }
    let capitals =
        tokens.iter().filter(|t| t.shape == Shape::Capitals && !roman(t.span.of(sentence.text))).count();
    if capitals > 0 && sentence.casing == Casing::Sentence {
        evidence.add(-14, 14, 0);
    }
    if matches!(sentence.written(candidate.tokens.end - 1), "Jr." | "Sr." | "Jr" | "II" | "III" | "IV" | "VI")
    {
        evidence.add(25, 0, 0);
    }
    let particle = |t: &Token| t.shape == Shape::Lower && t.word.any(Classes::PARTICLE);
    if tokens.iter().any(particle) {
        evidence.add(14, 0, 2);
    }
}

fn by_left_side(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes, evidence: &mut Evidence) {
    let start = candidate.tokens.start;
    if candidate.titled {
        evidence.add(55, 0, 0);
    }
    let Some(before) = start.checked_sub(1).filter(|at| sentence.range.contains(at)) else { return };
    let lower = |at: usize| {
        sentence.token(at).is_some_and(|t| t.shape == Shape::Lower || opens_sentence(sentence, at))
    };
    match sentence.written(before) {
        "the" | "The" if listed.any(Classes::REGION) && listed.any(Classes::ORGANIZATION) => {
            evidence.add(-26, 0, 24);
        }
        "the" | "The" => {
            evidence.add(-26, 8, if listed.any(Classes::REGION) { 0 } else { -4 });
        }
        "in" | "In" => evidence.add(-6, 0, 18),
        "by" => evidence.add(7, 4, 0),
        "of" if candidate.tokens.len() == 1
            && before > 0
            && word(sentence, before - 1).any(Classes::STATE_NOUN) =>
        {
            evidence.add(-6, 0, 18);
        }
        "of" => evidence.add(0, 0, 6),
        "neighbouring" | "neighboring" => evidence.add(-6, 0, 20),
        "with" | "and" => evidence.add(2, 2, 0),
        _ if lower(before) && word(sentence, before).any(Classes::PLACE_PREPOSITION) => {
            evidence.add(-3, 0, 13)
        }
        _ if word(sentence, before).any(Classes::SPEECH) => evidence.add(8, 2, 0),
        "," if start >= sentence.range.start + 2 => {
            let city = &sentence.tokens[before - 1];
            if city.name.any(Classes::CITY.with(Classes::REGION)) && listed.any(Classes::REGION) {
                evidence.add(-10, 0, 10);
            }
        }
        _ => {}
    }
}

fn by_right_side(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes, evidence: &mut Evidence) {
    let end = candidate.tokens.end;
    let Some(next) = sentence.token(end) else { return };
    let single = candidate.tokens.len() == 1;
    let lower = next.shape == Shape::Lower;
    if lower && next.word.any(Classes::SPEECH) && !listed.any(Classes::REGION) {
        evidence.add(14, 7, 0);
    }
    if lower && next.word.any(Classes::PLACE_HEAD) {
        let either = listed.any(Classes::REGION) && listed.any(Classes::ORGANIZATION);
        evidence.add(-8, 0, if either { 26 } else { 16 });
    } else if lower && next.word.any(Classes::ORGANIZATION_HEAD) {
        // "the Pike administration" is named after a person.
        let family = single && sentence.tokens[candidate.tokens.start].name.any(Classes::FAMILY_NAME);
        evidence.add(if family { 30 } else { -8 }, if family { 0 } else { 10 }, 0);
    }
    if single && next.shape == Shape::Possessive && word(sentence, end + 1).any(Classes::STATE_NOUN) {
        evidence.add(0, 0, 14);
    }
    match next.span.of(sentence.text) {
        "who" => evidence.add(30, 0, -5),
        "where" => evidence.add(-10, 0, 12),
        "," => {
            let age = sentence.token(end + 1).filter(|t| t.shape == Shape::Number);
            let small =
                age.and_then(|t| t.span.of(sentence.text).parse::<u32>().ok()).is_some_and(|n| n < 110);
            if small && sentence.written(end + 2) == "," {
                evidence.add(35, 0, 0);
            } else if matches!(sentence.written(end + 1), "who" | "whose") {
                evidence.add(28, 0, -5);
            } else if sentence.token(end + 1).is_some_and(|t| t.name.any(Classes::REGION)) {
                evidence.add(-6, 0, 16);
            } else if single && sentence.written(end + 1) == "where" {
                evidence.add(-5, 0, 12);
            }
        }
        "(" => {
            let inside = sentence.token(end + 1);
            if sentence.written(end + 1) == "born" {
                evidence.add(45, 0, 0);
            } else if inside.is_some_and(|t| t.shape == Shape::Capitals)
                && sentence.written(end + 2) == ")"
                && !single
            {
                evidence.add(-5, 25, 0);
            }
        }
        _ => {}
    }
}
