//! What is asked of the parser process beside the bytes of a file.
//!
//! Not here: how it is sent (`frame`).

use serde::{Deserialize, Serialize};

/// What a file is called, and how it is to be read.
#[derive(Debug, Serialize, Deserialize)]
pub struct ParserRequest {
    /// Its name; the ending is a hint.
    pub name: String,
    /// The place from which on it is read, where a step before ended there; else 0.
    pub from: usize,
    /// What it is tried with if it is locked.
    pub passwords: Vec<String>,
}
