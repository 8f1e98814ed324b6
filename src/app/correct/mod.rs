//! Correcting names: the entity a correction is about (`target`), the commands (`commands`),
//! corrections in words (`words`). How corrections change entities is not here but in `resolve`.

mod commands;
mod target;
mod words;

pub use target::CorrectionTarget;
pub use words::words;
