//! Finds how far a run of name words goes: capitalised words, listed names, and the small words inside
//! names ("of", "de").

use super::super::text::{Casing, LONGEST_LISTED, Sentence, Token};
use super::super::word::Shape;
use super::titles::is_state_office;
use crate::lexicon::Classes;

/// A run of more tokens is cut: it is no name, and looking at all of it for each of its words
/// would take quadratic time.
const LONGEST_RUN: usize = 24;

/// The end of the run of name tokens that begins at `at`; `at` itself when none does.
pub fn run_end(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut end = at;
    while end < sentence.range.end && end < at + LONGEST_RUN {
        if let Some(length) = sentence.listed_from(end) {
            end += length;
        } else if belongs(sentence, end, at) {
            end += 1;
        } else if end > at {
            match continuation(sentence, at, end) {
                0 => break,
                joined => end += joined,
            }
        } else if leads(sentence, at) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether the token at `at` can be a word of a name, in a run that began at `start`.
fn belongs(sentence: &Sentence<'_>, at: usize, start: usize) -> bool {
    let Some(token) = sentence.token(at).filter(|token| token.is_capitalised()) else { return false };
    if is_time(token, at == start) {
        return false;
    }
    match sentence.casing {
        Casing::Sentence => at == start || !is_small_word(token),
        Casing::Title => is_name_word(token) || at > start && ends_name(sentence, token, at),
        Casing::Capitals => sentence.listed(&(at..at + 1)).any(Classes::REGION.with(Classes::ORGANIZATION)),
    }
}

/// A month or weekday, unless it is a given name too; "May" opens no name.
fn is_time(token: &Token, opens: bool) -> bool {
    let time = token.word.any(Classes::MONTH.with(Classes::WEEKDAY));
    time && (opens && !token.word.any(Classes::FUNCTION) || !token.name.any(Classes::GIVEN_NAME))
}

fn is_small_word(token: &Token) -> bool {
    token.shape == Shape::Capitalised
        && token.word.any(Classes::FUNCTION)
        && !token.name.any(Classes::GIVEN_NAME.with(Classes::FAMILY_NAME))
}

/// Whether a word is a name's even where every word is capitalised.
fn is_name_word(token: &Token) -> bool {
    !token.word.any(Classes::WORD.with(Classes::FUNCTION))
        || token.name.any(Classes::REGION)
        || token.word.any(Classes::TITLE.with(Classes::TITLE_WORD))
}

/// Whether a word there goes on with a name: the head of an organisation or place, or a family name
/// behind a given one.
fn ends_name(sentence: &Sentence<'_>, token: &Token, at: usize) -> bool {
    let head = Classes::ORGANIZATION_HEAD.with(Classes::PLACE_HEAD).with(Classes::ORGANIZATION_SUFFIX);
    let before = &sentence.tokens[at - 1];
    token.word.any(head) || token.name.any(Classes::FAMILY_NAME) && before.name.any(Classes::GIVEN_NAME)
}

/// Whether a lower-case particle opens a name: "bin Salman", "von Trotta".
fn leads(sentence: &Sentence<'_>, at: usize) -> bool {
    let particle = matches!(sentence.written(at), "al" | "bin" | "ibn" | "von" | "van" | "de" | "du" | "el");
    let next = sentence.token(at + 1);
    particle && sentence.casing != Casing::Capitals && next.is_some_and(|t| t.shape == Shape::Capitalised)
}

/// How many tokens at `end` join the run `start..end` to more of its name; 0 for none.
fn continuation(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    let Some(token) = sentence.token(end) else { return 0 };
    match token.span.of(sentence.text) {
        preposition @ ("of" | "for" | "on") => by_preposition(sentence, preposition, end),
        "&" if continues(sentence, end + 1) => 2,
        "and" => by_and(sentence, start, end),
        // By themselves these are the articles of German and Dutch sentences.
        "der" | "den" | "ter" | "ten" => 0,
        _ if token.shape == Shape::Lower && token.word.any(Classes::PARTICLE) => by_particle(sentence, end),
        _ => 0,
    }
}

/// Whether a token can go on with a name behind a small word.
fn continues(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at).is_some_and(|t| t.shape != Shape::Initial && t.is_capitalised())
}

/// "Bank of Norwick", "Committee on the Harbour", "Secretary of State".
fn by_preposition(sentence: &Sentence<'_>, preposition: &str, end: usize) -> usize {
    let last = sentence.tokens[end - 1].word;
    let heads = |class: Classes| last.any(class) && sentence.casing == Casing::Sentence;
    let the = usize::from(sentence.written(end + 1) == "the");
    let next = end + 1 + the;
    let office = || preposition == "of" && heads(Classes::TITLE) && is_state_office(sentence, next);
    let names = || match preposition {
        "on" => is_considering_body(sentence.written(end - 1)),
        "of" => heads(Classes::ORGANIZATION_HEAD.with(Classes::PLACE_HEAD)),
        _ => heads(Classes::ORGANIZATION_HEAD),
    };
    if office() || continues(sentence, next) && names() { 2 + the } else { 0 }
}

/// "Ministry of Culture and Tourism", but not "University of Exampleton and Mr. Ode".
fn by_and(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    let is_word = |at: usize| sentence.tokens[at].word.any(Classes::WORD);
    if !continues(sentence, end + 1) || !is_word(end - 1) || !is_word(end + 1) {
        return 0;
    }
    let body = (start..end).any(|at| sentence.tokens[at].word.any(Classes::ORGANIZATION_HEAD));
    let of = (start..end).any(|at| matches!(sentence.written(at), "of" | "for" | "on"));
    if body && of || opens_joint_head(sentence, end + 1) { 2 } else { 0 }
}

/// "Faisal bin Turki", "Oscar de la Falke".
fn by_particle(sentence: &Sentence<'_>, end: usize) -> usize {
    let second = sentence.token(end + 1);
    let twice = second.is_some_and(|t| t.word.any(Classes::PARTICLE) && !t.is_capitalised());
    let joined = 2 + usize::from(twice);
    if continues(sentence, end + joined - 1) && sentence.written(end) != "a" { joined } else { 0 }
}

/// Whether a run of capitalised words goes on from `at` to the head of an organisation:
/// "Exchange Commission" behind "Securities and".
fn opens_joint_head(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut last = at;
    while sentence.token(last + 1).is_some_and(|t| t.shape == Shape::Capitalised && t.word.any(Classes::WORD))
    {
        last += 1;
    }
    let token = &sentence.tokens[last];
    let head = Classes::ORGANIZATION_HEAD.with(Classes::ORGANIZATION_SUFFIX);
    last > at && last < at + LONGEST_LISTED && token.word.any(head) && sentence.casing == Casing::Sentence
}

/// Whether the name of such an organisation says what it is "on".
fn is_considering_body(head: &str) -> bool {
    matches!(
        head,
        "Committee" | "Commission" | "Council" | "Conference" | "Subcommittee" | "Institute" | "Office"
    )
}
