//! What was answered last, as far as a next start asks for it again.

use std::sync::Arc;

use crate::query::{Age, Answer, DocumentPage, Marks, Notes, Query, RowSharing, Search, SearchResults};

/// The last answers to a search and for a page.
#[derive(Clone, Default)]
pub struct LastAnswers {
    pub search: Option<LastSearch>,
    pub page: Option<LastPage>,
}

/// What was answered to the last search.
#[derive(Clone)]
pub struct LastSearch {
    pub search: Search,
    pub marks: Arc<Marks>,
    pub sharing: RowSharing,
    /// What the collection consisted of.
    pub index: u64,
    /// What the reader had said of it.
    pub said: u64,
    pub results: SearchResults,
    /// How often the words occur in it, and in folded lines.
    pub hits: Option<(u64, u64)>,
    /// Whether all parts have been answered.
    pub is_whole: bool,
}

/// The page that was answered last.
#[derive(Clone)]
pub struct LastPage {
    pub query: Query,
    pub notes: Arc<Notes>,
    pub page: Arc<DocumentPage>,
    /// What the collection consisted of.
    pub index: u64,
    /// What the reader had said of it.
    pub said: u64,
}

impl LastAnswers {
    /// Notes a later part of the answer to a search.
    pub fn note_part(&mut self, answer: &Answer) {
        match (answer, &mut self.search) {
            // Then it stands in the list otherwise than it was first answered, and nothing is kept of such a search.
            (Answer::Folded { .. } | Answer::Suggestion(_), search) => *search = None,
            (&Answer::HitCounts { hits, folded }, Some(search)) => search.hits = Some((hits, folded)),
            (Answer::Facets(_), Some(search)) => search.is_whole = true,
            _ => {}
        }
    }

    /// Whether the last search was answered by the index.
    pub fn is_fresh(&self) -> bool {
        self.search.as_ref().is_none_or(|search| search.results.age == Age::Fresh)
    }
}
