//! Rows of a list that several documents share: which may, why they do, and which stand in one.
//!
//! Not here: putting documents in rows (`index::search::grouped`), and opening a row (`app::pane::open_rows`).

use serde::{Deserialize, Serialize};

use super::copies::CopyRows;
use crate::model::DocumentId;

/// What becomes of the reports of a story in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoryRows {
    /// Each has a row of its own, or shares one with its copies.
    #[default]
    Apart,
    /// A story is one row.
    Rows,
}

impl StoryRows {
    /// Both.
    pub const ALL: [StoryRows; 2] = [StoryRows::Rows, StoryRows::Apart];

    /// What it is called in the view menu.
    pub fn name(self) -> &'static str {
        match self {
            StoryRows::Rows => "rows: in one row, that of the first found",
            StoryRows::Apart => "apart: a row for each report",
        }
    }
}

/// Which documents share a row of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowSharing {
    /// Whether the mails of a thread do.
    pub threads: bool,
    /// Whether the copies of a document do.
    pub copies: CopyRows,
    /// Whether the reports of a story do.
    pub stories: StoryRows,
}

/// Why documents share a row, in the order in which a row opens that they share for more than one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SharedBy {
    /// They report the same story as the one that is shown.
    Story,
    /// They are the mails of a thread.
    Thread,
    /// They are copies of the one that is shown.
    Copies,
}

/// Other documents of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedRow {
    /// Why they share it.
    pub by: SharedBy,
    /// The mails of a thread as they were sent, the reports of a story by date, copies in the order of the search. Each
    /// may stand for others in turn.
    pub others: Vec<DocumentId>,
}
