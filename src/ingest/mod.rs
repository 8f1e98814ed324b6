//! Bringing a folder into the index: walking it, seeing what changed, reading files.

pub mod read;
