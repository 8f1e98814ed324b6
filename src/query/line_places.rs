//! The places of all lines of a long list (sentences, or the hits of a search), without the lines: by
//! document, so that a million of them take little room.
//!
//! Not here: the lines themselves, which are asked for as they come into view (`entities`), and which documents are
//! copies (`compare::copies`).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::entities::SentencePlace;
use crate::model::DocumentId;

/// Which lines a list has, in its order: those of one document together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinePlaces {
    documents: Vec<DocumentId>,
    /// For each document how many lines there are to its end.
    ends: Vec<usize>,
    /// For each document the numbers of its lines; `None` where they are counted through.
    numbers: Vec<Option<Box<[u32]>>>,
    /// In how many copies of its document a line stands as well, of those that do.
    copies: HashMap<SentencePlace, u32>,
    /// Lines that are not listed, since they stand in a copy of their document that is.
    pub in_copies: u64,
    /// Hits in folded lines, which are not listed.
    pub folded: u64,
}

impl LinePlaces {
    /// These sentences, those of one document after each other.
    pub fn of_sentences(places: &[SentencePlace]) -> LinePlaces {
        let mut list = LinePlaces::default();
        for of_document in places.chunk_by(|one, next| one.0 == next.0) {
            let numbers = of_document.iter().map(|&(_, number)| number).collect();
            list.add(of_document[0].0, of_document.len(), Some(numbers));
        }
        list
    }

    /// So many hits of each document.
    pub fn of_hits(counts: impl IntoIterator<Item = (DocumentId, u32)>) -> LinePlaces {
        let mut list = LinePlaces::default();
        counts
            .into_iter()
            .filter(|&(_, count)| count > 0)
            .for_each(|(id, count)| list.add(id, count as usize, None));
        list
    }

    fn add(&mut self, id: DocumentId, count: usize, numbers: Option<Box<[u32]>>) {
        self.documents.push(id);
        self.ends.push(self.len() + count);
        self.numbers.push(numbers);
    }

    /// The same list, with a line that stands in several copies of one document once: where it is listed first.
    /// `row_of` names the document that a copy is shown with, the same for all of them; `words_of` gives the numbers of
    /// all lines of a document, each with what its words are known by.
    ///
    /// # Errors
    /// Those of `words_of`.
    pub fn once<E>(
        &self,
        row_of: impl Fn(DocumentId) -> Option<DocumentId>,
        mut words_of: impl FnMut(DocumentId, Option<&[u32]>) -> Result<Vec<(u32, u64)>, E>,
    ) -> Result<LinePlaces, E> {
        let mut list = LinePlaces { folded: self.folded, ..LinePlaces::default() };
        let mut first: HashMap<(DocumentId, u64, u32), SentencePlace> = HashMap::new();
        for (at, (&id, numbers)) in self.documents.iter().zip(&self.numbers).enumerate() {
            let Some(row) = row_of(id) else {
                list.add(id, self.ends.get(at).map_or(0, |end| end - self.start(at)), numbers.clone());
                continue;
            };
            let (mut kept, mut times) = (Vec::new(), HashMap::<u64, u32>::new());
            for (number, words) in words_of(id, numbers.as_deref())? {
                let before = times.entry(words).or_default();
                *before += 1;
                match first.entry((row, words, *before)) {
                    Entry::Occupied(listed) => {
                        *list.copies.entry(*listed.get()).or_default() += 1;
                        list.in_copies += 1;
                    }
                    Entry::Vacant(new) => {
                        new.insert((id, number));
                        kept.push(number);
                    }
                }
            }
            if !kept.is_empty() {
                list.add(id, kept.len(), Some(kept.into()));
            }
        }
        Ok(list)
    }

    /// The documents that they are of.
    pub fn ids(&self) -> &[DocumentId] {
        &self.documents
    }

    /// In how many copies of its document a line stands as well.
    pub fn copies(&self, place: SentencePlace) -> u32 {
        self.copies.get(&place).copied().unwrap_or(0)
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
        let within = at - self.start(document);
        match self.numbers.get(document)? {
            Some(numbers) => Some((id, *numbers.get(within)?)),
            None => Some((id, within as u32)),
        }
    }

    /// Which line is at a place.
    pub fn position(&self, place: SentencePlace) -> Option<usize> {
        let document = self.documents.iter().position(|&id| id == place.0)?;
        let lines = self.start(document)..*self.ends.get(document)?;
        match self.numbers.get(document)? {
            Some(numbers) => numbers.iter().position(|&number| number == place.1).map(|at| lines.start + at),
            None => Some(lines.start + place.1 as usize).filter(|at| lines.contains(at)),
        }
    }

    /// How many lines a document has, where they are counted through: so the index counts hits before their text is
    /// read, of which several may overlap.
    pub fn count(&self, id: DocumentId) -> Option<usize> {
        let at = self.documents.iter().position(|&other| other == id)?;
        let counted = self.numbers.get(at)?.is_none();
        Some(self.ends.get(at)? - self.start(at)).filter(|_| counted)
    }

    /// Takes in how many hits a document has, where they are counted through.
    pub fn set_count(&mut self, id: DocumentId, count: usize) {
        let Some(document) = self.documents.iter().position(|&other| other == id) else { return };
        if self.numbers.get(document).is_some_and(Option::is_some) {
            return;
        }
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

    #[test]
    fn a_line_that_stands_in_several_copies_is_listed_once() {
        let id = DocumentId;
        // 1, 2 and 3 are copies; 2 says a thing more, 3 says one twice.
        let words = |of: DocumentId| match of.0 {
            1 => vec![(0, 70), (1, 71)],
            2 => vec![(0, 71), (1, 72)],
            _ => vec![(0, 71), (1, 71), (2, 70)],
        };
        let row_of = |of: DocumentId| (of.0 < 4).then_some(id(1));
        let counted = LinePlaces::of_hits([(id(1), 2), (id(4), 2), (id(2), 3), (id(3), 3)]);
        let once = counted.once(row_of, |of, _| Ok::<_, ()>(words(of))).unwrap();
        let all: Vec<_> = (0..9).map_while(|at| once.get(at)).collect();
        let expected = [(id(1), 0), (id(1), 1), (id(4), 0), (id(4), 1), (id(2), 1), (id(3), 1)];
        assert_eq!((&all[..], once.documents(), once.in_copies), (&expected[..], 4, 3));
        assert_eq!(expected.map(|place| once.copies(place)), [1, 2, 0, 0, 0, 0]);
        assert!(expected.iter().enumerate().all(|(at, &place)| once.position(place) == Some(at)));
        assert_eq!((once.count(id(2)), once.count(id(4))), (None, Some(2)), "the text of 2 was read");
        assert_eq!(counted.once(row_of, |_, _| Err(())), Err(()));
        let numbered = LinePlaces::of_sentences(&[(id(1), 4), (id(2), 6)]);
        let same = |_, numbers: Option<&[u32]>| Ok::<_, ()>(vec![(numbers.unwrap()[0], 7)]);
        assert_eq!(numbered.once(row_of, same).unwrap().len(), 1);
    }
}
