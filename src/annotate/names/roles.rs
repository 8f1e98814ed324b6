//! The titles and roles that stand beside a person: "Harbour Minister" before the name, "a
//! retired sailor" behind it. They are no part of the name and are kept with the mention.

use super::super::model::Name;
use super::super::text::Token;
use super::super::tokenized::{Passage, TokenizedText};
use super::super::word::Shape;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::{Kind, Span};

/// A role of more tokens than this is a clause, not a role.
const LONGEST: usize = 12;

/// The role beside each of the names of a page, in order.
pub fn roles(page: &TokenizedText<'_>, names: &[Name]) -> Vec<Option<Span>> {
    let mut passages = page.passages.iter().peekable();
    let mut before = 0;
    let mut found = Vec::with_capacity(names.len());
    for (tokens, kind) in names {
        while passages.next_if(|passage| passage.tokens.end <= tokens.start).is_some() {}
        let role = passages.peek().filter(|_| *kind == Kind::Person).and_then(|passage| {
            let from = passage.tokens.start.max(before);
            title(page, from, tokens.start).or_else(|| apposition(page, passage, tokens.end))
        });
        found.push(role);
        if *kind == Kind::Person {
            before = tokens.end;
        }
    }
    found
}

/// "NATO Secretary General" right before `end`.
fn title(page: &TokenizedText<'_>, from: usize, end: usize) -> Option<Span> {
    let is = |at: usize, classes: Classes| page.tokens[at].word.any(classes);
    let mut start = end;
    while start > from && end - start < LONGEST {
        let at = start - 1;
        let state = at > from && written(page, at) == "of" && is(at - 1, Classes::TITLE);
        let qualifies = is(at, Classes::DEMONYM) || page.tokens[at].name.any(LISTED_NAME);
        let said = is(at, Classes::TITLE.with(Classes::TITLE_WORD)) || state || qualifies;
        if !said || page.tokens[at].shape == Shape::Punctuation {
            break;
        }
        start = at;
    }
    let real = (start..end).any(|at| is(at, Classes::TITLE) && !is_courtesy(written(page, at)));
    (real && end > start).then(|| page.span(start..end))
}

/// "a retired sailor" behind the name and its comma, up to the next mark or clause.
fn apposition(page: &TokenizedText<'_>, passage: &Passage, end: usize) -> Option<Span> {
    let last = passage.tokens.end;
    let start = end + 1;
    if start >= last || written(page, end) != "," {
        return None;
    }
    let opens = matches!(written(page, start), "a" | "an" | "the");
    let token = |at: usize| &page.tokens[at];
    if !opens && !token(start).word.any(Classes::TITLE.with(Classes::TITLE_WORD)) {
        return None;
    }
    let stops = |token: &Token, at: usize| {
        token.shape == Shape::Punctuation
            || matches!(written(page, at), "who" | "whose" | "which" | "that" | "and")
    };
    let stop = (start..last).find(|&at| stops(token(at), at))?;
    let first = start + usize::from(opens);
    let titled = (first..stop).any(|at| token(at).word.any(Classes::TITLE));
    // "the day before" is no role; "a retired sailor" is one.
    let described = opens && written(page, start) != "the" && stop - first > 1;
    let short = stop > first && stop - start <= LONGEST;
    (short && (titled || described)).then(|| page.span(first..stop))
}

fn is_courtesy(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Miss" | "Madame" | "Monsieur" | "Herr" | "Frau"
    )
}

fn written<'t>(page: &TokenizedText<'t>, at: usize) -> &'t str {
    page.tokens.get(at).map_or("", |token| token.span.of(page.text))
}

#[cfg(test)]
mod tests {
    use crate::annotate::{annotate_text, lists::Lists};

    #[test]
    fn titles_before_and_descriptions_behind_a_person_are_its_role() {
        for (text, role) in [
            ("NATO Secretary General Maren Ode left.", Some("NATO Secretary General")),
            ("It was the Norwegian Foreign Minister Maren Ode.", Some("Norwegian Foreign Minister")),
            ("U.S. Secretary of State Tom Pike spoke.", Some("U.S. Secretary of State")),
            ("Maren Ode, a retired sailor, spoke.", Some("retired sailor")),
            ("Maren Ode, the harbour minister of Oslo, spoke.", Some("harbour minister of Oslo")),
            ("Then Maren Ode, the day before, spoke.", None),
            ("Maren Ode, a harbour veteran and now a senior fellow, spoke.", Some("harbour veteran")),
            ("Mr. Ode spoke.", None),
            ("Maren Ode spoke.", None),
        ] {
            let document = annotate_text(text.to_owned(), &Lists::default());
            let found: Vec<&str> = document.roles.iter().map(|role| role.span.of(text)).collect();
            assert_eq!(found.first().copied(), role, "{text} {:?}", document.mentions);
        }
    }
}
