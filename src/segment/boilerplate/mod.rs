//! Lines that stand in many files of a folder, and so belong to the site: how each is counted
//! (`occurrence`), and what the counts show (`known`).
//!
//! Not here: what shows chrome within one file (`lexicon`, `roles`, `body`).

pub mod known;
pub mod occurrence;
