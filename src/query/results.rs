//! What comes back from the index. Rows and passages are made only for what is on screen.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::facet::{Facet, FacetText, FacetTexts};
use super::request::Criterion;
use crate::model::{DocumentId, DocumentKind, PartialDate, Span};

/// The documents found, best or first in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    pub ids: Arc<Vec<DocumentId>>,
    /// Documents in the collection before query and filters.
    pub of: usize,
    /// The entities that the names of the query mean, the most frequent first.
    pub resolved_names: Vec<String>,
}

/// A document as the list shows it. Nothing here is sanitised yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub id: DocumentId,
    pub title: Option<String>,
    /// What one can filter by, the source among it.
    pub texts: FacetTexts,
    pub date: Option<PartialDate>,
    /// Whether `date` is more than a guess.
    pub sure: bool,
    /// A bound when there is no date.
    pub after: Option<PartialDate>,
    pub before: Option<PartialDate>,
    pub kind: DocumentKind,
    /// The file below its root, and the root's number in the collection.
    pub path: String,
    pub root: usize,
    pub part: u32,
    pub parts: u32,
    /// For a file that could not be read: why. Its other fields are then empty.
    pub problem: Option<String>,
}

impl Row {
    /// Who published the document.
    pub fn source(&self) -> Option<&str> {
        self.texts.get(FacetText::Source)
    }
}

/// What a query finds inside one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    pub id: DocumentId,
    /// The best stretch of the body, on one line, not sanitised; empty when only other fields match.
    pub text: String,
    /// The matches in `text`.
    pub matches: Vec<Span>,
    /// How often the query's words occur in title and body.
    pub hits: u32,
    /// How often they occur in folded site chrome.
    pub folded: u32,
}

/// How the documents found spread over the values one can filter by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    pub groups: Vec<FacetGroup>,
    /// Documents by publication month, in order; year and month (1–12). Those dated to the
    /// year only are not counted.
    pub months: Vec<(i16, u8, u32)>,
}

/// One heading of the sidebar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetGroup {
    pub facet: Facet,
    /// The most frequent values first, at most as many as were asked for.
    pub values: Vec<FacetValue>,
    /// How many values there are in all.
    pub total: usize,
}

/// A value with the number of documents found that have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue {
    pub label: String,
    pub criterion: Criterion,
    pub documents: u32,
    /// The entity rests on a merge that is likely but not sure.
    pub guess: bool,
}
