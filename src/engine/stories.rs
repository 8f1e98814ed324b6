//! Stories of the open collection: the table of which documents report one event, made when it is first asked for and
//! kept until the collection changes, and a single story in full.
//!
//! Not here: what makes reports one story (`compare::story`).

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use super::seen::hash_of;
use super::story_reports::{KeptReports, report};
use crate::compare::story::{
    ComparedReports, MOST_TOLD, Report, WEIGHTS, compare_reports, facts, reason, told_once,
};
use crate::index::{Error, Snapshot};
use crate::model::{Document, DocumentId};
use crate::query::{
    Answer, CorrectionLog, Edit, RecordedCorrection, Row, Story, StoryFact, StoryPage, StoryPair,
    StoryReport, StoryTable,
};
use crate::text::word_count::count_words;

/// Why a report is in a story that the reader put there.
const SAID: &str = "of this story, as you said";

/// The stories of a snapshot under what is said of them, and what they were made of.
#[derive(Clone)]
pub(super) struct FoundStories {
    pub table: Arc<StoryTable>,
    compared: Arc<ComparedReports>,
    said: Vec<StoryPair>,
}

/// What was found last, with the snapshot it is of, and what the reader says of stories.
#[derive(Default)]
pub(super) struct KeptStories {
    found: Mutex<Option<(Snapshot, FoundStories)>>,
    /// The reports of which they were made.
    reports: Mutex<KeptReports>,
    said: Mutex<CorrectionLog>,
}

impl KeptStories {
    /// Those under which these corrections of stories hold.
    pub(super) fn new(said: Vec<RecordedCorrection>) -> KeptStories {
        KeptStories { said: Mutex::new(CorrectionLog::new(said)), ..KeptStories::default() }
    }

    /// A number that is another one where something else is said.
    pub(super) fn checksum(&self) -> u64 {
        hash_of(self.said.lock().unwrap_or_else(PoisonError::into_inner).holding())
    }

