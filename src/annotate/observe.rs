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

#[cfg(test)]
mod tests {
    use super::super::model::{Scored, Scorer};
    use super::*;
    use crate::sequence::LANES;
    use std::collections::BTreeMap;

    #[test]
    fn tokens_are_scored_by_the_weights_of_all_their_features() {
        let text = "The Harbour Union (UHW) said on 3 May that Maren Ode of Tarnwick Motors Inc. would not sail.\n\
                    PORT OF OSLO CLOSED AGAIN\n\
                    Ode said it, and all who were there and had heard of it went home in the rain with Pike.";
        let tokens = observe(text, lexicon());
        let keys: Vec<u32> = tokens.iter().flatten().flat_map(|token| token.keys.clone()).collect();
        // Any weights do; those of one feature in three are left out, as in a model.
        let weights = |key: u32| std::array::from_fn(|lane| (key >> lane) as i8 % 20);
        let rows: BTreeMap<u32, [i8; LANES]> =
            keys.iter().filter(|&key| key % 3 > 0).map(|&key| (key, weights(key))).collect();
        let rows: Vec<_> = rows.into_iter().collect();
        let model = Model::new(vec![String::new(); LANES], 1.0, [0.0; LANES], [[0.0; LANES]; LANES], &rows);
        let mut words = WordTable::new(lexicon(), Some(&model));
        let tokenized = TokenizedText::of(text, &blocks_of_lines(text), &mut words);
        let clues = WordCounts::default().clues(&tokenized, &weigh_by_rules(&tokenized, true), &words);
        let with = Scored { model: &model, words: &words, tokenized: &tokenized, clues: &clues };
        let (mut scorer, mut scores, mut left_out) = (Scorer::new(), Vec::new(), 0);
        // The second time all sums are there.
        for _ in 0..2 {
            for (sentence, tokens) in tokenized.sentences.iter().zip(&tokens) {
                assert!(scorer.score(&with, sentence, sentence.tokens.clone(), &mut scores));
                for (scores, token) in scores.iter().zip(tokens) {
                    match scores[0] > scores[1] + 50_000 {
                        true => left_out += 1,
                        false => assert_eq!(*scores, model.sum(&token.keys), "{}", token.span.of(text)),
                    }
                }
            }
        }
        // "who were there and had heard of it went home" without what is near "Ode" and "Pike".
        assert!((2..30).contains(&left_out), "{left_out}");
        let lower = "it was said that nobody had seen it";
        let tokenized =
            TokenizedText::of(lower, &blocks_of_lines(lower), &mut WordTable::new(lexicon(), None));
        let with = Scored { tokenized: &tokenized, ..with };
        assert!(!scorer.score(
            &with,
            &tokenized.sentences[0],
            tokenized.sentences[0].tokens.clone(),
            &mut scores
        ));
    }
}
