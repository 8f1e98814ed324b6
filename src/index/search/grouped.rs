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
    /// Puts what is found in rows, as these are shared. Copies and the reports of a story are, as far as it is
    /// known which they are. Each document has a row of its own where none is shared; what is found only with folded lines has.
    pub fn group(&self, found: &mut SearchResults, sharing: RowSharing) {
        let stories = &*self.stories.table;
        found.knows_stories = self.stories.are_all;
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
        rows.ids.extend(found.ids.between(found.unfolded..found.ids.len()));
        let (ids, others) = (rows.ids.into(), Arc::new(rows.others));
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
        SearchResults { unfolded: ids.len(), ids: ids.into(), ..found.clone() }
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

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use proptest::prelude::*;

    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::query::{Marks, Order, Search, Story};

    const DOCUMENTS: u64 = 14;

    /// Documents 1 to 14, of each day one but for some without a date; of some the text is the same.
    fn collection() -> Snapshot {
        static COLLECTION: OnceLock<Snapshot> = OnceLock::new();
        COLLECTION.get_or_init(read).clone()
    }

    fn read() -> Snapshot {
        let index = Index::in_memory().unwrap();
        for id in 1..=DOCUMENTS {
            let mut writer = index.writer().unwrap();
            let told = if id % 5 == 0 { "5 alike" } else { &format!("{id} told") };
            let text =
                format!("What the town of Tarn said of the ferry and of its harbour, and {told}, is here.");
            let document = document(&format!("Ferry {id}"), &text);
            let document = if id % 4 > 0 { dated(document, &format!("2023-03-{id:02}")) } else { document };
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document)]).unwrap();
            writer.commit().unwrap();
        }
        Collection::new(vec![index]).snapshot().unwrap()
    }

    /// Stories by the number of each document, 0: of none.
    fn stories(numbers: &[u64]) -> StoryTable {
        let of = |number: u64| {
            let reports = (1..).zip(numbers).filter(|(_, of)| **of == number).map(|(id, _)| DocumentId(id));
            Story { reports: reports.collect(), fullest: DocumentId(0) }
        };
        StoryTable::new((1..4).map(of).filter(|story| story.reports.len() > 1).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn with_stories_as_rows_each_document_is_in_one_row_and_the_best_of_each_row_stand_in_order(
            numbers in prop::collection::vec(0..4_u64, DOCUMENTS as usize),
            (order, copies) in (prop::sample::select(&[Order::Newest, Order::Oldest, Order::Path][..]), any::<bool>()),
            found in prop::collection::vec(any::<bool>(), DOCUMENTS as usize),
        ) {
            let table = Arc::new(stories(&numbers));
            let snapshot = collection().with_stories(Arc::clone(&table), true);
            snapshot.near_copies(&|| false).unwrap();
            let search = Search { order, ..Search::default() };
            let mut results = snapshot.search(&search, &Marks::default(), &|| false).unwrap();
            let ids = results.ids.iter().copied().filter(|id| found[id.0 as usize - 1]);
            results.ids = ids.collect();
            results.unfolded = results.ids.len();
            let copies = if copies { CopyRows::Folded } else { CopyRows::Apart };
            let sharing = RowSharing { stories: StoryRows::Rows, copies, ..RowSharing::default() };
            snapshot.group(&mut results, sharing);
            prop_assert!(results.knows_stories);
            let others = results.grouped.as_ref().map(|grouped| Arc::clone(&grouped.others)).unwrap_or_default();
            let place = |id: DocumentId| results.ids.iter().position(|&other| other == id).unwrap();
            let below = |id: DocumentId| others.get(&id).into_iter().flatten();
            let (mut all, mut last) = (Vec::new(), None);
            for &shown in results.row_ids().iter() {
                let mut row = vec![shown];
                while let Some(id) = row.pop() {
                    all.push(id);
                    row.extend(below(id).flat_map(|row| &row.others));
                }
                prop_assert!(last < Some(place(shown)), "rows stand as what is shown in them does");
                last = Some(place(shown));
                for told in below(shown).filter(|row| row.by == SharedBy::Story) {
                    prop_assert!(told.others.iter().all(|&id| table.number(id) == table.number(shown)));
                    prop_assert!(told.others.iter().all(|&id| place(shown) < place(id)), "the best is shown");
                    let days: Vec<(bool, u64)> = told.others.iter().map(|id| (id.0 % 4 == 0, id.0)).collect();
                    let is_in_order = days.is_sorted_by_key(|&(undated, day)| (undated, if undated { 0 } else { day }));
                    prop_assert!(is_in_order, "{days:?}");
                }
            }
            all.sort_unstable();
            let mut expected = results.ids.to_vec();
            expected.sort_unstable();
            prop_assert_eq!(all, expected);
            let shown_stories: Vec<Option<u32>> = results.row_ids().iter().map(|&id| table.number(id)).collect();
            for number in 0..table.stories().len() as u32 {
                prop_assert!(shown_stories.iter().filter(|of| **of == Some(number)).count() <= 1);
            }
        }
    }
}
