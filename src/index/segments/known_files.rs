//! What the index knows of each source file, so that only changed files are read again.
//!
//! Not here: comparing it with the files on disk (`ingest::plan`).

use std::collections::HashMap;

use tantivy::DocId;
use tantivy::columnar::Column;
use xxhash_rust::xxh3::xxh3_64;

use super::columns::Columns;
use crate::index::Error;
use crate::index::store::{Index, row};
use crate::model::FileStamp;

/// What the index knows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// As it was when it was read; blank where it could not be looked at since.
    pub stamp: FileStamp,
    /// XXH3-128 of the bytes; 0 when they could not be read.
    pub hash: u128,
    /// As `SourceFile::lists`.
    pub lists: u64,
    /// A fingerprint of why it could not be read; `None` when it was.
    pub problem: Option<u64>,
}

impl KnownFile {
    /// The fingerprint of a reason why a file could not be read.
    pub fn fingerprint(problem: &str) -> u64 {
        xxh3_64(problem.as_bytes())
    }
}

impl Index {
    /// What was last committed of every file, by path. Whatever is not among
    /// them must be read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn known_files(&self) -> Result<HashMap<String, KnownFile>, Error> {
        self.read_known_files().map_err(|error| Error::engine(&self.place, error))
    }

    fn read_known_files(&self) -> tantivy::Result<HashMap<String, KnownFile>> {
        self.reload()?;
        let searcher = self.reader.searcher();
        let mut known = HashMap::with_capacity(searcher.num_docs() as usize / 2);
        for segment in searcher.segment_readers() {
            let columns = Columns::open(segment)?;
            let mut paths = columns.path.all()?;
            for doc in segment.doc_ids_alive().filter(|&doc| columns.row.first(doc) == Some(row::FILE)) {
                let Some(path) = columns.path.ordinal(doc) else { continue };
                let Some(path) = paths.get_mut(path as usize) else { continue };
                known.insert(std::mem::take(path), known_file(&columns, doc));
            }
        }
        Ok(known)
    }
}

/// Whether the row of a file that cannot be read is of one that could once: what was read then stays.
pub(super) fn was_read_once(columns: &Columns, doc: DocId) -> bool {
    hash(columns, doc) != 0 && stamp(columns, doc).is_blank()
}

fn stamp(columns: &Columns, doc: DocId) -> FileStamp {
    let file = &columns.file;
    FileStamp {
        size: file.size.first(doc).unwrap_or(0),
        modified: file.modified.first(doc).unwrap_or(0),
        changed: file.changed.first(doc).unwrap_or(0),
        inode: file.inode.first(doc).unwrap_or(0),
        device: file.device.first(doc).unwrap_or(0),
    }
}

fn hash(columns: &Columns, doc: DocId) -> u128 {
    let half = |column: &Column<u64>| u128::from(column.first(doc).unwrap_or(0));
    half(&columns.file.hash_high) << 64 | half(&columns.file.hash_low)
}

/// What the row of a file says.
fn known_file(columns: &Columns, doc: DocId) -> KnownFile {
    let file = &columns.file;
    KnownFile {
        stamp: stamp(columns, doc),
        hash: hash(columns, doc),
        lists: file.lists.first(doc).unwrap_or(0),
        problem: columns.problem.value(doc).map(|problem| KnownFile::fingerprint(&problem)),
    }
}
