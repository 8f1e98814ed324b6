//! Dossiers: named baskets of pieces in an order, each piece with what a person wrote of it. Plain data that the
//! notebook stores and the screen shows.
//!
//! Not here: what of a page is kept with a piece (`cited`), and writing pieces for others (`export`).

use serde::{Deserialize, Serialize};

use super::note::{Colour, NoteId, NoteSubject, Tag};
use crate::model::{Anchor, Citation, DocumentId, Kind};
use crate::query::TypedSearch;

/// The number of a dossier, drawn as those of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct DossierId(pub u128);

/// The number of a piece, drawn as those of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct PieceId(pub u128);

impl From<NoteId> for DossierId {
    fn from(drawn: NoteId) -> DossierId {
        DossierId(drawn.0)
    }
}

impl From<NoteId> for PieceId {
    fn from(drawn: NoteId) -> PieceId {
        PieceId(drawn.0)
    }
}

/// A basket of pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Its number.
    pub id: DossierId,
    /// What it is called.
    pub name: String,
}

/// What a piece is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PieceSubject {
    /// A passage of a document.
    Passage(DocumentId, Anchor),
    /// A passage of a document that gives a figure, in these words.
    Figure(DocumentId, Anchor, String),
    /// A document as a whole.
    Document(DocumentId),
    /// A person, an organisation, a place: any of the spellings.
    Entity(Kind, String),
    /// A search.
    Search(TypedSearch),
    /// Nothing but the words written.
    Comment,
}

impl PieceSubject {
    /// The document it is on or in.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            PieceSubject::Passage(id, _) | PieceSubject::Figure(id, ..) | PieceSubject::Document(id) => {
                Some(*id)
            }
            PieceSubject::Entity(..) | PieceSubject::Search(_) | PieceSubject::Comment => None,
        }
    }

    /// The passage it is on.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            PieceSubject::Passage(_, anchor) | PieceSubject::Figure(_, anchor, _) => Some(anchor),
            _ => None,
        }
    }
}

impl From<&NoteSubject> for PieceSubject {
    fn from(on: &NoteSubject) -> PieceSubject {
        match on {
            NoteSubject::Passage(id, anchor) => PieceSubject::Passage(*id, anchor.clone()),
            NoteSubject::Document(id) => PieceSubject::Document(*id),
            NoteSubject::Entity(kind, name) => PieceSubject::Entity(*kind, name.clone()),
            NoteSubject::Collection => PieceSubject::Comment,
        }
    }
}

/// A piece of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierPiece {
    /// Its number.
    pub id: PieceId,
    /// The dossier it is in.
    pub dossier: DossierId,
    /// Its place among the pieces of the dossier: lower ones come first.
    pub place: i64,
    /// What it is about.
    pub on: PieceSubject,
    /// What was known of its document when it was put in, for the day on which that is gone.
    pub cited: Option<Citation>,
    /// What was written of it; it may have several lines.
    pub words: String,
    /// Its tags: of the note it was made of.
    pub tags: Vec<Tag>,
    /// Its colour: of the note it was made of.
    pub colour: Option<Colour>,
}

impl DossierPiece {
    /// What it is called in a list: its passage on one line, else what it is about, else what was written.
    pub fn label(&self) -> String {
        let label = match &self.on {
            PieceSubject::Passage(_, anchor) => format!("“{}”", anchor.quote),
            PieceSubject::Figure(_, _, figure) => figure.clone(),
            PieceSubject::Document(_) => self.cited.as_ref().map_or("a document", Citation::name).to_owned(),
            PieceSubject::Entity(_, name) => name.clone(),
            PieceSubject::Search(search) => search.words(),
            PieceSubject::Comment => self.words.clone(),
        };
        label.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A change of one dossier. Without one before it is begun, without one after deleted; its pieces are changes of
/// their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierChange {
    /// As it was.
    pub before: Option<Dossier>,
    /// As it will be.
    pub after: Option<Dossier>,
}

impl DossierChange {
    /// The change that takes this one back.
    pub fn inverse(&self) -> DossierChange {
        DossierChange { before: self.after.clone(), after: self.before.clone() }
    }
}

/// A change of one piece. Without one before it is put in, without one after taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceChange {
    /// As it was.
    pub before: Option<DossierPiece>,
    /// As it will be.
    pub after: Option<DossierPiece>,
}

impl PieceChange {
    /// The change that takes this one back.
    pub fn inverse(&self) -> PieceChange {
        PieceChange { before: self.after.clone(), after: self.before.clone() }
    }
}
