//! Boilerplate (site chrome) across files: lines that stand in many files of a folder and so belong to
//! the site. How each is counted (`occurrence`), and what the counts show (`known`).
//!
//! Not here: boilerplate recognised within one file (`lexicon`, `roles`, `body`).

pub mod known;
pub mod occurrence;
