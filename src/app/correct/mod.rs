//! Correcting names: the entity a correction is about (`target`), the commands (`commands`), and
//! corrections described in words (`words`).
//!
//! Not here: how corrections change entities (`resolve`), and their types and file format
//! (`query::correction`).

mod commands;
mod target;
mod words;

pub use target::CorrectionTarget;
pub use words::words;
