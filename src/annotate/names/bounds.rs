//! Corrects where a name begins and ends: firms joined by "and" ("Bell, Reed and Co"), names that end in
//! a possessive of their own ("Moody's"). Drops what is no name by itself, such as a legal form alone or
//! a time zone.

use std::ops::Range;

use super::super::model::Name;
use super::super::text::Token;
use super::super::tokenized::TokenizedText;
use super::super::word::Shape;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::Kind;

/// Words of a listed name after its "and", at most: "Standard and Poor's".
const LISTED_AFTER: usize = 3;
/// Ordinary words behind the "and" of one firm, at most: "Loan Insurance Corp".
const PLAIN_WORDS: usize = 2;

/// Puts the bounds of names right. They are in order without overlaps, and stay so.
pub fn mend(tokenized: &TokenizedText<'_>, names: &mut Vec<Name>) {
    names.retain(|(tokens, _)| !(tokens.len() == 1 && is_zone(tokenized, tokens.start)));
    let mut mended: Vec<Name> = Vec::with_capacity(names.len());
    let mut took_ending = false;
    for name in names.drain(..) {
        match mended.last_mut().filter(|(before, _)| took_ending && before.end == name.0.start) {
            // What follows "Moody's" is of the same name.
            Some((before, _)) => {
                before.end = name.0.end;
                took_ending = false;
            }
            None => {
                let whole = with_ending(tokenized, name.clone());
                took_ending = whole != name;
                add(tokenized, whole, &mut mended);
            }
        }
    }
    *names = mended;
}

/// Adds a name, joined with what "and" makes one with it.
fn add(tokenized: &TokenizedText<'_>, (mut tokens, mut kind): Name, mended: &mut Vec<Name>) {
    let is_form = tokenized.tokens[tokens.clone()].iter().all(is_legal_form);
    if is_form || is_listed_behind_and(tokenized, tokens.start, tokens.end) {
        let Some(start) = before_and(tokenized, tokens.start, mended) else {
            if !is_form {
                mended.push((tokens, kind));
            }
            return;
        };
        mended.pop_if(|(before, _)| before.end > start);
        (tokens, kind) = (start..tokens.end, Kind::Organization);
    }
    if kind == Kind::Organization {
        if let Some((before, _)) = mended.pop_if(|before| is_one_firm(tokenized, before, &tokens)) {
            tokens.start = before.start;
        }
        if let Some(start) = partners_before(tokenized, &tokens, mended) {
            mended.truncate(mended.len() - 2);
            tokens.start = start;
        }
    }
    mended.push((tokens, kind));
}

/// Where a firm begins that is called by three partners: "Bell, Reed and Pike Securities Corp". The first two were
/// found as names of their own.
fn partners_before(tokenized: &TokenizedText<'_>, tokens: &Range<usize>, mended: &[Name]) -> Option<usize> {
    let [.., (first, of_first), (second, of_second)] = mended else { return None };
    let last = &tokenized.tokens[tokens.end - 1];
    let firm = tokens.len() > 1 && (is_legal_form(last) || last.word.any(Classes::ORGANIZATION_HEAD));
    let joined = first.len() == 1
        && second.len() == 1
        && first.end + 1 == second.start
        && second.end + 1 == tokens.start
        && tokenized.tokens[first.end].span.of(tokenized.text) == ","
        && is_and(tokenized, second.end);
    let firms_too = [first, second].into_iter().any(|of| tokenized.listed(of).any(Classes::ORGANIZATION));
    let people = *of_second == Kind::Person && matches!(of_first, Kind::Person | Kind::Organization);
    (firm && joined && people && !firms_too).then_some(first.start)
}

/// "Kidder," before "Peabody and Co", "American Telephone and" before "Telegraph Co".
fn is_one_firm(tokenized: &TokenizedText<'_>, (before, kind): &Name, tokens: &Range<usize>) -> bool {
    let mark = before.end;
    if mark + 1 != tokens.start || *kind == Kind::Place {
        return false;
    }
    if is_and(tokenized, mark) {
        return is_one_over_and(tokenized, (before, *kind), tokens);
    }
    let comma = tokenized.tokens[mark].span.of(tokenized.text) == ",";
    // "Kidder, Peabody and Co", "Smith Barney, Harris Upham and Co".
    let and = tokens.start + before.len();
    let partners = and + 1 < tokens.end
        && is_and(tokenized, and)
        && tokenized.tokens[and + 1..tokens.end].iter().all(is_legal_form);
    comma && before.len() <= PLAIN_WORDS && partners
}

