//! When a document counts as read, as the reader sets it.
//!
//! Not here: noticing it (`app`).

use serde::{Deserialize, Serialize};

/// When a document counts as read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadAfter {
    /// Once it is opened for reading, or its page has been at its end.
    #[default]
    Open,
    /// Once its page has been at its end.
    End,
    /// Once the reader says so.
    Never,
}
