//! What was seen last is kept for the next start: the answers that its first screen asks for. Where nothing has changed
//! since they are the answers, and nothing is counted or opened for them; else they are shown until the true ones are
//! there.
//!
//! Not here: how they lie in the file (`file`, `stored`), and when they are the answers (`key`).

mod file;
mod key;
mod last;
mod stored;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(super) use self::key::{ScreenKey, Written, depends_on_marks, hash_of, marks_key, search_key};
pub(super) use self::last::{LastAnswers, LastPage, LastSearch};
use self::stored::SharedRowsRead;
pub(super) use self::stored::{KeptPage, KeptScreen};
use crate::index::Index;
use crate::query::{
    Age, Answer, CollectionCounts, DocumentIds, DocumentPage, Facets, Passage, Row, SearchResults,
};
use crate::run_log;

/// What was kept at the last end, what of it has been shown, and what was answered since.
#[derive(Default)]
pub struct Seen {
    /// Where it is kept; `None` where it is not.
    place: Option<PathBuf>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Until the first search asks for it.
    kept: Option<KeptScreen>,
    /// Until the first page is asked for; with what the collection consisted of, and what was said.
    page: Option<(KeptPage, u64, u64)>,
    /// What the collection consisted of when what is shown was kept, as long as nothing else was searched for.
    shown: Option<u64>,
    /// How much is in a collection that consists of that.
    counts: Option<(u64, CollectionCounts)>,
    last: LastAnswers,
    /// What the file is known to hold: the answers, the document selected, and that of the page.
    written: Option<Written>,
}

/// The answers to a search that was kept, and whether they are true.
pub(super) struct KeptAnswers {
    results: SearchResults,
    rows: Vec<Row>,
    passages: Vec<Passage>,
    hits: Option<(u64, u64)>,
    facets: Facets,
    others: Option<SharedRowsRead>,
}

impl Seen {
    /// What is kept beside these indexes.
    pub(super) fn beside(indexes: &[Index]) -> Seen {
        let Some(place) = file::place(indexes) else { return Seen::default() };
        let kept = file::read(&place).and_then(|(front, rest)| stored::read(&front, rest));
        let written = kept.as_ref().map(KeptScreen::written);
        let state = State { kept, written, ..State::default() };
        Seen { place: Some(place), state: Mutex::new(state) }
    }

    /// What the collection consisted of when what is shown was kept; `None` when another search was answered since.
    pub(super) fn shown(&self) -> Option<u64> {
        self.state().shown
    }

    /// How much is in the collection, where it is known of one that consists of that.
    pub(super) fn counts(&self, contents: u64) -> Option<CollectionCounts> {
        self.state().counts.filter(|(of, _)| *of == contents).map(|(_, counts)| counts)
    }

    /// Notes how much is in a collection that consists of that.
    pub(super) fn note_counts(&self, contents: u64, counts: CollectionCounts) {
        self.state().counts = Some((contents, counts));
    }

    /// What was kept, once, if it is of this search.
    pub(super) fn take(&self, search: u64) -> Option<KeptScreen> {
        self.state().kept.take().filter(|kept| kept.key.search == search)
    }

    /// The answers that were kept, to be shown. Where they are true, they are what was answered `last`.
    pub(super) fn show(&self, kept: KeptScreen, last: Option<LastSearch>) -> KeptAnswers {
        run_log::note("seen last is shown", &[("true", u64::from(last.is_some()))]);
        let KeptScreen { key, mut results, rows, passages, hits, facets, page, counts, others, .. } = kept;
        results.age = if last.is_some() { Age::Kept } else { Age::LastTime };
        if last.is_some() {
            let mut state = self.state();
            state.page = page.map(|page| (page, key.index, key.said));
            (state.shown, state.counts) = (Some(key.index), Some((key.index, counts)));
            state.last.search = last;
        }
        KeptAnswers { results, rows, passages, hits, facets, others }
    }

    /// Notes that the file turned out not to be whole.
    pub(super) fn distrust(&self) {
        self.state().written = None;
    }

    /// The page that was kept, once, if it is the one; with what the collection consisted of, and what was said.
    pub(super) fn take_page(
        &self,
        is_it: impl FnOnce(&KeptPage) -> bool,
    ) -> Option<(Arc<DocumentPage>, u64, u64)> {
        let kept = self.state().page.take();
        kept.filter(|(page, ..)| is_it(page)).map(|(page, index, said)| (page.page, index, said))
    }

    /// Notes what is answered, to be kept at the end.
    pub(super) fn note(&self, note: impl FnOnce(&mut LastAnswers)) {
        if self.place.is_some() {
            let mut state = self.state();
            note(&mut state.last);
            state.shown = state.shown.filter(|_| !state.last.is_fresh());
        }
    }

    /// What was answered last.
    pub(super) fn last(&self) -> LastAnswers {
        self.state().last.clone()
    }

    /// Whether the file holds this already.
    pub(super) fn holds(&self, wanted: Written) -> bool {
        // Without a page in sight the one that was is as good as none.
        let is_it = |held: Written| held == Written { page: wanted.page.or(held.page), ..wanted };
        self.state().written.is_some_and(is_it)
    }

    /// Writes what is to be shown at the next start. When that fails it begins without.
    pub(super) fn keep(&self, screen: &KeptScreen, counts: CollectionCounts) {
        let Some(place) = &self.place else { return };
        let Some((front, rest)) = stored::write(screen, counts) else { return };
        if file::write(place, &front, &rest).is_ok() {
            self.state().written = Some(screen.written());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeptAnswers {
    /// Gives the parts of the answer; whether it is whole and true, so that nothing else need be asked.
    pub(super) fn give(self, give: &mut dyn FnMut(Answer)) -> bool {
        let KeptAnswers { results, rows, passages, hits, facets, others } = self;
        let (ids, row_ids, age) = (results.ids.clone(), results.row_ids().clone(), results.age);
        give(Answer::Results { results, rows });
        give(Answer::Rows { rows: Vec::new(), passages });
        hits.into_iter().for_each(|(hits, folded)| give(Answer::HitCounts { hits, folded }));
        give(Answer::Facets(Box::new(facets)));
        // The first screen has all it needs; the rest is made ready.
        let all = |ids: &DocumentIds| ids.read();
        if age == Age::LastTime || !all(&ids) || !all(&row_ids) {
            return false;
        }
        match others.map(|others| others()) {
            None => true,
            Some(Some(others)) => {
                give(Answer::SharedRows(Arc::new(others)));
                true
            }
            Some(None) => false,
        }
    }
}
