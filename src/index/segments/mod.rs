//! Reads the segments of an index: columns, postings, sets of rows, keys. All of it is by segment and
//! row.
//!
//! Not here: what is asked of the whole collection (`view`, `search`). These are tantivy's segments;
//! cutting a file into documents is the module `segment`.

mod by_date;
mod by_segment;
mod columns;
mod doc_set;
mod facet_values;
mod fast_fields;
mod folders;
mod key_columns;
mod known_files;
mod noted_rows;
mod occurrences;
mod pattern_matches;
mod rank;
mod segment;
mod standing_twice;
mod strings;
mod threads;

pub(super) use by_date::ByDate;
pub(super) use by_segment::{by_segment, gathered};
pub(super) use columns::Columns;
pub(super) use doc_set::{DocSet, Sets};
pub(super) use facet_values::FacetValues;
pub(super) use folders::Folders;
pub(super) use key_columns::{key_table, write_key_table};
pub use known_files::{Committed, KnownFile, KnownFiles};
pub(super) use noted_rows::NotedRows;
pub(super) use occurrences::{FieldTerms, Occurrences, RowCounts, ShortBeginnings, near_terms, one_term};
pub(super) use pattern_matches::{LookedThrough, PatternMatches, RowMatches};
pub(super) use rank::{Ranks, rank_of};
pub(super) use segment::Segment;
pub(super) use strings::Strings;
pub(super) use threads::Threads;
