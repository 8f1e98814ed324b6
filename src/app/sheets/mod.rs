//! Sheets: full screens over browsing and reading that tell what is known of entities. They lie
//! on a stack, and so do the pages opened from them: whatever is closed, what was open before
//! comes back. What the keys do is in `act`; drawing is `ui::sheets`.

mod act;
pub mod cursor;
mod profile;
mod roster;
mod sentences;

use ratatui::layout::Rect;

pub use profile::{HeadLine, Part, ProfileSheet, sentence};
pub use roster::{Column, RosterSheet};
pub use sentences::SentencesSheet;

use super::message::{Effect, Ticket};
use crate::model::{DocumentId, Kind, Span};
use crate::query::{Criterion, SentenceLine, Spelling};

/// Something on the stack.
#[derive(Debug)]
pub enum Sheet {
    /// All entities.
    Roster(Box<RosterSheet>),
    /// What is known of one.
    Profile(Box<ProfileSheet>),
    /// Sentences that name some.
    Sentences(Box<SentencesSheet>),
    /// A document that is read, with or without sheets below.
    Page(DocumentId),
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

impl Sheet {
    /// The entity that commands are about: the one under the cursor, else that of the sheet.
    pub fn entity(&self) -> Option<(Kind, &str)> {
        match self {
            Sheet::Roster(roster) => roster.selected().map(|row| (row.kind, row.name.as_str())),
            Sheet::Profile(profile) => Some(profile.entity()),
            Sheet::Sentences(_) | Sheet::Page(_) => None,
        }
    }

    /// The spelling under the cursor, where spellings are listed.
    pub fn spelling(&self) -> Option<&Spelling> {
        match self {
            Sheet::Profile(profile) => profile.spelling(),
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
            Sheet::Roster(roster) => Some(&mut roster.request),
            Sheet::Profile(profile) => Some(&mut profile.request),
            Sheet::Sentences(sentences) => Some(&mut sentences.request),
            Sheet::Page(_) => None,
        }
    }

    /// Its question, under a new number.
    fn ask(&mut self, ticket: Ticket) -> Option<Effect> {
        *self.request()? = Request { ticket, waiting: true };
        match self {
            Sheet::Roster(roster) => Some(Effect::Roster { ticket, asked: roster.question() }),
            Sheet::Profile(profile) => {
                Some(Effect::Profile { ticket, kind: profile.kind, name: profile.name.clone() })
            }
            Sheet::Sentences(sentences) => {
                Some(Effect::Concordance { ticket, search: sentences.search.clone() })
            }
            Sheet::Page(_) => None,
        }
    }

    /// Moves by entries.
    fn step(&mut self, by: isize, area: Rect) {
        match self {
            Sheet::Roster(roster) => roster.step(by, area),
            Sheet::Profile(profile) => profile.step(by),
            Sheet::Sentences(sentences) => sentences.cursor.step(by, sentences.places.len()),
            Sheet::Page(_) => {}
        }
    }

    /// Scrolls what is under a row and column of the screen.
    fn scroll(&mut self, by: isize, area: Rect, cell: (u16, u16)) {
        match self {
            Sheet::Roster(roster) => roster.scroll(by, area),
            Sheet::Profile(profile) => profile.scroll(by, area, cell),
            Sheet::Sentences(sentences) => sentences.scroll(by, area),
            Sheet::Page(_) => {}
        }
    }

    /// Goes to what is under a row and column of the screen. Says whether one was there already.
    fn point(&mut self, area: Rect, cell: (u16, u16)) -> bool {
        match self {
            Sheet::Roster(roster) => roster.point(area, cell),
            Sheet::Profile(profile) => profile.point(area, cell),
            Sheet::Sentences(sentences) => sentences.point(area, cell),
            Sheet::Page(_) => false,
        }
    }

    /// Makes everything fit the screen.
    fn fit(&mut self, area: Rect) {
        match self {
            Sheet::Roster(roster) => roster.fit(area),
            Sheet::Profile(profile) => profile.fit(area),
            Sheet::Sentences(sentences) => sentences.fit(area),
            Sheet::Page(_) => {}
        }
    }

    /// Entries on a page of the screen.
    fn page(&self, area: Rect) -> isize {
        let rows = match self {
            Sheet::Roster(roster) => roster.rows_area(area).height,
            Sheet::Profile(profile) => profile.page(area),
            Sheet::Sentences(sentences) => sentences.rows_area(area).height,
            Sheet::Page(_) => 1,
        };
        (rows as isize - 1).max(1)
    }
}

/// The part of a sheet below its first row and the row after that, where there is room to spare.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Lower sheets do without empty rows and headings.
const LOW: u16 = 10;
