//! What each line of a page is for, read with a learned model (`decode`) from the features of its
//! lines (`features`, made of `form`, `words` and `page_context`).
//!
//! Not here: the engine (`sequence`), and what is made of the roles (`body`, `authors`).

pub mod decode;
mod features;
mod form;
pub mod learning;
mod page_context;
mod words;
