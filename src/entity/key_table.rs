//! The keys of a collection, numbered: their texts and names, in how many documents each occurs, and the
//! keys of each row. Made once for a collection, in memory or in a file where it is read from.
//!
//! Not here: numbering the keys (`key_numbers`), which entities the keys refer to (`entity_index`).

use std::io::{self, Write};
use std::ops::Range;
use std::sync::OnceLock;

use super::key_numbers::{KeyNumbers, PartitionKeys, UNUSED_KEY};
use super::key_text::{DecodedKey, decode};
use super::names::{NameTerms, bounded};
use super::row::{RowAddress, RowLists};
use crate::mapped::{Array, TableReader, TableWriter};
use crate::model::KeyNumber;
use crate::text::string_table::StringTable;

/// The keys of the rows of one partition.
pub struct PartitionRows {
    /// For each row its keys, in the order in which the engine lists them.
    pub keys: RowLists,
    /// The names of people that stand with addresses: the row, and the positions of both among its keys.
    pub addressed: Vec<(u32, usize, usize)>,
}

/// The keys of a collection.
pub struct KeyTable {
    /// The texts of the keys in use, sorted; a key's number is its position.
    pub(super) texts: StringTable,
    /// For each name the number of its first key. Keys with one name stand together.
    firsts: Array<KeyNumber>,
    /// For each key, in how many documents it is.
    pub(super) documents: Array<u32>,
    /// For each partition, the keys of its rows, in the order in which the engine lists them.
    pub(super) rows: Vec<RowLists>,
    /// Keys of people that stand with an address, sorted, and for each the key of the address.
    addressed: Addressed,
    name_terms: OnceLock<NameTerms>,
}

#[derive(Default)]
struct Addressed {
    people: Array<KeyNumber>,
    addresses: Array<KeyNumber>,
}

impl KeyTable {
    /// Numbers the keys of all partitions, then takes the keys of each partition's rows, which `rows` lists given
    /// the partition and the numbers of its keys in their order there ([`UNUSED_KEY`] for those no document has).
    pub fn new(
        partitions: Vec<PartitionKeys<'_>>,
        rows: impl Fn(usize, &[KeyNumber]) -> PartitionRows,
    ) -> KeyTable {
        let KeyNumbers { texts, firsts, documents, of_partitions } = KeyNumbers::of(partitions);
        let (mut all, mut pairs) = (Vec::new(), Vec::new());
        for (partition, numbers) in of_partitions.iter().enumerate() {
            let rows = rows(partition, numbers);
            pairs.extend(addressed(&rows));
            all.push(rows.keys);
        }
        let addressed = Addressed::of(pairs);
        KeyTable {
            texts,
            firsts: firsts.into(),
            documents: documents.into(),
            rows: all,
            addressed,
            name_terms: OnceLock::new(),
        }
    }

    /// Writes what [`new`](Self::new) would make of the same; only one partition's rows are in memory at a time.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(
        partitions: Vec<PartitionKeys<'_>>,
        rows: impl Fn(usize, &[KeyNumber]) -> PartitionRows,
        table: &mut TableWriter<impl Write>,
    ) -> io::Result<()> {
        let KeyNumbers { texts, firsts, documents, of_partitions } = KeyNumbers::of(partitions);
        texts.write(table)?;
        drop(texts);
        table.array(&firsts)?;
        table.array(&documents)?;
        let mut pairs = Vec::new();
        for (partition, numbers) in of_partitions.iter().enumerate() {
            let rows = rows(partition, numbers);
            pairs.extend(addressed(&rows));
            rows.keys.write(table)?;
        }
        let Addressed { people, addresses } = Addressed::of(pairs);
        table.array(&people)?;
        table.array(&addresses)
    }

    /// What [`write`](Self::write) wrote of so many partitions, where it lies.
    pub fn read(table: &mut TableReader, partitions: usize) -> Option<KeyTable> {
        let texts = StringTable::read(table)?;
        let (firsts, documents) = (table.array()?, table.array()?);
        let rows = (0..partitions).map(|_| RowLists::read(table)).collect::<Option<_>>()?;
        let addressed = Addressed { people: table.array()?, addresses: table.array()? };
        Some(KeyTable { texts, firsts, documents, rows, addressed, name_terms: OnceLock::new() })
    }

    /// The keys of the addresses that stand with the name of a person.
    pub(super) fn addresses(&self, person: KeyNumber) -> &[KeyNumber] {
        let Addressed { people, addresses } = &self.addressed;
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
    pub(super) fn names(&self) -> impl Iterator<Item = (String, Range<KeyNumber>)> {
        (0u32..).zip(self.firsts.iter()).map(|(name, &first)| {
            let name_of = self.key(first).map_or("", |key| key.name);
            (bounded(name_of), self.keys_of_name(name))
        })
    }

    /// The terms of the names, numbered as [`names`](Self::names) gives them. Made when first somebody looks a name
    /// up: most never do.
    pub(super) fn name_terms(&self) -> &NameTerms {
        self.name_terms.get_or_init(|| NameTerms::new(self.names().map(|(name, _)| name)))
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

/// The keys of people and addresses that stand together in rows.
fn addressed(rows: &PartitionRows) -> impl Iterator<Item = (KeyNumber, KeyNumber)> {
    let key = |row, at: usize| rows.keys.of(row).get(at).copied().filter(|&key| key != UNUSED_KEY);
    rows.addressed
        .iter()
        .filter_map(move |&(row, person, address)| Some((key(row, person)?, key(row, address)?)))
}

impl Addressed {
    fn of(mut pairs: Vec<(KeyNumber, KeyNumber)>) -> Addressed {
        pairs.sort_unstable();
        pairs.dedup();
        let (people, addresses): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        Addressed { people: people.into(), addresses: addresses.into() }
    }
}
