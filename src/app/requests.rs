//! What was asked of the collection and is not answered yet, and what the answers are for.
//!
//! Not here: asking (`settle`, `perform`), and taking answers in (`update::answers`).

use std::sync::Arc;

use super::batch::CopiedOfRows;
use super::correct::CorrectionTarget;
use super::input::command::Command;
use super::message::Ticket;
use super::reader::Arrival;
use crate::model::DocumentId;
use crate::query::{
    DocumentLocation, DocumentPage, Mode, NameReference, PageLayer, ReadingPosition, SavedSearch,
    SentenceLine,
};

/// The requests that are under way, and what their answers are for.
#[derive(Debug, Default)]
pub struct Requests {
    /// The number of the latest request of any sort.
    pub latest: Ticket,
    /// The latest request for a page.
    pub load: Ticket,
    /// The document asked for last.
    pub loading: Option<DocumentId>,
    /// Where reading of it had stopped when it was asked for.
    pub position: ReadingPosition,
    /// It is to be asked for again: what is marked in it has changed, or itself.
    pub reload: bool,
    /// Where reading was when it was said where documents of the file begin: it goes on there, in whichever of them
    /// that is then.
    pub cut: Option<CutReading>,
    /// The document of which it was said that it is gone.
    pub said_gone: Option<DocumentId>,
    /// The latest search in the text.
    pub find: Ticket,
    /// The latest request for what is known of the page beside other documents, and what it was for.
    pub beside: Ticket,
    pub beside_of: Option<(PageLayer, Arc<DocumentPage>)>,
    /// The sentences read were asked for.
    pub wants_sentences: bool,
    /// The latest request for the card of an entity.
    pub card: Ticket,
    /// The latest request for names that complete what is typed.
    pub complete: Ticket,
    /// The latest request for documents of which the same can be said as of a corrected one.
    pub alike: Ticket,
    /// The latest request for what is found without each part of the search.
    pub costs: Ticket,
    /// The latest request for which documents are copies of others.
    pub copies: Ticket,
    /// Whether they are looked for without the list having asked.
    pub copies_wanted: CopiesWanted,
    /// The checksum of those that are known.
    pub copies_known: u64,
    /// Which documents report one story.
    pub stories: StoriesRequest,
    /// The latest request for a story whose page is to be opened.
    pub story: Option<StoryRequest>,
    /// The latest request for the document that a first look begins with.
    pub first: Ticket,
    /// That document, until the list has it.
    pub first_document: Option<DocumentId>,
    /// What that card is for.
    pub card_for: CardFor,
    /// The reader asked for a look for changes, so its result is shown.
    pub refreshing: bool,
    /// The list is to show what could not be read.
    pub expects_problems: bool,
    /// Once the document is there, go to its first hit (true) or its last (false).
    pub arrive_at_hit: Option<bool>,
    /// The saved search whose answer is to come.
    pub looked_at: Option<SavedSearch>,
    /// The work in the background has been started.
    pub upkeep_started: bool,
    /// Once the document is there, go to this place of it.
    pub arrive_at: Option<Arrival>,
    /// What is copied of the rows of the batch once they are there.
    pub copy_rows: Option<(Ticket, CopiedOfRows)>,
    /// The sentence of a list that is copied once its document is there.
    pub quote: Option<(Ticket, SentenceLine)>,
    /// The document that was gone over to, and in which nothing was moved: it is seen, not read.
    pub passed: Option<DocumentId>,
}

/// Whether copies are looked for although the list, which was kept with them, need not ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CopiesWanted {
    /// The list asks where it does not know them.
    #[default]
    ByList,
    /// Once another page is opened than the one that was kept.
    Later,
    /// For that page, which is asked for again when they are known.
    ForPage,
}

/// What is known of which documents report one story, and asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct StoriesRequest {
    /// Whether the list was made knowing it.
    pub known: bool,
    /// The request that is under way. It is not made again before it is answered: that would begin the search anew.
    pub finding: Option<Ticket>,
}

/// A story that was asked for to be opened.
#[derive(Clone, Copy, Debug)]
pub struct StoryRequest {
    /// The number of the request.
    pub ticket: Ticket,
    /// The document whose story it is.
    pub of: DocumentId,
    /// How many screens were open: it opens only where that is still so.
    pub screens: usize,
}

/// Where a text was read that is cut otherwise soon.
#[derive(Clone, Debug)]
pub struct CutReading {
    /// The document that is read.
    pub of: DocumentId,
    /// The one above, which is there in any case; it has the text of the other where that begins no more.
    pub above: DocumentId,
    /// The place, by its words.
    pub position: ReadingPosition,
}

/// What greets the reader once everything is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// The overview of the collection.
    Overview,
    /// The list, with this document selected.
    Document(DocumentLocation),
}

/// What the card of an entity was asked for.
#[derive(Debug, Default)]
pub enum CardFor {
    #[default]
    Reading,
    Filtering(Mode),
    /// With the spelling that was pointed at.
    Correcting(Command, Option<NameReference>),
    /// It is to become one with this.
    Merging(Box<CorrectionTarget>),
}

impl Requests {
    /// A number for a new request.
    pub fn ticket(&mut self) -> Ticket {
        self.latest += 1;
        self.latest
    }
}
