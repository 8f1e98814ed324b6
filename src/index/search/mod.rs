//! Search in a collection: which rows meet a query and filters (`select`, `conditions`,
//! `file_conditions`), their ranking (`score`), the hits in each (`hits`), passages (snippets) that show
//! them (`passages`), and facets (`facets`).
//!
//! Not here: parsing a typed query (`query::language`).

mod completion;
mod conditions;
mod facets;
mod file_conditions;
#[cfg(test)]
mod folded_tests;
mod folders;
#[cfg(test)]
mod formatting_tests;
mod grouped;
mod hit_lines;
mod hits;
mod like;
mod nearest;
mod passages;
mod patterns;
mod query_terms;
mod results;
mod score;
mod select;
mod stretch;
mod time;

pub(super) use like::KeptResemblances;
pub(super) use select::Selector;
