//! Searching a collection: which rows meet a query and filters, in which order, how often words
//! stand in them, the passages that show it, and how the found spread over facets.

mod conditions;
mod facets;
mod hits;
mod passages;
mod query_terms;
mod results;
mod score;
mod select;
mod stretch;

pub(super) use select::Selector;
