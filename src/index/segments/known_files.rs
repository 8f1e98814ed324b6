//! What the index knows of each source file, so that only changed files are read again.
//!
//! Not here: comparing it with the files on disk (`ingest::plan`).

use std::collections::HashMap;

use tantivy::DocId;
use tantivy::columnar::Column;

use super::columns::Columns;
use crate::index::Error;
use crate::index::store::{Index, row};

/// What the index knows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// In bytes.
    pub size: u64,
    /// In nanoseconds since 1970.
    pub modified: i64,
    /// XXH3-128 of the bytes.
    pub hash: u128,
    /// As `SourceFile::lists`.
    pub lists: u64,
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
        self.reader.reload()?;
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

/// What the row of a file says.
fn known_file(columns: &Columns, doc: DocId) -> KnownFile {
    let half = |column: &Column<u64>| u128::from(column.first(doc).unwrap_or(0));
    KnownFile {
        size: columns.file.size.first(doc).unwrap_or(0),
        modified: columns.file.modified.first(doc).unwrap_or(0),
        hash: half(&columns.file.hash_high) << 64 | half(&columns.file.hash_low),
        lists: columns.file.lists.first(doc).unwrap_or(0),
    }
}
