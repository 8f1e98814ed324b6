//! All questions to a collection as one type, and how questions of one sort wait for each other.
//!
//! Not here: the answers (`answer`), and who answers (`engine`).

use std::mem::{discriminant, take};
use std::sync::Arc;

use super::{
    CompletedBy, CopyRows, DocumentFact, DocumentLocation, DocumentPage, EntityListRequest, Filter, Marks,
    NoteOrder, Notes, PageLayer, Query, ReadSentences, RowSharing, Search, SentencePlace, WantedName,
};
use crate::model::{DocumentId, Key, Kind};

/// Names offered for what is typed, at most.
pub const COMPLETIONS: usize = 8;

/// Rows asked for in one answer; the others follow in later ones.
const ROWS_AT_ONCE: usize = 50;

/// A question to the collection. Whatever its answer depends on is in it: the reader's marks, which
/// the collection does not hold, come along.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The documents that a search finds, in parts. Where they were kept from an earlier time these come first, and again
    /// if something has changed since: [`Answer::Results`], then with a query
    /// [`Answer::Rows`], [`Answer::Folded`] if more are found so,
    /// [`Answer::Suggestion`] where few are, and [`Answer::HitCounts`], then
    /// [`Answer::Facets`].
    ///
    /// [`Answer::Results`]: super::Answer::Results
    /// [`Answer::Folded`]: super::Answer::Folded
    /// [`Answer::Rows`]: super::Answer::Rows
    /// [`Answer::Suggestion`]: super::Answer::Suggestion
    /// [`Answer::HitCounts`]: super::Answer::HitCounts
    /// [`Answer::Facets`]: super::Answer::Facets
    Search {
        /// What is searched for.
        search: Search,
        /// The reader's marks, for conditions such as `is:unread`.
        marks: Arc<Marks>,
        /// The selected document and its place on the screen, in rows from the top of the list.
        around: Option<(DocumentId, usize)>,
        /// The number of rows visible.
        height: usize,
        /// Which documents share a row.
        sharing: RowSharing,
    },
    /// Which documents of the collection are copies of others. It is found once for each state of the collection;
    /// searches asked after that put copies in one row.
    NearCopies,
    /// The pairs of copies among the documents that meet these filters.
    CopyPairs(Vec<Filter>),
    /// Rows of these documents, and under a query their passages.
    Rows {
        /// The search whose words the passages show.
        search: Search,
        /// The documents; what is asked for last is wanted most.
        ids: Vec<DocumentId>,
        /// The sentences that were read, if the search is for what is new.
        read: Option<Arc<ReadSentences>>,
    },
    /// Rows of these documents, however many.
    BatchRows(Vec<DocumentId>),
    /// A document to be read, with the matches of the query in it.
    Page {
        /// The document to be opened.
        id: DocumentId,
        /// The query whose matches are marked.
        query: Query,
        /// The reader's notes, of which those of its file are put where their passages are.
        notes: Arc<Notes>,
    },
    /// What is known of a page beside other documents, for the layer that is shown on it.
    Beside {
        /// The page as it was answered; it is not read again.
        page: Arc<DocumentPage>,
        /// The layer.
        layer: PageLayer,
        /// The sentences that were read, if the layer is about them.
        read: Option<Arc<ReadSentences>>,
    },
    /// Where all notes on documents are, and which have lost their place.
    NotePlaces {
        /// The notes.
        notes: Arc<Notes>,
    },
    /// Where the words of a query stand in a page.
    Matches {
        /// The page as it was answered; it is not read again.
        page: Arc<DocumentPage>,
        /// The query looked for.
        query: Query,
    },
    /// The entity that the key of a document belongs to.
    EntityOfKey {
        /// The document: a bare name means another entity in another one.
        id: DocumentId,
        /// A key of the document's mentions.
        key: Key,
    },
    /// The entity of that name.
    Entity {
        /// The kind it is shown with.
        kind: Kind,
        /// Any of its spellings.
        name: String,
    },
    /// The page of the entity of that name.
    Profile {
        /// The kind it is shown with.
        kind: Kind,
        /// Any of its spellings.
        name: String,
        /// Whether the copies of a document share its row.
        copies: CopyRows,
    },
    /// A sentence for each spelling of the entity of that name.
    SpellingExamples {
        /// The kind it is shown with.
        kind: Kind,
        /// Any of its spellings.
        name: String,
    },
    /// Entities as a list.
    EntityList(EntityListRequest),
    /// How the documents that name these entities spread over time.
    EntityTimes(Vec<(Kind, String)>),
    /// What goes on from what is typed.
    Completions {
        /// What completes it.
        by: CompletedBy,
        /// The beginning of a name or value, or of words of it.
        typed: String,
    },
    /// All hits of a search; of one for names alone the sentences that mention all of them.
    Sentences {
        /// Its words or names are looked for, in the documents it finds.
        search: Search,
        /// The reader's marks, for conditions such as `is:unread`.
        marks: Arc<Marks>,
        /// Whether a sentence that stands in several copies is one line.
        copies: CopyRows,
    },
    /// Hits or sentences as lines, what is searched for marked in them.
    SentenceLines {
        /// The search whose words or names are marked.
        search: Search,
        /// The sentences, as [`Answer::Sentences`](super::Answer::Sentences) names them.
        places: Vec<SentencePlace>,
    },
    /// The best hits of a search with all that is known of each, at most `limit`.
    TopHits {
        /// What is searched for.
        search: Search,
        /// The reader's marks, for conditions such as `is:unread`.
        marks: Arc<Marks>,
        /// How many hits are answered at most.
        limit: usize,
    },
    /// The cards of a list of entities.
    EntityCards(EntityListRequest),
    /// The document at a path.
    DocumentAt(DocumentLocation),
    /// Of which other documents of its folder the same can be said as of a corrected one.
    Alike {
        /// The corrected document.
        id: DocumentId,
        /// What was said of it.
        fact: DocumentFact,
        /// What that was before, as it was read; empty: there was none.
        before: String,
    },
    /// Where the names of a list stand.
    MatchNames {
        /// The names.
        names: Vec<WantedName>,
        /// What documents they are looked for in.
        filters: Vec<Filter>,
    },
    /// How much is in the collection.
    Counts,
    /// What is in the collection, whatever is searched for.
    Overview {
        /// The reader's marks, of which new documents are known.
        marks: Arc<Marks>,
    },
    /// The notes that a search finds. What it says of words, tags and colours is of the notes, all else of the
    /// documents they are on.
    Notes {
        /// What is searched for; its order says nothing.
        search: Search,
        /// In which order.
        order: NoteOrder,
        /// The reader's marks and notes.
        marks: Arc<Marks>,
    },
    /// The documents that notes are on, as rows.
    NotedDocuments(Vec<DocumentId>),
    /// How many documents each of some searches finds, and how many of them are new.
    SearchCounts {
        /// The searches, each with the document after which all are new; `None`: none is.
        searches: Vec<(Search, Option<DocumentId>)>,
        /// The reader's marks, for conditions such as `is:unread`.
        marks: Arc<Marks>,
    },
    /// Which documents report one event.
    Stories,
    /// The story that a document reports.
    Story(DocumentId),
}

