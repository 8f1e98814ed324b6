//! The entities of a collection: which entity each key refers to, by entity resolution and the user's
//! corrections. What is guessed is made once, from keys that are already numbered, or read from where it was written;
//! under corrections all is shared but for what these change.
//!
//! Not here: deciding which keys are one entity (`resolve`), and looking entities up by name
//! (`names`).

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use super::detached_keys::DetachedKeys;
use super::key_table::KeyTable;
use super::key_text::encode;
use super::keys::CollectionKeys;
use super::names::bounded;
use super::row::{RowAddress, RowLists};
use super::rows::{ChangedRows, RowEntities};
use crate::mapped::{TableReader, TableWriter};
use crate::model::{DocumentId, Key, KeyNumber, Kind};
use crate::query::RecordedCorrection;
use crate::resolve::{Entities, Entity, EntityNumber, KeyUse, Keys as _, explained_acronyms};

/// The entities of a collection.
pub struct EntityIndex {
    pub(super) table: Arc<KeyTable>,
    pub(super) detached: DetachedKeys,
    pub(super) entities: Entities,
    /// As it is guessed.
    rows: Arc<RowEntities>,
    changed_rows: ChangedRows,
    /// For each entity, in how many documents it is, where that is not as guessed.
    documents: Option<Vec<u32>>,
    /// Entities with names no document has, [`bounded`].
    pub(super) renamed: Vec<(EntityNumber, String)>,
    /// The name looked up last, and who has it.
    pub(super) last_named: Mutex<Option<(AskedName, Vec<bool>)>>,
}

/// A name as it is looked up: its kind, its terms, whether the last may go on.
pub(super) type AskedName = (Option<Kind>, Vec<String>, bool);

impl EntityIndex {
    /// Resolves the keys without corrections.
    pub fn new(table: &Arc<KeyTable>) -> EntityIndex {
        let entities = guess(table);
        let rows = RowEntities::new(&table.rows, &entities.of_keys(), entities.len());
        EntityIndex::of(table, entities, rows)
    }

    fn of(table: &Arc<KeyTable>, entities: Entities, rows: RowEntities) -> EntityIndex {
        EntityIndex {
            table: Arc::clone(table),
            detached: DetachedKeys::default(),
            entities,
            rows: Arc::new(rows),
            changed_rows: ChangedRows::default(),
            documents: None,
            renamed: Vec::new(),
            last_named: Mutex::default(),
        }
    }

    /// The same under these corrections in place of those that held. It takes as long as there are rows of the entities
    /// that are corrected; of those that were so `before` already nothing is made again. `row_of` finds the row of a
    /// document that a correction names; it is asked for few.
    #[must_use]
    pub fn corrected(
        &self,
        corrections: &[RecordedCorrection],
        before: Option<&EntityIndex>,
        row_of: impl Fn(DocumentId) -> Option<RowAddress>,
    ) -> EntityIndex {
        let before = before.unwrap_or(self);
        let table = &self.table;
        let detached = DetachedKeys::of(table, corrections, row_of);
        let entities = self.entities.corrected(&CollectionKeys::with(table, &detached), corrections);
        let (rows, renamed) = (Arc::clone(&self.rows), entities.renamed());
        let renamed = renamed.map(|(number, name)| (number, bounded(name))).collect();
        let rows_of = |entities: Vec<EntityNumber>, detached: &DetachedKeys| {
            let of_detached = detached.rows().filter_map(|row| rows.numbers().number(row));
            let of_entities = entities.iter().flat_map(|&entity| rows.numbers_with(entity)).copied();
            let mut numbers: Vec<u32> = of_detached.chain(of_entities).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        let mut in_doubt = rows_of(entities.in_other_rows(Some(&before.entities)), &detached);
        in_doubt.extend(before.detached.rows().filter_map(|row| rows.numbers().number(row)));
        in_doubt.sort_unstable();
        let numbers = rows_of(entities.in_other_rows(None), &detached);
        let changed_rows = ChangedRows::new(&rows, numbers, |number, row, found| {
            if in_doubt.binary_search(&number).is_err() {
                return found.extend(before.of_row(row));
            }
            let document = detached.document_of(row);
            let keys = table.of_row(row).iter();
            found.extend(keys.filter_map(|&key| entity_of(&entities, &detached, document, key)));
            found.retain(|&entity| !entities.is_hidden(entity));
            found.sort_unstable();
            found.dedup();
        });
        let documents = changed_rows.count(&rows, entities.len());
        let (table, last_named) = (Arc::clone(table), Mutex::default());
        EntityIndex { table, detached, entities, rows, changed_rows, documents, renamed, last_named }
    }

    /// Writes what [`new`](Self::new) makes of the keys, with little of it in memory at a time: which entity each key
    /// refers to, and which entities are in which rows.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write_new(table: &KeyTable, to: &mut TableWriter<impl Write>) -> io::Result<()> {
        let entities = guess(table);
        entities.write(to)?;
        let (of_key, count) = (entities.of_keys(), entities.len());
        drop(entities);
        RowEntities::write_new(&table.rows, &of_key, count, to)
    }

