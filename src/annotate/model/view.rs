//! Gathers what the features of one token are computed from: the token, its neighbours in the sentence,
//! and its clues.

use std::ops::Range;

use super::super::text::Casing;
use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::{EDGE, WordEntry, WordTable};
use super::features::{Clues, TokenView};

/// A token with what stands around it in its sentence.
pub fn view<'a>(
    tokenized: &TokenizedText<'_>,
    sentence: &SentenceRange,
    words: &'a WordTable<'_>,
    clues: &'a [Clues],
    at: usize,
) -> TokenView<'a> {
    let Range { start, end } = sentence.tokens;
    let within = |at: Option<usize>| at.filter(|at| (start..end).contains(at));
    let word = |at| -> &'a WordEntry { words.get(within(at).map_or(EDGE, |at| tokenized.tokens[at].number)) };
    let clue = |at| within(at).map_or(Clues::default(), |at| clues[at]);
    TokenView {
        before: word(at.checked_sub(1)),
        second_before: word(at.checked_sub(2)),
        word: word(Some(at)),
        after: word(Some(at + 1)),
        second_after: word(Some(at + 2)),
        clues: &clues[at],
        clues_before: clue(at.checked_sub(1)),
        clues_after: clue(Some(at + 1)),
        casing: match (sentence.casing, sentence.running) {
            (Casing::Sentence, true) => 0,
            (Casing::Sentence, false) => 1,
            (Casing::Title, _) => 2,
            (Casing::Capitals, _) => 3,
        },
        opens: at == start,
    }
}
