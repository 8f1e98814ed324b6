//! How good what is read is, in figures: shared by the floors over the sample (`tests/suite/accuracy.rs`)
//! and by the scores over public data sets (`examples/accuracy`).
//!
//! The figures are those that others quote for such data: character F1 of what is kept as article
//! text, titles that share four words of five, exact names, B-cubed of entities.
//!
//! Not here: labels and their formats, which belong to the two programs.

// Each of the two programs uses a part of it.
#![allow(dead_code)]

pub mod count;
pub mod reading;
pub mod words;
