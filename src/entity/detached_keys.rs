//! Keys that the user detached in one document: there the name means another entity, so it becomes a key
//! of its own.

use std::collections::{HashMap, HashSet};

use super::key_table::KeyTable;
use super::key_text::encode;
use super::row::RowAddress;
use crate::model::{DocumentId, Key, KeyNumber, Kind};
use crate::query::{Correction, NameReference, RecordedCorrection};

/// A key of one document, detached from the key of all others with the name.
#[derive(PartialEq)]
pub(super) struct DetachedKey {
    pub kind: Kind,
    pub name: String,
    pub document: DocumentId,
}

/// The detached keys of a collection.
#[derive(Default, PartialEq)]
pub(super) struct DetachedKeys {
    /// Their numbers follow those of the table.
    pub keys: Vec<DetachedKey>,
    /// The numbers of all keys that were split from others of their name, bare ones too.
    split: HashSet<KeyNumber>,
    /// The keys that mean somebody else in a document.
    replaced: HashMap<(DocumentId, KeyNumber), KeyNumber>,
    /// The documents with such keys, by their rows.
    rows: HashMap<RowAddress, DocumentId>,
    /// From which keys of the table others were split, and how many.
    fewer: HashMap<KeyNumber, u32>,
}

impl DetachedKeys {
    /// The keys that corrections detach in single documents. `row_of` finds the row of a document.
    pub fn of(
        table: &KeyTable,
        corrections: &[RecordedCorrection],
        row_of: impl Fn(DocumentId) -> Option<RowAddress>,
    ) -> DetachedKeys {
        let mut detached = DetachedKeys::default();
        for recorded in corrections {
            if let Correction::NotHere(name) = &recorded.correction
                && let Some(split_from) = detached.detach(table, name, &row_of)
            {
                *detached.fewer.entry(split_from).or_default() += 1;
            }
        }
        detached
    }

    /// Gives a name in one document a key of its own, and returns the one it was split from; a
    /// bare name has one already.
    fn detach(
        &mut self,
        table: &KeyTable,
        name: &NameReference,
        row_of: impl Fn(DocumentId) -> Option<RowAddress>,
    ) -> Option<KeyNumber> {
        let document = name.document?;
        let number_of = |bare| {
            let key = Key { kind: name.kind, name: name.name.clone(), bare };
            table.texts.search(&encode(&key, document)?)
        };
        if let Some(bare) = number_of(true) {
            self.split.insert(bare);
            return None;
        }
        let number = number_of(false)?;
        let row = row_of(document)?;
        if !table.of_row(row).contains(&number) || self.replaced.contains_key(&(document, number)) {
            return None;
        }
        let own = (table.len() + self.keys.len()) as KeyNumber;
        self.replaced.insert((document, number), own);
        self.rows.insert(row, document);
        self.split.insert(own);
        self.keys.push(DetachedKey { kind: name.kind, name: name.name.clone(), document });
        Some(number)
    }

    /// In how many documents a key of the table is not that one any more.
    pub fn split_from(&self, key: KeyNumber) -> u32 {
        if self.fewer.is_empty() { 0 } else { self.fewer.get(&key).copied().unwrap_or(0) }
    }

    /// The rows of documents with such keys.
    pub fn rows(&self) -> impl Iterator<Item = RowAddress> {
        self.rows.keys().copied()
    }

    /// The document of a row in which a key means somebody else.
    pub fn document_of(&self, row: RowAddress) -> Option<DocumentId> {
        if self.rows.is_empty() { None } else { self.rows.get(&row).copied() }
    }

    /// The key that a key is in a document.
    pub fn key_in(&self, document: DocumentId, key: KeyNumber) -> KeyNumber {
        if self.replaced.is_empty() { key } else { *self.replaced.get(&(document, key)).unwrap_or(&key) }
    }

    /// Whether a key was split from others of its name.
    pub fn is_split(&self, key: KeyNumber) -> bool {
        self.split.contains(&key)
    }
}
