//! Writes a table: array after array, then where each is and the key of the table.

use std::io::{self, Write};

use bytemuck::NoUninit;
use xxhash_rust::xxh3::xxh3_64;

/// Where arrays may begin: numbers of every size stand at such places. In bytes.
pub(super) const ALIGNMENT: u64 = 8;

/// The last bytes of a table: [`END`] numbers of 8 bytes.
pub(super) const MAGIC: u64 = u64::from_ne_bytes(*b"arrays 1");

/// Numbers at the end of a table: how many arrays, the key, the sum of all before, the magic number.
pub(super) const END: usize = 4;

/// A table that is being written.
pub struct TableWriter<W> {
    out: W,
    written: u64,
    /// Where each array begins and ends.
    arrays: Vec<[u64; 2]>,
}

impl<W: Write> TableWriter<W> {
    /// Begins a table.
    pub fn new(out: W) -> TableWriter<W> {
        TableWriter { out, written: 0, arrays: Vec::new() }
    }

    /// Begins the next array, which [`push`](Self::push) adds to.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin(&mut self) -> io::Result<()> {
        let gap = self.written.next_multiple_of(ALIGNMENT) - self.written;
        self.out.write_all([0; ALIGNMENT as usize].get(..gap as usize).unwrap_or_default())?;
        self.written += gap;
        self.arrays.push([self.written; 2]);
        Ok(())
    }

    /// Adds numbers to the array that was begun last.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn push<T: NoUninit>(&mut self, numbers: &[T]) -> io::Result<()> {
        let bytes: &[u8] = bytemuck::cast_slice(numbers);
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        if let Some([_, end]) = self.arrays.last_mut() {
            *end = self.written;
        }
        Ok(())
    }

    /// Writes a whole array.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn array<T: NoUninit>(&mut self, numbers: &[T]) -> io::Result<()> {
        self.begin()?;
        self.push(numbers)
    }

    /// Ends the table, which was made from what has this key.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn finish(mut self, key: u64) -> io::Result<W> {
        // The end stands where numbers may.
        self.begin()?;
        self.arrays.pop();
        let mut end: Vec<u64> = self.arrays.iter().flatten().copied().collect();
        end.extend([self.arrays.len() as u64, key]);
        let sum = xxh3_64(bytemuck::cast_slice(&end));
        end.extend([sum, MAGIC]);
        self.out.write_all(bytemuck::cast_slice(&end))?;
        self.out.flush()?;
        Ok(self.out)
    }
}
