//! What the whole document says of each token: what the rules take it for here and elsewhere, how it is
//! written elsewhere, and which listed name it is part of. These are inputs to the features.
//!
//! Not here: the features made from them (`features`).

use super::super::tokenized::{SentenceRange, TokenizedText};
use super::super::word::{Shape, WordTable};
use super::features::Clues;
use super::rule_names::RuleNames;
use crate::lexicon::LISTED;
use crate::model::Kind;

/// How often a word is met in a document, by form; kept from one document to the next.
#[derive(Default)]
pub struct WordCounts(Vec<Count>);

#[derive(Clone, Copy, Default)]
struct Count {
    /// In lower case, and with a capital that its place does not explain.
    small: u16,
    large: u16,
    /// In names of persons, organisations and places.
    kinds: [u16; 3],
}

impl WordCounts {
    /// The clues of every token of a tokenised text.
    pub fn clues(
        &mut self,
        tokenized: &TokenizedText<'_>,
        rules: &RuleNames,
        words: &WordTable<'_>,
    ) -> Vec<Clues> {
        let mut clues = vec![Clues::default(); tokenized.tokens.len()];
        by_rules(rules, &mut clues);
        by_amounts(tokenized, &mut clues);
        tokenized.sentences.iter().for_each(|sentence| by_lists(tokenized, sentence, &mut clues));
        self.0.resize(words.forms().max(self.0.len()), Count::default());
        let form = |at: usize| words.get(tokenized.tokens[at].number).form as usize;
        for sentence in &tokenized.sentences {
            for at in sentence.tokens.clone() {
                let count = &mut self.0[form(at)];
                match is_large(tokenized, sentence, at) {
                    Some(true) => count.large = count.large.saturating_add(1),
                    Some(false) => count.small = count.small.saturating_add(1),
                    None => {}
                }
                if let Some(kind) = settled_kind(&clues[at]) {
                    count.kinds[kind] = count.kinds[kind].saturating_add(1);
                }
            }
        }
        for sentence in &tokenized.sentences {
            for at in sentence.tokens.clone() {
                let count = self.0[form(at)];
                let own = usize::from(is_large(tokenized, sentence, at) == Some(true)) as u16;
                clues[at].written = few(count.large - own.min(count.large)) * 3 + few(count.small);
                clues[at].elsewhere = elsewhere(count.kinds, settled_kind(&clues[at]));
            }
        }
        (0..tokenized.tokens.len()).for_each(|at| self.0[form(at)] = Count::default());
        clues
    }
}

fn few(count: u16) -> u8 {
    count.min(2) as u8
}

/// Whether a word is written with a capital, where that is not because of its place.
fn is_large(tokenized: &TokenizedText<'_>, sentence: &SentenceRange, at: usize) -> Option<bool> {
    match tokenized.tokens[at].shape {
        Shape::Lower => Some(false),
        Shape::Capitalised | Shape::Capitals | Shape::Initial
            if sentence.running && at > sentence.tokens.start =>
        {
            (tokenized.tokens[at - 1].shape != Shape::Punctuation).then_some(true)
        }
        _ => None,
    }
}

fn settled_kind(clues: &Clues) -> Option<usize> {
    clues.settled.checked_sub(1).map(|code| usize::from(code / 2))
}

/// The kind most other uses of a word have, how many do, and whether others have another.
fn elsewhere(mut kinds: [u16; 3], own: Option<usize>) -> u8 {
    if let Some(own) = own {
        kinds[own] = kinds[own].saturating_sub(1);
    }
    let (most, count) =
        (0..3).map(|kind| (kind, kinds[kind])).max_by_key(|&(_, count)| count).unwrap_or_default();
    if count == 0 {
        return 0;
    }
    let mixed = kinds.iter().filter(|&&count| count > 0).count() > 1;
    1 + (most as u8 * 3 + count.min(3) as u8 - 1) * 2 + u8::from(mixed)
}

fn by_rules(rules: &RuleNames, clues: &mut [Clues]) {
    for (candidate, kind) in rules.candidates.iter().zip(&rules.kinds) {
        let (first, end) = (candidate.tokens.0 as usize, candidate.tokens.1 as usize);
        let settled = kind.map_or(0, |kind| 1 + 2 * position(kind));
        let evidence = candidate.evidence;
        let (best, weight) = [evidence.person, evidence.organization, evidence.place]
            .into_iter()
            .enumerate()
            .max_by_key(|&(_, weight)| weight)
            .unwrap_or_default();
        let strength = [0, 14, 30, 60].iter().filter(|&&least| weight >= least).count() as u16;
        let candidate = 1 + (((best as u16) * 5 + strength) * 2 + u16::from(candidate.titled)) * 2;
        for (at, clues) in clues.iter_mut().enumerate().take(end).skip(first) {
            let inside = u8::from(at > first);
            clues.candidate = candidate + u16::from(inside);
            clues.settled = if settled > 0 { settled + inside } else { 0 };
        }
    }
}

fn position(kind: Kind) -> u8 {
    match kind {
        Kind::Person => 0,
        Kind::Organization => 1,
        _ => 2,
    }
}

fn by_amounts(tokenized: &TokenizedText<'_>, clues: &mut [Clues]) {
    let mut at = 0;
    for amount in &tokenized.amounts {
        while tokenized.tokens.get(at).is_some_and(|token| token.span.end <= amount.span.start) {
            at += 1;
        }
        while tokenized.tokens.get(at).is_some_and(|token| token.span.start < amount.span.end) {
            clues[at].counted = true;
            at += 1;
        }
    }
}

fn by_lists(tokenized: &TokenizedText<'_>, range: &SentenceRange, clues: &mut [Clues]) {
    let sentence = tokenized.sentence(range);
    let mut at = range.tokens.start;
    while at < range.tokens.end {
        let Some(length) = sentence.listed_from(at) else {
            at += 1;
            continue;
        };
        let classes = sentence.listed(&(at..at + length));
        if classes.any(LISTED) {
            for (i, clues) in clues[at..at + length].iter_mut().enumerate() {
                let place = u32::from(i > 0) | u32::from(i + 1 == length) << 1;
                clues.listed = (classes.bits() & 0x1f) << 2 | place;
            }
        }
        at += length;
    }
}
