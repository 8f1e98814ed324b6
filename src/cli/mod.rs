//! The command line: one file a subcommand, `run` to choose between them, and the only place that
//! prints, but for the last words of a panic (`terminal::crash`). Answers come from
//! `engine`; `indexed` only opens the indexes for it.

mod corrections;
mod document;
mod entities;
mod index;
mod indexed;
mod json;
mod lists;
mod open;
mod outcome;
mod resolve;
mod run;
mod search;

use lists::own_lists;
use outcome::{Outcome, report_failure};

pub use run::run;
