//! Puts documents in one row of a list: the mails of a thread in that of the mail that comes first in the order of the
//! search, copies in that of the fullest, and the rows of a story in that of its first.
//!
//! Not here: which mails are one thread (`segments::threads`), which documents are copies (`compare::copies`), and which
//! report one story (`compare::story`).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::index::Snapshot;
use crate::index::segments::Threads;
use crate::model::DocumentId;
use crate::query::{
    CopyRows, GroupedRows, RowSharing, SearchResults, SharedBy, SharedRow, StoryRows, StoryTable,
};

/// Documents of numbered groups, as they come in the order of the search: of each group the first, and the others with
/// what they are put in order by.
struct Groups<K> {
    firsts: Vec<Option<DocumentId>>,
    others: Vec<Vec<(K, DocumentId)>>,
}

impl<K: Ord> Groups<K> {
    /// For so many groups.
    fn new(count: usize) -> Groups<K> {
        Groups { firsts: vec![None; count], others: (0..count).map(|_| Vec::new()).collect() }
    }

    /// Takes in a document of a group; whether it is the first that is found of it.
    fn take(&mut self, id: DocumentId, group: u32, key: impl FnOnce() -> K) -> bool {
        let at = group as usize;
        match (self.firsts.get_mut(at), self.others.get_mut(at)) {
            (Some(Some(_)), Some(others)) => {
                others.push((key(), id));
                false
            }
            (Some(first), _) => {
                *first = Some(id);
                true
            }
            // Of no group that there is: alone.
            _ => true,
        }
    }

    /// The rows that stand for more than one document, each with the others in their own order, whatever that of the
    /// rows is: so a conversation is read, and how a story went on.
    fn rows(self, by: SharedBy) -> impl Iterator<Item = (DocumentId, SharedRow)> {
        let shared = self.firsts.into_iter().zip(self.others).filter(|(_, others)| !others.is_empty());
        shared.filter_map(move |(first, mut others)| {
            others.sort_unstable();
            let others = others.into_iter().map(|(_, id)| id).collect();
            Some((first?, SharedRow { by, others }))
        })
    }
}

/// Rows while they are made: the documents that have one, and for which others each stands.
struct Rows {
    ids: Vec<DocumentId>,
    others: HashMap<DocumentId, Vec<SharedRow>>,
}

impl Snapshot {
    /// Puts what is found in rows, as these are shared. Copies and the stories of this table are, as far as they are
    /// known. Each document has a row of its own where none is shared; what is found only with folded lines has.
    pub fn group(&self, found: &mut SearchResults, sharing: RowSharing, stories: &StoryTable) {
        let (copies, are_all) = self.view.known_copies();
        found.knows_copies = are_all;
        found.grouped = None;
        let threads = sharing.threads.then(|| self.view.threads()).filter(|threads| threads.len() > 0);
        let folds = sharing.copies != CopyRows::Apart && !copies.is_empty();
        let tells = sharing.stories == StoryRows::Rows && !stories.stories().is_empty();
        if threads.is_none() && !folds && !tells {
            return;
        }
        // A mail is in the row of its thread, whatever copies of it there are, and whatever it tells.
        let place = |id| threads.and_then(|threads| threads.place(id));
        let alone = |id: &DocumentId| place(*id).is_none();
        let ids = found.unfolded_ids();
        let alone: Vec<DocumentId> = ids.iter().copied().filter(|id| folds && alone(id)).collect();
        let folded = copies.fold(&alone);
        let mut mails = Groups::new(threads.map_or(0, Threads::len));
        let mut rows = Rows { ids: Vec::with_capacity(found.ids.len()), others: HashMap::new() };
        let mut copied: HashMap<DocumentId, Vec<DocumentId>> = HashMap::new();
        for &id in ids {
            if let Some(shown) = folded.shown_for(id) {
                copied.entry(shown).or_default().push(id);
            } else if place(id).is_none_or(|(thread, place)| mails.take(id, thread, || place)) {
                rows.ids.push(id);
            }
        }
        let copied =
            copied.into_iter().map(|(shown, others)| (shown, SharedRow { by: SharedBy::Copies, others }));
        let shared = copied.chain(mails.rows(SharedBy::Thread));
        rows.others.extend(shared.map(|(shown, row)| (shown, vec![row])));
        let told = if tells { self.tell(&mut rows, stories, |id| place(id).is_some()) } else { 0 };
        if rows.ids.len() == ids.len() {
            return;
        }
        let unfolded = rows.ids.len();
        rows.ids.extend(found.ids.get(found.unfolded..).unwrap_or_default());
        let (ids, others) = (Arc::new(rows.ids), Arc::new(rows.others));
        let grouped = GroupedRows { ids, unfolded, others, copies: folded.len(), stories: told };
        found.grouped = Some(Box::new(grouped));
    }

    /// Puts rows whose documents report one story in that of the first of them; how many stories have more than one.
    fn tell(&self, rows: &mut Rows, stories: &StoryTable, is_mail: impl Fn(DocumentId) -> bool) -> usize {
        let day = |id| self.view.locate(id).and_then(|(address, segment)| segment.likely_day(address.row));
        // Those without a date come last.
        let key = |id| day(id).map_or((true, 0), |day| (false, day));
        let mut reports = Groups::new(stories.stories().len());
        rows.ids.retain(|&id| {
            let story = stories.number(id).filter(|_| !is_mail(id));
            story.is_none_or(|story| reports.take(id, story, || key(id)))
        });
        let mut told = 0;
        for (first, row) in reports.rows(SharedBy::Story) {
            // It opens to the reports before it does to the copies of the first.
            rows.others.entry(first).or_default().insert(0, row);
            told += 1;
        }
        told
    }

    /// What is found, with each document once: without those that stand in the row of one that they are copies of.
    pub fn once(&self, found: &SearchResults) -> SearchResults {
        let others = found.grouped.iter().flat_map(|grouped| grouped.others.values());
        let copies: HashSet<DocumentId> = others
            .flatten()
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
