//! The casing of a sentence (sentence case, title case or all capitals), and whether a stretch of tokens
//! is running text, where a capital letter is evidence of a name.
//!
//! Not here: the casing of a single word (`word::shape`).

use super::super::word::Shape;
use super::token::Token;
use crate::lexicon::{Classes, Lexicon};

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
/// label or an entry of a list. What is `detached` from running text needs more words in lower case to count as text.
pub fn is_running(text: &str, tokens: &[Token], detached: bool) -> bool {
    if tokens.iter().rev().take(2).any(|t| t.span.of(text) == ".") {
        return true;
    }
    let (mut lower, mut capitalised) = (0, 0);
    for token in tokens.iter().filter(|t| !t.word.any(Classes::FUNCTION.with(Classes::PARTICLE))) {
        lower += usize::from(token.shape == Shape::Lower);
        capitalised += usize::from(token.is_capitalised());
    }
    if detached { lower >= capitalised } else { lower * 3 >= capitalised }
}

#[cfg(test)]
mod tests {
    use super::super::super::word::WordTable;
    use super::super::token::tokenize;
    use super::*;
    use crate::lexicon::lexicon;
    use crate::model::Span;

    #[test]
    fn headlines_in_title_case_and_capitals_are_distinguished_from_sentences() {
        let of = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, Span::new(0, text.len()), &mut WordTable::new(lexicon(), None), &mut tokens);
            casing(text, &tokens, lexicon())
        };
        assert_eq!(of("Harbour Workers Reject Offer From Port Owners"), Casing::Title);
        assert_eq!(of("WILL THE PORT REOPEN?"), Casing::Capitals);
        assert_eq!(of("Workers of the port in Oslo rejected an offer"), Casing::Sentence);
        assert_eq!(of("NATO"), Casing::Sentence);
    }
}
