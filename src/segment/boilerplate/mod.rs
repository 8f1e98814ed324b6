//! Lines that stand in many files of a folder, and so belong to the site.
//!
//! Not here: what tells chrome within one file (`lexicon`, `roles`, `body`).

pub mod known;
