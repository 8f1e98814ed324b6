//! By what it is known that answers are still true: what the indexes consist of, what the reader says, what is marked,
//! and what was asked.

use std::hash::{Hash, Hasher as _};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::model::DocumentId;
use crate::query::{Criterion, Marks, Order, RowSharing, Search, SearchResults};

/// Checksums of all that the answers of a first screen depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenKey {
    /// What the indexes consist of.
    pub index: u64,
    /// What the reader says of names, documents and stories.
    pub said: u64,
    /// What the reader has marked, noted and tagged.
    pub marks: u64,
    /// What is searched for, and which documents share a row.
    pub search: u64,
}

/// By what it is known that a file holds what it should: the answers, the document selected, and that of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub key: ScreenKey,
    pub selected: Option<DocumentId>,
    pub page: Option<DocumentId>,
}

/// A number for what is searched for.
pub fn search_key(search: &Search, sharing: RowSharing) -> u64 {
    xxh3_64(format!("{search:?} {sharing:?}").as_bytes())
}

/// A number for the marks that counts and rows of a search depend on.
pub fn marks_key(search: &Search, results: &SearchResults, marks: &Marks) -> u64 {
    marks.checksum(results.newest, search.order == Order::LastRead)
}

/// A number for anything that can be hashed.
pub fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = Xxh3::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Whether which documents a search finds may change by marks. Of a query that is said without looking into it.
pub fn depends_on_marks(search: &Search) -> bool {
    let is_mark = |criterion: &Criterion| matches!(criterion, Criterion::State(_) | Criterion::Tag(_));
    !search.query.clauses.is_empty()
        || search.filters.iter().any(|filter| is_mark(&filter.criterion))
        || search.order == Order::LastRead
}
