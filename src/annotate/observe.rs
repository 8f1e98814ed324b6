//! The name recogniser seen from outside, for training and measuring models: the tokens of a text with
//! their feature keys, and the names that a given model finds.
//!
//! Not here: training itself (`examples/training`).

use super::model::{
    Tagger, WordCounts, clue_triple, of_both_sides, of_clues, of_two_after, of_two_before, own_clues,
    with_after, with_before, with_clues,
};
use super::names_of_text::{find_names, weigh_by_rules};
use super::tokenized::{TokenizedText, blocks_of_lines};
use super::word::{EDGE, WordPosition, WordTable, lower, of_word, plain};
use crate::lexicon::{Lexicon, lexicon};
use crate::model::{Kind, Span};
use crate::sequence::{Feature, Model};

pub use super::model::{KINDS, LABELS};
pub use super::word::Clusters;

/// A token with its features.
#[derive(Clone, Debug)]
pub struct ObservedToken {
    /// Where it stands in the text.
    pub span: Span,
    /// The keys of its features.
    pub keys: Vec<u32>,
}

/// The sentences of a text, every line a paragraph, as the model sees them.
pub fn observe(text: &str, lexicon: &Lexicon) -> Vec<Vec<ObservedToken>> {
    let mut words = WordTable::new(lexicon, None);
    let tokenized = TokenizedText::of(text, &blocks_of_lines(text), &mut words);
    let clues = WordCounts::default().clues(&tokenized, &weigh_by_rules(&tokenized, true), &words);
    let mut sentences = Vec::new();
    for sentence in &tokenized.sentences {
        let written = |at: Option<usize>| at.map_or("", |at| tokenized.tokens[at].span.of(text));
        let observed = |at: usize| {
            let mut keys = Vec::with_capacity(120);
            let mut emit = |feature: Feature| keys.push(feature.key());
            let places = [Some(at), at.checked_sub(1), Some(at + 1), at.checked_sub(2), Some(at + 2)];
            let places = places.map(|place| place.filter(|place| sentence.tokens.contains(place)));
            let number = |place: Option<usize>| place.map_or(EDGE, |at| tokenized.tokens[at].number);
            let entries = places.map(|place| words.get(number(place)));
            for ((position, word), place) in WordPosition::ALL.into_iter().zip(entries).zip(places) {
                let plain = plain(written(place));
                of_word(word, &plain, &lower(&plain), position, &mut emit);
            }
            let [word, before, after, second_before, second_after] = entries;
            with_before(word, before, &mut emit);
            with_after(word, after, &mut emit);
            of_two_before(before, second_before, &mut emit);
            of_two_after(after, second_after, &mut emit);
            of_both_sides(before, word, after, &mut emit);
            with_clues(word, &own_clues(sentence, &clues, at), &mut emit);
            of_clues(&clue_triple(sentence, &clues, at), &mut emit);
            ObservedToken { span: tokenized.tokens[at].span, keys }
        };
        sentences.push(sentence.tokens.clone().map(observed).collect());
    }
    sentences
}

/// A model at work.
pub struct NameReader<'m>(Tagger<'m>);

impl<'m> NameReader<'m> {
    /// Reads with a model, or by the rules alone.
    pub fn new(lexicon: &'m Lexicon, model: Option<&'m Model>) -> NameReader<'m> {
        NameReader(Tagger::new(lexicon, model))
    }

    /// The names in a text, every line a paragraph.
    pub fn names(&mut self, text: &str) -> Vec<(Span, Kind)> {
        let tokenized = TokenizedText::of(text, &blocks_of_lines(text), &mut self.0.words);
        let rules = weigh_by_rules(&tokenized, true);
        let found = self.0.names(&tokenized, &rules);
        let names = find_names(&tokenized, &rules, found);
        names.into_iter().map(|(tokens, kind)| (tokenized.span(tokens), kind)).collect()
    }
}

/// How many words, numbers and marks the recogniser sees in a text.
pub fn count_tokens(text: &str) -> usize {
    let mut words = WordTable::new(lexicon(), None);
    TokenizedText::of(text, &blocks_of_lines(text), &mut words).tokens.len()
}
