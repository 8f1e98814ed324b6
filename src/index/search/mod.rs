//! Search in a collection: which rows meet a query and filters (`select`, `conditions`,
//! `file_conditions`, `marked`), their ranking (`score`), the hits in each (`hits`), passages (snippets) that show
//! them (`passages`), and facets (`facets`);
//! search in the reader's notes (`notes`).
//!
//! Not here: parsing a typed query (`query::language`).

mod completion;
mod conditions;
mod facets;
mod file_conditions;
mod grouped;
mod hit_lines;
mod hits;
mod like;
mod marked;
mod nearest;
mod notes;
mod order;
mod passages;
mod patterns;
mod query_terms;
mod results;
mod score;
mod select;
mod stretch;
#[cfg(test)]
mod tests;

pub(super) use hit_lines::{hit_words, words_known_by};
pub(super) use like::KeptResemblances;
pub(super) use query_terms::asks_for_short_beginning;
pub(super) use select::Selector;
