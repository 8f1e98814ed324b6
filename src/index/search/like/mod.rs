//! More like this: which documents are like an example (`find`), by the words and entities that set it
//! apart (`distinctive`); copies of the example are left out.
//!
//! Not here: searching for words that were typed (`score`).

mod distinctive;
mod find;
mod resemblance;

pub(in crate::index) use resemblance::KeptResemblances;
