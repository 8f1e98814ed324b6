//! Finding from the command line: what is searched in (`searched`), every line of a query (`grep`, over `file_lines`),
//! the names of a list (`match_names`), copies (`copies`), which documents report one event (`stories`), and the documents
//! that lines of corrections are about (`located`).
//!
//! Not here: the hits of `perusal search` (`search`, `hit`).

pub mod copies;
mod file_lines;
pub mod grep;
mod located;
pub mod match_names;
mod searched;
pub mod stories;

pub use file_lines::FileLines;
pub use located::{document_at, location, those_that_wait};
pub use searched::{SearchScope, Searched, report_query};
