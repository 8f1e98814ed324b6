//! The batch: documents of the list that deeds are done to all at once. It outlives searches, until it is emptied.
//!
//! Not here: the deeds (`perform::batch`).

use std::collections::HashSet;

use crate::model::DocumentId;

/// Documents, in the order in which they were put in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    ids: Vec<DocumentId>,
    known: HashSet<DocumentId>,
    /// What was put in or taken out last: where a range begins.
    pub last: Option<DocumentId>,
}

impl Batch {
    /// Whether a document is in it.
    pub fn holds(&self, id: DocumentId) -> bool {
        self.known.contains(&id)
    }

    /// The documents, in the order in which they were put in.
    pub fn ids(&self) -> &[DocumentId] {
        &self.ids
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Puts a document in, or takes it out; whether it is in then.
    pub fn turn(&mut self, id: DocumentId) -> bool {
        self.last = Some(id);
        if self.known.remove(&id) {
            self.ids.retain(|&other| other != id);
            return false;
        }
        self.add([id]);
        true
    }

    /// Puts documents in; how many were not in before.
    pub fn add(&mut self, ids: impl IntoIterator<Item = DocumentId>) -> usize {
        let before = self.ids.len();
        let known = &mut self.known;
        self.ids.extend(ids.into_iter().filter(|id| id.is_document() && known.insert(*id)));
        self.ids.len() - before
    }

    /// Takes documents out.
    pub fn remove(&mut self, ids: &[DocumentId]) {
        ids.iter().for_each(|id| _ = self.known.remove(id));
        self.ids.retain(|id| self.known.contains(id));
    }

    /// Takes all out; how many there were.
    pub fn clear(&mut self) -> usize {
        let count = self.ids.len();
        *self = Batch::default();
        count
    }
}

/// What of rows is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopiedOfRows {
    /// Title, source, date and path of each.
    References,
    /// The path of each.
    Paths,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_in_once_and_in_order() {
        let mut batch = Batch::default();
        let id = DocumentId;
        assert!(batch.turn(id(3)) && batch.turn(id(1)));
        assert_eq!(batch.add([id(1), id(2), DocumentId::of_failed(7)]), 1, "what is no document is left out");
        assert!(!batch.turn(id(1)) && !batch.holds(id(1)));
        assert_eq!((batch.ids(), batch.last), (&[id(3), id(2)][..], Some(id(1))));
        assert_eq!((batch.clear(), batch.is_empty()), (2, true));
    }
}
