//! All questions to a collection as one type, and how questions of one sort wait for each other.
//!
//! Not here: the answers (`answer`), and who answers (`engine`).

use std::mem::{discriminant, take};
use std::sync::Arc;

use super::{DocumentLocation, DocumentPage, EntityListRequest, Marks, Query, Search, SentencePlace};
use crate::model::{DocumentId, Key, Kind};

/// Rows asked for in one answer; the others follow in later ones.
const ROWS_AT_ONCE: usize = 50;

/// A question to the collection. Whatever its answer depends on is in it: the reader's marks, which
/// the collection does not hold, come along.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The documents that a search finds, in parts: [`Answer::Results`], then with a query
    /// [`Answer::Rows`] and [`Answer::HitCounts`], then [`Answer::Facets`].
    ///
    /// [`Answer::Results`]: super::Answer::Results
    /// [`Answer::Rows`]: super::Answer::Rows
    /// [`Answer::HitCounts`]: super::Answer::HitCounts
    /// [`Answer::Facets`]: super::Answer::Facets
    Search {
        search: Search,
        marks: Arc<Marks>,
        /// The selected document and its place on the screen, in rows from the top of the list.
        around: Option<(DocumentId, usize)>,
        /// The number of rows visible.
        height: usize,
    },
    /// Rows of these documents, and under a query their passages.
    Rows { search: Search, ids: Vec<DocumentId> },
    /// A document to be read, with the matches of the query in it.
    Page { id: DocumentId, query: Query },
    /// Where the words of a query stand in a page.
    Matches { page: Arc<DocumentPage>, query: Query },
    /// The entity that the key of a document belongs to.
    EntityOfKey { id: DocumentId, key: Key },
    /// The entity of that name.
    Entity { kind: Kind, name: String },
    /// The page of the entity of that name.
    Profile { kind: Kind, name: String },
    /// Entities as a list.
    EntityList(EntityListRequest),
    /// Names that go on from what is typed.
    Completions { kind: Option<Kind>, typed: String },
    /// The sentences that mention all the names of a search.
    Sentences { search: Search, marks: Arc<Marks> },
    /// Sentences as lines, the names of the search marked in them.
    SentenceLines { search: Search, places: Vec<SentencePlace> },
    /// The best hits of a search with all that is known of each, at most `limit`.
    TopHits { search: Search, marks: Arc<Marks>, limit: usize },
    /// The cards of a list of entities.
    EntityCards(EntityListRequest),
    /// The document at a path.
    DocumentAt(DocumentLocation),
    /// How much is in the collection.
    Counts,
}

/// A line in which questions wait. Those of one lane are answered one after another, those of
/// different lanes at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    Search,
    Rows,
    Page,
    Matches,
    Entities,
}

impl Lane {
    /// Every lane, each at the place of its number.
    pub const ALL: [Lane; 5] = [Lane::Search, Lane::Rows, Lane::Page, Lane::Matches, Lane::Entities];

    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            Lane::Search => "search",
            Lane::Rows => "rows",
            Lane::Page => "page",
            Lane::Matches => "matches",
            Lane::Entities => "entities",
        }
    }
}

/// What becomes of a question that still waits when a later one of its sort is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// It is dropped, and one being answered may be given up: only the latest is worth an answer.
    LatestWins,
    /// Both are answered.
    All,
    /// Both become one, unless they are parts of different requests: then the latest wins.
    Joined,
}

impl Question {
    /// Where it waits.
    pub fn lane(&self) -> Lane {
        match self {
            Question::Search { .. } | Question::TopHits { .. } => Lane::Search,
            Question::Rows { .. } => Lane::Rows,
            Question::Page { .. } => Lane::Page,
            Question::Matches { .. } => Lane::Matches,
            Question::EntityOfKey { .. }
            | Question::Entity { .. }
            | Question::Profile { .. }
            | Question::EntityList(_)
            | Question::Completions { .. }
            | Question::Sentences { .. }
            | Question::SentenceLines { .. }
            | Question::EntityCards(_)
            | Question::DocumentAt(_)
            | Question::Counts => Lane::Entities,
        }
    }

    /// What becomes of an earlier question of its sort that still waits.
    pub fn waiting(&self) -> Waiting {
        match self {
            Question::Rows { .. } => Waiting::Joined,
            // Lines are of different sentences each time.
            Question::SentenceLines { .. } | Question::DocumentAt(_) => Waiting::All,
            _ => Waiting::LatestWins,
        }
    }

    /// Whether both are of one sort.
    pub fn is_like(&self, other: &Question) -> bool {
        discriminant(self) == discriminant(other)
    }

    /// Takes away what is not answered at once: a question of its own, for later.
    pub fn split_off_rest(&mut self) -> Option<Question> {
        match self {
            // What was asked for last is on the screen now.
            Question::Rows { search, ids } if ids.len() > ROWS_AT_ONCE => {
                let now = ids.split_off(ids.len() - ROWS_AT_ONCE);
                let later = std::mem::replace(ids, now);
                Some(Question::Rows { search: search.clone(), ids: later })
            }
            _ => None,
        }
    }

    /// Takes in an earlier question of the same request. Only questions that are joined do.
    pub fn join(&mut self, earlier: Question) {
        if let (Question::Rows { ids, .. }, Question::Rows { ids: earlier, .. }) = (self, earlier) {
            let later = take(ids);
            ids.extend(earlier);
            ids.extend(later);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ids: std::ops::Range<u64>) -> Question {
        Question::Rows { search: Search::default(), ids: ids.map(DocumentId).collect() }
    }

    #[test]
    fn the_rows_asked_for_last_are_made_first() {
        let mut asked = rows(60..70);
        asked.join(rows(0..60));
        let rest = asked.split_off_rest();
        assert_eq!((asked, rest), (rows(20..70), Some(rows(0..20))));
        assert_eq!(rows(0..ROWS_AT_ONCE as u64).split_off_rest(), None);
    }

    #[test]
    fn every_lane_stands_at_the_place_of_its_number() {
        for (at, lane) in Lane::ALL.into_iter().enumerate() {
            assert_eq!(lane as usize, at);
        }
    }
}
