//! The entities of a collection: which entity each key refers to, by entity resolution and the user's
//! corrections. It is rebuilt when corrections change, from keys that are already numbered, or read from where it
//! was written.
//!
//! Not here: deciding which keys are one entity (`resolve`), and looking entities up by name
//! (`names`).

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use super::detached_keys::DetachedKeys;
use super::key_table::KeyTable;
use super::key_text::encode;
use super::names::bounded;
use super::row::{RowAddress, RowLists};
use super::row_entities::RowEntities;
use crate::mapped::{Array, TableReader, TableWriter};
use crate::model::{DocumentId, Key, KeyNumber, Kind};
use crate::query::{Correction, RecordedCorrection};
use crate::resolve::{Entities, Entity, EntityNumber, KeyUse, explain_acronyms, resolve};

/// The entities of a collection.
pub struct EntityIndex {
    pub(super) table: Arc<KeyTable>,
    pub(super) detached: DetachedKeys,
    /// For each key, in how many documents it is.
    key_documents: Array<u32>,
    pub(super) entities: Entities,
    rows: RowEntities,
    /// Entities with names no document has, [`bounded`].
    pub(super) renamed: Vec<(EntityNumber, String)>,
    /// The name looked up last, and who has it.
    pub(super) last_named: Mutex<Option<(AskedName, Vec<bool>)>>,
}

/// A name as it is looked up: its kind, its terms, whether the last may go on.
pub(super) type AskedName = (Option<Kind>, Vec<String>, bool);

impl EntityIndex {
    /// Resolves the keys under these corrections. `row_of` finds the row of a document that a
    /// correction names; it is asked for few.
    pub fn new(
        table: &Arc<KeyTable>,
        corrections: &[RecordedCorrection],
        row_of: impl Fn(DocumentId) -> Option<RowAddress>,
    ) -> EntityIndex {
        let (detached, key_documents) = detach(table, corrections, row_of);
        let entities = {
            let mut uses = key_uses(table, &detached, &key_documents);
            explain_acronyms(&mut uses, table.rows.iter().flat_map(RowLists::iter));
            resolve(&uses, corrections)
        };
        let lists = (0..table.rows.len()).map(|of| entity_lists(table, &detached, &entities, of)).collect();
        let rows = RowEntities::new(lists, entities.len());
        EntityIndex::of(table, detached, key_documents, entities, rows)
    }

    fn of(
        table: &Arc<KeyTable>,
        detached: DetachedKeys,
        key_documents: Array<u32>,
        entities: Entities,
        rows: RowEntities,
    ) -> EntityIndex {
        let renamed = entities.renamed().map(|(number, name)| (number, bounded(name))).collect();
        let (table, last_named) = (Arc::clone(table), Mutex::default());
        EntityIndex { table, detached, key_documents, entities, rows, renamed, last_named }
    }

