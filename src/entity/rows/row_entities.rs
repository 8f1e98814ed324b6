//! The entities of each row, and the rows of each entity: those that are guessed, which lie in memory or in a file.
//!
//! Not here: the rows that corrections change (`changed_rows`).

use std::io::{self, Write};
use std::sync::OnceLock;

use crate::entity::row::{RowAddress, RowLists};
use crate::mapped::{Array, TableReader, TableWriter};
use crate::resolve::EntityNumber;

/// Which entities each row mentions.
pub(in crate::entity) struct RowEntities {
    /// For each partition, the entities of its rows: ascending, each at most once a row.
    lists: Vec<RowLists>,
    /// For each entity, in how many documents it is.
    pub documents: Array<u32>,
    /// The rows by entity; made when somebody asks for them.
    inverted: OnceLock<EntityRows>,
}

/// For each entity the rows that mention it, numbered through all partitions.
struct EntityRows {
    /// Where the rows of an entity start in `rows`; one more than there are entities.
    starts: Array<u32>,
    rows: Array<u32>,
    firsts: RowNumbers,
}

/// Rows numbered through all partitions: the number of the first row of each.
#[derive(Clone, Default)]
pub(in crate::entity) struct RowNumbers(Array<u32>);

impl RowNumbers {
    /// The number of a row.
    pub fn number(&self, row: RowAddress) -> Option<u32> {
        Some(self.0.get(row.partition as usize)? + row.row)
    }

    /// The row with that number.
    pub fn address(&self, number: u32) -> Option<RowAddress> {
        let partition = self.0.partition_point(|&first| first <= number).checked_sub(1)?;
        Some(RowAddress::new(partition, number - self.0.get(partition)?))
    }
}

impl RowEntities {
    /// The entities of rows, given the keys of the rows of each partition and the entity of each key.
    pub fn new(keys: &[RowLists], of_key: &[EntityNumber], entities: usize) -> RowEntities {
        let lists: Vec<RowLists> = keys.iter().map(|keys| entity_lists(keys, of_key)).collect();
        let mut documents = vec![0; entities];
        lists.iter().for_each(|lists| count(lists, &mut documents));
        RowEntities { lists, documents: documents.into(), inverted: OnceLock::new() }
    }

    /// Writes what [`new`](Self::new) makes of the same and both ways around; only one partition's lists are in
    /// memory at a time.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write_new(
        keys: &[RowLists],
        of_key: &[EntityNumber],
        entities: usize,
        table: &mut TableWriter<impl Write>,
    ) -> io::Result<()> {
        let mut documents = vec![0; entities];
        for keys in keys {
            let lists = entity_lists(keys, of_key);
            count(&lists, &mut documents);
            lists.write(table)?;
        }
        table.array(&documents)?;
        EntityRows::of(keys, &documents, |key| of_key.get(key as usize).copied()).write(table)
    }

    /// The entities of a row, each once, in ascending order.
    pub fn of(&self, row: RowAddress) -> &[EntityNumber] {
        self.lists.get(row.partition as usize).map_or(&[], |lists| lists.of(row.row))
    }

    /// The numbers of the rows that mention an entity, in order.
    pub fn numbers_with(&self, entity: EntityNumber) -> &[u32] {
        let inverted = self.inverted();
        let bounds = inverted.starts.get(entity as usize..).and_then(<[u32]>::first_chunk);
        let rows = bounds.and_then(|&[start, end]| inverted.rows.get(start as usize..end as usize));
        rows.unwrap_or_default()
    }

    /// How rows are numbered.
    pub fn numbers(&self) -> &RowNumbers {
        &self.inverted().firsts
    }

    fn inverted(&self) -> &EntityRows {
        self.inverted.get_or_init(|| EntityRows::of(&self.lists, &self.documents, Some))
    }

    /// What [`write_new`](Self::write_new) wrote of so many partitions, where it lies.
    pub fn read(table: &mut TableReader, partitions: usize) -> Option<RowEntities> {
        let lists = (0..partitions).map(|_| RowLists::read(table)).collect::<Option<_>>()?;
        let documents = table.array()?;
        let (starts, rows) = (table.array()?, table.array()?);
        let inverted = EntityRows { starts, rows, firsts: RowNumbers(table.array()?) };
        Some(RowEntities { lists, documents, inverted: inverted.into() })
    }
}