/// Of two firms each has a name of its own; "Loan Insurance Corp" and "Sons Inc" are none.
fn is_one_over_and(
    tokenized: &TokenizedText<'_>,
    (before, kind): (&Range<usize>, Kind),
    tokens: &Range<usize>,
) -> bool {
    let is = |at: usize, classes: Classes| tokenized.tokens[at].word.any(classes);
    let first = tokenized.tokens[tokens.start].span.of(tokenized.text);
    if matches!(first, "Sons" | "Brothers" | "Associates") {
        return tokens.len() <= PLAIN_WORDS;
    }
    let plain = |at: usize| is(at, Classes::WORD.with(Classes::ORGANIZATION_HEAD));
    let words = tokens.clone().find(|&at| is(at, Classes::ORGANIZATION_SUFFIX)).unwrap_or(tokens.end);
    let form = words < tokens.end;
    // "First Federal Savings and Loan Association".
    let head = |at: usize| is(at, Classes::ORGANIZATION_HEAD);
    let body = tokens.len() > 1 && head(tokens.end - 1) && !head(before.end - 1);
    kind == Kind::Organization
        && before.len() > 1
        && plain(before.end - 1)
        && (1..=PLAIN_WORDS).contains(&(words - tokens.start))
        && (tokens.start..words).all(plain)
        && (form || body)
}

fn is_legal_form(token: &Token) -> bool {
    token.word.any(Classes::ORGANIZATION_SUFFIX) || token.shape == Shape::Punctuation
}

/// Whether "X and" before the token makes a listed organisation with what begins there.
fn is_listed_behind_and(tokenized: &TokenizedText<'_>, start: usize, end: usize) -> bool {
    let Some(first) = start.checked_sub(2).filter(|_| is_and(tokenized, start - 1)) else { return false };
    (start + 1..=end.min(start + LISTED_AFTER)).any(|end| is_organization(tokenized, first, end))
}

/// Where the name begins that stands before "and": a name found already, or a word that could
/// begin one.
fn before_and(tokenized: &TokenizedText<'_>, start: usize, mended: &[Name]) -> Option<usize> {
    let and = start.checked_sub(1).filter(|&at| is_and(tokenized, at))?;
    if let Some((before, _)) = mended.last().filter(|(before, _)| before.end == and) {
        return Some(before.start);
    }
    let word = and.checked_sub(1)?;
    let token = &tokenized.tokens[word];
    (token.shape == Shape::Capitalised && !token.word.any(Classes::FUNCTION)).then_some(word)
}

fn is_and(tokenized: &TokenizedText<'_>, at: usize) -> bool {
    tokenized.tokens.get(at).is_some_and(|token| matches!(token.span.of(tokenized.text), "and" | "&"))
}

/// A name with the possessive ending that is a part of it.
fn with_ending(tokenized: &TokenizedText<'_>, (mut tokens, mut kind): Name) -> Name {
    let possessive = tokenized.tokens.get(tokens.end).is_some_and(|token| token.shape == Shape::Possessive);
    if possessive && is_organization(tokenized, tokens.start, tokens.end + 1) {
        tokens.end += 1;
        kind = Kind::Organization;
    }
    // "Securities and Exchange" at the end of a line, "Commission" in the next one.
    let head = tokenized
        .tokens
        .get(tokens.end)
        .is_some_and(|next| next.shape == Shape::Capitalised && next.word.any(Classes::ORGANIZATION_HEAD));
    if kind == Kind::Organization && head && is_organization(tokenized, tokens.start, tokens.end + 1) {
        tokens.end += 1;
    }
    (tokens, kind)
}

fn is_organization(tokenized: &TokenizedText<'_>, start: usize, end: usize) -> bool {
    if end > tokenized.tokens.len() {
        return false;
    }
    let written = tokenized.span(start..end).of(tokenized.text).replace('’', "'");
    let written = Vec::from_iter(written.split_whitespace()).join(" ");
    let listed = |written: &str| tokenized.lexicon.name(written).any(Classes::ORGANIZATION);
    listed(&written) || written.contains(" and ") && listed(&written.replace(" and ", " & "))
}

/// "GMT" in "0830 GMT".
fn is_zone(tokenized: &TokenizedText<'_>, at: usize) -> bool {
    let listed = tokenized.listed(&(at..at + 1));
    let after_number = at.checked_sub(1).is_some_and(|at| tokenized.tokens[at].shape == Shape::Number);
    after_number && listed.any(Classes::TERM) && !listed.any(LISTED_NAME)
}

#[cfg(test)]
mod tests {
    use super::super::sift::tests::names;

    #[test]
    fn a_firm_is_one_name_over_its_and() {
        let found = names("Shares of Quill and Co Inc rose, said Tom Pike of Tarnwick Motors Inc.");
        assert!(found.contains(&"organization Quill and Co Inc".to_owned()), "{found:?}");
        let found = names("It was rated by Standard and Poor's Corp on Monday.");
        assert_eq!(found, ["organization Standard and Poor's Corp"]);
        assert_eq!(names("Goldman, Sachs and Co sold it."), ["organization Goldman, Sachs and Co"]);
        let report = "The firm said it filed a report with the Securities and Exchange\nCommission.";
        assert_eq!(names(report), ["organization Securities and Exchange\nCommission"]);
    }

    #[test]
    fn a_possessive_that_belongs_to_a_name_stays_with_it() {
        assert_eq!(names("The debt was rated by Moody’s on Monday."), ["organization Moody’s"]);
        assert_eq!(names("Maren Ode’s speech was long."), ["person Maren Ode"]);
    }

    #[test]
    fn the_zone_of_a_time_is_no_name() {
        assert_eq!(names("The vote began at 0830 GMT in Oslo."), ["place Oslo"]);
    }
}
