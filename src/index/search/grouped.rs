//! Puts documents in one row of a list: the mails of a thread in that of the mail that comes first in the order of the
//! search, copies in that of the fullest.
//!
//! Not here: which mails are one thread (`segments::threads`), and which documents are copies (`compare::copies`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::index::Snapshot;
use crate::index::segments::Threads;
use crate::model::DocumentId;
use crate::query::{CopyRows, GroupedRows, RowSharing, SearchResults, SharedBy, SharedRow};

/// The mails of threads that are found: of each thread the first, and the others with their places.
#[derive(Default)]
struct FoundMails {
    firsts: Vec<Option<DocumentId>>,
    others: Vec<Vec<(u32, DocumentId)>>,
}

impl FoundMails {
    /// Takes in a mail; whether it is the first that is found of its thread.
    fn take(&mut self, id: DocumentId, (thread, place): (u32, u32)) -> bool {
        let at = thread as usize;
        match (self.firsts.get_mut(at), self.others.get_mut(at)) {
            (Some(Some(_)), Some(others)) => {
                others.push((place, id));
                false
            }
            (Some(first), _) => {
                *first = Some(id);
                true
            }
            _ => false,
        }
    }

    fn rows(self) -> impl Iterator<Item = (DocumentId, SharedRow)> {
        let shared = self.firsts.into_iter().zip(self.others).filter(|(_, others)| !others.is_empty());
        shared.filter_map(|(first, mut others)| {
            // As they were sent, whatever the order of the rows: so a conversation is read.
            others.sort_unstable();
            let others = others.into_iter().map(|(_, id)| id).collect();
            Some((first?, SharedRow { by: SharedBy::Thread, others }))
        })
    }
}

impl Snapshot {
    /// Puts what is found in rows, as these are shared. Copies are, as far as they are known. Each document has a row
    /// of its own where none is shared; what is found only with folded lines has.
    pub fn group(&self, found: &mut SearchResults, sharing: RowSharing) {
        let (copies, are_all) = self.view.known_copies();
        found.knows_copies = are_all;
        found.grouped = None;
        let threads = sharing.threads.then(|| self.view.threads()).filter(|threads| threads.len() > 0);
        let place = |id| threads.and_then(|threads| threads.place(id));
        let folds = sharing.copies != CopyRows::Apart && !copies.is_empty();
        if threads.is_none() && !folds {
            return;
        }
        // A mail is in the row of its thread, whatever copies of it there are.
        let alone = |id: &DocumentId| place(*id).is_none();
        let alone: Vec<DocumentId> =
            found.unfolded_ids().iter().copied().filter(|id| folds && alone(id)).collect();
        let folded = copies.fold(&alone);
        let count = threads.map_or(0, Threads::len);
        let mut mails = FoundMails { firsts: vec![None; count], others: vec![Vec::new(); count] };
        let mut others: HashMap<DocumentId, SharedRow> = HashMap::new();
        let mut rows = Vec::with_capacity(found.ids.len());
        for &id in found.unfolded_ids() {
            if let Some(shown) = folded.shown_for(id) {
                let row = SharedRow { by: SharedBy::Copies, others: Vec::new() };
                others.entry(shown).or_insert(row).others.push(id);
            } else if place(id).is_none_or(|place| mails.take(id, place)) {
                rows.push(id);
            }
        }
        if rows.len() == found.unfolded_ids().len() {
            return;
        }
        let unfolded = rows.len();
        rows.extend(found.ids.get(found.unfolded..).unwrap_or_default());
        others.extend(mails.rows());
        let (ids, others) = (Arc::new(rows), Arc::new(others));
        found.grouped = Some(Box::new(GroupedRows { ids, unfolded, others, copies: folded.len() }));
    }

    /// What is found, with each document once: without those that stand in the row of one that they are copies of.
    pub fn once(&self, found: &SearchResults) -> SearchResults {
        let others = found.grouped.iter().flat_map(|grouped| grouped.others.values());
        let copies: HashSet<DocumentId> = others
            .filter(|row| row.by == SharedBy::Copies)
            .flat_map(|row| row.others.iter().copied())
            .collect();
        let ids: Vec<DocumentId> =
            found.unfolded_ids().iter().copied().filter(|id| !copies.contains(id)).collect();
        SearchResults { unfolded: ids.len(), ids: Arc::new(ids), ..found.clone() }
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