    /// Writes which entity each key refers to, and which entities are in which rows.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        self.entities.write(table)?;
        self.rows.write(table)
    }

    /// What [`write`](Self::write) wrote for the same keys and corrections, where it lies.
    pub fn read(
        table: &Arc<KeyTable>,
        corrections: &[RecordedCorrection],
        row_of: impl Fn(DocumentId) -> Option<RowAddress>,
        written: &mut TableReader,
    ) -> Option<EntityIndex> {
        let (detached, key_documents) = detach(table, corrections, row_of);
        let entities = Entities::read(written)?;
        let rows = RowEntities::read(written, table.rows.len())?;
        Some(EntityIndex::of(table, detached, key_documents, entities, rows))
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// All keys with their kind, name, whether they are bare, and documents.
    pub fn keys(&self) -> Vec<(Kind, String, bool, u32)> {
        let all = key_uses(&self.table, &self.detached, &self.key_documents);
        all.into_iter().map(|key| (key.kind, key.name.to_owned(), key.bare, key.documents)).collect()
    }

    /// Kind and name of a key, and its document when it belongs to one alone.
    pub fn key(&self, number: KeyNumber) -> Option<(Kind, &str, Option<DocumentId>)> {
        match (number as usize).checked_sub(self.table.len()) {
            None => self.table.key(number).map(|key| (key.kind, key.name, key.document)),
            Some(at) => self.detached.keys.get(at).map(|of| (of.kind, of.name.as_str(), Some(of.document))),
        }
    }

    /// In how many documents a key is.
    pub fn key_documents(&self, number: KeyNumber) -> u32 {
        self.key_documents.get(number as usize).copied().unwrap_or(0)
    }

    /// The document of a key that was split from all others of its name: by itself, or because
    /// such a bare name was.
    pub fn only_in(&self, number: KeyNumber) -> Option<DocumentId> {
        let (_, _, document) = self.key(number)?;
        document.filter(|_| self.detached.is_split(number))
    }

    /// The kind of an entity.
    pub fn kind(&self, number: EntityNumber) -> Option<Kind> {
        self.entities.kind(number)
    }

    /// Kind and name of an entity.
    pub fn entity(&self, number: EntityNumber) -> Option<(Kind, &str, Entity<'_>)> {
        let entity = self.entities.entity(number)?;
        let name = match entity.renamed {
            Some(name) => name,
            None => self.key(entity.called)?.1,
        };
        Some((entity.kind, name, entity))
    }

    /// For each entity, in how many documents it is.
    pub fn documents(&self) -> &[u32] {
        &self.rows.documents
    }

    /// The entities of a row, each once, in ascending order.
    pub fn of_row(&self, row: RowAddress) -> &[EntityNumber] {
        self.rows.of(row)
    }

    /// The rows that mention an entity, in order.
    pub fn rows_with(&self, entity: EntityNumber) -> impl Iterator<Item = RowAddress> {
        self.rows.rows_with(entity)
    }

    /// The numbers of a row's keys, in the order in which the engine lists them.
    pub(super) fn key_numbers(&self, row: RowAddress) -> impl Iterator<Item = KeyNumber> {
        let document = self.detached.document_of(row);
        let in_document = move |key| document.map_or(key, |document| self.detached.key_in(document, key));
        self.table.of_row(row).iter().map(move |&key| in_document(key))
    }

    /// The entities of a row's keys, in the order in which the engine lists them.
    pub fn of_keys(&self, row: RowAddress) -> impl Iterator<Item = Option<EntityNumber>> {
        let keys = self.table.of_row(row).iter();
        let document = self.detached.document_of(row);
        keys.map(move |&key| entity_of(&self.entities, &self.detached, document, key))
    }

    /// The entity that a key refers to in a document.
    pub fn of_mention(&self, id: DocumentId, key: &Key) -> Option<EntityNumber> {
        let number = self.table.texts.search(&encode(key, id)?)?;
        entity_of(&self.entities, &self.detached, Some(id), number)
    }
}

/// The keys that corrections detach in single documents, and in how many documents each key then is.
fn detach(
    table: &KeyTable,
    corrections: &[RecordedCorrection],
    row_of: impl Fn(DocumentId) -> Option<RowAddress>,
) -> (DetachedKeys, Array<u32>) {
    let mut key_documents = table.documents.clone();
    let mut detached = DetachedKeys::default();
    for recorded in corrections {
        if let Correction::NotHere(name) = &recorded.correction
            && let Some(split_from) = detached.detach(table, name, &row_of)
        {
            let key_documents = key_documents.to_mut();
            if let Some(documents) = key_documents.get_mut(split_from as usize) {
                *documents = documents.saturating_sub(1);
            }
            key_documents.push(1);
        }
    }
    (detached, key_documents)
}

/// The entity that a key refers to; in a document with detached keys, there.
fn entity_of(
    entities: &Entities,
    detached: &DetachedKeys,
    document: Option<DocumentId>,
    key: KeyNumber,
) -> Option<EntityNumber> {
    entities.of_key(document.map_or(key, |document| detached.key_in(document, key)))
}

fn key_uses<'t>(table: &'t KeyTable, detached: &'t DetachedKeys, documents: &[u32]) -> Vec<KeyUse<'t>> {
    let decoded = (0..).map_while(|number: KeyNumber| Some((number, table.key(number)?)));
    let decoded = decoded.map(|(number, key)| KeyUse {
        document: key.document,
        addresses: table.addresses(number),
        ..KeyUse::new(key.kind, key.name, key.document.is_some())
    });
    let detached = detached
        .keys
        .iter()
        .map(|of| KeyUse { document: Some(of.document), ..KeyUse::new(of.kind, &of.name, false) });
    decoded.chain(detached).zip(documents).map(|(key, &documents)| KeyUse { documents, ..key }).collect()
}

/// The entities of the rows of a partition.
fn entity_lists(
    table: &KeyTable,
    detached: &DetachedKeys,
    entities: &Entities,
    partition: usize,
) -> RowLists {
    let mut lists = RowLists::default();
    let Some(keys_of_rows) = table.rows.get(partition) else { return lists };
    let mut row = Vec::new();
    for (number, keys) in (0..).zip(keys_of_rows.iter()) {
        let document = detached.document_of(RowAddress::new(partition, number));
        row.extend(keys.iter().filter_map(|&key| entity_of(entities, detached, document, key)));
        row.retain(|&entity| !entities.is_hidden(entity));
        row.sort_unstable();
        row.dedup();
        lists.push(row.drain(..));
    }
    lists
}