impl EntityRows {
    /// Turns lists of rows around, given which entity each number in them is, and how many rows each entity has.
    fn of(lists: &[RowLists], documents: &[u32], entity: impl Fn(u32) -> Option<EntityNumber>) -> EntityRows {
        let mut starts = Vec::with_capacity(documents.len() + 1);
        starts.push(0);
        starts.extend(documents.iter().scan(0, |end, count| {
            *end += count;
            Some(*end)
        }));
        let mut rows = vec![0; starts.last().map_or(0, |&end| end as usize)];
        // Where the next row of each goes.
        let mut free = starts.clone();
        let (mut firsts, mut row) = (Vec::with_capacity(lists.len()), 0);
        for lists in lists {
            firsts.push(row);
            for list in lists.iter() {
                for entity in list.iter().filter_map(|&number| entity(number)) {
                    let (Some(start), Some(next)) =
                        (starts.get(entity as usize), free.get_mut(entity as usize))
                    else {
                        continue;
                    };
                    // A row may name one by several keys.
                    let is_there = *next > *start && rows.get(*next as usize - 1) == Some(&row);
                    if let Some(slot) = rows.get_mut(*next as usize).filter(|_| !is_there) {
                        *slot = row;
                        *next += 1;
                    }
                }
                row += 1;
            }
        }
        EntityRows { starts: starts.into(), rows: rows.into(), firsts: RowNumbers(firsts.into()) }
    }

    fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        [&self.starts, &self.rows, &self.firsts.0].into_iter().try_for_each(|of| table.array(of))
    }
}

/// The entities of the rows of a partition.
fn entity_lists(keys: &RowLists, of_key: &[EntityNumber]) -> RowLists {
    let (mut lists, mut row) = (RowLists::default(), Vec::new());
    for keys in keys.iter() {
        row.extend(keys.iter().filter_map(|&key| of_key.get(key as usize)));
        row.sort_unstable();
        row.dedup();
        lists.push(row.drain(..));
    }
    lists
}

/// Adds the rows of each entity.
fn count(lists: &RowLists, documents: &mut [u32]) {
    for &entity in lists.all() {
        documents.get_mut(entity as usize).into_iter().for_each(|count| *count += 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ownedbytes::OwnedBytes;

    #[test]
    fn rows_of_entities_come_back_however_they_were_made() {
        let mut partitions = [RowLists::default(), RowLists::default()];
        partitions[0].push([0, 2, 1]);
        partitions[0].push([3, u32::MAX]);
        partitions[1].push([]);
        partitions[1].push([1, 0]);
        let of_key = [0, 1, 0, 2];
        let made = RowEntities::new(&partitions, &of_key, 3);
        let mut table = TableWriter::new(Vec::new());
        RowEntities::write_new(&partitions, &of_key, 3, &mut table).unwrap();
        let bytes = OwnedBytes::new(table.finish(1).unwrap());
        let written = RowEntities::read(&mut TableReader::open(bytes, 1).unwrap(), 2).unwrap();
        for rows in [made, written] {
            assert_eq!(*rows.documents, [2, 2, 1]);
            assert_eq!(rows.of(RowAddress::new(0, 0)), [0, 1]);
            assert_eq!(rows.of(RowAddress::new(1, 1)), [0, 1]);
            assert_eq!([0, 1, 2].map(|entity| rows.numbers_with(entity)), [&[0, 3][..], &[0, 3], &[1]]);
            let numbers = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(of, row)| RowAddress::new(of, row));
            assert_eq!(numbers.map(|row| rows.numbers().number(row)), [Some(0), Some(1), Some(2), Some(3)]);
            assert_eq!([0, 1, 2, 3].map(|number| rows.numbers().address(number)), numbers.map(Some));
        }
    }
}
