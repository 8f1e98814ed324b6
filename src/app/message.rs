//! Messages, which are everything that reaches the state, and effects, which are everything it asks for.
//! Plain data.
//!
//! Not here: who produces messages and carries out effects (`terminal`).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::input::key::Key;
use crate::model::DocumentId;
use crate::query::{Answer, Edit, Facets, Filter, MarkChange, Marks, Order, Question, RecordedCorrection};

/// The number of a request. An answer that carries an older number than the state's latest
/// request of that sort is dropped.
pub type Ticket = u64;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    Key(Key),
    Paste(String),
    Mouse(Mouse),
    /// The terminal's size in columns and rows.
    Resize(u16, u16),
    /// The system asks the program to end (SIGTERM, SIGHUP, SIGINT, a closed window).
    Terminate,
    /// Answer to [`Effect::Ask`], or one part of it; a failure in words for the reader, not yet
    /// sanitised.
    Answer {
        ticket: Ticket,
        answer: Result<Answer, String>,
    },
    /// What was marked in earlier sessions.
    Marks(Marks),
    /// Where reading stopped in earlier sessions: byte offsets of the texts.
    Positions(HashMap<DocumentId, u32>),
    /// What was said of names in earlier sessions.
    Corrections(Vec<RecordedCorrection>),
    /// What was said last is obeyed from now on: what is shown is worth asking for again.
    Corrected,
    /// Indexing goes on.
    Progress(Progress),
    /// The index holds something new: what is shown is worth asking for again.
    Changed,
    /// Something failed; in words for the reader, not yet sanitised.
    Failed(String),
    /// Something succeeded that is worth a word, such as a copy.
    Done(String),
}

/// Something the state wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the collection.
    Ask {
        ticket: Ticket,
        question: Question,
    },
    /// Obey what the reader said of names, and write it down.
    Correct(Edit),
    /// Write down what the reader did.
    Record(MarkChange),
    /// Remember where reading stopped: a byte offset of the document's text.
    Position {
        id: DocumentId,
        offset: u32,
    },
    /// Remember how things stood, for the next start.
    Remember(Session),
    /// Put a text on the clipboard.
    Copy(String),
    /// Look for changes in the folders.
    Refresh,
    /// Begin what nobody waits for: the first look for changes, and the day's copy of the notebook.
    StartUpkeep,
    /// Switch to the theme of that name.
    Theme(String),
    Suspend,
    Quit,
}

/// How far indexing has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files dealt with and files to deal with; 0 of 0 while the folder is walked.
    pub done: usize,
    pub of: usize,
    pub problems: usize,
    /// All files are read again, since another version of the program read them before.
    pub again: bool,
    pub finished: bool,
}

/// What is kept from one start to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    pub query: String,
    pub filters: Vec<Filter>,
    pub order: Order,
    pub selected: Option<DocumentId>,
    pub searches: Vec<String>,
    /// The filters as they were shown, to be there at once while they are counted anew.
    pub facets: Facets,
}

/// Something done with the mouse, at a cell counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub what: MouseAction,
    pub column: u16,
    pub row: u16,
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    Click,
    WheelUp,
    WheelDown,
}
