//! The engine over indexes on this machine: holds the open collection and answers questions about it in
//! one function. It notes when an index seems damaged, and mends it on request.
//!
//! Not here: deciding when to mend (`terminal::workers`).

use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::alike::alike;
use super::beside::beside;
use super::copies;
use super::corrected::CorrectedDocuments;
use super::search::{self, ListSearch};
use super::seen::Seen;
use super::sentences;
use super::stories::KeptStories;
use super::story_reports::KeptReports;
use super::{notes, page};
use crate::compare::story::Report;
use crate::index::{Collection, Error, Index, Snapshot};
use crate::ingest::Root;
use crate::model::DocumentId;
use crate::query::{
    Answer, COMPLETIONS, CorrectionLog, Corrections, DocumentIds, Edit, EntityCard, Failure, Question,
    RecordedCorrection, SplitEdit,
};
use crate::run_log;

/// The open collection, and the latest snapshot of it.
pub struct Engine {
    /// Where the files are. Fewer than the indexes where that is not needed.
    roots: Vec<Root>,
    open: Mutex<Arc<OpenCollection>>,
    snapshot: Mutex<Option<Snapshot>>,
    /// The corrections of names.
    log: Mutex<CorrectionLog>,
    pub(super) corrected: CorrectedDocuments,
    pub(super) stories: KeptStories,
    /// A number for all that the reader says, until more is said.
    pub(super) said: Mutex<Option<u64>>,
    pub(super) seen: Seen,
    trust: AtomicU8,
}

/// The indexes of the roots, in the order of their numbers.
pub(super) struct OpenCollection {
    pub indexes: Vec<Index>,
    pub collection: Collection,
}

/// No index is suspected of damage.
const TRUSTED: u8 = 0;
/// Work failed in a way that damage would explain.
const SUSPECTED: u8 = 1;
/// Everything was read and found whole, or could not be mended: it is not suspected again.
const SETTLED: u8 = 2;

impl OpenCollection {
    fn new(indexes: Vec<Index>) -> Arc<OpenCollection> {
        Arc::new(OpenCollection { collection: Collection::new(indexes.clone()), indexes })
    }
}

impl Engine {
    /// The collection of these indexes, without a snapshot yet, under these corrections. Files of a
    /// root that is not given are named by their path below it.
    pub fn new(indexes: Vec<Index>, roots: Vec<Root>, corrections: Vec<RecordedCorrection>) -> Engine {
        let said = Edit { recorded: corrections, ..Edit::default() }.split();
        let log = CorrectionLog::new(said.names.recorded);
        let open = OpenCollection::new(indexes);
        open.collection.correct(Arc::clone(log.holding()));
        Engine {
            roots,
            open: Mutex::new(open),
            snapshot: Mutex::default(),
            log: Mutex::new(log),
            corrected: CorrectedDocuments::new(said.documents.recorded),
            stories: KeptStories::new(said.stories.recorded),
            said: Mutex::default(),
            seen: Seen::default(),
            trust: TRUSTED.into(),
        }
    }

    /// Answers a question: hands each part of the answer to `give` as soon as it is made.
    /// `cancelled` is called between parts, and now and then within one; it returns whether the answer
    /// is no longer needed.
    ///
    /// # Errors
    /// When that is so, or when an index cannot be read. The parts given before hold.
    pub fn answer(
        &self,
        question: &Question,
        cancelled: &dyn Fn() -> bool,
        give: &mut dyn FnMut(Answer),
    ) -> Result<(), Failure> {
        let timed = run_log::timed("answered", question.lane().name());
        if self.answer_kept(question, give) {
            return Ok(());
        }
        let snapshot = self.snapshot_for(question, cancelled)?;
        let mut listed: Option<DocumentIds> = None;
        let mut noted = |answer: Answer| {
            match &answer {
                Answer::Results { results, .. } => listed = Some(results.row_ids().clone()),
                Answer::Folded { ids, .. } => listed = Some(ids.clone()),
                _ => {}
            }
            self.note_answer(&snapshot, question, &answer);
            give(answer);
        };
        let made = self.made(&snapshot, question, cancelled, &mut noted);
        let mut answer = made.map_err(|error| self.failure(&error))?;
        self.corrected.mark(&mut answer);
        noted(answer);
        drop(timed);
        // What stands below the screen is in order before somebody goes there.
        if let Some(ids) = listed.filter(|_| !cancelled()) {
            ids.read();
        }
        let Question::Search { search, .. } = question else { return Ok(()) };
        // For the next letters; it goes on after the next answer where it is given up.
        match snapshot.count_short_beginnings(search, cancelled) {
            Ok(()) | Err(Error::Cancelled) => Ok(()),
            Err(error) => Err(self.failure(&error)),
        }
    }

