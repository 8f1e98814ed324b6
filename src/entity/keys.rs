//! The keys of a collection as the resolver takes them: those of the table, then those that corrections detached.

use super::detached_keys::DetachedKeys;
use super::key_table::KeyTable;
use super::key_text::encode;
use crate::model::{DocumentId, Key, KeyNumber, Kind};
use crate::resolve::{KeyUse, Keys};

/// The keys of a collection.
pub(super) struct CollectionKeys<'t> {
    table: &'t KeyTable,
    detached: Option<&'t DetachedKeys>,
}

impl<'t> CollectionKeys<'t> {
    /// Those of a table.
    pub fn of(table: &'t KeyTable) -> CollectionKeys<'t> {
        CollectionKeys { table, detached: None }
    }

    /// With those that were detached.
    pub fn with(table: &'t KeyTable, detached: &'t DetachedKeys) -> CollectionKeys<'t> {
        CollectionKeys { table, detached: Some(detached) }
    }

    /// All keys in the order of their numbers.
    pub fn all(&self) -> impl Iterator<Item = KeyUse<'t>> {
        (0..).map_while(|number| self.use_of(number))
    }

    fn use_of(&self, number: KeyNumber) -> Option<KeyUse<'t>> {
        let Some(at) = (number as usize).checked_sub(self.table.len()) else {
            let key = self.table.key(number)?;
            let documents = self.table.documents.get(number as usize).copied().unwrap_or(0);
            let fewer = self.detached.map_or(0, |detached| detached.split_from(number));
            return Some(KeyUse {
                document: key.document,
                documents: documents.saturating_sub(fewer),
                addresses: self.table.addresses(number),
                ..KeyUse::new(key.kind, key.name, key.document.is_some())
            });
        };
        let of = self.detached?.keys.get(at)?;
        Some(KeyUse { document: Some(of.document), ..KeyUse::new(of.kind, &of.name, false) })
    }
}

impl Keys for CollectionKeys<'_> {
    fn key(&self, number: KeyNumber) -> Option<KeyUse<'_>> {
        self.use_of(number)
    }

    fn named(&self, kind: Kind, name: &str) -> Vec<KeyNumber> {
        let mut found = Vec::new();
        let key = Key { kind, name: name.to_owned(), bare: false };
        // The texts are sorted: those of a name that stands alone in documents go on after its own.
        if let Some(text) = encode(&key, DocumentId(0)) {
            let texts = &self.table.texts;
            let is_named = |number: &KeyNumber| {
                self.table.key(*number).is_some_and(|key| (key.kind, key.name) == (kind, name))
            };
            let first = texts.first_from(&text);
            let going_on = (first..texts.len()).take_while(|&at| texts.get(at).starts_with(&text));
            found.extend(going_on.map(|at| at as KeyNumber).filter(is_named));
        }
        let detached = self.detached.iter().flat_map(|detached| &detached.keys);
        let numbered = (self.table.len() as KeyNumber..).zip(detached);
        let of_name = numbered.filter(|(_, of)| (of.kind, of.name.as_str()) == (kind, name));
        found.extend(of_name.map(|(number, _)| number));
        found
    }
}
