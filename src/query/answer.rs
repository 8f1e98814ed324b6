//! Answers to a `Question`. Plain data, not yet sanitised.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    CopyPairs, CorrectedPart, DocumentCorrection, DocumentIds, DocumentPage, EntityCard, EntityList,
    EntityTimes, Facets, FoundNotes, LinePlaces, NameMatch, NotePlace, PageBeside, Passage, Profile, Row,
    SearchCount, SearchResults, SentenceLine, SharedRow, SpellingExample, StoryPage, StoryTable, Suggestion,
};
use crate::model::{DocumentId, Kind, Span};

/// An answer, or one part of it where the question says that it comes in parts.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The documents found, and the rows around the one to be selected.
    Results {
        /// All documents found, by id.
        results: SearchResults,
        /// The rows that are visible at first.
        rows: Vec<Row>,
    },
    /// The documents found once folded lines are looked at too.
    Folded {
        /// All documents found, those found only with folded lines after those answered before.
        ids: DocumentIds,
        /// Those of the added rows that are visible at first.
        rows: Vec<Row>,
        /// What the search finds in each of these.
        passages: Vec<Passage>,
    },
    /// Which documents share a row of the list, where it was kept from an earlier time and only those in sight were told.
    SharedRows(Arc<HashMap<DocumentId, Vec<SharedRow>>>),
    /// Words that may have been meant, where few documents are found.
    Suggestion(Suggestion),
    /// The rows of documents that were asked for, in their order.
    BatchRows(Vec<Row>),
    /// Rows and passages, of as many documents as were made at once.
    Rows {
        /// In the order of the question, without documents that left the index meanwhile; empty when
        /// the rows were answered before.
        rows: Vec<Row>,
        /// What the search finds in each; empty without a query.
        passages: Vec<Passage>,
    },
    /// How often the words of a search occur in the documents found, and in their folded lines.
    HitCounts {
        /// Occurrences in titles and bodies.
        hits: u64,
        /// Occurrences in folded site chrome.
        folded: u64,
    },
    /// How the documents found spread over what one can filter by.
    Facets(Box<Facets>),
    /// A document. One whose file could not be read is an empty page.
    Page(Arc<DocumentPage>),
    /// What is known of a page beside other documents.
    Beside(Box<PageBeside>),
    /// Where the notes on documents are, in the order of their files.
    NotePlaces(Vec<NotePlace>),
    /// The matches in the page's text, in order.
    Matches(Vec<Span>),
    /// The entity asked for by that name, in short; `None` when nothing is known of it.
    Entity {
        /// The name as it was asked for.
        name: String,
        /// The entity, with its latest sentences where a key was asked for.
        card: Option<Box<EntityCard>>,
    },
    /// The page of an entity; `None` when nobody has that name.
    Profile(Option<Box<Profile>>),
    /// Spellings of an entity, each with a sentence; without those of which none can be read.
    SpellingExamples(Vec<SpellingExample>),
    /// A list of entities, as far as it was asked for.
    EntityList(EntityList),
    /// How documents that name entities spread over time.
    EntityTimes(EntityTimes),
    /// What completes what is typed, the best first.
    Completions(Vec<Completion>),
    /// Hits in the order of the documents found; sentences in the order of their dates, undated ones last.
    Sentences(Arc<LinePlaces>),
    /// Hits or sentences as lines.
    SentenceLines {
        /// In the order of the question, without those that are not there.
        lines: Vec<SentenceLine>,
        /// How many hits each document of them has; none for sentences.
        counts: Vec<(DocumentId, usize)>,
    },
    /// The best hits, and what was found in all.
    TopHits {
        /// All documents found, by id.
        results: SearchResults,
        /// The first of them, in the order of the search.
        hits: Vec<ScoredHit>,
    },
    /// The cards of a list of entities, in its order.
    EntityCards(Vec<EntityCard>),
    /// The document at a path; `None` when none is indexed there.
    DocumentAt(Option<DocumentId>),
    /// What can be said of other documents, as it was said of one.
    Alike(Vec<DocumentCorrection>),
    /// Which documents are copies of others has been found.
    NearCopies {
        /// How many are.
        copies: usize,
        /// A number that is another one where others are, or of others.
        checksum: u64,
    },
    /// The pairs of copies.
    CopyPairs(CopyPairs),
    /// Where the names of a list stand, in its order.
    NameMatches(Vec<NameMatch>),
    /// The notes that a search finds.
    Notes(FoundNotes),
    /// Documents that notes are on, without those that are not in the collection.
    NotedDocuments(Vec<Row>),
    /// How much is in the collection.
    Counts(CollectionCounts),
    /// What is in the collection.
    Overview(Box<Overview>),
    /// How much each of some searches finds, in the order of the question.
    SearchCounts(Vec<SearchCount>),
    /// The stories of the collection.
    Stories(Arc<StoryTable>),
    /// The story that a document reports, in full; `None` where no other document reports it.
    Story(Option<Box<StoryPage>>),
}

/// Why a question has no answer, or no more parts of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nobody waits for it any more.
    Cancelled,
    /// The reason in words for the reader.
    Failed(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Cancelled => f.write_str("cancelled"),
            Failure::Failed(reason) => f.write_str(reason),
        }
    }
}

/// A document found, with all that is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoredHit {
    /// The document as the list shows it.
    pub row: Row,
    /// The file as a path a person can use.
    pub file: String,
    /// What the search finds in it; `None` only if the document left the index meanwhile.
    pub passage: Option<Passage>,
    /// How well it answers the words of the search; 0 where there is nothing to rank by.
    pub score: f32,
    /// Of a mail in a thread with others the mail that was sent first; `None` of all else.
    pub thread: Option<DocumentId>,
    /// How many other documents are copies of it, or it of them: those in its row of a list of all. `None` where copies
    /// have not been looked for.
    pub copies: Option<u32>,
    /// What of it is as the reader says, and not as it was read.
    pub corrected: Vec<CorrectedPart>,
}

/// What may stand for what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The kind of a name; `None` for a value or a field.
    pub kind: Option<Kind>,
    /// The name, value or field, not yet sanitised.
    pub name: String,
    /// How many documents have it; 0 where that is not counted.
    pub documents: u32,
}

/// What is in a collection, whatever is searched for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// How much.
    pub counts: CollectionCounts,
    /// What one can filter by, the most frequent values of each.
    pub facets: Facets,
}

/// How much is in a collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionCounts {
    /// Files that were read, those that failed included.
    pub files: u32,
    /// Documents in these files.
    pub documents: u32,
    /// Names, dates, sums and quantities in all documents.
    pub mentions: u64,
    /// Files that could not be read, or not wholly.
    pub problems: u32,
}