    /// The answer to a question of a snapshot, or its last part; `give` has those before it.
    fn made(
        &self,
        of: &Snapshot,
        question: &Question,
        cancelled: &dyn Fn() -> bool,
        give: &mut dyn FnMut(Answer),
    ) -> Result<Answer, Error> {
        let roots = self.roots.as_slice();
        match question {
            &Question::Search { ref search, ref marks, around, height, sharing } => {
                ListSearch { search, marks, around, height, sharing }.answer(of, cancelled, give)
            }
            Question::BatchRows(ids) => Ok(Answer::BatchRows(of.rows(ids))),
            Question::Rows { search, ids, read } => search::rows(of, search, ids, read.as_deref()),
            Question::TopHits { search, marks, limit } => search::top_hits(of, roots, search, marks, *limit),
            Question::Page { id, query, notes } => page::page(of, roots, *id, query, notes, &self.corrected)
                .map(|page| Answer::Page(Arc::new(page))),
            Question::NotePlaces { notes } => notes::places(of, roots, notes, cancelled),
            Question::Matches { page, query } => {
                Ok(Answer::Matches(page::matches(query, page.id, &page.document)))
            }
            Question::Beside { page, layer, read } => beside(of, page, *layer, read.as_deref()),
            Question::EntityOfKey { id, key } => Ok(entity(&key.name, of.entity_of(*id, key))),
            Question::Entity { kind, name } => Ok(entity(name, of.entity(*kind, name))),
            Question::Profile { kind, name, copies } => {
                of.profile(*kind, name, *copies).map(|profile| Answer::Profile(profile.map(Box::new)))
            }
            Question::SpellingExamples { kind, name } => {
                of.spelling_examples(*kind, name).map(Answer::SpellingExamples)
            }
            Question::EntityTimes(entities) => of.entity_times(entities).map(Answer::EntityTimes),
            Question::EntityList(request) => of.entity_list(request).map(Answer::EntityList),
            Question::EntityCards(request) => of.entities(request).map(Answer::EntityCards),
            Question::Completions { by, typed } => {
                of.complete(*by, typed, COMPLETIONS).map(Answer::Completions)
            }
            Question::Sentences { search, marks, copies } => {
                sentences::places(of, search, marks, *copies, cancelled)
            }
            Question::SentenceLines { search, places } => sentences::lines(of, search, places),
            Question::DocumentAt(at) => Ok(Answer::DocumentAt(of.at(&at.path, at.part))),
            Question::Alike { id, fact, before } => alike(of, *id, fact, before, cancelled),
            Question::MatchNames { names, filters } => {
                search::match_names(of, roots, names, filters, cancelled)
            }
            Question::NearCopies => copies::counts(of, cancelled),
            Question::CopyPairs(filters) => copies::pairs(of, roots, filters, cancelled),
            Question::Counts => Ok(Answer::Counts(of.counts())),
            Question::Overview { marks } => search::overview(of, marks, cancelled),
            Question::Notes { search, order, marks } => {
                of.notes(search, *order, marks, cancelled).map(Answer::Notes)
            }
            Question::NotedDocuments(ids) => Ok(Answer::NotedDocuments(of.rows(ids))),
            Question::SearchCounts { searches, marks } => search::counts(of, searches, marks, cancelled),
            Question::Stories => self.stories.of(of, cancelled).map(|found| Answer::Stories(found.table)),
            Question::Story(id) => self.stories.page(of, *id, cancelled),
        }
    }

