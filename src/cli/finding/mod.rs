//! Finding from the command line: what is searched in (`searched`), every line of a query (`grep`, over `file_lines`),
//! the names of a list (`match_names`), and which documents report one event (`stories`).
//!
//! Not here: the hits of `perusal search` (`search`, `hit`).

mod file_lines;
pub mod grep;
pub mod match_names;
mod searched;
pub mod stories;

pub use file_lines::FileLines;
pub use searched::{SearchScope, Searched, report_query};
