//! How copies of a document are asked for and answered: whether they share a row of the list, and which documents are
//! a pair.
//!
//! Not here: which documents are copies (`compare::copies`), and rows that documents share (`shared_rows`).

use serde::{Deserialize, Serialize};

use crate::query::MatchedDocument;

/// What becomes of the copies of a document in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyRows {
    /// They share the row of the fullest; filters count each of them.
    #[default]
    Folded,
    /// They share the row of the fullest, and filters count all of them as one.
    Once,
    /// Each has a row of its own.
    Apart,
}

impl CopyRows {
    /// All of them.
    pub const ALL: [CopyRows; 3] = [CopyRows::Folded, CopyRows::Once, CopyRows::Apart];

    /// What it is called in the view menu.
    pub fn name(self) -> &'static str {
        match self {
            CopyRows::Folded => "folded: in one row, and filters count each",
            CopyRows::Once => "once: in one row, and filters count them as one",
            CopyRows::Apart => "apart: a row each",
        }
    }
}

/// Documents that have half of their runs of words in common or more, in pairs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CopyPairs {
    /// All that are in a pair, by file and part.
    pub documents: Vec<MatchedDocument>,
    /// The pairs: a fuller one and the other by their places among the documents, and the share of all their runs of
    /// words that both have, from 0.5 to 1. In the order of the first.
    pub pairs: Vec<(u32, u32, f32)>,
}
