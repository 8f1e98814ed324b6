//! Results of a search: the documents found, rows, passages (snippets) and facet counts. Rows and
//! passages are made only for what is on screen.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::compared::SharedRow;
use super::facet::{Facet, FacetText};
use super::facet_text::FacetTexts;
use super::found::{Age, DocumentIds};
use super::request::{Criterion, Search};
use super::time::{Dating, TimeCounts};
use crate::model::{DocumentId, DocumentKind, PartialDate, Span};

/// So few documents found are few.
const FEW: usize = 2;

/// The documents found, best or first in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// All of them, in the order of the search; those found only with their folded lines, and frames
    /// of files, after all others.
    pub ids: DocumentIds,
    /// How many of them are found without folded lines.
    pub unfolded: usize,
    /// Documents in the collection before query and filters.
    pub of: usize,
    /// The highest id of a document in the collection: what is first read later has a higher one.
    pub newest: DocumentId,
    /// The entities that the names of the query mean, the most frequent first.
    pub resolved_names: Vec<String>,
    /// Files in the collection, and how many of them could not be read.
    pub files: FileCounts,
    /// Words of the collection that may have been meant, where the search finds little.
    pub suggestion: Option<Suggestion>,
    /// Whether it is known which of them are copies of others.
    pub knows_copies: bool,
    /// Whether it is known which of them report one story.
    pub knows_stories: bool,
    /// How they stand in a list in which several share a row; `None` where each has one.
    pub grouped: Option<Box<GroupedRows>>,
    /// Documents that are left out since they say the same as the one that others are to be like.
    pub copies: usize,
    /// When they were found.
    pub age: Age,
}

/// How the documents found stand in a list in which several may share a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupedRows {
    /// The document that is shown in each row, in the order of the search.
    pub ids: DocumentIds,
    /// How many of the rows are found without folded lines.
    pub unfolded: usize,
    /// The other documents of a row by the one that is shown, for each reason why they share it; first that for which
    /// the row opens first.
    pub others: Arc<HashMap<DocumentId, Vec<SharedRow>>>,
    /// How many documents stand in the row of one that they are copies of.
    pub copies: usize,
    /// How many rows are stories of several reports.
    pub stories: usize,
}

/// A search with words of the collection in place of some that were typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What is searched for instead.
    pub search: Search,
    /// The words replaced.
    pub words: Vec<ReplacedWord>,
    /// The documents that have them.
    pub documents: usize,
    /// Nothing has the words as typed: the documents shown are those with these.
    pub shown: bool,
}

/// So many of the words for one are named.
const SHOWN: usize = 3;

/// A word of a search, and those of the collection that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacedWord {
    /// As a term.
    pub typed: String,
    /// The likeliest first, never empty.
    pub others: Vec<String>,
}

impl Suggestion {
    /// The words that are put in the place of others, as one reads them: "warner or water".
    pub fn new_words(&self) -> String {
        let some = |word: &ReplacedWord| {
            let more = if word.others.len() > SHOWN { " …" } else { "" };
            word.others[..word.others.len().min(SHOWN)].join(" or ") + more
        };
        let words: Vec<String> = self.words.iter().map(some).collect();
        words.join(", ")
    }

    /// The words that they replace.
    pub fn typed_words(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.typed.as_str()).collect();
        words.join(", ")
    }
}

/// How many files a collection has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCounts {
    /// All of them, read or not.
    pub all: u32,
    /// Those that could not be read.
    pub unread: u32,
    /// Those among the unread that were read once: what was read then is searched.
    pub kept: u32,
}

impl FileCounts {
    /// Files of which nothing is searched.
    pub fn unsearched(&self) -> u32 {
        self.unread.saturating_sub(self.kept)
    }
}

impl SearchResults {
    /// Only what was searched for: nothing, where documents with other words stand in its place.
    pub fn as_asked(mut self) -> SearchResults {
        if self.suggestion.as_ref().is_some_and(|suggestion| suggestion.shown) {
            (self.ids, self.unfolded) = (DocumentIds::default(), 0);
        }
        self
    }

    /// Whether so few documents are found that other words may have been meant.
    pub fn are_few(&self) -> bool {
        self.ids.len() <= FEW
    }

    /// The documents that have a row in the list, in their order.
    pub fn row_ids(&self) -> &DocumentIds {
        self.grouped.as_ref().map_or(&self.ids, |grouped| &grouped.ids)
    }

