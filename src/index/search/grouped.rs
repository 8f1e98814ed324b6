//! Puts the mails of a thread in one row of a list: that of the mail that comes first in the order of the search.
//!
//! Not here: which mails are one thread (`segments::threads`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::index::Snapshot;
use crate::model::DocumentId;
use crate::query::{GroupedRows, SearchResults};

impl Snapshot {
    /// The rows of what is found, with the mails of a thread in one; `None` where each document has a row of its own.
    /// What is found only with folded lines has.
    pub fn grouped(&self, found: &SearchResults) -> Option<Box<GroupedRows>> {
        let threads = self.view.threads();
        if threads.is_empty() {
            return None;
        }
        let mut rows = Vec::with_capacity(found.ids.len());
        let mut first_of: HashMap<u32, DocumentId> = HashMap::new();
        let mut others: HashMap<DocumentId, Vec<DocumentId>> = HashMap::new();
        for &id in found.unfolded_ids() {
            match threads.number(id).map(|number| *first_of.entry(number).or_insert(id)) {
                Some(first) if first != id => others.entry(first).or_default().push(id),
                _ => rows.push(id),
            }
        }
        if others.is_empty() {
            return None;
        }
        for (first, others) in &mut others {
            let found: HashSet<DocumentId> = others.drain(..).collect();
            // As they were sent, whatever the order of the rows: so a conversation is read.
            let mails = threads.number(*first).map_or(&[][..], |number| threads.mails(number));
            others.extend(mails.iter().filter(|id| found.contains(id)));
        }
        let unfolded = rows.len();
        rows.extend(found.ids.get(found.unfolded..).unwrap_or_default());
        Some(Box::new(GroupedRows { ids: Arc::new(rows), unfolded, others: Arc::new(others) }))
    }

    /// Whether a document is a mail.
    pub fn is_mail(&self, id: DocumentId) -> bool {
        let located = self.view.locate(id);
        located.is_some_and(|(address, segment)| segment.columns().mail.thread.first(address.row).is_some())
    }

    /// All mails of the thread that a document is of, in the order in which they were sent; none where it is of no
    /// thread with others.
    pub fn thread_of(&self, id: DocumentId) -> Vec<DocumentId> {
        let threads = self.view.threads();
        threads.number(id).map_or_else(Vec::new, |number| threads.mails(number).to_vec())
    }
}
