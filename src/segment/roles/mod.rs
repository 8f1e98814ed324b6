//! Line classification: the role of each line of a page (text, headline, byline, chrome and so on),
//! labelled with a learned model (`decode`) from the features of the lines (`features`, made of `form`,
//! `words` and `page_context`).
//!
//! Not here: the model's engine (`sequence`), and what is made of the roles (`body`, `authors`).

pub mod decode;
mod features;
mod form;
pub mod learning;
mod page_context;
mod words;
