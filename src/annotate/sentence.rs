//! Where sentences end, and whether a sentence's capitals tell anything.

use std::ops::Range;

use super::lexicon::{Classes, Lexicon};
use super::token::{Shape, Token};

/// How capitals are used in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// Names and the first word are capitalised.
    Sentence,
    /// Nearly every word is, as in English headlines.
    Title,
    /// Everything is in capitals.
    Capitals,
}

/// The sentences of one block, as ranges of its tokens.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        at += 1;
        if !may_end(text, &tokens[at - 1]) {
            continue;
        }
        while tokens.get(at).is_some_and(|t| closes(text, t)) {
            at += 1;
        }
        if tokens.get(at).is_none_or(|next| begins(text, &tokens[at - 1], next)) {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

fn may_end(text: &str, token: &Token) -> bool {
    let written = token.span.of(text);
    match token.shape {
        Shape::Punctuation => matches!(written, "." | "!" | "?" | "…"),
        _ => written.len() > 2 && written.ends_with('.'),
    }
}

fn closes(text: &str, token: &Token) -> bool {
    !token.spaced && matches!(token.span.of(text), "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?")
}

/// Whether a sentence begins with `next`, given that the one before may end with `last`.
fn begins(text: &str, last: &Token, next: &Token) -> bool {
    if !next.spaced {
        return false;
    }
    let abbreviation = last.shape != Shape::Punctuation && last.span.of(text).ends_with('.');
    if abbreviation {
        return next.shape == Shape::Capitalised && next.word.any(Classes::FUNCTION);
    }
    let opens = next.shape == Shape::Punctuation && !matches!(next.span.of(text), "," | ";" | ":" | ")");
    opens || next.is_capitalised() || matches!(next.shape, Shape::Number | Shape::Compound)
}

/// How capitals are used in these tokens.
pub fn casing(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Casing {
    let (mut words, mut capitals, mut capitalised, mut common) = (0, 0, 0, 0);
    for token in tokens.iter().skip_while(|t| t.shape == Shape::Punctuation) {
        if !matches!(token.shape, Shape::Lower | Shape::Capitalised | Shape::Capitals) {
            continue;
        }
        let function = token.word.any(Classes::FUNCTION);
        let listed =
            token.shape == Shape::Capitals && lexicon.name(token.span.of(text)).any(Classes::ORGANIZATION);
        if token.shape == Shape::Capitals && !listed {
            capitals += 1;
        }
        words += usize::from(!listed);
        if !function && token.shape != Shape::Capitals {
            common += 1;
            capitalised += usize::from(token.shape == Shape::Capitalised);
        }
    }
    // Headlines end without a full stop; a short sentence full of names ends with one.
    let stopped = tokens.iter().rev().take(2).any(|t| t.span.of(text) == ".");
    if words >= 2 && capitals * 4 >= words * 3 {
        Casing::Capitals
    } else if common >= 4 && capitalised * 4 >= common * 3 && !stopped {
        Casing::Title
    } else {
        Casing::Sentence
    }
}

/// Whether the tokens are running text, in which a capital means a name, and not a heading, a
/// label or an entry of a list. Things set `apart` need more words in lower case to count as text.
pub fn is_running(text: &str, tokens: &[Token], apart: bool) -> bool {
    if tokens.iter().rev().take(2).any(|t| t.span.of(text) == ".") {
        return true;
    }
    let (mut lower, mut capitalised) = (0, 0);
    for token in tokens.iter().filter(|t| !t.word.any(Classes::FUNCTION.with(Classes::PARTICLE))) {
        lower += usize::from(token.shape == Shape::Lower);
        capitalised += usize::from(token.is_capitalised());
    }
    if apart { lower >= capitalised } else { lower * 3 >= capitalised }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::super::token::tokenize;
    use super::super::words::Words;
    use super::*;
    use crate::model::Span;

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut Words::new(lexicon(), None), &mut tokens);
        let of = |range: Range<usize>| {
            let (first, last) = (tokens[range.start].span, tokens[range.end - 1].span);
            &text[first.start as usize..last.end as usize]
        };
        sentences(text, &tokens).into_iter().map(of).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence_unless_a_new_one_plainly_begins() {
        assert_eq!(cut("Mr. Ode met Sen. Pike. They spoke."), ["Mr. Ode met Sen. Pike.", "They spoke."]);
        assert_eq!(cut("He left the U.S. The war went on."), ["He left the U.S.", "The war went on."]);
        assert_eq!(cut("“Go!” he said. “Now.” She went."), ["“Go!” he said.", "“Now.”", "She went."]);
        assert_eq!(cut("No end"), ["No end"]);
    }

    #[test]
    fn headlines_in_title_case_and_capitals_are_told_from_sentences() {
        let of = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, Span::new(0, text.len()), &mut Words::new(lexicon(), None), &mut tokens);
            casing(text, &tokens, lexicon())
        };
        assert_eq!(of("Harbour Workers Reject Offer From Port Owners"), Casing::Title);
        assert_eq!(of("WILL THE PORT REOPEN?"), Casing::Capitals);
        assert_eq!(of("Workers of the port in Oslo rejected an offer"), Casing::Sentence);
        assert_eq!(of("NATO"), Casing::Sentence);
    }
}
