//! What is found as the screen has it: the ids of a list, when an answer was made, and what of it is kept for the next
//! start.

mod age;
mod document_ids;
mod shown;

pub use age::Age;
pub use document_ids::{DocumentIds, ReadIds};
pub use shown::Shown;
