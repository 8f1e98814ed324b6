//! Gathers what the features of one token are computed from beside the words: its clues, those of its
//! neighbours in the sentence, and how the sentence is written.

use super::super::text::Casing;
use super::super::tokenized::SentenceRange;
use super::features::{ClueTriple, Clues, OwnClues};

/// What is known of a token itself.
pub fn own_clues(sentence: &SentenceRange, clues: &[Clues], at: usize) -> OwnClues {
    OwnClues {
        clues: clues[at],
        casing: match (sentence.casing, sentence.running) {
            (Casing::Sentence, true) => 0,
            (Casing::Sentence, false) => 1,
            (Casing::Title, _) => 2,
            (Casing::Capitals, _) => 3,
        },
        opens: at == sentence.tokens.start,
    }
}

/// What is known of a token and of those beside it in its sentence.
pub fn clue_triple(sentence: &SentenceRange, clues: &[Clues], at: usize) -> ClueTriple {
    let side = |at: Option<usize>| match at.filter(|at| sentence.tokens.contains(at)) {
        Some(at) => (clues[at].candidate, clues[at].settled),
        None => (0, 0),
    };
    ClueTriple { before: side(at.checked_sub(1)), settled: clues[at].settled, after: side(Some(at + 1)) }
}
