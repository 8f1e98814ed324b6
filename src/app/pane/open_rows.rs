//! Rows of the list that stand for several documents, the mails of a thread or the copies of a text: opening such a
//! row to all of them, and closing it again.
//!
//! Not here: which documents share a row (`index::search::grouped`).

use std::sync::Arc;

use super::list::List;
use crate::model::DocumentId;
use crate::query::SharedBy;

impl List {
    /// How many other documents the row of this one stands for.
    pub fn others(&self, id: DocumentId) -> usize {
        self.shared.others.get(&id).map_or(0, |row| row.others.len())
    }

    /// Why documents share the row of this one; `None` where it is alone in it.
    pub fn shared_by(&self, id: DocumentId) -> Option<SharedBy> {
        self.shared.others.get(&id).map(|row| row.by)
    }

    /// How many of the documents found stand in the row of one that they are copies of.
    pub fn copies(&self) -> usize {
        self.shared.copies
    }

    /// The documents that a row stands for and that have no row of their own now.
    pub fn hidden_in(&self, id: DocumentId) -> &[DocumentId] {
        let closed = !self.shared.opened.contains(&id);
        self.shared.others.get(&id).filter(|_| closed).map_or(&[], |row| &row.others)
    }

    /// Of a document that has its row only since the one above was opened: why they share that.
    pub fn inner(&self, id: DocumentId) -> Option<SharedBy> {
        self.shared.inner.get(&id).copied()
    }

    /// Opens the row of a document to all documents it stands for; whether it was closed.
    pub fn open_row(&mut self, id: DocumentId) -> bool {
        let hidden = self.hidden_in(id).to_vec();
        let Some(at) = self.ids.iter().position(|&other| other == id).filter(|_| !hidden.is_empty()) else {
            return false;
        };
        self.shared.opened.insert(id);
        let by = self.shared_by(id);
        self.shared.inner.extend(hidden.iter().filter_map(|&hidden| Some((hidden, by?))));
        self.unfolded += hidden.len();
        if self.selected > at {
            self.selected += hidden.len();
            self.top += hidden.len();
        }
        Arc::make_mut(&mut self.ids).splice(at + 1..at + 1, hidden);
        true
    }

    /// Opens the row that hides a document, if one does.
    pub fn show(&mut self, id: DocumentId) {
        let first = self.shared.row_of(id);
        if first != id {
            self.open_row(first);
        }
    }

    /// Closes the row that the selected document stands in, and selects it; whether it was open.
    pub fn close_row(&mut self, height: usize) -> bool {
        let Some(first) = self.selected_id().map(|id| self.shared.row_of(id)) else { return false };
        if !self.shared.opened.remove(&first) {
            return false;
        }
        let Some(at) = self.ids.iter().position(|&other| other == first) else { return false };
        let inner = self.others(first);
        for id in Arc::make_mut(&mut self.ids).drain(at + 1..at + 1 + inner) {
            self.shared.inner.remove(&id);
        }
        self.unfolded -= inner;
        self.select(at, height);
        true
    }

    /// Opens the rows again that were open before an answer came, as far as they are still there.
    pub(super) fn reopen(&mut self) {
        let opened = std::mem::take(&mut self.shared.opened);
        self.shared.inner.clear();
        for id in opened {
            self.open_row(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::query::{GroupedRows, SearchResults, SharedRow};

    /// Eight documents, of which 2, 5 and 6 share the row of 2; 7 is found only in folded lines.
    fn list() -> List {
        let ids = |ids: &[u64]| Arc::new(ids.iter().map(|&id| DocumentId(id)).collect::<Vec<_>>());
        let row = SharedRow { by: SharedBy::Copies, others: vec![DocumentId(5), DocumentId(6)] };
        let others = HashMap::from([(DocumentId(2), row)]);
        let (ids_of_rows, others) = (ids(&[0, 1, 2, 3, 4, 7]), Arc::new(others));
        let grouped = GroupedRows { ids: ids_of_rows, unfolded: 5, others, copies: 2 };
        let found = SearchResults {
            ids: ids(&[0, 1, 2, 3, 4, 5, 6, 7]),
            unfolded: 7,
            of: 20,
            grouped: Some(Box::new(grouped)),
            ..SearchResults::default()
        };
        let mut list = List::default();
        list.take(found, Vec::new(), None, 10);
        list
    }

    fn shown(list: &List) -> Vec<u64> {
        list.ids.iter().map(|id| id.0).collect()
    }

    #[test]
    fn a_row_opens_to_all_its_documents_and_closes_from_any_of_them() {
        let mut list = list();
        assert_eq!((shown(&list), list.documents, list.folded()), (vec![0, 1, 2, 3, 4, 7], 7, 1));
        assert_eq!((list.copies(), list.shared_by(DocumentId(2))), (2, Some(SharedBy::Copies)));
        list.select(3, 10);
        assert!(
            list.open_row(DocumentId(2)) && !list.open_row(DocumentId(2)) && !list.open_row(DocumentId(0))
        );
        assert_eq!((shown(&list), list.selected_id()), (vec![0, 1, 2, 5, 6, 3, 4, 7], Some(DocumentId(3))));
        assert_eq!(
            (list.folded(), list.inner(DocumentId(5)).is_some(), list.others(DocumentId(2))),
            (1, true, 2)
        );
        list.select(4, 10);
        assert!(list.close_row(10) && !list.close_row(10));
        assert_eq!((shown(&list), list.selected_id()), (vec![0, 1, 2, 3, 4, 7], Some(DocumentId(2))));
        assert!(list.inner(DocumentId(5)).is_none());
    }

    #[test]
    fn an_open_row_stays_open_and_a_document_in_a_closed_one_keeps_the_selection_there() {
        let mut first = list();
        first.open_row(DocumentId(2));
        first.select(4, 10);
        let other = list();
        let found = |list: &List| SearchResults {
            ids: Arc::new((0..8).map(DocumentId).collect()),
            unfolded: 7,
            grouped: Some(Box::new(GroupedRows {
                ids: Arc::clone(&list.ids),
                unfolded: 5,
                others: Arc::clone(&list.shared.others),
                copies: 2,
            })),
            ..SearchResults::default()
        };
        first.take(found(&other), Vec::new(), Some(DocumentId(6)), 10);
        assert_eq!((shown(&first).len(), first.selected_id()), (8, Some(DocumentId(6))));
        let mut closed = list();
        closed.take(found(&other), Vec::new(), Some(DocumentId(6)), 10);
        assert_eq!(closed.selected_id(), Some(DocumentId(2)));
    }

    #[test]
    fn what_is_found_in_folded_lines_comes_after_the_rows() {
        let mut list = list();
        list.extend(&Arc::new((0..10).map(DocumentId).collect()));
        assert_eq!((shown(&list), list.folded()), (vec![0, 1, 2, 3, 4, 7, 8, 9], 3));
    }
}
