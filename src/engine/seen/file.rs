//! The file that keeps what was seen last: what the first screen needs in front, read at once, and the rest behind it.
//!
//! ```text
//! 8 bytes    what file it is, and of which version of the program
//! 8 + 8      length and checksum of the front, the lowest byte first
//! 8 + 8      length and checksum of the rest
//! the front, the rest
//! ```
//!
//! It lies beside the index that it is made from, in the cache, and goes with it. A file that is damaged or of another
//! version is as good as none.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::index::{Index, SEEN_LAST, SEEN_TOGETHER};

/// Changed with what the file holds or how.
const FORMAT: u64 = 1;

/// The longest front, in bytes. Set by hand: some hundred rows, three hundred values of each facet and a long text are a
/// tenth of it.
const LONGEST_FRONT: usize = 4 << 20;

/// Bytes before the front.
const HEAD: usize = 40;

/// Where what was seen last of a collection is kept: beside its index, or beside the first of several under a name of
/// all. `None` where it is not kept, since an index is in memory, is only read, or is being made anew.
pub(super) fn place(indexes: &[Index]) -> Option<PathBuf> {
    let is_kept = |index: &Index| !index.is_for_reading() && !index.is_upgrading();
    let folders: Option<Vec<&Path>> =
        indexes.iter().map(|index| index.folder_beside().filter(|_| is_kept(index))).collect();
    match &folders?[..] {
        [] => None,
        [only] => Some(only.join(SEEN_LAST)),
        all @ [first, ..] => {
            let names =
                all.iter().fold(0, |sum, place| xxh3_64_with_seed(place.as_os_str().as_encoded_bytes(), sum));
            Some(first.join(format!("{SEEN_TOGETHER}{names:016x}")))
        }
    }
}

/// What lies behind the front of a file that was opened.
pub(super) struct Rest {
    file: File,
    from: u64,
    length: u64,
    checksum: u64,
}

/// The front of a file, and the file for the rest; `None` where there is none that is whole.
pub(super) fn read(place: &Path) -> Option<(Vec<u8>, Rest)> {
    let mut file = File::open(place).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let number = |at: usize| Some(u64::from_le_bytes(head.get(at * 8..at * 8 + 8)?.try_into().ok()?));
    let (length, checksum) = (number(1)? as usize, number(2)?);
    if number(0)? != version() || length > LONGEST_FRONT {
        return None;
    }
    let mut front = Vec::with_capacity(length);
    (&file).take(length as u64).read_to_end(&mut front).ok()?;
    if front.len() != length || xxh3_64(&front) != checksum {
        return None;
    }
    let rest = Rest { file, from: (HEAD + length) as u64, length: number(3)?, checksum: number(4)? };
    Some((front, rest))
}

impl Rest {
    /// All of it; `None` where it is damaged.
    pub(super) fn read(&self) -> Option<Vec<u8>> {
        let mut file = &self.file;
        // What is said of the length may be damaged, too.
        let there = file.metadata().ok()?.len().saturating_sub(self.from);
        if there != self.length {
            return None;
        }
        file.seek(SeekFrom::Start(self.from)).ok()?;
        let mut rest = Vec::with_capacity(self.length as usize);
        file.take(self.length).read_to_end(&mut rest).ok()?;
        (xxh3_64(&rest) == self.checksum).then_some(rest)
    }
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// When the disk refuses, or the front is longer than is read again.
pub(super) fn write(place: &Path, front: &[u8], rest: &[u8]) -> io::Result<()> {
    if front.len() > LONGEST_FRONT {
        return Err(io::Error::other("too long"));
    }
    let numbers = [version(), front.len() as u64, xxh3_64(front), rest.len() as u64, xxh3_64(rest)]
        .map(u64::to_le_bytes);
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let new = place.with_file_name(format!("{name}.new-{}", process::id()));
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(numbers.as_flattened())?;
        file.write_all(front)?;
        file.write_all(rest)
    });
    // A folder of the index that has gone meanwhile is not made again.
    let moved = written.and_then(|()| fs::rename(&new, place));
    if moved.is_err() {
        let _ = fs::remove_file(&new);
    }
    moved
}

/// What the file begins with.
fn version() -> u64 {
    xxh3_64_with_seed(concat!("perusal seen last ", env!("CARGO_PKG_VERSION")).as_bytes(), FORMAT)
}
