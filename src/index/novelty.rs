//! How much of a document is new to the reader: the share of its sentences that were read in no other document before.
//! The fingerprints of sentences are made of stored texts when they are first asked for, and kept as long as the segment.
//!
//! Not here: which sentences were read (`query::ReadSentences`).

use std::cmp::Reverse;
use std::sync::Arc;

use crate::index::segments::{Segment, Sets};
use crate::index::store::decode;
use crate::index::view::{View, damaged};
use crate::index::{Error, Snapshot};
use crate::model::DocumentId;
use crate::query::{MOST_WEIGHED, Passage, ReadSentences};
use crate::text::sentence_fingerprint::sentence_fingerprint;

/// What is new to a reader.
pub(in crate::index) struct Novelty<'n> {
    view: &'n View,
    read: &'n ReadSentences,
}

impl<'n> Novelty<'n> {
    pub(in crate::index) fn new(view: &'n View, read: &'n ReadSentences) -> Novelty<'n> {
        Novelty { view, read }
    }

    /// How much of a row is new, in percent, and how many sentences that are; `None` where nothing could be known.
    fn of_row(&self, segment: &Segment, row: u32) -> Result<Option<(u8, usize)>, Error> {
        let fingerprints = self.view.fingerprints(segment, row)?;
        let id = segment.id(row);
        let new = fingerprints.iter().filter(|print| !self.read.is_known_to(id, **print)).count();
        let share = (new * 100).checked_div(fingerprints.len());
        Ok(share.map(|share| (share as u8, new)))
    }

    /// The documents of these rows, those with the largest share of new sentences first, then those with more of them,
    /// then the latest.
    pub(in crate::index) fn sorted(
        &self,
        rows: &Sets,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Vec<DocumentId>, Error> {
        let mut latest = Vec::with_capacity(rows.iter().map(|set| set.len()).sum());
        for (number, (segment, rows)) in self.view.segments.iter().zip(rows).enumerate() {
            latest.extend(rows.iter().map(|row| (segment.likely_day(row), number, row)));
        }
        latest.sort_unstable_by(|one, other| other.cmp(one));
        let mut keys = Vec::with_capacity(latest.len());
        for (at, &(_, number, row)) in latest.iter().enumerate() {
            let Some(segment) = self.view.segments.get(number) else { continue };
            if at % 64 == 0 && cancelled() {
                return Err(Error::Cancelled);
            }
            let new = if at < MOST_WEIGHED { self.of_row(segment, row)? } else { None };
            // Those of which nothing is known come last, in the order they are in.
            keys.push((Reverse(new), at, segment.id(row)));
        }
        keys.sort_unstable();
        Ok(keys.into_iter().map(|(.., id)| id).collect())
    }
}

impl Snapshot {
    /// Says of each of these documents how much of it is new to the reader.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn add_novelty(&self, read: &ReadSentences, passages: &mut [Passage]) -> Result<(), Error> {
        let novelty = Novelty::new(&self.view, read);
        for passage in passages {
            if let Some((address, segment)) =
                self.view.locate(passage.id).filter(|_| passage.id.is_document())
            {
                passage.new_to_reader = novelty.of_row(segment, address.row)?.map(|(share, _)| share);
            }
        }
        Ok(())
    }
}

impl View {
    /// The fingerprints of the sentences of a document that can be known again.
    fn fingerprints(&self, segment: &Segment, row: u32) -> Result<Arc<[u64]>, Error> {
        let kept = &segment.columns().fingerprints;
        if let Some(held) = kept.of(row) {
            return Ok(held);
        }
        let (text, layout) = self.stored(segment, row)?;
        let document = decode(text, &layout).ok_or_else(|| segment.error(damaged()))?;
        let sentences = document.own_sentences();
        let made: Arc<[u64]> =
            sentences.filter_map(|span| sentence_fingerprint(span.of(&document.text))).collect();
        kept.keep(row, &made);
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::Span;
    use crate::query::{Marks, Order, Search};

    const FIRE: &str = "A fire broke out in the old mill by the river.";
    const DAM: &str = "The council will repair the dam before the winter comes.";

    #[test]
    fn what_was_read_nowhere_else_stands_first() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        for (id, sentences) in [(1, vec![FIRE]), (2, vec![FIRE, DAM]), (3, vec!["No."]), (4, vec![DAM])] {
            let text = sentences.join(" ");
            let mut document = document("A", &text);
            let spans =
                sentences.iter().map(|of| document.text.find(of).map(|at| Span::new(at, at + of.len())));
            document.sentences = spans.collect::<Option<_>>().unwrap();
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document)]).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        let mut read = ReadSentences::default();
        read.read(DocumentId(1), &[sentence_fingerprint(FIRE).unwrap()]);
        let marks = Marks { sentences: Some(Arc::new(read.clone())), ..Marks::default() };
        let search = Search { order: Order::MostNew, ..Search::default() };
        let ids = snapshot.search(&search, &marks, &|| false).unwrap().ids;
        assert_eq!(ids.iter().map(|id| id.0).collect::<Vec<_>>(), [4, 1, 2, 3]);
        let mut passages = [1, 2, 3, 4].map(|id| Passage { id: DocumentId(id), ..Passage::default() });
        snapshot.add_novelty(&read, &mut passages).unwrap();
        let new = passages.map(|passage| passage.new_to_reader);
        assert_eq!(new, [Some(100), Some(50), None, Some(100)]);
    }
}
