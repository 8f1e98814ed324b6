//! The query language: typed text to a `Query` (cut in `lex`, words read in `fields` and
//! `date_range`, combined in `parse`), the query written back (`display`), and where its words stand
//! in one text (`matches`). What a query looks like once it is read is in `request`.

mod date_range;
mod display;
mod fields;
mod lex;
mod matches;
mod parse;

pub use fields::{NameTyped, field_names, field_of, is_field, name_typed};
pub use matches::{matches, title_matches, with_spans};
pub use parse::{ParsedQuery, parse};
