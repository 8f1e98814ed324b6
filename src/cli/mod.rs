//! The command line: one file for each subcommand, and `run` to choose between them. Printing happens
//! only here, except for a panic's last words (`terminal::crash`).
//!
//! Not here: computing what is printed (`engine`, `ingest`, `extract`, `annotate`).

mod choice;
mod corrections;
mod document;
mod entities;
mod export;
mod finding;
mod hit;
mod index;
mod indexed;
mod json;
mod linear;
mod lists;
mod notes;
mod open;
mod outcome;
mod private;
mod program;
mod purge;
mod read_text;
mod resolve;
mod run;
mod search;
mod searches;

use lists::own_lists;
use outcome::{Outcome, report_failure};

pub use run::run;