    /// The answer to a question that is answered in one part.
    ///
    /// # Errors
    /// As [`Engine::answer`]; also for a question that comes in parts and gives none.
    pub fn ask(&self, question: &Question) -> Result<Answer, Failure> {
        let mut first = None;
        self.answer(question, &|| false, &mut |answer| first = first.take().or(Some(answer)))?;
        first.ok_or(Failure::Cancelled)
    }

    /// Puts corrections of names and stories in force: answers begun from now on obey them. What is said of documents is
    /// in the answers once their files are read again.
    pub fn correct(&self, edit: &Edit) {
        let SplitEdit { names, documents, stories } = edit.split();
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.corrected.apply(&documents);
        self.stories.apply(&stories);
        if names.is_empty() {
            return;
        }
        self.log.lock().unwrap_or_else(PoisonError::into_inner).apply(&names);
        let corrections = self.corrections();
        // What is made for the snapshot as it is need not be made again for the next.
        let last = self.open().collection.correct(Arc::clone(&corrections));
        let mut snapshot = self.lock();
        *snapshot = snapshot.take().map(|before| last.unwrap_or_else(|| before.corrected(corrections)));
    }

    /// Every document as it is compared with others for stories, with the path of its file: what the weights of
    /// `compare::story` are learned from.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn reports(&self) -> Result<Vec<(Report, String)>, Failure> {
        let snapshot = self.snapshot()?;
        let mut kept = KeptReports::default();
        kept.renew(&snapshot, &|| false).map_err(|error| self.failure(&error))?;
        let reports = kept.compared(&[]);
        let path = |report: &Report| snapshot.place(report.id).map(|(_, path)| path).unwrap_or_default();
        Ok(reports.into_iter().map(|report| (report.clone(), path(&report))).collect())
    }

    /// The roots with their indexes, in the order of their numbers.
    pub fn roots(&self) -> Vec<(Root, Index)> {
        self.roots.iter().cloned().zip(self.open().indexes.iter().cloned()).collect()
    }

    /// Where the file of a document lies on disk; `None` where it is not known.
    pub fn file_of(&self, id: DocumentId) -> Option<PathBuf> {
        let (root, path) = self.snapshot().ok()?.place(id)?;
        Some(self.roots.get(root)?.path_of(&path))
    }

    /// Notes that work failed as it would over a damaged index.
    pub fn suspect(&self) {
        let _ = self.trust.compare_exchange(TRUSTED, SUSPECTED, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// The failure that an error of an index is to the caller. An error of the storage itself makes
    /// the index suspected.
    pub fn failure(&self, error: &Error) -> Failure {
        if matches!(error, Error::Cancelled) {
            return Failure::Cancelled;
        }
        if error.is_mended_by_rebuilding() {
            self.suspect();
        }
        Failure::Failed(error.to_string())
    }

    /// Whether a call of [`Engine::mend`] is due, whatever else is.
    pub fn is_suspected(&self) -> bool {
        self.trust.load(Ordering::Relaxed) == SUSPECTED
    }

    /// Compares indexes with what was written if there is a suspicion, and once since the machine was
    /// started, and puts empty ones in the place of those that are damaged. The folders they are of.
    ///
    /// # Errors
    /// When a new index cannot be made.
    pub fn mend(&self) -> Result<Vec<String>, Failure> {
        let suspected = self.is_suspected();
        let mut indexes = self.open().indexes.clone();
        let mut damaged = Vec::new();
        // What cannot be compared now is compared the next time.
        let due = |index: &&mut Index| {
            let asked = (suspected && !index.is_for_reading()) || index.is_check_due();
            asked && index.check().unwrap_or(false)
        };
        let anew =
            indexes.iter_mut().enumerate().filter(|(_, index)| due(index)).try_for_each(|(number, index)| {
                *index = index.begin_anew()?;
                damaged.push(self.name(number));
                Ok(())
            });
        if suspected {
            let mended = !damaged.is_empty() && anew.is_ok();
            self.trust.store(if mended { TRUSTED } else { SETTLED }, Ordering::Relaxed);
        }
        anew.map_err(|error: Error| Failure::Failed(error.to_string()))?;
        if !damaged.is_empty() {
            self.exchange(indexes)?;
        }
        Ok(damaged)
    }

    /// Puts an empty index in the place of one that cannot be written. The folder it is of.
    ///
    /// # Errors
    /// When a new index cannot be made.
    pub fn begin_anew(&self, number: usize) -> Result<String, Failure> {
        let mut indexes = self.open().indexes.clone();
        if let Some(index) = indexes.get_mut(number) {
            *index = index.begin_anew().map_err(|error| Failure::Failed(error.to_string()))?;
        }
        self.exchange(indexes)?;
        Ok(self.name(number))
    }

    /// Answers from other indexes of the same roots.
    fn exchange(&self, indexes: Vec<Index>) -> Result<(), Failure> {
        let open = OpenCollection::new(indexes);
        open.collection.correct(self.corrections());
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = open;
        self.refresh()
    }

    /// The last part of the path of a root.
    fn name(&self, number: usize) -> String {
        let path = self.roots.get(number).map(Root::path);
        let name = path.map(|path| path.file_name().unwrap_or(path.as_os_str()));
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Opens again what is committed. Questions asked meanwhile are answered from the collection as
    /// it was.
    ///
    /// # Errors
    /// When an index cannot be read.
    pub fn refresh(&self) -> Result<(), Failure> {
        // What is shown was kept of just this, and nothing was asked yet.
        let shown = self.seen.shown().filter(|_| self.lock().is_none());
        if shown.is_some() && shown == self.collection_contents().ok() {
            return Ok(());
        }
        self.renew().map(drop)
    }

    /// Makes the latest snapshot the one that questions are answered from.
    fn renew(&self) -> Result<Snapshot, Failure> {
        let snapshot = self.open().collection.snapshot().map_err(|error| self.failure(&error))?;
        let mut held = self.lock();
        // Corrections may have come meanwhile.
        let corrections = self.corrections();
        let snapshot = if snapshot.obeys(&corrections) { snapshot } else { snapshot.corrected(corrections) };
        *held = Some(snapshot.clone());
        Ok(snapshot)
    }

    /// The latest snapshot of the collection, with the stories as far as they are known.
    pub(super) fn latest(&self) -> Result<Snapshot, Failure> {
        self.snapshot_for(&Question::Counts, &|| false)
    }

    /// The latest snapshot of the collection. Only the very first call takes long.
    fn snapshot(&self) -> Result<Snapshot, Failure> {
        let known = self.lock().clone();
        known.map_or_else(|| self.renew(), Ok)
    }

    /// The latest snapshot with the stories as far as they are known; what is asked of stories waits for them.
    fn snapshot_for(&self, question: &Question, cancelled: &dyn Fn() -> bool) -> Result<Snapshot, Failure> {
        let snapshot = self.snapshot()?;
        let (stories, are_all) = match question.asks_for_stories() {
            true => {
                let found = self.stories.of(&snapshot, cancelled).map_err(|error| self.failure(&error))?;
                (found.table, true)
            }
            false => self.stories.known(&snapshot),
        };
        Ok(snapshot.with_stories(stories, are_all))
    }

    /// The corrections that hold.
    pub(super) fn corrections(&self) -> Corrections {
        Arc::clone(self.log.lock().unwrap_or_else(PoisonError::into_inner).holding())
    }

    pub(super) fn open(&self) -> Arc<OpenCollection> {
        Arc::clone(&self.open.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Option<Snapshot>> {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn entity(name: &str, card: Option<EntityCard>) -> Answer {
    Answer::Entity { name: name.to_owned(), card: card.map(Box::new) }
}

#[cfg(test)]
mod tests;
