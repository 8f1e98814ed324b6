//! Compacts an index: all of it in one segment, without what was deleted or replaced; after a first reading its small
//! segments.
//!
//! Not here: the merging that goes on while files are written (`merging`).

use std::fs;

use tantivy::SegmentMeta;
use tantivy::index::SegmentId;

use super::index::Index;
use super::merging::Merging;
use super::writer::Writer;
use crate::index::Error;

/// What compacting did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Before it.
    pub before: Extent,
    /// After it.
    pub after: Extent,
}

/// How much an index is on the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// All its files, in bytes; none in memory.
    pub bytes: u64,
    /// The segments it is in.
    pub segments: usize,
    /// Rows of files and documents that are no more but still take room.
    pub deleted: usize,
}

impl Index {
    /// Merges all segments into one, without the rows that were deleted or replaced, and removes the files of the old
    /// ones. Nothing that is found becomes another. As long as it runs the disk holds both.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody writes the index; when the disk refuses: what was there before stays.
    pub fn compact(&self) -> Result<Compacted, Error> {
        let mut writer = self.writer()?;
        let before = self.extent(&writer)?;
        if before.segments > 1 || before.deleted > 0 {
            let all: Vec<SegmentId> = writer.segments()?.iter().map(SegmentMeta::id).collect();
            writer.merge(&all)?;
        }
        let after = self.extent(&writer)?;
        writer.finish()?;
        Ok(Compacted { before, after })
    }

    /// Merges the small segments that a first reading leaves into one: it commits early and often, so that there is
    /// something to see, and in one segment words and paths stand once.
    ///
    /// # Errors
    /// As [`Index::compact`].
    pub fn merge_smallest(&self) -> Result<(), Error> {
        let mut writer = self.writer()?;
        let smallest = Merging::new(self.folder()).smallest(&writer.segments()?);
        if smallest.len() > 1 {
            writer.merge(&smallest)?;
        }
        writer.finish()
    }

    fn extent(&self, writer: &Writer) -> Result<Extent, Error> {
        let metas = writer.segments()?;
        let deleted = metas.iter().map(|meta| meta.num_deleted_docs() as usize).sum();
        let Some(folder) = self.folder() else {
            return Ok(Extent { bytes: 0, segments: metas.len(), deleted });
        };
        let files = fs::read_dir(&folder).map_err(|error| Error::disk(&folder, error))?;
        // A file that goes meanwhile is no part of it.
        let bytes = files.flatten().filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum();
        Ok(Extent { bytes, segments: metas.len(), deleted })
    }
}

impl Writer {
    /// The segments of what is committed.
    fn segments(&self) -> Result<Vec<SegmentMeta>, Error> {
        self.engine.index().searchable_segment_metas().map_err(|error| Error::engine(&self.place, error))
    }

    /// Merges some into one, and removes the files that are no longer needed. Waits for it.
    fn merge(&mut self, segments: &[SegmentId]) -> Result<(), Error> {
        let merged = self.engine.merge(segments).wait();
        let cleared = merged.and_then(|_| self.engine.garbage_collect_files().wait());
        cleared.map(drop).map_err(|error| self.failed(error))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::index::Collection;
    use crate::index::fixtures::*;
    use crate::model::DocumentId;
    use crate::query::Search;

    #[test]
    fn the_small_segments_of_a_first_reading_become_one_and_nothing_else_changes() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let mut writer = index.writer().unwrap();
        for number in 1..4 {
            let text = document("Council meets", "Nothing of walls.");
            writer.replace(&file(&format!("{number}.txt")), &[(DocumentId(number), text)]).unwrap();
            writer.commit().unwrap();
        }
        let segments = |writer: &Writer| writer.segments().unwrap().len();
        assert_eq!(segments(&writer), 3);
        assert!(matches!(index.merge_smallest(), Err(Error::Busy { .. })));
        writer.finish().unwrap();
        index.merge_smallest().unwrap();
        index.merge_smallest().unwrap();
        assert_eq!(segments(&index.writer().unwrap()), 1);
        let again = Index::open(dir.path()).unwrap();
        assert!(!again.is_damaged());
        let snapshot = Collection::new(vec![again]).snapshot().unwrap();
        assert_eq!(found_sorted(&snapshot, &Search::default()), [1, 2, 3]);
    }

    #[test]
    fn a_compacted_index_is_one_segment_without_what_was_replaced_and_finds_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let mut writer = index.writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        for number in 10..14 {
            let new = document("Council meets", "Nothing of walls.");
            writer.replace(&file("news/council.txt"), &[(DocumentId(number), new)]).unwrap();
            writer.commit().unwrap();
        }
        writer.finish().unwrap();
        let found = |index: &Index| {
            let snapshot = Collection::new(vec![index.clone()]).snapshot().unwrap();
            (
                found_sorted(&snapshot, &Search::default()),
                found_sorted(&snapshot, &all(vec![must(words("wall"))])),
            )
        };
        let known = |index: &Index| {
            let (mut known, files) = (BTreeMap::new(), index.known_files().unwrap());
            files.each(|_| true, |path, file| _ = known.insert(path.to_owned(), file)).unwrap();
            known
        };
        let (all_before, known_before) = (found(&index), known(&index));
        let done = index.compact().unwrap();
        assert!(done.before.segments > 1 || done.before.deleted > 0, "{done:?}");
        assert_eq!((done.after.segments, done.after.deleted), (1, 0));
        assert!(done.after.bytes < done.before.bytes, "{done:?}");
        assert_eq!(found(&index), all_before);
        let again = Index::open(dir.path()).unwrap();
        assert!(!again.is_damaged());
        assert_eq!((found(&again), known(&again)), (all_before, known_before));
        let done = again.compact().unwrap();
        assert_eq!(done.before, done.after, "there is nothing left to do");
        let empty = Index::in_memory().unwrap();
        assert_eq!(empty.compact().unwrap(), super::Compacted::default());
    }
}
