//! What is certainly none of the names looked for: events, laws, works, sums, demonyms, single
//! letters. What a candidate is, is weighed in `classify`.

use super::super::lexicon::{Classes, LISTED_NAME};
use super::super::token::{Shape, Token};
use super::candidates::{Candidate, Sentence};

/// Whether a candidate is certainly no person, organisation or place. `listed` are the classes
/// of the whole candidate.
pub fn unwanted(sentence: &Sentence<'_>, candidate: &Candidate, listed: Classes) -> bool {
    let start = candidate.tokens.start;
    let tokens = &sentence.tokens[candidate.tokens.clone()];
    if tokens.len() == 1 && listed.any(Classes::STATE_CODE) && !listed.any(Classes::REGION) {
        return !behind_city(sentence, start);
    }
    if listed.any(LISTED_NAME) {
        return false;
    }
    let suffix = |t: &Token| t.word.any(Classes::ORGANIZATION_SUFFIX) || t.shape == Shape::Punctuation;
    let ticker = tokens.len() == 1
        && start > sentence.range.start
        && sentence.written(start - 1) == "<"
        && sentence.written(candidate.tokens.end) == ">";
    let sum =
        tokens.last().is_some_and(|t| t.word.any(Classes::CURRENCY) && !t.name.any(Classes::FAMILY_NAME));
    // "General Election": the word behind is no name, so the one before was no title.
    let known = Classes::GIVEN_NAME.with(Classes::FAMILY_NAME);
    let untitled = candidate.titled
        && tokens.len() == 1
        && tokens.iter().all(|t| t.word.any(Classes::WORD) && !t.name.any(known));
    listed.any(Classes::TERM)
        || ticker
        || sum
        || untitled
        || tokens.iter().all(suffix)
        || excluded(sentence, candidate)
}

fn behind_city(sentence: &Sentence<'_>, at: usize) -> bool {
    at >= sentence.range.start + 2
        && sentence.written(at - 1) == ","
        && sentence.tokens[at - 2].shape == Shape::Capitalised
}

fn excluded(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let tokens = &sentence.tokens[candidate.tokens.clone()];
    let Some((first, last)) = tokens.first().zip(tokens.last()) else { return true };
    if tokens.len() == 1 {
        let counted = sentence.token(candidate.tokens.end).is_some_and(|t| t.shape == Shape::Number);
        let after_number = candidate
            .tokens
            .start
            .checked_sub(1)
            .and_then(|at| sentence.token(at))
            .is_some_and(|t| t.shape == Shape::Number);
        let written = first.span.of(sentence.text);
        let role = Classes::TITLE.with(Classes::OTHER_HEAD).with(Classes::FUNCTION).with(Classes::DEMONYM);
        return first.shape == Shape::Initial
            || (first.word.any(role) && first.shape == Shape::Capitalised && !candidate.titled)
            || (first.word.any(Classes::WORD) && counted)
            || (first.shape == Shape::Capitals && (after_number || roman(written) || coded(written)))
            || (first.shape == Shape::Capitals && first.word.any(Classes::WORD.with(Classes::FUNCTION)))
            || (first.word.any(Classes::DIRECTION) && !the_west(sentence, candidate.tokens.start));
    }
    let quoted = |at: usize, marks: &[&str]| marks.contains(&sentence.written(at));
    let in_quotes = candidate.tokens.start > sentence.range.start
        && quoted(candidate.tokens.start - 1, &["“", "\"", "‘", "'"])
        && (quoted(candidate.tokens.end, &["”", "\"", "’", "'"])
            || (quoted(candidate.tokens.end, &[",", "."])
                && quoted(candidate.tokens.end + 1, &["”", "\"", "’", "'"])));
    let person = first.name.any(Classes::GIVEN_NAME) && last.name.any(Classes::FAMILY_NAME);
    // "World War II" ends in its number.
    let numbered = tokens.len() > 2 && roman(last.span.of(sentence.text));
    let head = if numbered { &tokens[tokens.len() - 2] } else { last };
    (in_quotes && !person) || (head.word.any(Classes::OTHER_HEAD) && !head.name.any(Classes::FAMILY_NAME))
}

fn the_west(sentence: &Sentence<'_>, at: usize) -> bool {
    let the = at > sentence.range.start && matches!(sentence.written(at - 1), "the" | "The");
    the && matches!(sentence.written(at), "North" | "South" | "East" | "West")
}

fn coded(written: &str) -> bool {
    written.contains(|c: char| c == '-' || c.is_ascii_digit())
}

/// Whether the letters are those of the small Roman numerals; the empty text counts.
pub fn roman(written: &str) -> bool {
    written.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
