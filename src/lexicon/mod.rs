//! What is known of words and names beforehand: lists of names, of words and of their classes.
//!
//! Useful for: telling what a word can be, whoever asks (`segment`, `annotate`, `resolve`).
//! Not for: deciding what it is in its text; phrases of site chrome and of credits, which only
//! `segment` and `annotate` know; names that mean the same (`resolve`).

mod classes;
pub mod lists;
mod table;

pub use classes::{Classes, LISTED, LISTED_NAME};
pub use table::{Lexicon, lexicon};
