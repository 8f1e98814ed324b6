//! Line classification: the role of each line of a page (text, headline, byline, chrome and so on: `role`),
//! labelled with a learned model (`decode`) from the features of the lines (`features`, made of `form`,
//! `words` and `page_context`), read again with what that made of whole blocks of lines (`second`), and a third time
//! not line by line but whole stretches at once (`stretches`, with `stretch`, `stretch_features` and `rounds`).
//!
//! Not here: the model's engine (`sequence`), and what is made of the roles (`body`, `authors`).

pub mod decode;
mod features;
mod form;
pub mod learning;
mod page_context;
pub mod role;
mod rounds;
mod second;
mod stretch;
mod stretch_features;
mod stretches;
mod words;
