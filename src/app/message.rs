//! Everything that reaches the state (messages) and everything it asks for (effects). Plain
//! data: who produces and performs them is `terminal`'s business.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::key::Key;
use crate::model::{Document, DocumentId, Key as NameKey, Kind, Span};
use crate::query::{
    Edit, EntityCard, EntityList, EntityListRequest, Facets, Filter, MarkChange, Marks, Order, Passage,
    Profile, Query, RecordedCorrection, ResolvedEntity, Row, Search, SearchResults, SentenceLine,
    SentencePlace,
};

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
    /// Answer to [`Effect::Search`]: the hits, and the rows around the one to be selected.
    Found {
        ticket: Ticket,
        found: SearchResults,
        rows: Vec<Row>,
    },
    /// How often the words of the search occur in the documents found, and in their folded lines.
    Hits {
        ticket: Ticket,
        hits: u64,
        folded: u64,
    },
    Facets {
        ticket: Ticket,
        facets: Box<Facets>,
    },
    /// Answer to [`Effect::Rows`], and sent after [`Message::Found`] for the same rows.
    Rows {
        ticket: Ticket,
        rows: Vec<Row>,
        passages: Vec<Passage>,
    },
    /// Answer to [`Effect::Load`].
    Loaded {
        ticket: Ticket,
        page: Arc<Page>,
    },
    /// Answer to [`Effect::Find`]: the matches in the page's text, in order.
    FoundInText {
        ticket: Ticket,
        matches: Vec<Span>,
    },
    /// Answer to [`Effect::Card`] and [`Effect::CardOf`].
    Card {
        ticket: Ticket,
        card: Box<EntityCard>,
    },
    /// Answer to [`Effect::Profile`]; `None` when nobody has that name.
    Profile {
        ticket: Ticket,
        profile: Option<Box<Profile>>,
    },
    /// Answer to [`Effect::Roster`].
    Roster {
        ticket: Ticket,
        roster: EntityList,
    },
    /// Answer to [`Effect::Complete`]: names with their documents, most frequent first.
    Completions {
        ticket: Ticket,
        names: Vec<(Kind, String, u32)>,
    },
    /// Answer to [`Effect::Concordance`], in the order of their dates.
    Concordance {
        ticket: Ticket,
        places: Arc<Vec<SentencePlace>>,
    },
    /// Answer to [`Effect::Lines`].
    Lines {
        ticket: Ticket,
        lines: Vec<SentenceLine>,
    },
    /// What was marked in earlier sessions.
    Marks(Marks),
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
    /// Ask the index. `around` names the selected row and its place on the screen, in rows from
    /// the top of the list, so that it stays there; `height` is the number of rows visible.
    Search {
        ticket: Ticket,
        search: Search,
        around: Option<(DocumentId, usize)>,
        height: usize,
    },
    /// Make rows, and under a query their passages.
    Rows {
        ticket: Ticket,
        search: Search,
        ids: Vec<DocumentId>,
    },
    /// Fetch a document with the matches of the query in it.
    Load {
        ticket: Ticket,
        id: DocumentId,
        query: Query,
    },
    /// Look for words in the text of a page.
    Find {
        ticket: Ticket,
        page: Arc<Page>,
        query: Query,
    },
    /// Look an entity up: the one the key of a document belongs to.
    Card {
        ticket: Ticket,
        id: DocumentId,
        key: NameKey,
    },
    /// Look an entity up: the one of that name.
    CardOf {
        ticket: Ticket,
        kind: Kind,
        name: String,
    },
    /// Make the page of an entity.
    Profile {
        ticket: Ticket,
        kind: Kind,
        name: String,
    },
    /// List entities.
    Roster {
        ticket: Ticket,
        asked: EntityListRequest,
    },
    /// Find names that go on from what is typed.
    Complete {
        ticket: Ticket,
        kind: Option<Kind>,
        typed: String,
    },
    /// Find the sentences that speak of all names of a search.
    Concordance {
        ticket: Ticket,
        search: Search,
    },
    /// Make lines of sentences, the names of the search marked in them.
    Lines {
        ticket: Ticket,
        search: Search,
        places: Vec<SentencePlace>,
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
    /// Switch to the theme of that name.
    Theme(String),
    Suspend,
    Quit,
}

/// A document ready to be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub id: DocumentId,
    pub document: Document,
    /// Whom each key of the document means.
    pub meant: Vec<ResolvedEntity>,
    /// The matches of the query in `document.text`, in order.
    pub matches: Vec<Span>,
    /// The file as a path a person can use.
    pub path: String,
    /// All documents of the file, in order.
    pub siblings: Vec<DocumentId>,
    /// Where reading stopped last time: a byte offset of the text.
    pub position: u32,
}

/// How far indexing has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files dealt with and files to deal with; 0 of 0 while the folder is walked.
    pub done: usize,
    pub of: usize,
    pub problems: usize,
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
