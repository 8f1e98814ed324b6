//! Finding from the command line: what is searched in (`searched`), every line of a query (`grep`, over `file_lines`),
//! and the names of a list (`match_names`).
//!
//! Not here: the hits of `perusal search` (`search`, `hit`).

mod file_lines;
pub mod grep;
pub mod match_names;
mod searched;

pub use file_lines::FileLines;
pub use searched::{SearchScope, Searched, report_query};
