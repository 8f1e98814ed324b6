//! When a document was published: what it shows of that (`candidates`, `given`, `in_body`), what is
//! conclusive alone (`conclusive`), years left out (`years`), the choice (`choice`), and what the
//! order of the documents of one file adds (`order`).
//!
//! Not here: finding dates in a text (`date_text`).

pub mod candidates;
pub mod choice;
pub mod conclusive;
mod given;
mod in_body;
pub mod order;
mod years;