    /// Takes in a change of what the reader says.
    pub(super) fn apply(&self, edit: &Edit) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).apply(edit);
    }

    /// The stories of a snapshot.
    pub(super) fn of(
        &self,
        snapshot: &Snapshot,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<FoundStories, Error> {
        let said: Vec<StoryPair> = {
            let log = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            log.of_stories().collect()
        };
        let kept = self.found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let kept = kept.filter(|(of, _)| of.has_documents_of(snapshot)).map(|(_, found)| found);
        let is_known = |found: &FoundStories| {
            said.iter()
                .flat_map(|pair| pair.documents())
                .all(|id| found.said_of(id) || found.compared.has(id))
        };
        let found = match kept {
            Some(found) if found.said == said => return Ok(found),
            // What is alike is so whatever is said.
            Some(found) if is_known(&found) => FoundStories::new(found.compared, said),
            _ => {
                let reports = self.reports_of(snapshot, &said, cancelled)?;
                let compared = compare_reports(reports, &WEIGHTS, cancelled).ok_or(Error::Cancelled)?;
                FoundStories::new(Arc::new(compared), said)
            }
        };
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some((snapshot.clone(), found.clone()));
        Ok(found)
    }

    /// The stories as far as they are known without looking for them, and whether these are those of this snapshot under
    /// all that is said: else they are of an earlier state of the collection.
    pub(super) fn known(&self, snapshot: &Snapshot) -> (Arc<StoryTable>, bool) {
        let kept = self.found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some((of, found)) = kept else { return Default::default() };
        let log = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let are_all = of.has_documents_of(snapshot) && log.of_stories().eq(found.said.iter().copied());
        (found.table, are_all)
    }

    /// The reports of a snapshot that are compared. Only one who asks makes them at a time.
    fn reports_of(
        &self,
        snapshot: &Snapshot,
        said: &[StoryPair],
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Vec<Report>, Error> {
        let mut kept = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        kept.renew(snapshot, cancelled)?;
        let compared = kept.compared(said);
        kept.forget_many();
        Ok(compared)
    }

    /// The story that a document reports, in full; `None` where no other document reports it.
    pub(super) fn page(
        &self,
        snapshot: &Snapshot,
        id: DocumentId,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Answer, Error> {
        let found = self.of(snapshot, cancelled)?;
        let page = found.table.of(id).map(|story| page(snapshot, story, &found, cancelled)).transpose()?;
        Ok(Answer::Story(page.map(Box::new)))
    }
}

impl FoundStories {
    fn new(compared: Arc<ComparedReports>, said: Vec<StoryPair>) -> FoundStories {
        FoundStories { table: Arc::new(compared.stories(said.iter().copied())), compared, said }
    }

    /// Whether it was looked for among the reports already, since something was said of it.
    fn said_of(&self, id: DocumentId) -> bool {
        self.said.iter().any(|pair| pair.is_of(id))
    }

    /// Whether the reader said that a document is of one story with one of these.
    fn is_said(&self, id: DocumentId, others: &[DocumentId]) -> bool {
        let mut of_it = self.said.iter().filter(|pair| pair.same && pair.is_of(id));
        of_it.any(|pair| pair.documents().iter().all(|of| others.contains(of)))
    }
}

fn page(
    snapshot: &Snapshot,
    story: &Story,
    found: &FoundStories,
    cancelled: &dyn Fn() -> bool,
) -> Result<StoryPage, Error> {
    let (ids, rareness) = (&story.reports, &found.compared.rareness);
    let mut read: Vec<(Row, Document, Report)> = Vec::new();
    for row in snapshot.rows(ids) {
        if cancelled() {
            return Err(Error::Cancelled);
        }
        if let Some(document) = snapshot.document(row.id)? {
            let report = report(row.id, &document);
            read.push((row, document, report));
        }
    }
    read.sort_by_cached_key(|(row, ..)| (row.date.is_none(), row.date, row.path.clone(), row.part));
    let documents: Vec<&Document> = read.iter().map(|(_, document, _)| document).collect();
    let first = read.iter().position(|(row, ..)| row.id == story.fullest).unwrap_or(0);
    let called = |place: usize, key: &crate::model::Key| {
        read.get(place).and_then(|(row, ..)| snapshot.entity_name(row.id, key))
    };
    let copies = snapshot.near_copies(cancelled)?.fold(ids);
    let place_of = |id: DocumentId| read.iter().position(|(row, ..)| row.id == id);
    let (facts, told) = (facts(&documents, called), told_once(&documents, first, rareness));
    // A copy that says something more is a report of its own here: that is what one reads on for.
    let says_more = |place: usize| told.iter().any(|passage| passage.report == place);
    let copy_of = read
        .iter()
        .enumerate()
        .map(|(place, (row, ..))| copies.shown_for(row.id).filter(|_| !says_more(place)).and_then(place_of));
    let copy_of: Vec<Option<usize>> = copy_of.collect();
    let facts = of_shown(facts, &copy_of);
    let reason_of = |place: usize| match (read.get(place), read.get(first)) {
        (Some(one), Some(_)) if place != first && found.is_said(one.0.id, ids) => SAID.to_owned(),
        (Some(one), Some(other)) if place != first => {
            reason((&one.1, &one.2), (&other.1, &other.2), rareness)
        }
        _ => String::new(),
    };
    let reports = read.iter().enumerate().map(|(place, (row, document, _))| StoryReport {
        row: row.clone(),
        words: document.body_blocks().map(|block| count_words(block.span.of(&document.text))).sum(),
        reason: reason_of(place),
        fullest: place == first,
        copy_of: copy_of.get(place).copied().flatten(),
    });
    Ok(StoryPage { reports: reports.collect(), facts, told, told_of: read.len().min(MOST_TOLD) })
}

/// Facts with each report once that stands in several papers.
fn of_shown(mut facts: Vec<StoryFact>, copy_of: &[Option<usize>]) -> Vec<StoryFact> {
    for fact in &mut facts {
        for place in &mut fact.reports {
            *place = copy_of.get(*place).copied().flatten().unwrap_or(*place);
        }
        fact.reports.sort_unstable();
        fact.reports.dedup();
    }
    facts.sort_by_key(|fact| Reverse(fact.reports.len()));
    facts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::{Collection, Index};
    use crate::model::{Block, BlockKind, FileStamp, Kind, Mention, SourceFile, Span};
    use crate::text::token::tokens;

    /// Two reports of each of two events, and things that are told of once.
    const TOLD: [&str; 8] = [
        "A fire burned the old mill of Tarn on Monday, the miller Pike said.",
        "The old mill of Tarn burned in a fire, said the miller Pike.",
        "A quake of 7.7 shook Vell and broke the dam of Orvane.",
        "The quake that shook Vell, of 7.7, broke the dam of Orvane.",
        "saucers break when dropped",
        "ships sail at dawn",
        "bells ring each noon",
        "gulls cry over water",
    ];

    fn set(index: &Index, id: u64, told: Option<usize>) {
        let stamp = FileStamp { size: 1, modified: 2, changed: 3, inode: 4, device: 5 };
        let (format, problem) = Default::default();
        let file =
            SourceFile { path: format!("{id}.txt"), stamp, hash: 7, format, documents: 1, lists: 0, problem };
        let mut writer = index.writer().unwrap();
        match told.and_then(|told| TOLD.get(told)) {
            None => writer.remove(&file.path),
            Some(text) => {
                let names = tokens(text).filter(|span| span.of(text).starts_with(char::is_uppercase));
                let document = Document {
                    text: (*text).to_owned(),
                    blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
                    mentions: names.map(|span| Mention { span, kind: Kind::Person, key: None }).collect(),
                    ..Document::default()
                };
                writer.replace(&file, &[(DocumentId(id), document)]).unwrap();
            }
        }
        writer.commit().unwrap();
    }

    fn ids(stories: &KeptStories, snapshot: &Snapshot) -> Vec<Vec<u64>> {
        let table = stories.of(snapshot, &|| false).unwrap().table;
        table.stories().iter().map(|story| story.reports.iter().map(|id| id.0).collect()).collect()
    }

    #[test]
    fn a_document_that_changed_is_read_again_and_one_that_is_gone_is_forgotten() {
        let index = Index::in_memory().unwrap();
        let collection = Collection::new(vec![index.clone()]);
        (0..8).for_each(|id| set(&index, id, Some(id as usize)));
        let kept = KeptStories::default();
        assert_eq!(ids(&kept, &collection.snapshot().unwrap()), [[0, 1], [2, 3]]);
        set(&index, 1, Some(2));
        set(&index, 3, None);
        set(&index, 8, Some(0));
        let changed = collection.snapshot().unwrap();
        assert!(kept.of(&changed, &|| true).is_err(), "nobody waits for it");
        assert_eq!(ids(&kept, &changed), [[0, 8], [1, 2]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn what_was_found_before_makes_no_difference(
            changes in prop::collection::vec((0..12_u64, prop::option::weighted(0.8, 0..8_usize)), 1..16),
        ) {
            let index = Index::in_memory().unwrap();
            let collection = Collection::new(vec![index.clone()]);
            let kept = KeptStories::default();
            for (at, (id, told)) in changes.into_iter().enumerate() {
                set(&index, id, told);
                if at % 3 == 0 {
                    let snapshot = collection.snapshot().unwrap();
                    prop_assert_eq!(ids(&kept, &snapshot), ids(&KeptStories::default(), &snapshot));
                }
            }
        }
    }
}
