//! What each line of a page is for, read with a learned model (`decode`) from the features of its
//! lines (`features`, which look at `form`, `words` and `page`).
//!
//! Not here: the engine (`sequence`), and what is made of the roles (`body`, `authors`).

pub mod decode;
mod features;
mod form;
pub mod learning;
mod page;
mod words;
