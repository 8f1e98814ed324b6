//! Which words of a text stand in another one in the same company: each word of a run of three that both have, as
//! tools against plagiarism do it. What is moved, joined or split otherwise is still found so.
//!
//! Not here: what follows of it for a sentence (`differences`).

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Document, Span};
use crate::text::search_terms::search_term;
use crate::text::token::tokens;

/// Words in a run. Set by hand: two are in common by chance in any two texts, of four a changed word takes seven with it.
const RUN: usize = 3;

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// What is searched for it, as a hash.
    pub hash: u64,
    /// Where it stands in its document.
    pub span: Span,
}

/// A sentence with its words.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Where it stands in its document.
    pub span: Span,
    /// Its words, in order.
    pub words: Vec<Word>,
}

/// With fewer words it is no sentence but a line beside the text: the name of a paper, "Read on". Set by hand.
const LEAST_WORDS: usize = 4;

/// The sentences of a document's own text.
pub(super) fn sentences(document: &Document) -> Vec<Sentence> {
    let of = |span| Sentence { span, words: words(&document.text, span) };
    document.own_sentences().map(of).filter(|sentence| sentence.words.len() >= LEAST_WORDS).collect()
}

fn words(text: &str, span: Span) -> Vec<Word> {
    let base = span.start as usize;
    let within = span.of(text);
    let word = |found: &str, at: usize| {
        let term = search_term(found);
        let word = || Word { hash: xxh3_64(term.as_bytes()), span: Span::new(at, at + found.len()) };
        found.contains(char::is_alphanumeric).then(word)
    };
    tokens(within).filter_map(|token| word(token.of(within), base + token.start as usize)).collect()
}

/// The runs of words of a document.
pub(super) struct WordRuns(HashSet<[u64; RUN]>);

impl WordRuns {
    /// Those of all its sentences, also from one into the next: where a sentence ends is told otherwise by others.
    pub fn of(sentences: &[Sentence]) -> WordRuns {
        let words: Vec<u64> = sentences.iter().flat_map(|of| &of.words).map(|word| word.hash).collect();
        WordRuns(words.windows(RUN).filter_map(|run| run.try_into().ok()).collect())
    }

    /// For each word of a sentence whether it stands in a run that is among these.
    pub fn covered(&self, words: &[Word]) -> Vec<bool> {
        let mut covered = vec![false; words.len()];
        for (at, run) in words.windows(RUN).enumerate() {
            let hashes: Vec<u64> = run.iter().map(|word| word.hash).collect();
            if <[u64; RUN]>::try_from(hashes).is_ok_and(|run| self.0.contains(&run)) {
                covered[at..at + RUN].fill(true);
            }
        }
        covered
    }
}

/// The sentences of a document by their words, to find the one that is most like another.
pub(super) struct ByWord<'s> {
    sentences: &'s [Sentence],
    with: HashMap<u64, Vec<u32>>,
}

/// A word of so many sentences leads to none of them. Set by hand: in what has more, rarer words lead there.
const FREQUENT: usize = 60;

impl<'s> ByWord<'s> {
    pub fn of(sentences: &'s [Sentence]) -> ByWord<'s> {
        let mut with: HashMap<u64, Vec<u32>> = HashMap::new();
        for (number, sentence) in (0..).zip(sentences) {
            for word in &sentence.words {
                let numbers = with.entry(word.hash).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        ByWord { sentences, with }
    }

    /// The sentence that shares most words with the given ones, and the share of the words of both that is: 2 × common /
    /// (one + other), as Dice's coefficient over bags of words. `None` without a word in common.
    pub fn most_like(&self, words: &[Word]) -> Option<(usize, f32)> {
        let of_word = |word: &Word| self.with.get(&word.hash).filter(|with| with.len() <= FREQUENT);
        let candidates: HashSet<u32> = words.iter().filter_map(of_word).flatten().copied().collect();
        let share = |number: u32| {
            let other = &self.sentences.get(number as usize)?.words;
            let common = in_common(words, other) as f32;
            Some((number as usize, 2.0 * common / (words.len() + other.len()) as f32))
        };
        // The first of those that are alike, whatever the order of a set.
        candidates
            .into_iter()
            .filter_map(share)
            .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
    }
}

/// How many words two sentences have in common, each as often as both have it.
fn in_common(one: &[Word], other: &[Word]) -> usize {
    let mut left = bag(other);
    one.iter().filter(|word| take(&mut left, word.hash)).count()
}

/// For each word of a sentence whether the other has it, as often.
pub(super) fn shared(words: &[Word], other: &[Word]) -> Vec<bool> {
    let mut left = bag(other);
    words.iter().map(|word| take(&mut left, word.hash)).collect()
}

fn bag(words: &[Word]) -> HashMap<u64, usize> {
    let mut bag = HashMap::with_capacity(words.len());
    words.iter().for_each(|word| *bag.entry(word.hash).or_default() += 1);
    bag
}

fn take(bag: &mut HashMap<u64, usize>, hash: u64) -> bool {
    bag.get_mut(&hash).filter(|left| **left > 0).map(|left| *left -= 1).is_some()
}