    /// The documents found without folded lines: those that counts and facets are of.
    pub fn unfolded_ids(&self) -> &[DocumentId] {
        self.ids.between(0..self.unfolded)
    }
}

/// A document as the list shows it. Nothing here is sanitised yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The document.
    pub id: DocumentId,
    /// `None` when the document has none.
    pub title: Option<String>,
    /// What one can filter by, the source among it.
    pub texts: FacetTexts,
    /// Whether the source is a guess.
    pub source_guessed: bool,
    /// The date of publication, as exactly as it is known.
    pub date: Option<PartialDate>,
    /// Whether `date` is more than a guess.
    pub sure: bool,
    /// A bound when there is no date: it was published on that day or later.
    pub after: Option<PartialDate>,
    /// The other bound: it was published on that day or earlier.
    pub before: Option<PartialDate>,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// The file, as a path below its root.
    pub path: String,
    /// The position of the root among the folders of the collection.
    pub root: usize,
    /// Its place among the documents of the file, from 1.
    pub part: u32,
    /// How many documents the file has.
    pub parts: u32,
    /// The path under which it lies in the file: an archive, or a mail that has it attached. `None` of what is the
    /// file's own.
    pub attachment: Option<String>,
    /// Its address on the web, where one is known.
    pub link: Option<String>,
    /// For a file that could not be read: why. Its other fields are then empty.
    pub problem: Option<String>,
    /// It is the frame of the file: its lines outside all documents. It has only a path.
    pub frame: bool,
}

impl Row {
    /// What the document is called in lists: its title, else its file.
    pub fn called(&self) -> Cow<'_, str> {
        let name = || self.path.rsplit('/').next().unwrap_or(&self.path);
        match self.title.as_deref() {
            // The name of a file says little without its folder.
            _ if self.problem.is_some() => self.path.as_str().into(),
            _ if self.frame => format!("frame of {}", name()).into(),
            Some(title) if !title.is_empty() => title.into(),
            _ => name().into(),
        }
    }

    /// Who published the document.
    pub fn source(&self) -> Option<&str> {
        self.texts.get(FacetText::Source)
    }

    /// When it was published.
    pub fn dating(&self) -> Dating {
        Dating { date: self.date, sure: self.sure, after: self.after, before: self.before }
    }

    /// The source as it is shown, with the mark of a guess.
    pub fn marked_source(&self) -> Option<String> {
        let mark = if self.source_guessed { "~" } else { "" };
        self.source().map(|name| format!("{mark}{name}"))
    }
}

/// What a query finds inside one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// The document.
    pub id: DocumentId,
    /// The best stretch of the body, or else of folded lines, on one line, not sanitised; empty when
    /// only other fields match.
    pub text: String,
    /// The matches in `text`.
    pub matches: Vec<Span>,
    /// How often the query's words occur in title and body.
    pub hits: u32,
    /// How often they occur in folded site chrome.
    pub folded: u32,
    /// In the frame of a file: the line of the file with the first match, from 1.
    pub line: Option<u32>,
    /// What it has in common with the document that it is to be like: names first, then words.
    pub shared: Vec<String>,
    /// How much of it is new to the reader, in percent; `None` where that is not asked for, or cannot be known.
    pub new_to_reader: Option<u8>,
    /// Of a copy how it differs from the fullest, in words; `None` of all else, and where that was not found out.
    pub differences: Option<String>,
}

impl Passage {
    /// What it shares, as one reads it: "shares Mara Quill, harbour"; not sanitised.
    pub fn shared_words(&self) -> Option<String> {
        (!self.shared.is_empty()).then(|| format!("shares {}", self.shared.join(", ")))
    }
}

/// How the documents found spread over the values one can filter by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facets {
    /// In the order of the sidebar.
    pub groups: Vec<FacetGroup>,
    /// How they spread over time.
    pub time: TimeCounts,
}

/// One heading of the sidebar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetGroup {
    /// What the values are of.
    pub facet: Facet,
    /// The most frequent values first, at most as many as were asked for.
    pub values: Vec<FacetValue>,
    /// How many values there are in all.
    pub total: usize,
}

/// A value with the number of documents found that have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue {
    /// The value as it is shown.
    pub label: String,
    /// What to filter by for exactly these documents.
    pub criterion: Criterion,
    /// Documents found that have it.
    pub documents: u32,
    /// The entity rests on a merge that is likely but not sure.
    pub guess: bool,
}
