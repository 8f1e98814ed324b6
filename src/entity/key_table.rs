//! The keys of a collection, numbered: their texts and names, in how many documents each occurs, and the
//! keys of each row. Built once for a collection.
//!
//! Not here: which entities the keys refer to (`entity_index`).

use std::ops::Range;
use std::sync::OnceLock;

use super::key_text::{DecodedKey, decode};
use super::name_terms::{NameTerms, bounded};
use super::row::{RowAddress, RowLists};
use crate::model::KeyNumber;
use crate::text::string_table::StringTable;

/// The number of keys of deleted documents only.
pub const UNUSED_KEY: KeyNumber = KeyNumber::MAX;

/// The key statistics of one partition.
pub struct PartitionKeys {
    /// The texts of its keys, sorted.
    pub texts: StringTable,
    /// For each, in how many documents that are not deleted it is.
    pub documents: Vec<u32>,
}

/// The keys of a collection.
pub struct KeyTable {
    /// The texts of the keys in use, sorted; a key's number is its position.
    pub(super) texts: StringTable,
    /// Their names, [`bounded`]. Keys with one name, which stand together, share it.
    names: StringTable,
    /// For each of these names the number of its first key.
    firsts: Vec<KeyNumber>,
    /// For each key, in how many documents it is.
    pub(super) documents: Vec<u32>,
    /// For each partition, the keys of its rows, in the order in which the engine lists them.
    pub(super) rows: Vec<RowLists>,
    /// Keys of people that stand with an address, sorted, and for each the key of the address.
    addressed: (Vec<KeyNumber>, Vec<KeyNumber>),
    name_terms: OnceLock<NameTerms>,
}

impl KeyTable {
    /// Numbers the keys of all partitions, then takes the keys of each partition's rows, which
    /// `rows` lists given the partition and the numbers of its keys in their order there
    /// ([`UNUSED_KEY`] for those no document has).
    pub fn new(partitions: &[PartitionKeys], rows: impl Fn(usize, &[KeyNumber]) -> RowLists) -> KeyTable {
        let mut in_use = Vec::new();
        for (number, keys) in (0u32..).zip(partitions) {
            let counted = (0u32..).zip(keys.documents.iter().copied());
            for (ordinal, documents) in counted.filter(|&(_, documents)| documents > 0) {
                in_use.push((keys.texts.get(ordinal as usize), number, ordinal, documents));
            }
        }
        // Each partition's keys are sorted already; a stable sort merges such runs.
        in_use.sort_by_key(|&(text, ..)| text);
        let mut numbers: Vec<Vec<KeyNumber>> =
            partitions.iter().map(|keys| vec![UNUSED_KEY; keys.texts.len()]).collect();
        let (mut texts, mut names) = (StringTable::default(), StringTable::default());
        let (mut uses, mut firsts) = (Vec::<u32>::new(), Vec::new());
        let mut last_name = None;
        for (text, partition, ordinal, documents) in in_use {
            let Some(DecodedKey { kind, name, .. }) = decode(text) else { continue };
            match uses.last_mut() {
                Some(last) if texts.get(texts.len() - 1) == text => *last += documents,
                _ => {
                    if last_name.replace((kind, name)) != Some((kind, name)) {
                        names.push(&bounded(name));
                        firsts.push(texts.len() as KeyNumber);
                    }
                    texts.push(text);
                    uses.push(documents);
                }
            }
            let of_partition = numbers.get_mut(partition as usize);
            if let Some(slot) = of_partition.and_then(|of| of.get_mut(ordinal as usize)) {
                *slot = (texts.len() - 1) as KeyNumber;
            }
        }
        let rows = numbers.iter().enumerate().map(|(partition, of)| rows(partition, of)).collect();
        let (addressed, name_terms) = (Default::default(), OnceLock::new());
        KeyTable { texts, names, firsts, documents: uses, rows, addressed, name_terms }
    }

    /// Takes which names of people stand with which addresses: a row, and the positions of both among its keys.
    pub fn set_addresses(&mut self, pairs: impl Iterator<Item = (RowAddress, usize, usize)>) {
        let key = |row, at: usize| self.of_row(row).get(at).copied().filter(|&key| key != UNUSED_KEY);
        let mut found: Vec<(KeyNumber, KeyNumber)> = pairs
            .filter_map(|(row, person, address)| Some((key(row, person)?, key(row, address)?)))
            .collect();
        found.sort_unstable();
        found.dedup();
        self.addressed = found.into_iter().unzip();
    }

    /// The keys of the addresses that stand with the name of a person.
    pub(super) fn addresses(&self, person: KeyNumber) -> &[KeyNumber] {
        let (people, addresses) = &self.addressed;
        let from = people.partition_point(|&of| of < person);
        let to = people.partition_point(|&of| of <= person);
        addresses.get(from..to).unwrap_or_default()
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The key of that number.
    pub(super) fn key(&self, number: KeyNumber) -> Option<DecodedKey<'_>> {
        decode(self.texts.get(number as usize))
    }

    /// The names, [`bounded`], each with the numbers of its keys.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Range<KeyNumber>)> {
        self.names.iter().zip((0u32..).map(|name| self.keys_of_name(name)))
    }

    /// The terms of the names, numbered as [`names`](Self::names) gives them. Made when first somebody looks a name
    /// up: most never do.
    pub(super) fn name_terms(&self) -> &NameTerms {
        self.name_terms.get_or_init(|| NameTerms::new(self.names.iter()))
    }

    /// The keys that share the name with that number.
    pub(super) fn keys_of_name(&self, name: u32) -> Range<KeyNumber> {
        let bound = |at: usize| self.firsts.get(at).copied().unwrap_or(self.len() as KeyNumber);
        bound(name as usize)..bound(name as usize + 1)
    }

    /// The keys of a row, in the order in which the engine lists them.
    pub(super) fn of_row(&self, row: RowAddress) -> &[KeyNumber] {
        self.rows.get(row.partition as usize).map_or(&[], |lists| lists.of(row.row))
    }
}