    /// What [`write_new`](Self::write_new) wrote for the same keys, where it lies.
    pub fn read(table: &Arc<KeyTable>, written: &mut TableReader) -> Option<EntityIndex> {
        let entities = Entities::read(written)?;
        let rows = RowEntities::read(written, table.rows.len())?;
        Some(EntityIndex::of(table, entities, rows))
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    fn collection_keys(&self) -> CollectionKeys<'_> {
        CollectionKeys::with(&self.table, &self.detached)
    }

    /// All keys with their kind, name, whether they are bare, and documents.
    pub fn keys(&self) -> Vec<(Kind, String, bool, u32)> {
        let all = self.collection_keys();
        let owned = |key: KeyUse<'_>| (key.kind, key.name.to_owned(), key.bare, key.documents);
        all.all().map(owned).collect()
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
        self.collection_keys().key(number).map_or(0, |key| key.documents)
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
        self.documents.as_deref().unwrap_or(&self.rows.documents)
    }

    /// The entities of a row, each once, in ascending order.
    pub fn of_row(&self, row: RowAddress) -> &[EntityNumber] {
        self.changed_rows.of(&self.rows, row).unwrap_or_else(|| self.rows.of(row))
    }

    /// The rows that mention an entity, in order.
    pub fn rows_with(&self, entity: EntityNumber) -> impl Iterator<Item = RowAddress> {
        let changed = self.changed_rows.numbers_with(entity);
        let numbers = changed.unwrap_or_else(|| self.rows.numbers_with(entity));
        numbers.iter().filter_map(|&number| self.rows.numbers().address(number))
    }

    /// The entities that may be mentioned otherwise than was guessed: they have other keys, or are named in a document
    /// where a name is somebody else's.
    pub(super) fn regrouped(&self) -> Vec<EntityNumber> {
        let of_detached = self.detached.rows().flat_map(|row| self.rows.of(row)).copied();
        let mut all: Vec<EntityNumber> = self.entities.regrouped().chain(of_detached).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether an entity is mentioned in both by the same keys.
    pub(super) fn has_same_keys(&self, other: &EntityIndex, entity: EntityNumber) -> bool {
        let of = |index: &EntityIndex| index.entities.entity(entity).map(|of| (of.keys.to_vec(), of.hidden));
        self.detached == other.detached && of(self) == of(other)
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

/// The entities of the keys without corrections.
fn guess(table: &KeyTable) -> Entities {
    let keys = CollectionKeys::of(table);
    let explained = explained_acronyms(&keys, table.rows.iter().flat_map(RowLists::iter));
    let stands_for = |number: KeyNumber| explained.get(&number).copied();
    Entities::guess((0..).zip(keys.all()).map(|(number, of)| KeyUse { stands_for: stands_for(number), ..of }))
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
