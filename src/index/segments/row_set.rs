//! The rows of one sort of a segment, found when they are first asked for: a first screen asks for none, and there may be
//! millions.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use tantivy::{DocId, SegmentReader};

use super::columns::Columns;
use super::doc_set::DocSet;
use crate::index::store::row;

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum RowSort {
    /// Those of documents.
    Documents,
    /// Those of files with a problem.
    Failed,
    /// Those of frames.
    Frames,
}

/// The rows of one sort, without deleted ones. Read as a set, which is found once.
pub(in crate::index) struct RowSet {
    sort: RowSort,
    reader: SegmentReader,
    columns: Arc<Columns>,
    set: OnceLock<DocSet>,
}

impl RowSet {
    /// The rows of a sort; nothing is read yet.
    pub(in crate::index) fn new(sort: RowSort, reader: &SegmentReader, columns: &Arc<Columns>) -> RowSet {
        RowSet { sort, reader: reader.clone(), columns: Arc::clone(columns), set: OnceLock::new() }
    }

    /// Whether a row is among them, without finding the others.
    pub(in crate::index) fn has(&self, doc: DocId) -> bool {
        let is_alive = || self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        doc < self.reader.max_doc() && self.is_of_sort(doc) && is_alive()
    }

    fn is_of_sort(&self, doc: DocId) -> bool {
        let kind = match self.sort {
            RowSort::Documents => row::DOCUMENT,
            RowSort::Failed if self.columns.problem.ordinal(doc).is_none() => return false,
            RowSort::Failed => row::FILE,
            RowSort::Frames => row::FRAME,
        };
        self.columns.row.first(doc) == Some(kind)
    }

    fn found(&self) -> DocSet {
        let rows = self.reader.max_doc();
        let is_empty = self.sort == RowSort::Failed && self.columns.problem.len() == 0;
        if is_empty { DocSet::none(rows) } else { DocSet::of(rows, |doc| self.has(doc)) }
    }
}

impl Deref for RowSet {
    type Target = DocSet;

    fn deref(&self) -> &DocSet {
        self.set.get_or_init(|| self.found())
    }
}
