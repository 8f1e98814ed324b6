//! The sentences that the reader has read, by their fingerprints: they are known again in whatever document they
//! stand.
//!
//! Not here: fingerprints (`text::sentence_fingerprint`), storing them (`notebook`).

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Document, DocumentId, Span};
use crate::text::sentence_fingerprint::sentence_fingerprint;

/// The fingerprints of the sentences of a document's own text that lie in these stretches of it.
pub fn fingerprints_in(document: &Document, stretches: &[Span]) -> Vec<u64> {
    let is_within = |sentence: &Span| stretches.iter().any(|stretch| stretch.contains(*sentence));
    let sentences = document.own_sentences().filter(is_within);
    sentences.filter_map(|span| sentence_fingerprint(span.of(&document.text))).collect()
}

/// The sentences read, each with the document it was read in first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadSentences {
    /// Those of earlier sessions: there may be a million of them, so they are never copied.
    earlier: Arc<HashMap<u64, DocumentId>>,
    /// Those of this one.
    here: HashMap<u64, DocumentId>,
}

impl ReadSentences {
    /// Those of earlier sessions.
    pub fn new(earlier: HashMap<u64, DocumentId>) -> ReadSentences {
        ReadSentences { earlier: Arc::new(earlier), here: HashMap::new() }
    }

    /// The document that a sentence was read in first; `None` when it was not read.
    pub fn first_read_in(&self, fingerprint: u64) -> Option<DocumentId> {
        self.earlier.get(&fingerprint).or_else(|| self.here.get(&fingerprint)).copied()
    }

    /// Whether a sentence of a document was read in another one before.
    pub fn is_known_to(&self, id: DocumentId, fingerprint: u64) -> bool {
        self.first_read_in(fingerprint).is_some_and(|first| first != id)
    }

    /// Takes over that sentences were read in a document; those read before stay where they were read first.
    pub fn read(&mut self, id: DocumentId, fingerprints: &[u64]) {
        for &fingerprint in fingerprints {
            if self.first_read_in(fingerprint).is_none() {
                self.here.insert(fingerprint, id);
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.earlier.len() + self.here.len()
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_known_elsewhere_than_where_it_was_read_first() {
        let mut read = ReadSentences::new(HashMap::from([(1, DocumentId(7))]));
        read.read(DocumentId(8), &[1, 2]);
        let known = |id, fingerprint| read.is_known_to(DocumentId(id), fingerprint);
        assert_eq!(
            [known(7, 1), known(8, 1), known(8, 2), known(7, 2), known(7, 3)],
            [false, true, false, true, false]
        );
        assert_eq!(read.len(), 2);
    }
}
