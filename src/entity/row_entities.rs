//! The entities of each row, and the rows of each entity: those that are guessed, which lie in memory or in a file.
//!
//! Not here: the rows that corrections change (`changed_rows`).

use std::io::{self, Write};
use std::sync::OnceLock;

use super::row::{RowAddress, RowLists};
use crate::mapped::{Array, TableReader, TableWriter};
use crate::resolve::EntityNumber;

/// Which entities each row mentions.
pub(super) struct RowEntities {
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
pub(super) struct RowNumbers(Array<u32>);

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
    /// Counts the documents of so many entities.
    pub fn new(lists: Vec<RowLists>, entities: usize) -> RowEntities {
        let mut documents = vec![0; entities];
        for &entity in lists.iter().flat_map(RowLists::all) {
            if let Some(count) = documents.get_mut(entity as usize) {
                *count += 1;
            }
        }
        RowEntities { lists, documents: documents.into(), inverted: OnceLock::new() }
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
        self.inverted.get_or_init(|| EntityRows::of(&self.lists, &self.documents))
    }

    /// Writes both as they lie in memory.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        self.lists.iter().try_for_each(|lists| lists.write(table))?;
        table.array(&self.documents)?;
        let inverted = self.inverted();
        [&inverted.starts, &inverted.rows, &inverted.firsts.0].into_iter().try_for_each(|of| table.array(of))
    }

    /// What [`write`](Self::write) wrote of so many partitions, where it lies.
    pub fn read(table: &mut TableReader, partitions: usize) -> Option<RowEntities> {
        let lists = (0..partitions).map(|_| RowLists::read(table)).collect::<Option<_>>()?;
        let documents = table.array()?;
        let (starts, rows) = (table.array()?, table.array()?);
        let inverted = EntityRows { starts, rows, firsts: RowNumbers(table.array()?) };
        Some(RowEntities { lists, documents, inverted: inverted.into() })
    }
}

impl EntityRows {
    /// Turns the entities of the rows around, given how many rows each entity has.
    fn of(lists: &[RowLists], documents: &[u32]) -> EntityRows {
        let mut starts = Vec::with_capacity(documents.len() + 1);
        starts.push(0);
        starts.extend(documents.iter().scan(0, |end, count| {
            *end += count;
            Some(*end)
        }));
        let mut free = starts.clone();
        let mut rows = vec![0; starts.last().map_or(0, |&end| end as usize)];
        let (mut firsts, mut row) = (Vec::with_capacity(lists.len()), 0);
        for lists in lists {
            firsts.push(row);
            for entities in lists.iter() {
                for &entity in entities {
                    let Some(at) = free.get_mut(entity as usize) else { continue };
                    if let Some(slot) = rows.get_mut(*at as usize) {
                        *slot = row;
                    }
                    *at += 1;
                }
                row += 1;
            }
        }
        EntityRows { starts: starts.into(), rows: rows.into(), firsts: RowNumbers(firsts.into()) }
    }
}
