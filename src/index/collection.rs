//! Several indexes asked as one.

use crate::model::{Document, DocumentId, Key, Kind};
use crate::query::{Facets, Found, Marks, Passage, Row, Search};

use super::error::Error;
use super::store::Index;

/// The indexes of all roots.
pub struct Collection {
    roots: Vec<Index>,
}

/// The collection as of one moment: what is committed later does not change it. Cheap to clone.
#[derive(Clone)]
pub struct Snapshot {}

/// How much is in the collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub files: u32,
    pub documents: u32,
    pub mentions: u64,
    /// Files that could not be read, or not wholly.
    pub problems: u32,
}

/// Somebody or something the documents speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityCard {
    pub kind: Kind,
    /// The name to show.
    pub name: String,
    /// It rests on a merge that is likely but not sure.
    pub guess: bool,
    pub documents: u32,
    /// Every name it goes by, with the number of documents, the most frequent first.
    pub spellings: Vec<(String, u32)>,
}

impl Collection {
    pub fn new(roots: Vec<Index>) -> Collection {
        Collection { roots }
    }
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        let _ = &self.roots;
        Ok(Snapshot {})
    }
}

#[allow(unused_variables)]
impl Snapshot {
    pub fn search(
        &self,
        search: &Search,
        marks: &Marks,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Found, Error> {
        Ok(Found::default())
    }
    pub fn rows(&self, ids: &[DocumentId]) -> Vec<Row> {
        Vec::new()
    }
    pub fn passages(&self, search: &Search, ids: &[DocumentId]) -> Vec<Passage> {
        Vec::new()
    }
    pub fn hits(&self, search: &Search, found: &Found) -> (u64, u64) {
        (0, 0)
    }
    pub fn facets(
        &self,
        found: &Found,
        marks: &Marks,
        limit: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Facets, Error> {
        Ok(Facets::default())
    }
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>, Error> {
        Ok(None)
    }
    pub fn parts_of(&self, id: DocumentId) -> Vec<DocumentId> {
        Vec::new()
    }
    pub fn place(&self, id: DocumentId) -> Option<(usize, String)> {
        None
    }
    pub fn entity_of(&self, id: DocumentId, key: &Key) -> Option<EntityCard> {
        None
    }
    pub fn entities(&self, kind: Option<Kind>, limit: usize) -> Vec<EntityCard> {
        Vec::new()
    }
    pub fn counts(&self) -> Counts {
        Counts::default()
    }
    pub fn problems(&self) -> Vec<(usize, String, String)> {
        Vec::new()
    }
}
