//! The places of all lines of a long list (sentences, or the hits of a search), without the lines: by
//! document, so that a million of them take little room.
//!
//! Not here: the lines themselves, which are asked for as they come into view (`entities`).

use super::entities::SentencePlace;
use crate::model::DocumentId;

/// Which lines a list has, in its order: those of one document together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinePlaces {
    documents: Vec<DocumentId>,
    /// For each document how many lines there are to its end.
    ends: Vec<usize>,
    /// The number of each line in its document; none where they are counted through.
    numbers: Vec<u32>,
    /// Hits in folded lines, which are not listed.
    pub folded: u64,
}

impl LinePlaces {
    /// These sentences, those of one document after each other.
    pub fn of_sentences(places: &[SentencePlace]) -> LinePlaces {
        let mut list = LinePlaces::default();
        for of_document in places.chunk_by(|one, next| one.0 == next.0) {
            list.add(of_document[0].0, of_document.len());
            list.numbers.extend(of_document.iter().map(|&(_, number)| number));
        }
        list
    }

    /// So many hits of each document.
    pub fn of_hits(counts: impl IntoIterator<Item = (DocumentId, u32)>) -> LinePlaces {
        let mut list = LinePlaces::default();
        counts
            .into_iter()
            .filter(|&(_, count)| count > 0)
            .for_each(|(id, count)| list.add(id, count as usize));
        list
    }

    fn add(&mut self, id: DocumentId, count: usize) {
        self.documents.push(id);
        self.ends.push(self.len() + count);
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many documents they are of.
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// The lines before those of a document, given by its place.
    fn start(&self, document: usize) -> usize {
        document.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    /// The place of a line.
    pub fn get(&self, at: usize) -> Option<SentencePlace> {
        let document = self.ends.partition_point(|&end| end <= at);
        let &id = self.documents.get(document)?;
        let number = self.numbers.get(at).copied();
        Some((id, number.unwrap_or((at - self.start(document)) as u32)))
    }

    /// Which line is at a place.
    pub fn position(&self, place: SentencePlace) -> Option<usize> {
        let document = self.documents.iter().position(|&id| id == place.0)?;
        let lines = self.start(document)..*self.ends.get(document)?;
        match self.numbers.get(lines.clone()) {
            Some(numbers) if !self.numbers.is_empty() => {
                numbers.iter().position(|&number| number == place.1).map(|at| lines.start + at)
            }
            _ => Some(lines.start + place.1 as usize).filter(|at| lines.contains(at)),
        }
    }

    /// How many lines a document has.
    pub fn count(&self, id: DocumentId) -> usize {
        let document = self.documents.iter().position(|&other| other == id);
        document.and_then(|at| Some(self.ends.get(at)? - self.start(at))).unwrap_or(0)
    }

    /// Takes in how many hits a document has, which was counted by the index before its text was read:
    /// there hits that overlap are several.
    pub fn set_count(&mut self, id: DocumentId, count: usize) {
        let Some(document) = self.documents.iter().position(|&other| other == id) else { return };
        let (start, end) = (self.start(document), self.ends[document]);
        for later in &mut self.ends[document..] {
            *later = *later + count - (end - start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_numbers_and_hits_are_counted_through() {
        let id = DocumentId;
        let places = [(id(7), 3), (id(7), 9), (id(2), 0)];
        let sentences = LinePlaces::of_sentences(&places);
        let hits = LinePlaces::of_hits([(id(7), 2), (id(5), 0), (id(2), 1)]);
        let all = |list: &LinePlaces| (0..9).map_while(|at| list.get(at)).collect::<Vec<_>>();
        assert_eq!((all(&sentences), sentences.documents()), (places.to_vec(), 2));
        assert_eq!((all(&hits), hits.len()), (vec![(id(7), 0), (id(7), 1), (id(2), 0)], 3));
        for list in [&sentences, &hits] {
            for (at, place) in all(list).into_iter().enumerate() {
                assert_eq!(list.position(place), Some(at));
            }
            assert_eq!((list.position((id(7), 5)), list.position((id(1), 0))), (None, None));
        }
    }

    #[test]
    fn a_count_that_was_not_exact_is_put_right_and_what_follows_moves() {
        let id = DocumentId;
        let mut hits = LinePlaces::of_hits([(id(1), 3), (id(2), 2)]);
        hits.set_count(id(1), 1);
        assert_eq!((hits.len(), hits.get(1), hits.get(3)), (3, Some((id(2), 0)), None));
        hits.set_count(id(2), 4);
        assert_eq!((hits.len(), hits.get(4)), (5, Some((id(2), 3))));
        hits.set_count(id(1), 0);
        assert_eq!(hits.get(0), Some((id(2), 0)));
    }
}
