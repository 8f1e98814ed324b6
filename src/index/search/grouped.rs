//! Puts the mails of a thread in one row of a list: that of the mail that comes first in the order of the search.
//!
//! Not here: which mails are one thread (`segments::threads`).

use std::sync::Arc;

use crate::index::Snapshot;
use crate::model::DocumentId;
use crate::query::{GroupedRows, SearchResults};

impl Snapshot {
    /// The rows of what is found, with the mails of a thread in one; `None` where each document has a row of its own.
    /// What is found only with folded lines has.
    pub fn grouped(&self, found: &SearchResults) -> Option<Box<GroupedRows>> {
        let threads = self.view.threads();
        if threads.len() == 0 {
            return None;
        }
        // By the number of a thread: the first mail of it that is found, and the others with their places.
        let mut firsts: Vec<Option<DocumentId>> = vec![None; threads.len()];
        let mut others: Vec<Vec<(u32, DocumentId)>> = vec![Vec::new(); threads.len()];
        let mut rows = Vec::with_capacity(found.ids.len());
        for &id in found.unfolded_ids() {
            let Some((number, place)) = threads.place(id) else {
                rows.push(id);
                continue;
            };
            match (firsts.get_mut(number as usize), others.get_mut(number as usize)) {
                (Some(Some(_)), Some(others)) => others.push((place, id)),
                (Some(first), _) => {
                    *first = Some(id);
                    rows.push(id);
                }
                _ => {}
            }
        }
        if rows.len() == found.unfolded_ids().len() {
            return None;
        }
        let unfolded = rows.len();
        rows.extend(found.ids.get(found.unfolded..).unwrap_or_default());
        let shared = firsts.into_iter().zip(others).filter(|(_, others)| !others.is_empty());
        let shared = shared.filter_map(|(first, mut others)| {
            // As they were sent, whatever the order of the rows: so a conversation is read.
            others.sort_unstable();
            Some((first?, others.into_iter().map(|(_, id)| id).collect()))
        });
        Some(Box::new(GroupedRows { ids: Arc::new(rows), unfolded, others: Arc::new(shared.collect()) }))
    }

    /// Whether a document is a mail.
    pub fn is_mail(&self, id: DocumentId) -> bool {
        let located = self.view.locate(id);
        located.is_some_and(|(address, segment)| segment.columns().mail.thread.first(address.row).is_some())
    }

    /// All mails of the thread that a document is of, in the order in which they were sent; none where it is of no
    /// thread with others.
    pub fn thread_of(&self, id: DocumentId) -> Vec<DocumentId> {
        // Of what is no mail nobody waits for the threads of all mails to be found.
        if !self.is_mail(id) {
            return Vec::new();
        }
        let threads = self.view.threads();
        threads.number(id).map_or_else(Vec::new, |number| threads.mails(number).to_vec())
    }
}
