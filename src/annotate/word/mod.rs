//! What is known of a word by itself: how it is written (`shape`), the lists' classes, its cluster of
//! words used alike (`clusters`) and the summed weights of its features (`features`), kept in one
//! table from one document to the next (`table`), where they are found by hash (`numbers`).
//!
//! Not here: what stands around a word, and what a document says of it (`model`).

mod clusters;
mod entry;
mod features;
mod numbers;
mod shape;
mod table;

pub use clusters::Clusters;
pub use entry::{WordEntry, WordPosition};
pub use features::of_word;
pub use shape::{Shape, title_case};
pub use table::{EDGE, WordTable, lower, plain};
