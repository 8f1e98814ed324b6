//! Correcting names: the entity a correction is about (`target`), the commands (`commands`); correcting documents
//! (`documents`); and corrections described in words (`words`).
//!
//! Not here: how corrections change entities (`resolve`) and documents (`ingest::corrected`), and their types and file format
//! (`query::correction`).

mod commands;
mod documents;
mod target;
mod words;

pub use target::CorrectionTarget;
pub use words::{document_words, words};
