//! Which documents of a collection are copies of each other.
//!
//! Candidates are found by their sketches (`candidates`) and compared by all their runs of words (`overlap`); the
//! table of them (`table`) tells pairs, and puts copies in one row (`fold`).

mod candidates;
#[cfg(test)]
mod fixture;
mod fold;
mod overlap;
mod table;
#[cfg(test)]
mod tests;

pub use fold::Folded;
pub use overlap::Overlap;
pub use table::{CopyPair, NearCopies};
