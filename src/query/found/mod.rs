//! What is found as the screen has it: the ids of a list, when an answer was made, and what of it is kept for the next
//! start.

mod age;
mod document_ids;

pub use age::{Age, Shown};
pub use document_ids::{DocumentIds, ReadIds};
