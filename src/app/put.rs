//! What can be put into a dossier, and what is typed about one.
//!
//! Not here: putting it in (`perform::dossier`).

use crate::export::ExportFormat;
use crate::model::{Kind, Span};
use crate::query::{Colour, Note, NoteId, PieceSubject, Tag, TypedSearch};

/// What is put into a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// The passage at the cursor of the page.
    Passage,
    /// A figure of that passage, by its place in the text.
    Figure(Span),
    /// The document on the page.
    Document,
    /// A name.
    Entity(Kind, String),
    /// A search.
    Search(TypedSearch),
    /// Notes, each with what it is on.
    Notes(Vec<NoteId>),
    /// Words that are asked for.
    Words,
}

/// What a piece that is put in says.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPiece {
    /// What it is about.
    pub on: PieceSubject,
    /// What is said of it.
    pub words: String,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// The colour of its passage.
    pub colour: Option<Colour>,
}

impl From<PieceSubject> for NewPiece {
    fn from(on: PieceSubject) -> NewPiece {
        NewPiece { on, words: String::new(), tags: Vec::new(), colour: None }
    }
}

impl From<&Note> for NewPiece {
    fn from(note: &Note) -> NewPiece {
        let (words, tags) = (note.words.clone(), note.tags.clone());
        NewPiece { on: (&note.on).into(), words, tags, colour: note.colour }
    }
}

/// What is typed about a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DossierPrompt {
    /// The name of a new one.
    Begin,
    /// Another name of the one that is open.
    Rename,
    /// What is said of a piece.
    Comment,
    /// Words that are a piece themselves.
    OwnWords,
    /// The file that is exported into; without a format its ending chooses one.
    Path(Option<ExportFormat>),
}
