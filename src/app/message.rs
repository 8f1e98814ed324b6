//! Messages, which are everything that reaches the state, and effects, which are everything it asks for.
//! Plain data.
//!
//! Not here: who produces messages and carries out effects (`terminal`).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::clippings::Clippings;
use super::history::ReadingHistory;
use super::input::key::Key;
use super::input::keymap::Keymap;
use super::news::News;
use super::pane::widths::Widths;
use super::preferences::{KeptView, Settings};
use super::trouble::Trouble;
use crate::export::ExportFormat;
use crate::model::{DocumentId, Span};
use crate::query::{
    Answer, DocumentPage, DossierId, DossierPiece, Edit, Facets, Filter, KeptStep, LastLook, Marks,
    NotebookChange, NotebookCopy, Order, Question, ReadingPosition, RecordedCorrection, SavedSearch,
    SearchChange, Shown, StepEntry, WantedName,
};

/// The number of a request. An answer that carries an older number than the state's latest
/// request of that sort is dropped.
pub type Ticket = u64;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The mouse was clicked or its wheel turned.
    Mouse(Mouse),
    /// The time, in seconds since 1970, before what is typed is taken in.
    Clock(i64),
    /// The terminal's size in columns and rows.
    Resize(u16, u16),
    /// The system asks the program to end (SIGTERM, SIGHUP, SIGINT, a closed window).
    Terminate,
    /// Answer to [`Effect::Ask`], or one part of it; a failure in words for the reader, not yet
    /// sanitised.
    Answer {
        /// Of the request.
        ticket: Ticket,
        /// The answer, or why there is none.
        answer: Result<Answer, String>,
    },
    /// What was marked in earlier sessions.
    Marks(Box<Marks>),
    /// Where reading stopped in earlier sessions.
    Positions(HashMap<DocumentId, ReadingPosition>),
    /// The corrections of names made in earlier sessions.
    Corrections(Vec<RecordedCorrection>),
    /// The searches saved in earlier sessions.
    Searches(Vec<SavedSearch>),
    /// The names of a list, and what is wrong in its lines; in words for the reader, not yet sanitised.
    Names {
        /// The list as it was named.
        of: String,
        /// The names.
        names: Vec<WantedName>,
        /// What is wrong.
        faults: Vec<String>,
    },
    /// The files of settings and keys were written anew.
    SettingsChanged {
        /// What they say; what the files do not say is as at a start.
        settings: Box<Settings>,
        /// The keys.
        keymap: Box<Keymap>,
        /// What is wrong in them; in words for the reader, not yet sanitised.
        faults: Vec<String>,
    },
    /// The folders that a path being typed may go on with.
    Folders {
        /// The path as it was typed.
        typed: String,
        /// As they may be typed on; not yet sanitised.
        folders: Vec<String>,
        /// What all folders begin with that it may go on with, those that are not offered for want of room too.
        common: String,
    },
    /// What was to be opened in place of what is open is there.
    FolderFound(PathBuf),
    /// What was written in the reader's editor, or why nothing was; in words for the reader, not yet sanitised.
    Written(Result<String, String>),
    /// What became of a change of the notebook: it is on the disk, or why not.
    Recorded {
        /// Of the change.
        ticket: Ticket,
        /// A failure in words for the reader, not yet sanitised.
        outcome: Result<(), String>,
    },
    /// What was done in earlier sessions, the earliest first.
    Steps(Vec<KeptStep>),
    /// The sentences that were read in earlier sessions, each with the document it was read in first.
    ReadSentences(HashMap<u64, DocumentId>),
    /// That these sentences of a document were read is on the disk.
    SentencesRead {
        /// The document.
        id: DocumentId,
        /// The fingerprints of the sentences.
        fingerprints: Vec<u64>,
    },
    /// The copies of the notebook, the latest first.
    Copies(Vec<NotebookCopy>),
    /// The notebook is again as in one of its copies.
    Restored {
        /// The name of the copy.
        name: String,
        /// The marks it has.
        marks: Box<Marks>,
        /// The positions it has.
        positions: HashMap<DocumentId, ReadingPosition>,
        /// The corrections it has, which are in force.
        corrections: Vec<RecordedCorrection>,
        /// The saved searches it has.
        searches: Vec<SavedSearch>,
    },
    /// The latest corrections are in force: what is shown may be out of date.
    Corrected,
    /// Indexing goes on.
    Progress(Progress),
    /// What was found in the folders that nobody had asked to look for.
    News(News),
    /// The index holds something new: what is shown may be out of date.
    Changed,
    /// Something failed; in words for the reader, not yet sanitised.
    Failed(String),
    /// Something failed that stays said; in words for the reader, not yet sanitised.
    Trouble(Trouble, String),
    /// Something succeeded that the reader should see, such as a copy.
    Done(String),
    /// The file that was to be written is there already.
    ExportExists {
        /// The format asked for.
        format: ExportFormat,
        /// The file as it was named.
        path: String,
    },
}

