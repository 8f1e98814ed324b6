//! Reads a table: the arrays in the order in which they were written.

use bytemuck::AnyBitPattern;
use ownedbytes::OwnedBytes;
use xxhash_rust::xxh3::xxh3_64;

use super::array::Array;
use super::write::{END, MAGIC};

/// Bytes of a number at the end of a table.
const NUMBER: usize = 8;

/// A table that is being read.
pub struct TableReader {
    bytes: OwnedBytes,
    /// Where the arrays that were not read yet begin and end, the last first.
    ahead: Vec<[u64; 2]>,
}

impl TableReader {
    /// The table in these bytes; `None` where there is no whole one that was made from what has this key.
    pub fn open(bytes: OwnedBytes, key: u64) -> Option<TableReader> {
        let numbers = |from: usize, count: usize| -> Option<Vec<u64>> {
            let of = bytes.get(from..from.checked_add(count.checked_mul(NUMBER)?)?)?;
            let number = |bytes: &[u8]| bytes.try_into().map(u64::from_ne_bytes).unwrap_or_default();
            Some(of.chunks_exact(NUMBER).map(number).collect())
        };
        let end = bytes.len().checked_sub(END * NUMBER)?;
        let &[count, of, sum, magic] = numbers(end, END)?.as_slice() else { return None };
        let count = usize::try_from(count).ok()?;
        let start = end.checked_sub(count.checked_mul(2 * NUMBER)?)?;
        let is_whole = xxh3_64(bytes.get(start..end + 2 * NUMBER)?) == sum;
        if magic != MAGIC || of != key || !is_whole {
            return None;
        }
        let bounds = numbers(start, 2 * count)?;
        let ahead = bounds.chunks_exact(2).rev().filter_map(|bounds| bounds.try_into().ok()).collect();
        Some(TableReader { bytes, ahead })
    }

    /// The next array; `None` when there is none, or not of such numbers.
    pub fn array<T: AnyBitPattern>(&mut self) -> Option<Array<T>> {
        let [start, end] = self.ahead.pop()?;
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        let is_inside = start <= end && end <= self.bytes.len();
        is_inside.then(|| Array::mapped(self.bytes.slice(start..end)))?
    }
}

#[cfg(test)]
mod tests {
    use super::super::TableWriter;
    use super::*;

    fn table() -> Vec<u8> {
        let mut table = TableWriter::new(Vec::new());
        table.array(b"perusal").unwrap();
        table.array(&[3u32, 1, 4]).unwrap();
        table.begin().unwrap();
        table.push(&[1u64]).unwrap();
        table.push(&[5u64]).unwrap();
        table.finish(9).unwrap()
    }

    #[test]
    fn arrays_come_back_in_their_order() {
        let mut read = TableReader::open(OwnedBytes::new(table()), 9).unwrap();
        assert_eq!(*read.array::<u8>().unwrap(), *b"perusal");
        assert_eq!(*read.array::<u32>().unwrap(), [3, 1, 4]);
        assert_eq!(*read.array::<u64>().unwrap(), [1, 5]);
        assert_eq!(read.array::<u64>(), None);
    }

    #[test]
    fn a_table_of_something_else_or_a_damaged_one_is_none() {
        assert!(TableReader::open(OwnedBytes::new(table()), 8).is_none());
        let whole = table();
        for length in 0..whole.len() {
            assert!(TableReader::open(OwnedBytes::new(whole[..length].to_vec()), 9).is_none(), "{length}");
        }
        for at in whole.len() - 8 * (END + 6)..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert!(TableReader::open(OwnedBytes::new(damaged), 9).is_none(), "{at}");
        }
    }
}
