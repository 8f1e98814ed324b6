//! The table of the near copies of a collection, made from the sketches of its documents. What was compared for the
//! table before is not compared again; the table is the same as if it were.
//!
//! Not here: which are compared (`candidates`), and putting copies in one row (`fold`).

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::candidates::{FAMILY, candidates};
use super::fold::{Folded, Text, fold};
use super::overlap::Overlap;
use crate::compare::runs::Runs;
use crate::compare::sketch::Sketch;
use crate::model::DocumentId;

/// So many runs of texts are held while texts are compared, at most. Set by hand: 64 MB.
const RUNS_HELD: usize = 8 << 20;

/// The documents of a collection that are copies of others, and what was compared to know it.
#[derive(Debug, Default)]
pub struct NearCopies {
    /// The texts that stand in several documents, or have one like them; the fullest first.
    texts: Vec<Text>,
    /// The text of a document.
    places: FxHashMap<DocumentId, u32>,
    /// The pairs of different texts that have much in common: a fuller one, another, what they have in common.
    pairs: Vec<(u32, u32, Overlap)>,
    /// Which is shown for which, of all documents.
    all: Folded,
    /// What was compared, by the checksums of both, pairs or not.
    compared: FxHashMap<(u64, u64), Overlap>,
}

/// Two documents that have much in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CopyPair {
    /// The fuller one, of two alike the one first read.
    pub first: DocumentId,
    /// The other.
    pub other: DocumentId,
    /// The share of all their runs of words that both have, from 0.5 to 1.
    pub similarity: f32,
}

impl NearCopies {
    /// The copies among these documents, in any order. `runs` reads a text again, to compare it with one that it was
    /// not compared with for the table `before`; the runs of one that is gone are empty.
    ///
    /// # Errors
    /// Those of `runs`.
    pub fn of<E>(
        mut documents: Vec<(Sketch, DocumentId)>,
        before: &NearCopies,
        mut runs: impl FnMut(DocumentId) -> Result<Runs, E>,
    ) -> Result<NearCopies, E> {
        documents.sort_unstable_by_key(|&(sketch, id)| (Reverse(sketch.runs()), sketch, id));
        let texts: Vec<&[(Sketch, DocumentId)]> = documents.chunk_by(|a, b| a.0 == b.0).collect();
        let sketches = texts.iter().filter_map(|text| text.first().map(|(sketch, _)| sketch));
        let mut held = HeldRuns::default();
        let mut compared = FxHashMap::default();
        let mut found = Vec::new();
        for (a, b) in candidates(sketches) {
            let (Some((one, first)), Some((other, second))) = (head(&texts, a), head(&texts, b)) else {
                continue;
            };
            let key = (one.checksum(), other.checksum());
            let overlap = match before.compared.get(&key) {
                Some(&overlap) => overlap,
                None => held.overlap(first, second, &mut runs)?,
            };
            compared.insert(key, overlap);
            if overlap.is_pair() || overlap.is_copy() {
                found.push((a, b, overlap));
            }
        }
        Ok(NearCopies { compared, ..NearCopies::new(&texts, &found) })
    }

    /// Keeps the texts that stand twice or are in a pair, by new numbers in the same order.
    fn new(texts: &[&[(Sketch, DocumentId)]], found: &[(u32, u32, Overlap)]) -> NearCopies {
        let mut kept: Vec<bool> = texts.iter().map(|text| text.len() > 1).collect();
        for &(a, b, _) in found {
            for at in [a, b] {
                kept.get_mut(at as usize).into_iter().for_each(|kept| *kept = true);
            }
        }
        let mut copies = NearCopies::default();
        let mut numbers = vec![0_u32; texts.len()];
        for ((text, number), _) in texts.iter().zip(&mut numbers).zip(kept).filter(|(_, kept)| *kept) {
            *number = copies.texts.len() as u32;
            let ids: Vec<DocumentId> = text.iter().map(|&(_, id)| id).collect();
            copies.places.extend(ids.iter().map(|&id| (id, *number)));
            copies.texts.push(Text { ids, copies: Vec::new() });
        }
        let number = |at: u32| numbers.get(at as usize).copied().unwrap_or(0);
        for &(a, b, overlap) in found {
            let (a, b) = (number(a), number(b));
            if overlap.is_copy() {
                for (of, other) in [(a, b), (b, a)] {
                    copies.texts.get_mut(of as usize).into_iter().for_each(|text| text.copies.push(other));
                }
            }
            if overlap.is_pair() {
                copies.pairs.push((a, b, overlap));
            }
        }
        let ids: Vec<DocumentId> = copies.places.keys().copied().collect();
        copies.all = copies.fold(&ids);
        copies
    }

