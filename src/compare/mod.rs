//! Documents beside each other: which are copies, by the runs of words that they have in common (`runs`), found by a
//! small sketch of each (`sketch`) and put together (`copies`); what one says that another does not, sentence by sentence
//! (`differences`, over `common`); which report one event (`story`).
//!
//! Useful for whatever compares texts of a collection. Not for finding and reading the texts (`index`), and not for
//! what is like a document by its words and names (`index::search::like`).

mod common;
pub mod copies;
mod differences;
mod in_parts;
mod runs;
mod sketch;
pub mod story;

pub use differences::differences;
pub use in_parts::in_parts;
pub use runs::Runs;
pub use sketch::{SKETCH_NUMBERS, Sketch};
