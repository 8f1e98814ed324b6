//! A plain text on disk that is too large to be held: it is read once to know it by its bytes, and once more piece
//! by piece.
//!
//! Not here: where a piece ends (`extract::Pieces`), and files that are held (`load`).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::RangeInclusive;
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use crate::extract;
use crate::ingest::file_bytes::CHANGES;
use crate::ingest::stamp::{reason, stamp_of};
use crate::model::{FileStamp, Problem};
use crate::small_file;

/// By so many of its first bytes it is told what a file is.
const BEGINNING: u64 = 64 << 10;

/// A text that is read piece by piece.
#[derive(Debug)]
pub(in crate::ingest) struct LargeText {
    file: File,
    /// What the system says of it.
    pub(in crate::ingest) stamp: FileStamp,
    /// XXH3-128 of its bytes.
    pub(in crate::ingest) hash: u128,
}

impl LargeText {
    /// The text of one of these `sizes`, in bytes, at that path; `None` where what is there is to be read otherwise.
    ///
    /// # Errors
    /// The reason, in words for the reader: it cannot be read, or changes meanwhile.
    pub(in crate::ingest) fn open(
        path: &Path,
        name: &str,
        sizes: RangeInclusive<u64>,
    ) -> Result<Option<LargeText>, Problem> {
        let problem = |error: io::Error| reason(&error);
        let mut file = small_file::open(path).map_err(problem)?;
        let stamp = stamp_of(&file.metadata().map_err(problem)?);
        if !sizes.contains(&stamp.size) {
            return Ok(None);
        }
        let mut beginning = Vec::new();
        file.by_ref().take(BEGINNING).read_to_end(&mut beginning).map_err(problem)?;
        if !extract::is_read_in_pieces(name, &beginning) {
            return Ok(None);
        }
        let mut text = LargeText { file, stamp, hash: 0 };
        text.hash = text.read(|bytes| io::copy(bytes, &mut io::sink()).map_err(problem))?.1;
        Ok(Some(text))
    }

    /// Reads it from its beginning with `read`.
    ///
    /// # Errors
    /// As `read`, and when it is not what it was.
    pub(in crate::ingest) fn read_again<T>(
        &mut self,
        read: impl FnOnce(&mut dyn Read) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let (given, hash) = self.read(read)?;
        if hash == self.hash { Ok(given) } else { Err(Problem::new(CHANGES)) }
    }

    fn read<T>(
        &mut self,
        read: impl FnOnce(&mut dyn Read) -> Result<T, Problem>,
    ) -> Result<(T, u128), Problem> {
        self.file.seek(SeekFrom::Start(0)).map_err(|error| reason(&error))?;
        let mut hashed = Hashed { from: (&self.file).take(self.stamp.size + 1), hash: Xxh3::new() };
        let given = read(&mut hashed)?;
        let hash = hashed.hash.digest128();
        let now = stamp_of(&self.file.metadata().map_err(|error| reason(&error))?);
        if now == self.stamp { Ok((given, hash)) } else { Err(Problem::new(CHANGES)) }
    }
}

/// Bytes that are counted into a hash as they are read.
struct Hashed<R> {
    from: R,
    hash: Xxh3,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.hash.update(&into[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use xxhash_rust::xxh3::xxh3_128;

    #[test]
    fn a_large_text_is_known_by_its_bytes_and_one_that_changes_is_a_problem() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let text = "The harbour reopened.\n".repeat(9);
        std::fs::write(&path, &text).unwrap();
        let open = |name, sizes| LargeText::open(&path, name, sizes).unwrap();
        assert!(open("a.txt", 1..=20).is_none() && open("a.txt", 900..=999).is_none());
        assert!(open("a.html", 1..=999).is_none());
        let mut large = open("a.txt", 1..=999).unwrap();
        assert_eq!(large.hash, xxh3_128(text.as_bytes()));
        let count = |large: &mut LargeText| {
            large.read_again(|bytes| io::copy(bytes, &mut io::sink()).map_err(|error| reason(&error)))
        };
        assert_eq!(count(&mut large), Ok(text.len() as u64));
        File::options().append(true).open(&path).unwrap().write_all(b"x").unwrap();
        assert_eq!(count(&mut large), Err(Problem::new(CHANGES)));
    }
}
