//! Finds the title or role beside a person: "Harbour Minister" before the name, "a retired sailor" after
//! it. It is kept with the mention and is not part of the name.
//!
//! Not here: counting the roles of an entity over documents (`entity::role_counts`).

use super::super::model::Name;
use super::super::text::Token;
use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::Shape;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::{Kind, Span};

/// A role of more tokens than this is a clause, not a role.
const LONGEST: usize = 12;

/// The role beside each of the names of a tokenised text, in order.
pub fn roles(tokenized: &TokenizedText<'_>, names: &[Name]) -> Vec<Option<Span>> {
    let mut sentences = tokenized.sentences.iter().peekable();
    let mut before = 0;
    let mut found = Vec::with_capacity(names.len());
    for (tokens, kind) in names {
        while sentences.next_if(|sentence| sentence.tokens.end <= tokens.start).is_some() {}
        let role = sentences.peek().filter(|_| *kind == Kind::Person).and_then(|sentence| {
            let from = sentence.tokens.start.max(before);
            title(tokenized, from, tokens.start).or_else(|| apposition(tokenized, sentence, tokens.end))
        });
        found.push(role);
        if *kind == Kind::Person {
            before = tokens.end;
        }
    }
    found
}

/// "NATO Secretary General" right before `end`.
fn title(tokenized: &TokenizedText<'_>, from: usize, end: usize) -> Option<Span> {
    let is = |at: usize, classes: Classes| tokenized.tokens[at].word.any(classes);
    let mut start = end;
    while start > from && end - start < LONGEST {
        let at = start - 1;
        let state = at > from && written(tokenized, at) == "of" && is(at - 1, Classes::TITLE);
        let qualifies = is(at, Classes::DEMONYM) || tokenized.tokens[at].name.any(LISTED_NAME);
        let said = is(at, Classes::TITLE.with(Classes::TITLE_WORD)) || state || qualifies;
        if !said || tokenized.tokens[at].shape == Shape::Punctuation {
            break;
        }
        start = at;
    }
    let real = (start..end).any(|at| is(at, Classes::TITLE) && !is_courtesy(written(tokenized, at)));
    (real && end > start).then(|| tokenized.span(start..end))
}

/// "a retired sailor" behind the name and its comma, up to the next mark or clause.
fn apposition(tokenized: &TokenizedText<'_>, sentence: &SentenceRange, end: usize) -> Option<Span> {
    let last = sentence.tokens.end;
    let start = end + 1;
    if start >= last || written(tokenized, end) != "," {
        return None;
    }
    let opens = matches!(written(tokenized, start), "a" | "an" | "the");
    let token = |at: usize| &tokenized.tokens[at];
    if !opens && !token(start).word.any(Classes::TITLE.with(Classes::TITLE_WORD)) {
        return None;
    }
    let stops = |token: &Token, at: usize| {
        token.shape == Shape::Punctuation
            || matches!(written(tokenized, at), "who" | "whose" | "which" | "that" | "and")
    };
    let stop = (start..last).find(|&at| stops(token(at), at))?;
    let first = start + usize::from(opens);
    let titled = (first..stop).any(|at| token(at).word.any(Classes::TITLE));
    // "the day before" is no role; "a retired sailor" is one.
    let described = opens && written(tokenized, start) != "the" && stop - first > 1;
    let short = stop > first && stop - start <= LONGEST;
    (short && (titled || described)).then(|| tokenized.span(first..stop))
}

fn is_courtesy(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Miss" | "Madame" | "Monsieur" | "Herr" | "Frau"
    )
}

fn written<'t>(tokenized: &TokenizedText<'t>, at: usize) -> &'t str {
    tokenized.tokens.get(at).map_or("", |token| token.span.of(tokenized.text))
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
