//! The query language: parses typed text to a `Query` (cut in `lex`, words read in `fields`, `values`,
//! `field_values`,
//! `date_range` and `numbers`, put together in `tree` by `parse`), writes a query back (`display`), finds its
//! words in one text (`matches`, `near`), however they are spelled (`spellings`), and tells what completes a
//! query that is being typed (`completion`).
//!
//! Not here: the type of a parsed query (`request`), and evaluating it (`index::search`).

mod completion;
mod context;
mod date_range;
mod display;
mod field_values;
mod fields;
mod lex;
mod matches;
mod names;
mod near;
mod numbers;
mod parse;
mod replaced;
mod spellings;
mod tree;
mod values;

pub use completion::{Unfinished, fields_beginning, unfinished};
pub use context::QueryContext;
pub use display::query_text;
pub use fields::{CompletedBy, field_names, field_of, is_field};
pub use matches::{
    document_matches, matches, matches_of_title, needs_folded_lines, title_matches, with_spans,
};
pub use names::name_terms;
pub use parse::{ParsedQuery, Remark, parse};
pub use replaced::with_words_replaced;
pub use spellings::spellings;
