//! Documents beside each other: which words and sentences they have in common, and what one says that the other
//! does not (`differences`, over `common`).
//!
//! Pure: texts in, plain data of `query` out.
//!
//! Not here: which documents of a collection are compared, and keeping what was found.

mod common;
mod differences;

pub use differences::differences;