/// A line in which questions wait. Those of one lane are answered one after another, those of
/// different lanes at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// What changes the list of documents.
    Search,
    /// Rows and passages of the list as it is scrolled.
    Rows,
    /// The document being opened.
    Page,
    /// Finding again in an open document.
    Matches,
    /// All about entities, and what is answered fast.
    Entities,
    /// What reads many documents, and nobody waits for.
    Unhurried,
}

impl Lane {
    /// Every lane, each at the place of its number.
    pub const ALL: [Lane; 6] =
        [Lane::Search, Lane::Rows, Lane::Page, Lane::Matches, Lane::Entities, Lane::Unhurried];

    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            Lane::Search => "search",
            Lane::Rows => "rows",
            Lane::Page => "page",
            Lane::Matches => "matches",
            Lane::Entities => "entities",
            Lane::Unhurried => "unhurried",
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
            Question::Matches { .. } | Question::Beside { .. } => Lane::Matches,
            Question::EntityOfKey { .. }
            | Question::Entity { .. }
            | Question::Profile { .. }
            | Question::SpellingExamples { .. }
            | Question::EntityList(_)
            | Question::EntityTimes(_)
            | Question::Completions { .. }
            | Question::Sentences { .. }
            | Question::SentenceLines { .. }
            | Question::EntityCards(_)
            | Question::BatchRows(_)
            | Question::DocumentAt(_)
            | Question::MatchNames { .. }
            | Question::Alike { .. }
            | Question::Counts
            | Question::Overview { .. }
            | Question::Notes { .. }
            | Question::NotedDocuments(_)
            | Question::SearchCounts { .. } => Lane::Entities,
            Question::NotePlaces { .. }
            | Question::NearCopies
            | Question::CopyPairs(_)
            | Question::Stories
            | Question::Story(_) => Lane::Unhurried,
        }
    }

    /// Whether what it searches for depends on which documents report one story.
    pub fn asks_for_stories(&self) -> bool {
        let asks = |search: &Search| search.query.asks_for_stories();
        match self {
            Question::Search { search, .. }
            | Question::TopHits { search, .. }
            | Question::Sentences { search, .. }
            | Question::Notes { search, .. } => asks(search),
            Question::SearchCounts { searches, .. } => searches.iter().any(|(search, _)| asks(search)),
            _ => false,
        }
    }

    /// What becomes of an earlier question of its sort that still waits.
    pub fn waiting(&self) -> Waiting {
        match self {
            Question::Rows { .. } => Waiting::Joined,
            // They are about different lines each time.
            Question::SentenceLines { .. }
            | Question::EntityTimes(_)
            | Question::DocumentAt(_)
            | Question::NotedDocuments(_) => Waiting::All,
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
            Question::Rows { search, ids, read } if ids.len() > ROWS_AT_ONCE => {
                let now = ids.split_off(ids.len() - ROWS_AT_ONCE);
                let later = std::mem::replace(ids, now);
                Some(Question::Rows { search: search.clone(), ids: later, read: read.clone() })
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
        Question::Rows { search: Search::default(), ids: ids.map(DocumentId).collect(), read: None }
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
