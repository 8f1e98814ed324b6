//! Sums the weights of the features of the tokens of a sentence. Words, pairs of words and clues come again and
//! again: their sums are kept, from one document to the next, and only what three words have together is
//! looked up for each token.
//!
//! Not here: the features (`features`), and the sums of a word by itself (`word::table`).

use std::ops::Range;

use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::{EDGE, Shape, WordPosition, WordTable};
use super::features::{
    ClueTriple, Clues, of_both_sides, of_clues, of_two_after, of_two_before, with_after, with_before,
    with_clues,
};
use super::view::{clue_triple, own_clues};
use crate::sequence::{Batch, Kept, LANES, LabelScores, Model, SumCache, WeightSums, add_sums};

/// Slots of the stores as powers of two, of 128, 32 and 32 bytes: 2.7 MB. Set by hand: of the pairs of words of news
/// half are there.
const PAIR_BITS: u32 = 14;
const OWN_BITS: u32 = 14;
const CLUE_BITS: u32 = 11;

/// Places kept free before and after a sentence, so that pairs of words at its edges need no care.
const FREE: usize = 3;

/// A word in lower case that is further than this from any capital or figure is no part of a name. Set by hand: the
/// names of 25,000 English texts are the same without; what goes are sentences of unknown languages that are taken
/// for names.
const NEAR: usize = 4;

/// The scores of what is no part of a name for sure.
const OUTSIDE: LabelScores = {
    let mut scores = [-100_000; LANES];
    scores[0] = 0;
    scores
};

/// What a pair of words adds: to the second, to the first, to the word behind both, to the word before both.
type PairSums = [WeightSums; 4];

/// Sums that are not kept and are being looked up.
enum Missing {
    /// Those of a pair of words, by the place of the first.
    Pair(usize),
    /// Those of a word with what is known of it, by its place, and by which they are kept.
    Own(usize, u64),
    /// Those of what is known of a word and those beside it.
    Clues(usize, u64),
    /// Those of three words, which are not kept.
    Sides(usize),
}

/// Scores the tokens of sentences.
pub struct Scorer {
    pairs: SumCache<4>,
    own: SumCache<1>,
    clues: SumCache<1>,
    /// The words of a sentence, with some free places before and after them, as have the sums.
    numbers: Vec<u32>,
    sums: Vec<WeightSums>,
    /// Whether the label of a word is not known beforehand.
    asked: Vec<bool>,
    kept_pairs: Vec<Option<Kept>>,
    kept_own: Vec<(u64, Option<Kept>)>,
    missing: Vec<Missing>,
    batch: Batch,
}

/// What the tokens of a sentence are scored with.
pub struct Scored<'a, 't> {
    pub model: &'a Model,
    pub words: &'a WordTable<'a>,
    pub tokenized: &'a TokenizedText<'t>,
    pub clues: &'a [Clues],
}

impl Scorer {
    pub fn new() -> Scorer {
        Scorer {
            pairs: SumCache::new(PAIR_BITS),
            own: SumCache::new(OWN_BITS),
            clues: SumCache::new(CLUE_BITS),
            numbers: Vec::new(),
            sums: Vec::new(),
            asked: Vec::new(),
            kept_pairs: Vec::new(),
            kept_own: Vec::new(),
            missing: Vec::new(),
            batch: Batch::default(),
        }
    }

    /// Forgets the sums of words: their numbers are others.
    pub fn forget(&mut self) {
        self.pairs.clear();
        self.own.clear();
    }

    /// The scores of a stretch of a sentence; `false` when it has no names for sure.
    pub fn score(
        &mut self,
        with: &Scored<'_, '_>,
        sentence: &SentenceRange,
        stretch: Range<usize>,
        scores: &mut Vec<LabelScores>,
    ) -> bool {
        self.batch.clear();
        self.missing.clear();
        self.sums.clear();
        self.sums.resize(stretch.len() + 2 * FREE, WeightSums::default());
        if !self.ask(with.tokenized, stretch.clone()) {
            return false;
        }
        self.find_kept(with, sentence, stretch.clone());
        for at in 1..self.sums.len() - 2 {
            if asked_around(&self.asked, at) {
                self.pair(with, at);
            }
        }
        for at in FREE..FREE + stretch.len() {
            if !self.asked[at] {
                continue;
            }
            self.own(with, sentence, stretch.start, at);
            let [before, word, after] = [at - 1, at, at + 1].map(|at| with.words.get(self.numbers[at]));
            of_both_sides(before, word, after, &mut |feature| self.batch.push(feature));
            self.batch.end_group();
            self.missing.push(Missing::Sides(at));
        }
        self.look_up(with);
        scores.clear();
        let sums = self.sums.iter().zip(&self.asked).skip(FREE).take(stretch.len());
        scores.extend(sums.map(|(sums, asked)| if *asked { sums.map(i32::from) } else { OUTSIDE }));
        true
    }

    /// Marks the words that may be part of a name, and says whether there are any.
    fn ask(&mut self, tokenized: &TokenizedText<'_>, stretch: Range<usize>) -> bool {
        self.asked.clear();
        self.asked.resize(self.sums.len(), false);
        let mut any = false;
        for (at, token) in tokenized.tokens[stretch.clone()].iter().enumerate() {
            if !is_outside_alone(token.shape, token.span.of(tokenized.text)) {
                let last = (at + NEAR).min(stretch.len() - 1);
                self.asked[FREE + at.saturating_sub(NEAR)..=FREE + last].fill(true);
                any = true;
            }
        }
        any
    }