    /// Which of these documents are copies of others of them. The fullest is shown; of texts alike that one which was
    /// first read.
    pub fn fold(&self, documents: &[DocumentId]) -> Folded {
        let place = |&id: &DocumentId| self.places.get(&id).map(|&text| (text, id));
        fold(&self.texts, documents.iter().filter_map(place).collect())
    }

    /// Which documents are copies of others, of all there are.
    pub fn all(&self) -> &Folded {
        &self.all
    }

    /// The other documents that share the row of this one where all are listed, the one that is shown there first.
    pub fn row_of(&self, id: DocumentId) -> Vec<DocumentId> {
        let shown = self.all.shown_for(id).unwrap_or(id);
        let text = |place: u32| self.texts.get(place as usize);
        let Some(own) = self.places.get(&shown).and_then(|&place| text(place)) else { return Vec::new() };
        let texts = std::iter::once(own).chain(own.copies.iter().filter_map(|&place| text(place)));
        let in_row =
            |&other: &DocumentId| other != id && (other == shown || self.all.shown_for(other) == Some(shown));
        texts.flat_map(|text| &text.ids).copied().filter(in_row).collect()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All pairs that have half of their runs in common or more. Of a large family of texts that are nearly the same
    /// not all pairs are known, but those with the fullest; of a text that stands in very many documents the pairs with
    /// the first of them.
    pub fn pairs(&self) -> impl Iterator<Item = CopyPair> {
        let few = |ids: &[DocumentId]| if ids.len() > FAMILY { 1 } else { ids.len() };
        let ids = |text: u32| self.texts.get(text as usize).map_or(&[][..], |text| &text.ids);
        let ids = move |text: u32| ids(text).iter().take(few(ids(text)));
        let same = self.texts.iter().flat_map(move |text| {
            let pairs = text.ids.iter().enumerate().take(few(&text.ids));
            pairs.flat_map(|(at, &first)| {
                let others = text.ids.iter().skip(at + 1);
                others.map(move |&other| CopyPair { first, other, similarity: 1.0 })
            })
        });
        let near = self.pairs.iter().flat_map(move |&(a, b, overlap)| {
            ids(a).flat_map(move |&first| {
                let pair = move |&other| CopyPair { first, other, similarity: overlap.similarity() };
                ids(b).map(pair)
            })
        });
        same.chain(near)
    }

    /// How many texts were compared for it, or for one before, in pairs.
    pub fn compared(&self) -> usize {
        self.compared.len()
    }
}

/// The sketch of a text, and the first document that has it.
fn head(texts: &[&[(Sketch, DocumentId)]], at: u32) -> Option<(Sketch, DocumentId)> {
    texts.get(at as usize)?.first().copied()
}

/// Runs that were read, to be compared with those of more than one text.
#[derive(Default)]
struct HeldRuns {
    runs: FxHashMap<DocumentId, Runs>,
    held: usize,
}

impl HeldRuns {
    fn overlap<E>(
        &mut self,
        first: DocumentId,
        other: DocumentId,
        read: &mut impl FnMut(DocumentId) -> Result<Runs, E>,
    ) -> Result<Overlap, E> {
        if self.held > RUNS_HELD {
            *self = HeldRuns::default();
        }
        for id in [first, other] {
            if !self.runs.contains_key(&id) {
                let runs = read(id)?;
                self.held += runs.hashes().len();
                self.runs.insert(id, runs);
            }
        }
        let both = (self.runs.get(&first), self.runs.get(&other));
        Ok(if let (Some(first), Some(other)) = both { Overlap::of(first, other) } else { Overlap::default() })
    }
}
