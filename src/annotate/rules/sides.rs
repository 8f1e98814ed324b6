//! Evidence for the kind of a name from the words right before and after it.

use super::super::evidence::KindEvidence;
use super::super::text::{Sentence, Token};
use super::super::weights as w;
use super::super::word::Shape;
use super::candidates::Candidate;
use crate::lexicon::Classes;

/// A number between commas behind a person is an age below this.
const OLDEST: u32 = 110;

fn word(sentence: &Sentence<'_>, at: usize) -> Classes {
    sentence.token(at).map_or(Classes::default(), |t| t.word)
}

/// "Amazon": listed as both.
fn is_river_or_firm(listed: Classes) -> bool {
    listed.any(Classes::REGION) && listed.any(Classes::ORGANIZATION)
}

/// What the title and the word before a candidate say. `listed` are the classes of the candidate.
pub fn before(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes) -> KindEvidence {
    let title = if candidate.titled { w::TITLED } else { KindEvidence::NONE };
    let before = candidate.tokens.start.checked_sub(1).filter(|at| sentence.range.contains(at));
    let Some(at) = before else { return title };
    title
        + match sentence.written(at) {
            "the" | "The" if is_river_or_firm(listed) => w::THE_RIVER_OR_FIRM,
            "the" | "The" if listed.any(Classes::REGION) => w::THE_REGION,
            "the" | "The" => w::THE,
            "in" | "In" => w::IN,
            "by" => w::BY,
            "of" if candidate.tokens.len() == 1 && is_state_noun(sentence, at.checked_sub(1)) => {
                w::STATE_NOUN_OF
            }
            "of" => w::OF,
            "neighbouring" | "neighboring" => w::NEIGHBOURING,
            "with" | "and" => w::WITH,
            "," => town_before(sentence, at, listed),
            _ => of_class_before(sentence, at),
        }
}

fn is_state_noun(sentence: &Sentence<'_>, at: Option<usize>) -> bool {
    at.is_some_and(|at| word(sentence, at).any(Classes::STATE_NOUN))
}

/// "Oslo, Norway".
fn town_before(sentence: &Sentence<'_>, comma: usize, listed: Classes) -> KindEvidence {
    if comma <= sentence.range.start {
        return KindEvidence::NONE;
    }
    let town = &sentence.tokens[comma - 1];
    let located = town.name.any(Classes::CITY.with(Classes::REGION)) && listed.any(Classes::REGION);
    if located { w::TOWN_COMMA } else { KindEvidence::NONE }
}

fn of_class_before(sentence: &Sentence<'_>, at: usize) -> KindEvidence {
    let classes = word(sentence, at);
    let lower = || sentence.tokens[at].shape == Shape::Lower || sentence.opens_with(at);
    if classes.any(Classes::PLACE_PREPOSITION) && lower() {
        w::PLACE_PREPOSITION
    } else if classes.any(Classes::SPEECH) {
        w::SPEECH_BEFORE
    } else {
        KindEvidence::NONE
    }
}

/// What the words and marks behind a candidate say. `listed` are the classes of the candidate.
pub fn behind(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes) -> KindEvidence {
    let end = candidate.tokens.end;
    let Some(next) = sentence.token(end) else { return KindEvidence::NONE };
    let single = candidate.tokens.len() == 1;
    let mark = match next.span.of(sentence.text) {
        "who" => w::WHO,
        "where" => w::WHERE,
        "," => behind_comma(sentence, end, single),
        "(" => behind_bracket(sentence, end, single),
        _ => KindEvidence::NONE,
    };
    let state = single && next.shape == Shape::Possessive && is_state_noun(sentence, Some(end + 1));
    let noun = if state { w::STATE_NOUN_BEHIND } else { KindEvidence::NONE };
    match next.shape {
        Shape::Lower => mark + of_class_behind(sentence, candidate, listed, next),
        _ => mark + noun,
    }
}

/// A verb of speech, or the noun of a place or an organisation, in lower case.
fn of_class_behind(
    sentence: &Sentence<'_>,
    candidate: &Candidate,
    listed: Classes,
    next: &Token,
) -> KindEvidence {
    let mut evidence = KindEvidence::NONE;
    if next.word.any(Classes::SPEECH) && !listed.any(Classes::REGION) {
        evidence += w::SPEECH_BEHIND;
    }
    let first = &sentence.tokens[candidate.tokens.start];
    let family = candidate.tokens.len() == 1 && first.name.any(Classes::FAMILY_NAME);
    if next.word.any(Classes::PLACE_HEAD) {
        evidence += if is_river_or_firm(listed) { w::RIVER_BEHIND } else { w::PLACE_NOUN_BEHIND };
    } else if next.word.any(Classes::ORGANIZATION_HEAD) {
        evidence += if family { w::FAMILY_AND_NOUN_BEHIND } else { w::FIRM_NOUN_BEHIND };
    }
    evidence
}

fn behind_comma(sentence: &Sentence<'_>, comma: usize, single: bool) -> KindEvidence {
    let after = sentence.token(comma + 1);
    let number = after.filter(|token| token.shape == Shape::Number);
    let age = number.and_then(|token| token.span.of(sentence.text).parse::<u32>().ok());
    if age.is_some_and(|age| age < OLDEST) && sentence.written(comma + 2) == "," {
        return w::AGE;
    }
    match sentence.written(comma + 1) {
        "who" | "whose" => w::COMMA_WHO,
        _ if after.is_some_and(|token| token.name.any(Classes::REGION)) => w::COMMA_REGION,
        "where" if single => w::COMMA_WHERE,
        _ => KindEvidence::NONE,
    }
}

fn behind_bracket(sentence: &Sentence<'_>, bracket: usize, single: bool) -> KindEvidence {
    let capitals = sentence.token(bracket + 1).is_some_and(|token| token.shape == Shape::Capitals);
    match sentence.written(bracket + 1) {
        "born" => w::BORN,
        _ if capitals && !single && sentence.written(bracket + 2) == ")" => w::BRACKETED_ACRONYM,
        _ => KindEvidence::NONE,
    }
}
