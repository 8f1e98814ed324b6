//! Finding from the command line: what is searched in (`searched`), every line of a query (`grep`, over `file_lines`),
//! the names of a list (`match_names`), and copies (`copies`).
//!
//! Not here: the hits of `perusal search` (`search`, `hit`).

pub mod copies;
mod file_lines;
pub mod grep;
pub mod match_names;
mod searched;

pub use file_lines::FileLines;
pub use searched::{SearchScope, Searched, report_query};
