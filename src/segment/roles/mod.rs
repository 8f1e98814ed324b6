//! Line classification: the role of each line of a page (text, headline, byline, chrome and so on: `role`),
//! labelled with a learned model (`decode`) from the features of the lines (`features`, made of `form`,
//! `words` and `page_context`), and read again with what that made of whole blocks of lines (`second`).
//!
//! Not here: the model's engine (`sequence`), and what is made of the roles (`body`, `authors`).

pub mod decode;
mod features;
mod form;
pub mod learning;
mod page_context;
pub mod role;
mod second;
mod words;
