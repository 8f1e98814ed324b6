//! What the index knows of each source file, so that only changed files are read again.
//!
//! Not here: comparing it with the files on disk (`ingest::plan`).

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::columns::Columns;
use crate::index::Error;
use crate::index::store::{Index, row};
use crate::model::FileStamp;

/// What the index knows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What the index knows of all files, found by their paths. It takes some 25 bytes a file: all else stays in the columns
/// of the segments until it is asked for.
pub struct KnownFiles {
    /// In the order of their hashes, each path once.
    rows: Vec<KnownRow>,
    /// Where the rows begin whose hashes begin with the same bits, for as many bits as that are worth it.
    starts: Vec<u32>,
    segments: Vec<Columns>,
    /// Of the index.
    place: Arc<Path>,
}

/// The row of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct KnownRow {
    /// XXH3-128 of its path, the upper half first.
    path: [u64; 2],
    segment: u32,
    doc: DocId,
}

/// What was committed last, to be compared with what is committed later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed(Vec<(SegmentId, u32)>);

/// As many rows begin with the same bits, about. Set by hand: they lie in two lines of the processor's cache.
const TOGETHER: usize = 4;

/// A hash that begins with all bits of a path's; by it no file is taken for another.
fn path_hash(path: &str) -> [u64; 2] {
    let hash = xxh3_128(path.as_bytes());
    [(hash >> 64) as u64, hash as u64]
}

impl Index {
    /// What was last committed of every file. Whatever is not among them must be read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn known_files(&self) -> Result<KnownFiles, Error> {
        let searcher = self.own_searcher()?;
        self.files_of(&searcher).map_err(|error| Error::engine(&self.place, error))
    }

    /// What is committed now.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn committed(&self) -> Result<Committed, Error> {
        let searcher = self.own_searcher()?;
        let segments = searcher.segment_readers().iter();
        let mut segments: Vec<_> =
            segments.map(|segment| (segment.segment_id(), segment.num_docs())).collect();
        segments.sort_unstable();
        Ok(Committed(segments))
    }

    fn files_of(&self, searcher: &Searcher) -> tantivy::Result<KnownFiles> {
        let mut rows = Vec::with_capacity(searcher.num_docs() as usize / 2);
        let mut segments = Vec::new();
        for (segment, number) in searcher.segment_readers().iter().zip(0..) {
            let columns = Columns::open(segment)?;
            // The dictionary is gone through in its order, not that of the rows.
            let mut docs = vec![DocId::MAX; columns.path.len()];
            for doc in segment.doc_ids_alive().filter(|&doc| columns.row.first(doc) == Some(row::FILE)) {
                if let Some(place) = columns.path.ordinal(doc).and_then(|at| docs.get_mut(at as usize)) {
                    *place = doc;
                }
            }
            let mut docs = docs.into_iter();
            columns.path.each(|path| {
                if let Some(doc) = docs.next().filter(|&doc| doc != DocId::MAX) {
                    rows.push(KnownRow { path: path_hash(path), segment: number, doc });
                }
            })?;
            segments.push(columns);
        }
        Ok(KnownFiles::over(rows, segments, Arc::clone(&self.place)))
    }
}

