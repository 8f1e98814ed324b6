//! Stories: which documents report one event, by the words, names, figures and days that they have in common.
//!
//! A pair of documents is judged by measures of what both have ([`measures()`]), weighed as learned from documents of
//! which it is known ([`WEIGHTS`]); the fewer pairs of a collection are of one story, the more is demanded of each
//! ([`alike`]). Documents of one story are those that are alike on average ([`cluster`]), and what a reader says of pairs
//! of them holds first ([`SaidPairs`]).
//!
//! Not here: getting documents, and when a table of stories is made (`engine`).

mod candidates;
mod cluster;
mod demand;
mod evidence;
mod facts;
mod measures;
mod reason;
mod report;
mod said;
mod stories;
mod terms;
mod told_once;
mod weights;

pub use candidates::candidates;
pub use cluster::cluster;
pub use demand::{Summed, alike};
pub use evidence::has_evidence;
pub use facts::facts;
pub use measures::{MEASURES, Measures, NAMES, measures};
pub use reason::reason;
pub use report::Report;
pub use said::SaidPairs;
pub use stories::{ComparedReports, compare_reports};
pub use terms::{Rareness, Weighed};
pub use told_once::{MOST_TOLD, told_once};
pub use weights::{WEIGHTS, Weights};
