//! The user's marks on documents: read or unread, starred. They are stored in the notebook and joined to
//! the index by document id.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::change::{MarkChange, NotebookChange};
use super::dossiers::Dossiers;
use super::notes::Notes;
use super::read_sentences::ReadSentences;
use crate::model::DocumentId;
use crate::query::State;

/// What the reader has done, by document: joined to the index by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Documents the reader has opened.
    pub read: HashSet<DocumentId>,
    /// Documents the reader has starred.
    pub starred: HashSet<DocumentId>,
    /// The reading list: documents to be read later.
    pub later: HashSet<DocumentId>,
    /// In which order documents were last opened.
    pub openings: Openings,
    /// What the reader has noted, and the tags of documents.
    pub notes: Arc<Notes>,
    /// The highest id of a document when the collection was last open: those above it are new. `None` when it never
    /// was, and where nobody reads.
    pub newest_before: Option<DocumentId>,
    /// What the reader has put together.
    pub dossiers: Arc<Dossiers>,
    /// The sentences that were read; `None` until something is shown of them: there may be many.
    pub sentences: Option<Arc<ReadSentences>>,
}

/// The order in which documents were last opened. There is no time in it: clocks go back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Openings {
    numbers: HashMap<DocumentId, u64>,
    latest: u64,
}

impl Openings {
    /// Notes that a document is opened now; the number of that.
    pub fn open(&mut self, id: DocumentId) -> u64 {
        self.latest += 1;
        self.numbers.insert(id, self.latest);
        self.latest
    }

    /// Whether no other document was opened since that one.
    pub fn is_latest(&self, id: DocumentId) -> bool {
        self.latest > 0 && self.number(id) == Some(self.latest)
    }

    /// The number of the last opening of a document, higher for later ones; `None` when it was never opened.
    pub fn number(&self, id: DocumentId) -> Option<u64> {
        self.numbers.get(&id).copied()
    }
}

impl FromIterator<(DocumentId, u64)> for Openings {
    fn from_iter<T: IntoIterator<Item = (DocumentId, u64)>>(numbered: T) -> Openings {
        let numbers: HashMap<DocumentId, u64> = numbered.into_iter().collect();
        Openings { latest: numbers.values().copied().max().unwrap_or(0), numbers }
    }
}

impl Marks {
    /// Whether a document is in a state. `Failed` is the index's to know and never holds here; what is
    /// no document is in none.
    pub fn holds(&self, id: DocumentId, state: State) -> bool {
        match state {
            State::Read => self.read.contains(&id),
            State::Unread => id.is_document() && !self.read.contains(&id),
            State::Starred => self.starred.contains(&id),
            State::Later => self.later.contains(&id),
            State::Seen => self.openings.number(id).is_some(),
            State::Noted => self.notes.is_noted(id),
            State::New => id.is_document() && self.newest_before.is_some_and(|newest| id > newest),
            State::Failed => false,
        }
    }

    /// A number that is another one where the states or tags of any document are others, of which the highest id is
    /// `newest`. What was opened when is in it `with_openings`.
    pub fn checksum(&self, newest: DocumentId, with_openings: bool) -> u64 {
        let marked = |which: u64, marked: &HashSet<DocumentId>| {
            marked
                .iter()
                .fold(0_u64, |sum, id| sum.wrapping_add(xxh3_64_with_seed(&id.0.to_le_bytes(), which)))
        };
        let opened = |(id, number): (&DocumentId, &u64)| xxh3_64_with_seed(&id.0.to_le_bytes(), !number);
        let openings = self.openings.numbers.iter().filter(|_| with_openings).map(opened);
        // Where none is new it says nothing when the collection was last open.
        let new_from = self.newest_before.filter(|before| *before < newest).map_or(0, |before| before.0 + 1);
        let marks = [marked(1, &self.read), marked(2, &self.starred), marked(3, &self.later), new_from];
        marks
            .into_iter()
            .chain(openings)
            .fold(self.notes.checksum(), |sum, of| xxh3_64_with_seed(&of.to_le_bytes(), 0).wrapping_add(sum))
    }

    /// Makes a change.
    pub fn apply(&mut self, change: &NotebookChange) {
        match change {
            NotebookChange::Mark(change) => self.apply_mark(change),
            NotebookChange::Note(change) => Arc::make_mut(&mut self.notes).apply(change),
            NotebookChange::Dossier(change) => Arc::make_mut(&mut self.dossiers).apply(change),
            NotebookChange::Piece(change) => Arc::make_mut(&mut self.dossiers).apply_piece(change),
        }
    }

    fn apply_mark(&mut self, change: &MarkChange) {
        let (set, id, value) = match change {
            MarkChange::Read { id, value } => (&mut self.read, *id, *value),
            MarkChange::Star { id, value } => (&mut self.starred, *id, *value),
            MarkChange::Later { id, value } => (&mut self.later, *id, *value),
            MarkChange::Tag { id, tag, value } => {
                return Arc::make_mut(&mut self.notes).set_tag(*id, tag, *value);
            }
        };
        if value {
            set.insert(id);
        } else {
            set.remove(&id);
        }
    }
}

/// A copy of everything the reader has done, as it is listed to go back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotebookCopy {
    /// Its day, and a number if there are several of that day.
    pub name: String,
    /// The documents that are starred in it, those that are read, and the corrections that hold; `None`
    /// when it cannot be read.
    pub counts: Option<(u64, u64, u64)>,
}