    /// Numbers the words of a stretch of a sentence, with those beside it, and looks which sums are kept.
    fn find_kept(&mut self, with: &Scored<'_, '_>, sentence: &SentenceRange, stretch: Range<usize>) {
        let number = |at: usize| match (stretch.start + at).checked_sub(FREE) {
            Some(at) if sentence.tokens.contains(&at) => with.tokenized.tokens[at].number,
            _ => EDGE,
        };
        self.numbers.clear();
        self.numbers.extend((0..self.sums.len()).map(number));
        self.kept_pairs.clear();
        let pairs = self.numbers.windows(2).enumerate().map(|(at, pair)| {
            asked_around(&self.asked, at).then(|| self.pairs.find(pair_key(pair[0], pair[1]))).flatten()
        });
        self.kept_pairs.extend(pairs);
        self.kept_own.clear();
        let own =
            stretch.zip(self.numbers.iter().zip(&self.asked).skip(FREE)).map(|(at, (&number, asked))| {
                let key = u64::from(number) << 32 | u64::from(own_clues(sentence, with.clues, at).number());
                (key, asked.then(|| self.own.find(key)).flatten())
            });
        self.kept_own.extend(own);
    }

    /// Adds the sums of two words, the first of which is at that place.
    fn pair(&mut self, with: &Scored<'_, '_>, at: usize) {
        if let Some(kept) = self.kept_pairs[at] {
            return add_pair(&mut self.sums, at, self.pairs.get(kept));
        }
        let [first, second] = [at, at + 1].map(|at| with.words.get(self.numbers[at]));
        let batch = &mut self.batch;
        with_before(second, first, &mut |feature| batch.push(feature));
        batch.end_group();
        with_after(first, second, &mut |feature| batch.push(feature));
        batch.end_group();
        of_two_before(second, first, &mut |feature| batch.push(feature));
        batch.end_group();
        of_two_after(first, second, &mut |feature| batch.push(feature));
        batch.end_group();
        self.missing.push(Missing::Pair(at));
    }

    /// Adds the sums of a word with what is known of it, and of those beside it, from its document.
    fn own(&mut self, with: &Scored<'_, '_>, sentence: &SentenceRange, start: usize, at: usize) {
        let token = start + at - FREE;
        self.clues(&clue_triple(sentence, with.clues, token), at);
        let (key, kept) = self.kept_own[at - FREE];
        if let Some(kept) = kept {
            let [sums] = self.own.get(kept);
            return add_sums(&mut self.sums[at], sums);
        }
        let own = own_clues(sentence, with.clues, token);
        with_clues(with.words.get(self.numbers[at]), &own, &mut |feature| self.batch.push(feature));
        self.batch.end_group();
        self.missing.push(Missing::Own(at, key));
    }

    /// Adds the sums of what is known of a word and those beside it.
    fn clues(&mut self, clues: &ClueTriple, at: usize) {
        let key = u64::from(clues.number());
        if let Some(kept) = self.clues.find(key) {
            let [sums] = self.clues.get(kept);
            return add_sums(&mut self.sums[at], sums);
        }
        of_clues(clues, &mut |feature| self.batch.push(feature));
        self.batch.end_group();
        self.missing.push(Missing::Clues(at, key));
    }

    /// Looks up what was missing, adds and keeps it.
    fn look_up(&mut self, with: &Scored<'_, '_>) {
        let words = with.words;
        let mut found = self.batch.sums(with.model).iter();
        let mut next = || found.next().copied().unwrap_or_default();
        for missing in &self.missing {
            match *missing {
                Missing::Pair(at) => {
                    let (first, second) = (self.numbers[at], self.numbers[at + 1]);
                    let mut sums = [next(), next(), next(), next()];
                    add_sums(&mut sums[0], words.sums(first, WordPosition::Before));
                    add_sums(&mut sums[1], words.sums(second, WordPosition::After));
                    add_sums(&mut sums[2], words.sums(first, WordPosition::SecondBefore));
                    add_sums(&mut sums[3], words.sums(second, WordPosition::SecondAfter));
                    add_pair(&mut self.sums, at, &sums);
                    self.pairs.keep(pair_key(first, second), sums);
                }
                Missing::Own(at, key) => {
                    let mut sums = next();
                    add_sums(&mut sums, words.sums(self.numbers[at], WordPosition::Itself));
                    add_sums(&mut self.sums[at], &sums);
                    self.own.keep(key, [sums]);
                }
                Missing::Clues(at, key) => {
                    let sums = next();
                    add_sums(&mut self.sums[at], &sums);
                    self.clues.keep(key, [sums]);
                }
                Missing::Sides(at) => add_sums(&mut self.sums[at], &next()),
            }
        }
    }
}

/// Whether a word or mark is no sign of a name near it. Marks that join words are one: addresses of pages and of
/// machines are taken for names.
fn is_outside_alone(shape: Shape, written: &str) -> bool {
    match shape {
        Shape::Lower => true,
        Shape::Punctuation => matches!(written, "," | "." | ";" | "\"" | "“" | "”" | "'" | "‘" | "’"),
        _ => false,
    }
}

/// Whether a pair of words, the first of which is at that place, matters to a word that is asked for.
fn asked_around(asked: &[bool], at: usize) -> bool {
    let around = asked.get(at.saturating_sub(1)..(at + 3).min(asked.len()));
    around.is_some_and(|around| around.contains(&true))
}

fn pair_key(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Adds the sums of a pair to the places around its first word.
fn add_pair(sums: &mut [WeightSums], at: usize, [second, first, behind, before]: &PairSums) {
    add_sums(&mut sums[at + 1], second);
    add_sums(&mut sums[at], first);
    add_sums(&mut sums[at + 2], behind);
    add_sums(&mut sums[at - 1], before);
}