/// Something the state wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the collection.
    Ask {
        /// Comes back with the answer.
        ticket: Ticket,
        /// What is asked.
        question: Question,
    },
    /// Write corrections of names down, then put them in force.
    Correct {
        /// Comes back with what became of it.
        ticket: Ticket,
        /// The corrections.
        edit: Edit,
    },
    /// Write down what the reader did.
    Record {
        /// Comes back with what became of it.
        ticket: Ticket,
        /// What was done, all of it or nothing.
        changes: Vec<NotebookChange>,
    },
    /// Write down a change of the saved searches.
    Save {
        /// Comes back with what became of it.
        ticket: Ticket,
        /// What was done.
        change: SearchChange,
    },
    /// Write down that the change before was a kept step, or what became of one, if that change was written.
    Step(StepEntry),
    /// List the copies of the notebook.
    ListCopies,
    /// Go back to the copy of the notebook of that name.
    Restore(String),
    /// Remember where reading stopped.
    Position {
        /// The document read.
        id: DocumentId,
        /// What was at the upper edge.
        position: ReadingPosition,
    },
    /// Remember that the sentences in these stretches of a document were read.
    KeepRead {
        /// The document.
        page: Arc<DocumentPage>,
        /// What of it was on the screen.
        seen: Vec<Span>,
    },
    /// Tell which sentences were read.
    LoadReadSentences,
    /// Remember that a document was opened, by its number in the order of that.
    Opened {
        /// The document.
        id: DocumentId,
        /// Higher than those before.
        number: u64,
    },
    /// Remember what was searched for and where one was, to go back there in a later session.
    KeepTrail(Trail),
    /// Write down the state of the screen, for the next start.
    Remember(Session),
    /// Keep what is shown for the next start, once the screen is given back.
    KeepSeen(Box<Shown>),
    /// Keep how things are shown, for all collections.
    KeepView(Box<KeptView>),
    /// Put a text on the clipboard.
    Copy(String),
    /// Open the file of a document in its program.
    OpenFile {
        /// The document.
        id: DocumentId,
        /// The page of the file, from 1, where it has pages.
        page: Option<u32>,
    },
    /// Have the reader go on with a text in their editor.
    WriteInEditor(String),
    /// Open an address of the web in the browser.
    OpenAddress(String),
    /// List the folders that a path being typed may go on with.
    ListFolders(String),
    /// Find out whether what a path names can be opened.
    FindFolder(String),
    /// End, and open this in place of what is open.
    OpenInstead(PathBuf),
    /// Read the names of a file, or of an own list.
    ReadNames(String),
    /// Write a dossier, or notes, into a file.
    Export(Box<ExportJob>),
    /// Look for changes in the folders.
    Refresh,
    /// Start the work in the background: the first look for changes, and the day's copy of the notebook.
    StartUpkeep,
    /// Suspend the program, as the shell knows it.
    Suspend,
    /// Draw everything again, on a cleared screen.
    Repaint,
    /// End the program.
    Quit,
}

/// What an export is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// A dossier.
    Dossier,
    /// Notes.
    Notes {
        /// All that there are.
        all: bool,
    },
}

/// A dossier, or notes, to be written into a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportJob {
    /// What it is.
    pub of: Exported,
    /// Its name.
    pub title: String,
    /// Its pieces, in their order.
    pub pieces: Vec<DossierPiece>,
    /// The format of the file.
    pub format: ExportFormat,
    /// The file as it was named.
    pub path: String,
    /// Whether what is there is replaced.
    pub replace: bool,
    /// What searches among the pieces may ask for.
    pub marks: Arc<Marks>,
}

/// How far indexing has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files dealt with.
    pub done: usize,
    /// Files to deal with; with 0 the folder is still being walked.
    pub of: usize,
    /// Files and folders that could not be read.
    pub problems: usize,
    /// Files that are no longer where they were and stay as they were read: their disk seems to be away.
    pub away: usize,
    /// All files are read again, since another version of the program read them before.
    pub again: bool,
    /// The run has ended.
    pub finished: bool,
    /// Not everything was gone through, which is reported.
    pub failed: bool,
}

/// What is kept from one start to the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The text searched for.
    pub query: String,
    /// The filters set.
    pub filters: Vec<Filter>,
    /// The order of the list.
    pub order: Order,
    /// The selected document.
    pub selected: Option<DocumentId>,
    /// Texts searched for, the latest last.
    pub searches: Vec<String>,
    /// Where one can go back to, which is kept apart.
    #[serde(skip)]
    pub history: ReadingHistory,
    /// The passages copied, which are kept apart, too.
    #[serde(skip)]
    pub clippings: Clippings,
    /// The filters as last shown, to be on the screen while their counts are asked for.
    pub facets: Facets,
    /// How many tasks of the tutor are done.
    pub tasks_done: usize,
    /// The dossier that things are put into.
    pub dossier: Option<DossierId>,
    /// How wide the panes are where it was set.
    pub widths: Widths,
    /// When the collection was open last, and what there was.
    pub look: Option<LastLook>,
}

/// What one can go back to. It is kept whenever it changes, so that it outlasts a kill.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trail {
    /// Texts searched for, the latest last.
    pub searches: Vec<String>,
    /// What was read.
    pub history: ReadingHistory,
    /// The passages copied.
    pub clippings: Clippings,
}

/// Something done with the mouse, at a cell counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub what: MouseAction,
    /// The column of the cell.
    pub column: u16,
    /// The row of the cell.
    pub row: u16,
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button was pressed.
    Click,
    /// The mouse was moved with the left button held.
    Drag,
    /// The left button was let go.
    Release,
    /// The wheel was turned up by a notch.
    WheelUp,
    /// The wheel was turned down by a notch.
    WheelDown,
    /// The wheel was turned or tilted to the left.
    WheelLeft,
    /// The wheel was turned or tilted to the right.
    WheelRight,
}
