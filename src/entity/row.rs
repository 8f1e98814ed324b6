//! Rows of a collection, whatever engine holds them: their addresses, lists of numbers for each row, and
//! the mentions of keys in a row. A row is one document or one file.

use std::io::{self, Write};

use crate::mapped::{Array, TableReader, TableWriter};

/// Where a row is: the number of its partition, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowAddress {
    /// The partition of the collection, counted from 0.
    pub partition: u32,
    /// The row in its partition, counted from 0.
    pub row: u32,
}

impl RowAddress {
    /// The address of a row in a partition that was counted as a position.
    pub fn new(partition: usize, row: u32) -> RowAddress {
        RowAddress { partition: partition as u32, row }
    }
}

/// That a row mentions a key: the position of the key among those of the row, and the number of
/// the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyMention {
    /// The position among the row's keys.
    pub key: u32,
    /// The number of the sentence in the document.
    pub sentence: u32,
}

/// A list of numbers for each row of a partition.
pub struct RowLists {
    /// Where a row's list starts in `numbers`; one more than there are rows.
    starts: Array<u32>,
    numbers: Array<u32>,
}

impl Default for RowLists {
    /// Lists without a row.
    fn default() -> RowLists {
        RowLists { starts: vec![0].into(), numbers: Array::default() }
    }
}

impl RowLists {
    /// Adds the next row.
    pub fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        let numbers = self.numbers.to_mut();
        numbers.extend(row);
        self.starts.to_mut().push(numbers.len() as u32);
    }

    /// The list of a row; empty when there is no such row.
    pub fn of(&self, row: u32) -> &[u32] {
        let bounds = self.starts.get(row as usize..).and_then(<[u32]>::first_chunk);
        bounds.and_then(|&[a, b]| self.numbers.get(a as usize..b as usize)).unwrap_or_default()
    }

    /// The lists of all rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let numbers = &*self.numbers;
        let of = |&[a, b]: &[u32; 2]| numbers.get(a as usize..b as usize).unwrap_or_default();
        self.starts.array_windows().map(of)
    }

    /// The numbers of all rows.
    pub fn all(&self) -> &[u32] {
        &self.numbers
    }

    /// Writes the lists as they lie in memory.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&self, table: &mut TableWriter<impl Write>) -> io::Result<()> {
        table.array(&self.starts)?;
        table.array(&self.numbers)
    }

    /// The lists that [`write`](Self::write) wrote, where they lie.
    pub fn read(table: &mut TableReader) -> Option<RowLists> {
        Some(RowLists { starts: table.array()?, numbers: table.array()? })
    }
}
