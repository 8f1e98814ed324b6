//! Rejects candidates that are certainly no person, organisation or place: events, laws, works, sums,
//! demonyms, single letters.
//!
//! Not here: weighing the others (`weigh`).

use super::super::text::{Sentence, Token};
use super::super::word::Shape;
use super::candidates::Candidate;
use crate::lexicon::{Classes, LISTED_NAME};

/// Whether a candidate is certainly no person, organisation or place. `listed` are the classes
/// of the whole candidate.
pub fn is_excluded(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes) -> bool {
    let tokens = &sentence.tokens[candidate.tokens.clone()];
    if tokens.len() == 1 && listed.any(Classes::STATE_CODE) && !listed.any(Classes::REGION) {
        return !behind_city(sentence, candidate.tokens.start);
    }
    if listed.any(LISTED_NAME) {
        return false;
    }
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return true };
    let suffix = |t: &Token| t.word.any(Classes::ORGANIZATION_SUFFIX) || t.shape == Shape::Punctuation;
    listed.any(Classes::TERM)
        || (last.word.any(Classes::CURRENCY) && !last.name.any(Classes::FAMILY_NAME))
        || tokens.iter().all(suffix)
        || match tokens.len() {
            1 => is_excluded_word(sentence, candidate, first),
            _ => is_quoted_title(sentence, candidate, first, last) || names_other(sentence, tokens, last),
        }
}

fn behind_city(sentence: &Sentence<'_>, at: usize) -> bool {
    at >= sentence.range.start + 2
        && sentence.written(at - 1) == ","
        && sentence.tokens[at - 2].shape == Shape::Capitalised
}

/// Whether a single word is no name: a role, a people, a code, a numeral, the half of a title.
fn is_excluded_word(sentence: &Sentence<'_>, candidate: &Candidate, word: &Token) -> bool {
    let at = candidate.tokens.start;
    let role = Classes::TITLE.with(Classes::OTHER_HEAD).with(Classes::FUNCTION).with(Classes::DEMONYM);
    word.shape == Shape::Initial
        || is_ticker(sentence, at)
        || candidate.titled && is_untitled(word)
        || !candidate.titled && word.shape == Shape::Capitalised && word.word.any(role)
        || word.word.any(Classes::WORD) && is_number(sentence, Some(at + 1))
        || word.shape == Shape::Capitals && is_code(sentence, word, at)
        || word.word.any(Classes::DIRECTION) && !is_the_west(sentence, at)
}

/// "<UHW>".
fn is_ticker(sentence: &Sentence<'_>, at: usize) -> bool {
    at > sentence.range.start && sentence.written(at - 1) == "<" && sentence.written(at + 1) == ">"
}

/// "General Election": the word behind is no name, so the one before was no title.
fn is_untitled(word: &Token) -> bool {
    word.word.any(Classes::WORD) && !word.name.any(Classes::GIVEN_NAME.with(Classes::FAMILY_NAME))
}

fn is_number(sentence: &Sentence<'_>, at: Option<usize>) -> bool {
    at.and_then(|at| sentence.token(at)).is_some_and(|token| token.shape == Shape::Number)
}

/// Whether capitals are a unit behind a number, a numeral, a model's code or a shouted word.
fn is_code(sentence: &Sentence<'_>, word: &Token, at: usize) -> bool {
    let written = word.span.of(sentence.text);
    is_number(sentence, at.checked_sub(1))
        || is_roman(written)
        || written.contains(|c: char| c == '-' || c.is_ascii_digit())
        || word.word.any(Classes::WORD.with(Classes::FUNCTION))
}

fn is_the_west(sentence: &Sentence<'_>, at: usize) -> bool {
    let the = at > sentence.range.start && matches!(sentence.written(at - 1), "the" | "The");
    the && matches!(sentence.written(at), "North" | "South" | "East" | "West")
}

/// Whether words in quotation marks are the title of a work: a person's name they are not.
fn is_quoted_title(sentence: &Sentence<'_>, candidate: &Candidate, first: &Token, last: &Token) -> bool {
    let is = |at: usize, marks: &[&str]| marks.contains(&sentence.written(at));
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    let opened = start > sentence.range.start && is(start - 1, &["“", "\"", "‘", "'"]);
    let closing = ["”", "\"", "’", "'"];
    let closed = || is(end, &closing) || is(end, &[",", "."]) && is(end + 1, &closing);
    let person = first.name.any(Classes::GIVEN_NAME) && last.name.any(Classes::FAMILY_NAME);
    opened && closed() && !person
}

/// Whether the last word names an event, a law or a work: "Harbour Act", "World War II".
fn names_other(sentence: &Sentence<'_>, tokens: &[Token], last: &Token) -> bool {
    let numbered = tokens.len() > 2 && is_roman(last.span.of(sentence.text));
    let head = if numbered { &tokens[tokens.len() - 2] } else { last };
    head.word.any(Classes::OTHER_HEAD) && !head.name.any(Classes::FAMILY_NAME)
}

/// Whether the letters are those of the small Roman numerals; the empty text counts.
pub fn is_roman(written: &str) -> bool {
    written.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