impl KnownFiles {
    fn over(mut rows: Vec<KnownRow>, segments: Vec<Columns>, place: Arc<Path>) -> KnownFiles {
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.path);
        rows.shrink_to_fit();
        let bits = (rows.len() / TOGETHER).max(1).ilog2();
        let mut starts = vec![0; (1 << bits) + 1];
        for row in &rows {
            starts[beginning(row.path[0], bits) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        KnownFiles { rows, starts, segments, place }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of the file at a path, below [`KnownFiles::len`].
    pub fn find(&self, path: &str) -> Option<usize> {
        let hash = path_hash(path);
        let at = beginning(hash[0], (self.starts.len() - 1).ilog2());
        let (start, end) = (*self.starts.get(at)? as usize, *self.starts.get(at + 1)? as usize);
        let found = self.rows.get(start..end)?.iter().position(|row| row.path == hash);
        found.map(|at| start + at)
    }

    /// What is known of a file, by its number; nothing of a number that no file has.
    pub fn at(&self, number: usize) -> Option<KnownFile> {
        let row = self.rows.get(number)?;
        Some(known_file(self.segments.get(row.segment as usize)?, row.doc))
    }

    /// What is known of the file at a path.
    pub fn get(&self, path: &str) -> Option<KnownFile> {
        self.at(self.find(path)?)
    }

    /// Visits the files whose numbers are `wanted`, with their paths, in the order in which segments have them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn each(
        &self,
        wanted: impl Fn(usize) -> bool,
        mut visit: impl FnMut(&str, KnownFile),
    ) -> Result<(), Error> {
        let mut docs: Vec<Vec<(u64, DocId)>> = vec![Vec::new(); self.segments.len()];
        for (_, row) in self.rows.iter().enumerate().filter(|(number, _)| wanted(*number)) {
            let segment = row.segment as usize;
            let path = self.segments.get(segment).and_then(|columns| columns.path.ordinal(row.doc));
            if let Some((docs, path)) = docs.get_mut(segment).zip(path) {
                docs.push((path, row.doc));
            }
        }
        for (columns, mut docs) in self.segments.iter().zip(docs) {
            docs.sort_unstable();
            let (paths, docs): (Vec<u64>, Vec<DocId>) = docs.into_iter().unzip();
            let mut docs = docs.into_iter();
            let visited = columns.path.each_of(&paths, |path| {
                if let Some(doc) = docs.next() {
                    visit(path, known_file(columns, doc));
                }
            });
            visited.map_err(|error| Error::engine(&self.place, error))?;
        }
        Ok(())
    }
}

/// The first bits of a hash, as a number.
fn beginning(hash: u64, bits: u32) -> usize {
    hash.checked_shr(u64::BITS - bits).unwrap_or(0) as usize
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::model::SourceFile;

    #[test]
    fn every_file_is_found_by_its_path_in_whichever_segment_it_is_and_none_that_is_gone() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let path = |number: usize| format!("{}/{number}.txt", number % 7);
        let stamp = |size: usize| FileStamp { size: size as u64, modified: 5, ..FileStamp::default() };
        for part in [0..300, 200..400, 350..500] {
            for number in part.clone() {
                let size = if part.start == 350 { number * 2 } else { number };
                writer.replace(&SourceFile { stamp: stamp(size), ..file(&path(number)) }, &[]).unwrap();
            }
            writer.commit().unwrap();
        }
        (100..110).for_each(|number| writer.remove(&path(number)));
        writer.commit().unwrap();
        let known = index.known_files().unwrap();
        assert_eq!(known.len(), 490);
        for number in 0..600 {
            let size = match number {
                100..110 | 500.. => None,
                350.. => Some(number * 2),
                _ => Some(number),
            };
            assert_eq!(known.get(&path(number)).map(|known| known.stamp), size.map(stamp), "{number}");
        }
        let mut visited = Vec::new();
        let wanted = |number: usize| known.at(number).is_some_and(|known| known.stamp.size % 2 == 1);
        known.each(wanted, |path, known| visited.push((path.to_owned(), known))).unwrap();
        assert_eq!(visited.len(), 170);
        assert!(
            visited.iter().all(|(path, file)| known.get(path) == Some(*file) && file.stamp.size % 2 == 1)
        );
        assert_eq!((known.find("0"), known.at(490)), (None, None));
    }

    #[test]
    fn of_an_empty_index_nothing_is_known() {
        let known = Index::in_memory().unwrap().known_files().unwrap();
        assert!(known.is_empty() && known.find("a").is_none() && known.at(0).is_none());
        known.each(|_| true, |path, _| panic!("{path}")).unwrap();
    }
}
