//! Correcting names: the entity a correction is about (`target`), the commands (`commands`); correcting documents
//! (`documents`), and reading on where a file was taken apart otherwise (`cut`); saying which are one story (`stories`);
//! and all corrections as a list (`list`), in words (`words`).
//!
//! Not here: how corrections change entities (`resolve`) and documents (`ingest::corrected`), and their types and file format
//! (`query::correction`).

mod commands;
mod cut;
mod documents;
mod list;
mod stories;
mod target;
mod words;

pub use cut::says_beginning;
pub use target::CorrectionTarget;
pub use words::{document_words, words};
