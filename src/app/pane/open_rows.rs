//! Rows of the list that stand for several documents, the reports of a story, the mails of a thread or the copies of a
//! text: opening such a row to all of them, and closing it again.
//!
//! Not here: which documents share a row (`index::search::grouped`).

use super::list::List;
use super::shared_rows::InnerRow;
use crate::model::DocumentId;
use crate::query::{SharedBy, SharedRow};

impl List {
    /// What the number of a row is of: what it opens to next, or else was opened to last; `None` where it stands for
    /// its document alone.
    pub fn shared_row(&self, id: DocumentId) -> Option<&SharedRow> {
        let shared = &self.shared;
        shared.next_of(id).or_else(|| shared.last_of(id)).map(|(_, row)| row)
    }

    /// How many of the documents found stand in the row of one that they are copies of.
    pub fn copies(&self) -> usize {
        self.shared.copies
    }

    /// How many rows are stories of several reports.
    pub fn stories(&self) -> usize {
        self.shared.stories
    }

    /// The documents that a row stands for and that have no row of their own now.
    pub fn hidden_in(&self, id: DocumentId) -> Vec<DocumentId> {
        self.shared.hidden_in(id)
    }

    /// Of a document that has its row only since one above was opened: why they share that, and how deep it stands.
    pub fn inner(&self, id: DocumentId) -> Option<InnerRow> {
        self.shared.inner.get(&id).copied()
    }

    fn depth(&self, id: DocumentId) -> usize {
        self.inner(id).map_or(0, |inner| inner.depth)
    }

    fn place(&self, id: DocumentId) -> Option<usize> {
        self.ids.place(id)
    }

    /// Opens the row of a document to what it stands for next; whether it was closed.
    pub fn open_row(&mut self, id: DocumentId) -> bool {
        let (Some(at), Some((within, row))) = (self.place(id), self.shared.next_of(id)) else { return false };
        let (by, others) = (row.by, row.others.clone());
        let inner = InnerRow { by, depth: self.depth(id) + within + 1 };
        self.shared.opened.insert((id, by));
        self.shared.inner.extend(others.iter().map(|&other| (other, inner)));
        self.unfolded += others.len();
        if self.selected > at {
            self.selected += others.len();
            self.top += others.len();
        }
        let mut ids = std::mem::take(&mut self.ids).into_vec();
        ids.splice(at + 1..at + 1, others);
        self.ids = ids.into();
        true
    }

    /// Scrolls so that what the selected row was opened to is seen below it, as much as there is room for.
    pub fn reveal_opened(&mut self, height: usize) {
        let depth = self.selected_id().map_or(0, |id| self.depth(id));
        let below = self.ids.iter().skip(self.selected + 1);
        let inside = below.take_while(|&&id| self.depth(id) > depth).count();
        let top = (self.selected + inside + 1).saturating_sub(height);
        self.top = self.top.max(top.min(self.selected));
        self.clamp(height);
    }

    /// Opens the rows that hide a document, as far as they do.
    pub fn show(&mut self, id: DocumentId) {
        let Some((shown, by)) = self.shared.row_of(id).filter(|_| self.place(id).is_none()) else { return };
        self.show(shown);
        while !self.shared.opened.contains(&(shown, by)) && self.open_row(shown) {}
    }

    /// The document whose row is in sight and stands for this one: itself where it has one.
    pub(super) fn in_sight(&self, id: DocumentId) -> DocumentId {
        let mut shown = id;
        while self.place(shown).is_none()
            && let Some((above, _)) = self.shared.row_of(shown)
        {
            shown = above;
        }
        shown
    }

    /// Closes what was opened last of the row of the selected document, or else the row that it stands in, and selects
    /// the one that is shown for it; whether something was open.
    pub fn close_row(&mut self, height: usize) -> bool {
        let Some(selected) = self.selected_id() else { return false };
        let own = self.shared.last_of(selected).map(|(_, row)| (selected, row.by));
        let Some((shown, by)) = own.or_else(|| self.shared.row_of(selected)) else { return false };
        let Some(at) = self.place(shown).filter(|_| self.shared.opened.contains(&(shown, by))) else {
            return false;
        };
        let within = self.shared.of(shown).iter().position(|row| row.by == by).unwrap_or(0);
        let depth = self.depth(shown) + within + 1;
        let inside = self.ids.iter().skip(at + 1).take_while(|&&id| self.depth(id) >= depth).count();
        let mut ids = std::mem::take(&mut self.ids).into_vec();
        for id in ids.drain(at + 1..at + 1 + inside) {
            self.shared.inner.remove(&id);
            self.shared.opened.retain(|(open, _)| *open != id);
        }
        self.ids = ids.into();
        self.shared.close_from(shown, by);
        self.unfolded -= inside;
        self.select(at, height);
        true
    }

    /// Opens the rows again that were open before an answer came, as far as they are still there.
    pub(super) fn reopen(&mut self) {
        let mut opened: Vec<(DocumentId, SharedBy)> = self.shared.opened.drain().collect();
        // What stands in another row is there once that is open.
        opened.sort_unstable_by_key(|&(_, by)| by);
        self.shared.inner.clear();
        for (id, by) in opened {
            if self.shared.next_of(id).is_some_and(|(_, row)| row.by == by) {
                self.open_row(id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use super::*;
    use crate::query::{DocumentIds, GroupedRows, SearchResults, SharedRow};

    /// Eight documents, of which 2, 5 and 6 share the row of 2; 7 is found only in folded lines.
    fn list() -> List {
        let ids = |ids: &[u64]| ids.iter().map(|&id| DocumentId(id)).collect::<DocumentIds>();
        let row = SharedRow { by: SharedBy::Copies, others: vec![DocumentId(5), DocumentId(6)] };
        let others = HashMap::from([(DocumentId(2), vec![row])]);
        let (ids_of_rows, others) = (ids(&[0, 1, 2, 3, 4, 7]), Arc::new(others));
        let grouped = GroupedRows { ids: ids_of_rows, unfolded: 5, others, copies: 2, stories: 0 };
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
        assert_eq!((list.copies(), list.shared_row(DocumentId(2)).unwrap().by), (2, SharedBy::Copies));
        list.select(3, 10);
        assert!(
            list.open_row(DocumentId(2)) && !list.open_row(DocumentId(2)) && !list.open_row(DocumentId(0))
        );
        assert_eq!((shown(&list), list.selected_id()), (vec![0, 1, 2, 5, 6, 3, 4, 7], Some(DocumentId(3))));
        assert_eq!((list.folded(), list.inner(DocumentId(5)).is_some(), list.stories()), (1, true, 0));
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
            ids: (0..8).map(DocumentId).collect(),
            unfolded: 7,
            grouped: Some(Box::new(GroupedRows {
                ids: list.ids.clone(),
                unfolded: 5,
                others: Arc::clone(&list.shared.others),
                copies: 2,
                stories: 0,
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
        list.extend(&(0..10).map(DocumentId).collect());
        assert_eq!((shown(&list), list.folded()), (vec![0, 1, 2, 3, 4, 7, 8, 9], 3));
    }
}
