//! Finds the title or role beside a person: "Harbour Minister" before the name, "a retired sailor" after
//! it. It is kept with the mention and is not part of the name.
//!
//! Not here: counting the roles of an entity over documents (`entity::role_counts`).

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::model::Name;
use super::super::text::Token;
use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::Shape;
use crate::lexicon::lists::entries;
use crate::lexicon::{Classes, LISTED_NAME};
use crate::model::{Kind, Span};

/// A role of more tokens than this is a clause, not a role.
const LONGEST: usize = 12;

/// Words between an article and a title, at most, and the article.
const QUALIFIERS: usize = 5;

static OCCUPATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    entries(include_str!("../../../assets/lexicon/occupations.txt")).flat_map(str::split_whitespace).collect()
});

/// The role beside each of the names of a tokenised text, in order.
pub fn roles(tokenized: &TokenizedText<'_>, names: &[Name]) -> Vec<Option<Span>> {
    let mut sentences = tokenized.sentences.iter().peekable();
    let mut before = 0;
    let mut found = Vec::with_capacity(names.len());
    for (tokens, kind) in names {
        while sentences.next_if(|sentence| sentence.tokens.end <= tokens.start).is_some() {}
        let role = sentences.peek().filter(|_| *kind == Kind::Person).and_then(|sentence| {
            let from = sentence.tokens.start.max(before);
            title(tokenized, from, tokens.start)
                .or_else(|| apposition(tokenized, sentence, tokens.end))
                .or_else(|| introduction(tokenized, from, tokens.start))
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
        let is_role = is(at, Classes::TITLE.with(Classes::TITLE_WORD)) || state || qualifies;
        let is_role = is_role || is_occupation(tokenized, at) || start < end && specifies(tokenized, at);
        if !is_role || tokenized.tokens[at].shape == Shape::Punctuation {
            break;
        }
        start = at;
    }
    let real = |at: usize| {
        let title = is(at, Classes::TITLE) || is_occupation(tokenized, at);
        title && !is_courtesy(written(tokenized, at)) && !is_relation(written(tokenized, at))
    };
    ((start..end).any(real) && end > start).then(|| tokenized.span(start..end))
}

/// Whether a word says which leader or captain somebody is: "Minority Leader", "opposition leader".
fn specifies(tokenized: &TokenizedText<'_>, at: usize) -> bool {
    let token = &tokenized.tokens[at];
    let ordinary = token.word.any(Classes::WORD) && !token.word.any(Classes::FUNCTION.with(Classes::SPEECH));
    let before = matches!(
        written(tokenized, at),
        "minority"
            | "majority"
            | "opposition"
            | "party"
            | "team"
            | "rebel"
            | "union"
            | "club"
            | "government"
            | "parliamentary"
            | "presidential"
            | "congressional"
            | "military"
            | "police"
            | "army"
            | "navy"
    );
    token.shape == Shape::Capitalised && ordinary || before
}

/// "the governor of Tarnwick" before a comma and the name.
fn introduction(tokenized: &TokenizedText<'_>, from: usize, end: usize) -> Option<Span> {
    let comma = end.checked_sub(1).filter(|&at| at > from && written(tokenized, at) == ",")?;
    let token = |at: usize| &tokenized.tokens[at];
    let opens = |at: &usize| matches!(written(tokenized, *at), "the" | "The" | "Its" | "its");
    let inside = |at: &usize| token(*at).shape != Shape::Punctuation && comma - at <= LONGEST;
    let start = (from..comma).rev().take_while(inside).filter(opens).last()?;
    // A title opens it, with no more than what qualifies a title before it; a verb would be behind.
    let title = (start + 1..comma).find(|&at| token(at).word.any(Classes::TITLE))?;
    let qualifies = |at: usize| {
        let words = Classes::TITLE_WORD.with(Classes::DEMONYM).with(Classes::WORD);
        token(at).word.any(words) && !token(at).word.any(Classes::FUNCTION) || token(at).name.any(LISTED_NAME)
    };
    let of = matches!(written(tokenized, title + 1), "of" | "for" | "at" | "in");
    let names = (title + 2..comma)
        .all(|at| token(at).is_capitalised() || matches!(written(tokenized, at), "the" | "of" | "and"));
    let whole = title + 1 == comma || of && title + 2 < comma && names;
    (title - start <= QUALIFIERS && (start + 1..title).all(qualifies) && whole)
        .then(|| tokenized.span(start + 1..comma))
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
    let titled = token(start).word.any(Classes::TITLE.with(Classes::TITLE_WORD));
    if !opens && !titled && !is_occupation(tokenized, start) {
        return None;
    }
    let stops = |token: &Token, at: usize| {
        token.shape == Shape::Punctuation
            || matches!(written(tokenized, at), "who" | "whose" | "which" | "that" | "and")
    };
    let stop = (start..last).find(|&at| stops(token(at), at))?;
    let first = start + usize::from(opens);
    let titled = (first..stop).any(|at| token(at).word.any(Classes::TITLE) || is_occupation(tokenized, at));
    // "the day before" is no role; "a retired sailor" is one.
    let described = opens && written(tokenized, start) != "the" && stop - first > 1;
    // "brother of the President" says who somebody's brother is.
    let kin =
        (first..stop).find(|&at| is_relation(written(tokenized, at)) || token(at).word.any(Classes::TITLE));
    let related = kin.is_some_and(|at| is_relation(written(tokenized, at)));
    let short = stop > first && stop - start <= LONGEST;
    (short && !related && (titled || described)).then(|| tokenized.span(first..stop))
}

/// Whether a word says what somebody does and is no title: "engineer".
fn is_occupation(tokenized: &TokenizedText<'_>, at: usize) -> bool {
    let token = &tokenized.tokens[at];
    let plain = matches!(token.shape, Shape::Lower | Shape::Capitalised) && token.word.any(Classes::WORD);
    plain && OCCUPATIONS.contains(written(tokenized, at).to_lowercase().as_str())
}

/// Whether a word says whose relative somebody is.
fn is_relation(word: &str) -> bool {
    matches!(
        word,
        "brother"
            | "sister"
            | "wife"
            | "husband"
            | "widow"
            | "son"
            | "daughter"
            | "mother"
            | "father"
            | "uncle"
            | "aunt"
            | "cousin"
            | "nephew"
            | "niece"
            | "grandson"
            | "granddaughter"
            | "girlfriend"
            | "boyfriend"
    )
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
            ("The governor of Tarnwick, Maren Ode, spoke.", Some("governor of Tarnwick")),
            ("On the other day in Oslo, Maren Ode spoke.", None),
            ("Then engineer Maren Ode spoke.", Some("engineer")),
            (
                "Maren Ode, professor at the University of Tarnwick, spoke.",
                Some("professor at the University of Tarnwick"),
            ),
            ("Maren Ode, brother of the U.S. President, spoke.", None),
            ("Minority Leader Maren Ode spoke.", Some("Minority Leader")),
            ("Mr. Ode spoke.", None),
            ("Maren Ode spoke.", None),
        ] {
            let document = annotate_text(text.to_owned(), &Lists::default());
            let found: Vec<&str> = document.roles.iter().map(|role| role.span.of(text)).collect();
            assert_eq!(found.first().copied(), role, "{text} {:?}", document.mentions);
        }
    }
}
