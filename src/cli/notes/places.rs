//! Which document of a collection is which of another: by the path below the folder that is open and the number in its
//! file, where the title is another by the title.
//!
//! Not here: finding a passage in it (`text::anchor`).

use std::collections::{BTreeSet, HashMap};

use crate::cli::finding::{Searched, document_at};
use crate::model::{Anchor, DocumentId};
use crate::query::{Answer, DocumentLocation, DocumentPlace, Item, Order, Query, Question, Row, Search};

/// The documents of a collection, by what they are exchanged as.
pub struct Places<'s> {
    searched: &'s Searched,
    documents: HashMap<DocumentPlace, Option<DocumentId>>,
    /// What documents were exchanged as before; one that has moved since stays known by that.
    known: HashMap<DocumentId, DocumentPlace>,
    /// Those of which only one has the title; `None` until it is asked for.
    titled: Option<HashMap<String, Option<DocumentId>>>,
}

impl<'s> Places<'s> {
    /// Finds the documents that were exchanged before.
    pub fn new<'p>(
        searched: &'s Searched,
        known: impl Iterator<Item = &'p DocumentPlace>,
    ) -> Result<Places<'s>, String> {
        let (documents, titled) = (HashMap::new(), None);
        let mut places = Places { searched, documents, known: HashMap::new(), titled };
        for place in known.collect::<BTreeSet<_>>() {
            let found = places.find(place)?;
            places.documents.insert(place.clone(), found);
            if let Some(id) = found {
                places.known.entry(id).or_insert_with(|| place.clone());
            }
        }
        Ok(places)
    }

    /// Which document a place is; `None` where it is not here.
    pub fn document(&self, place: &DocumentPlace) -> Option<DocumentId> {
        self.documents.get(place).copied().flatten()
    }

    /// Whether the document of an item is here, or it is on none.
    pub fn holds(&self, item: &Item) -> bool {
        item.place().is_none_or(|place| self.document(place).is_some())
    }

    /// What documents are exchanged as; those that are not in the collection are as nothing.
    pub fn of(&mut self, ids: impl Iterator<Item = DocumentId>) -> Result<(), String> {
        let ids: BTreeSet<DocumentId> = ids.filter(|id| !self.known.contains_key(id)).collect();
        for row in self.rows(ids.into_iter().collect())? {
            let place = DocumentPlace { path: row.path, part: row.part, title: row.title };
            self.documents.insert(place.clone(), Some(row.id));
            self.known.insert(row.id, place);
        }
        Ok(())
    }

    /// What a document is exchanged as.
    pub fn place(&self, id: DocumentId) -> Option<&DocumentPlace> {
        self.known.get(&id)
    }

    /// The document at a path, or the other one of its file that has the passage.
    pub fn at(&self, location: &DocumentLocation, passage: Option<&Anchor>) -> Option<DocumentId> {
        document_at(&self.searched.engine, location, passage)
    }

    fn find(&mut self, place: &DocumentPlace) -> Result<Option<DocumentId>, String> {
        let there = self.at(&DocumentLocation { path: place.path.clone(), part: place.part }, None);
        let Some(title) = &place.title else { return Ok(there) };
        if let Some(id) = there {
            let rows = self.rows(vec![id])?;
            if rows.first().is_none_or(|row| row.title.as_ref() == Some(title)) {
                return Ok(there);
            }
        }
        if self.titled.is_none() {
            self.titled = Some(self.titles()?);
        }
        let titled = self.titled.as_ref().and_then(|titled| titled.get(title).copied().flatten());
        Ok(titled.or(there))
    }

    fn titles(&self) -> Result<HashMap<String, Option<DocumentId>>, String> {
        let search = self.searched.search(Query::default(), Order::default());
        let mut titled: HashMap<String, Option<DocumentId>> = HashMap::new();
        for hit in self.searched.top(search, usize::MAX)?.1 {
            if let Some(title) = hit.row.title {
                titled.entry(title).and_modify(|id| *id = None).or_insert(Some(hit.row.id));
            }
        }
        Ok(titled)
    }

    fn rows(&self, ids: Vec<DocumentId>) -> Result<Vec<Row>, String> {
        match self.searched.ask(&Question::Rows { search: Search::default(), ids, read: None })? {
            Answer::Rows { rows, .. } => Ok(rows),
            _ => Ok(Vec::new()),
        }
    }
}
