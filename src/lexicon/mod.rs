//! The lexicon (gazetteers and word lists): lists of names of people, places and organisations, of
//! ordinary words, and of their classes.
//!
//! Useful for: looking up what a word can be (`segment`, `annotate`, `resolve`).
//! Not for: deciding what it is in its text; phrases of site chrome and of credits (`segment::lexicon`,
//! `annotate::credit_line`); names that mean the same (`resolve::lists`).

pub mod calendar;
mod classes;
pub mod lists;
mod people;
mod table;

pub use classes::{Classes, LISTED, LISTED_NAME};
pub use people::folded_classes;
pub use table::{Lexicon, lexicon};
