//! A story read once: the report that says most, then of each other the sentences that say what none before said.
//!
//! A sentence is said when most of what is rare in it stands in one sentence that came before.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::report::{hash, terms_of};
use super::terms::Rareness;
use crate::model::{Document, Span};
use crate::query::ToldPassage;

/// A sentence is said already when so much of what is rare in it stands in one before. Set by hand: half the words
/// of two sentences on one event are its names.
const SAID: f32 = 0.6;

/// Terms that are so frequent do not count; as the logarithm of how many reports come to one that has it. Set by hand.
const FREQUENT: f32 = 0.7;

/// Of so many reports at most a story is read once, the fullest ones: what others add is little, and each sentence is
/// compared with all before. Set by hand.
pub const MOST_TOLD: usize = 40;

/// What was said so far: which sentences have a term.
#[derive(Default)]
struct SaidSoFar {
    sentences: u32,
    with: FxHashMap<u32, Vec<u32>>,
}

impl SaidSoFar {
    /// Takes in a sentence, and tells whether it was said before. One without rare terms says nothing new once
    /// anything was said.
    fn take(&mut self, sentence: &str, rareness: &Rareness) -> bool {
        let hashes: BTreeSet<u32> = terms_of(sentence).map(|term| hash(&term)).collect();
        let rare = hashes.iter().map(|&hash| (hash, rareness.of_hash(hash)));
        let rare: Vec<(u32, f32)> = rare.filter(|&(_, weight)| weight >= FREQUENT).collect();
        let whole: f32 = rare.iter().map(|(_, weight)| weight).sum();
        let mut shares: BTreeMap<u32, f32> = BTreeMap::new();
        for (hash, weight) in &rare {
            for &before in self.with.get(hash).map_or(&[][..], Vec::as_slice) {
                *shares.entry(before).or_default() += weight;
            }
        }
        let most = shares.values().copied().fold(0.0_f32, f32::max);
        let said = if rare.is_empty() { self.sentences > 0 } else { most >= SAID * whole };
        if !said {
            rare.iter().for_each(|(hash, _)| self.with.entry(*hash).or_default().push(self.sentences));
            self.sentences += 1;
        }
        said
    }
}

/// The reports of a story told once: first the one at the place `fullest` whole, then the others in their order; of more
/// than [`MOST_TOLD`] only the longest.
pub fn told_once(reports: &[&Document], fullest: usize, rareness: &Rareness) -> Vec<ToldPassage> {
    let mut said = SaidSoFar::default();
    let mut told = Vec::new();
    for place in std::iter::once(fullest).chain(longest(reports, fullest)) {
        let Some(document) = reports.get(place) else { continue };
        let sentences: Vec<Span> = document.own_sentences().collect();
        for of_block in sentences.chunk_by(|a, b| block_of(document, a) == block_of(document, b)) {
            let new: Vec<Span> = of_block
                .iter()
                .copied()
                .filter(|span| !said.take(span.of(&document.text), rareness) || place == fullest)
                .collect();
            if let (Some(first), Some(last)) = (new.first(), new.last()) {
                let sentences = new.iter().map(|span| span.of(&document.text).split_whitespace());
                let text = sentences.map(|words| words.collect::<Vec<_>>().join(" "));
                let span = Span { start: first.start, end: last.end };
                told.push(ToldPassage { report: place, span, text: text.collect::<Vec<_>>().join(" ") });
            }
        }
    }
    told
}

/// The places of the longest reports but the fullest, in order.
fn longest(reports: &[&Document], fullest: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..reports.len()).filter(|&place| place != fullest).collect();
    let length = |document: &&Document| document.body_blocks().map(|block| block.span.len()).sum();
    places.sort_by_cached_key(|&place| Reverse(reports.get(place).map_or(0_usize, length)));
    places.truncate(MOST_TOLD - 1);
    places.sort_unstable();
    places
}

/// The number of the block that a sentence begins in.
fn block_of(document: &Document, sentence: &Span) -> usize {
    document.blocks.partition_point(|block| block.span.end <= sentence.start)
}

#[cfg(test)]
mod tests {
    use super::super::{Report, Weighed};
    use super::*;
    use crate::model::{Block, BlockKind, DocumentId};

    fn document(sentences: &[&str]) -> Document {
        let text = sentences.join(" ");
        let mut document = Document { text: text.clone(), ..Document::default() };
        document.blocks.push(Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph });
        for sentence in sentences {
            let start = text.find(sentence).unwrap();
            document.sentences.push(Span::new(start, start + sentence.len()));
        }
        document
    }

    #[test]
    fn of_other_reports_only_what_is_new_is_told_with_its_source() {
        let fullest = document(&["A fire burned the mill in Tarn.", "Nobody was hurt."]);
        let other = document(&["The mill in Tarn burned in a fire.", "Ann Bell owns it since 1990."]);
        let third = document(&["Ann Bell owns it since 1990."]);
        let filler = document(&["cups saucers plates"]);
        let mut all = vec![&fullest, &other, &third];
        all.extend([&filler; 6]);
        let reports = all.iter().enumerate().map(|(at, of)| Report::of(DocumentId(at as u64), of, []));
        let rareness = Weighed::new(reports.collect()).rareness;
        let told = told_once(&[&other, &fullest, &third], 1, &rareness);
        let told: Vec<(usize, &str)> = told.iter().map(|told| (told.report, told.text.as_str())).collect();
        assert_eq!(
            told,
            [(1, "A fire burned the mill in Tarn. Nobody was hurt."), (0, "Ann Bell owns it since 1990.")]
        );
    }
    #[test]
    fn of_very_many_reports_the_longest_are_told() {
        let short = document(&["A mill."]);
        let long: Vec<Document> =
            (0..50).map(|at| document(&[&format!("Mill{at} ground corn{at} in year{at}.")])).collect();
        let all: Vec<&Document> = std::iter::repeat_n(&short, 9).chain(&long).collect();
        let reports = all.iter().enumerate().map(|(at, of)| Report::of(DocumentId(at as u64), of, []));
        let rareness = Weighed::new(reports.collect()).rareness;
        let told = told_once(&all, 2, &rareness);
        assert_eq!(told.len(), MOST_TOLD);
        assert_eq!(told[0].report, 2, "the fullest is told in any case");
        assert!(told[1..].iter().all(|told| told.report >= 9));
    }
}
