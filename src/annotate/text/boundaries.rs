//! Sentence splitting: where sentences end inside a block.

use std::ops::Range;

use super::super::word::Shape;
use super::token::Token;
use crate::lexicon::Classes;

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

#[cfg(test)]
mod tests {
    use super::super::super::word::WordTable;
    use super::super::token::tokenize;
    use super::*;
    use crate::lexicon::lexicon;
    use crate::model::Span;

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut WordTable::new(lexicon(), None), &mut tokens);
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
}
