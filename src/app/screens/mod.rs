//! Full screens over browsing and reading that tell what is known of entities. They lie
//! on a stack, and so do the pages opened from them: whatever is closed, what was open before
//! comes back. What the keys do is in `act`; drawing is `ui::screens`.

mod act;
pub mod cursor;
mod entities;
mod profile;
mod sentences;

use std::sync::Arc;

use ratatui::layout::Rect;

pub use entities::{Column, EntityListScreen};
pub use profile::{HeaderLine, ProfileScreen, ProfileSection, sentence};
pub use sentences::SentencesScreen;

use super::message::Ticket;
use crate::model::{DocumentId, Kind, Span};
use crate::query::{Criterion, Marks, Question, SentenceLine, Spelling};

/// Something on the stack.
#[derive(Debug)]
pub enum Screen {
    /// All entities.
    EntityList(Box<EntityListScreen>),
    /// What is known of one.
    Profile(Box<ProfileScreen>),
    /// Sentences that name some.
    Sentences(Box<SentencesScreen>),
    /// A document that is read, with or without screens below.
    Document(DocumentId),
}

/// What was asked of the index, and whether the answer is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// 0 when it is to be asked (again).
    pub ticket: Ticket,
    pub waiting: bool,
}

impl Request {
    /// Whether an answer is the one waited for.
    pub fn is(self, ticket: Ticket) -> bool {
        ticket != 0 && self.ticket == ticket
    }
}

/// Where a document is to be opened: a stretch of its text, and the name to point at there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub id: DocumentId,
    pub span: Span,
    pub name: String,
}

impl Arrival {
    /// At a sentence.
    fn at(line: &SentenceLine) -> Arrival {
        let name = line.names.first().map_or("", |name| name.of(&line.text));
        Arrival { id: line.id, span: line.span, name: name.to_owned() }
    }
}

impl Screen {
    /// The entity that commands are about: the one under the cursor, else that of the screen.
    pub fn entity(&self) -> Option<(Kind, &str)> {
        match self {
            Screen::EntityList(entities) => entities.selected().map(|row| (row.kind, row.name.as_str())),
            Screen::Profile(profile) => Some(profile.entity()),
            Screen::Sentences(_) | Screen::Document(_) => None,
        }
    }

    /// The spelling under the cursor, where spellings are listed.
    pub fn spelling(&self) -> Option<&Spelling> {
        match self {
            Screen::Profile(profile) => profile.spelling(),
            _ => None,
        }
    }

    /// What to filter by.
    pub fn criterion(&self) -> Option<Criterion> {
        self.entity().map(|(kind, name)| Criterion::Entity { kind, name: name.to_owned() })
    }

    /// Its request.
    fn request(&mut self) -> Option<&mut Request> {
        match self {
            Screen::EntityList(entities) => Some(&mut entities.request),
            Screen::Profile(profile) => Some(&mut profile.request),
            Screen::Sentences(sentences) => Some(&mut sentences.request),
            Screen::Document(_) => None,
        }
    }

    /// Its question, under a new number.
    fn ask(&mut self, ticket: Ticket, marks: Arc<Marks>) -> Option<Question> {
        *self.request()? = Request { ticket, waiting: true };
        match self {
            Screen::EntityList(entities) => Some(Question::EntityList(entities.question())),
            Screen::Profile(profile) => {
                Some(Question::Profile { kind: profile.kind, name: profile.name.clone() })
            }
            Screen::Sentences(sentences) => {
                Some(Question::Sentences { search: sentences.search.clone(), marks })
            }
            Screen::Document(_) => None,
        }
    }

    /// Moves by entries.
    fn step(&mut self, by: isize, area: Rect) {
        match self {
            Screen::EntityList(entities) => entities.step(by, area),
            Screen::Profile(profile) => profile.step(by),
            Screen::Sentences(sentences) => sentences.cursor.step(by, sentences.places.len()),
            Screen::Document(_) => {}
        }
    }

    /// Scrolls what is under a row and column of the screen.
    fn scroll(&mut self, by: isize, area: Rect, cell: (u16, u16)) {
        match self {
            Screen::EntityList(entities) => entities.scroll(by, area),
            Screen::Profile(profile) => profile.scroll(by, area, cell),
            Screen::Sentences(sentences) => sentences.scroll(by, area),
            Screen::Document(_) => {}
        }
    }

    /// Goes to what is under a row and column of the screen. Says whether one was there already.
    fn point(&mut self, area: Rect, cell: (u16, u16)) -> bool {
        match self {
            Screen::EntityList(entities) => entities.point(area, cell),
            Screen::Profile(profile) => profile.point(area, cell),
            Screen::Sentences(sentences) => sentences.point(area, cell),
            Screen::Document(_) => false,
        }
    }

    /// Makes everything fit the screen.
    fn fit(&mut self, area: Rect) {
        match self {
            Screen::EntityList(entities) => entities.fit(area),
            Screen::Profile(profile) => profile.fit(area),
            Screen::Sentences(sentences) => sentences.fit(area),
            Screen::Document(_) => {}
        }
    }

    /// Entries on a page of the screen.
    fn page(&self, area: Rect) -> isize {
        let rows = match self {
            Screen::EntityList(entities) => entities.rows_area(area).height,
            Screen::Profile(profile) => profile.page(area),
            Screen::Sentences(sentences) => sentences.rows_area(area).height,
            Screen::Document(_) => 1,
        };
        (rows as isize - 1).max(1)
    }
}

/// The part of a screen below its first row and the row after that, where there is room to spare.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Lower screens do without empty rows and headings.
const LOW: u16 = 10;
