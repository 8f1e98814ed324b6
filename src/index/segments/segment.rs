//! One tantivy segment of an index: which of its rows are documents, failed files or frames, and the
//! values of its columns for a row.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tantivy::columnar::Column;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet as _, SegmentReader, TERMINATED, TantivyError};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::columns::{Columns, date};
use super::doc_set::DocSet;
use super::known_files::was_read_once;
use crate::compare::Sketch;
use crate::entity::KeyMention;
use crate::index::Error;
use crate::index::store::{row, unpack_mention};
use crate::model::{DocumentId, PartialDate};
use crate::query::Dating;

/// A tantivy segment of an index, with its columns.
pub(in crate::index) struct Segment {
    /// The number of its root.
    pub root: usize,
    /// The number of the segment in its root.
    pub ordinal: u32,
    pub reader: SegmentReader,
    /// Its columns, which never change, kept from one snapshot to the next.
    columns: Arc<Columns>,
    /// The place of its index, for errors.
    pub index: Arc<Path>,
    /// The rows of documents, without deleted ones.
    pub documents: RowSet,
    /// The rows of files with a problem, without deleted ones.
    pub failed: RowSet,
    /// The rows of frames, without deleted ones.
    pub frames: RowSet,
}

impl Segment {
    /// A segment with its columns; nothing is read yet.
    pub(in crate::index) fn new(
        root: usize,
        ordinal: u32,
        reader: &SegmentReader,
        columns: Arc<Columns>,
        index: Arc<Path>,
    ) -> Segment {
        let rows = |sort| RowSet::new(sort, reader, &columns);
        let [documents, failed, frames] = [RowSort::Documents, RowSort::Failed, RowSort::Frames].map(rows);
        Segment { root, ordinal, reader: reader.clone(), columns, index, documents, failed, frames }
    }

    /// The columns of the segment, which lists, filters and facets read.
    pub(in crate::index) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// How many rows the segment has, deleted ones included.
    pub(in crate::index) fn size(&self) -> u32 {
        self.reader.max_doc()
    }

    /// An error of the engine while it read this segment.
    pub(in crate::index) fn error(&self, source: impl Into<TantivyError>) -> Error {
        Error::engine(&self.index, source)
    }

    /// The rows of files.
    pub(in crate::index) fn files(&self) -> impl Iterator<Item = DocId> + '_ {
        self.reader.doc_ids_alive().filter(|&doc| self.columns.row.first(doc) == Some(row::FILE))
    }

    /// How many of the files with a problem were read once, so that what was read then is searched.
    pub(in crate::index) fn kept(&self) -> usize {
        self.failed.iter().filter(|&doc| was_read_once(&self.columns, doc)).count()
    }

    /// The row of a document. In an index that cannot be read there is none.
    pub(in crate::index) fn find(&self, field: Field, id: DocumentId) -> Option<DocId> {
        let index = self.reader.inverted_index(field).ok()?;
        let term = Term::from_field_u64(field, id.0);
        let mut rows = index.read_postings(&term, IndexRecordOption::Basic).ok()??;
        while rows.doc() != TERMINATED && !self.documents.has(rows.doc()) {
            rows.advance();
        }
        Some(rows.doc()).filter(|&doc| doc != TERMINATED)
    }

    /// The id of a document, of a failed file or of a frame. The latter two have none of their own:
    /// nothing is noted of them.
    pub(in crate::index) fn id(&self, doc: DocId) -> DocumentId {
        let hash = || {
            let path = self.columns.path.value(doc).unwrap_or_default();
            xxh3_64_with_seed(path.as_bytes(), self.root as u64)
        };
        match self.columns.id.first(doc) {
            Some(id) => DocumentId(id),
            None if self.frames.has(doc) => DocumentId::of_frame(hash()),
            None => DocumentId::of_failed(hash()),
        }
    }

    /// When a document was published, as far as that is known.
    pub(in crate::index) fn published(&self, doc: DocId) -> Option<PartialDate> {
        date(&self.columns.dates.published, doc)
    }

    /// Whether the date of a document is more than a guess.
    pub(in crate::index) fn is_date_sure(&self, doc: DocId) -> bool {
        self.columns.dates.sure.first(doc) == Some(1)
    }

    /// When a document was published, or between which days.
    pub(in crate::index) fn dating(&self, doc: DocId) -> Dating {
        let dates = &self.columns.dates;
        let (after, before) = (date(&dates.after, doc), date(&dates.before, doc));
        Dating { date: self.published(doc), sure: self.is_date_sure(doc), after, before }
    }

    /// The packed day of publication, or what the bounds of it make likely: lists stand in that order.
    pub(in crate::index) fn likely_day(&self, doc: DocId) -> Option<i64> {
        let dates = &self.columns.dates;
        let bound = |column: &Column<i64>| column.first(doc);
        bound(&dates.published).or_else(|| match (bound(&dates.after), bound(&dates.before)) {
            // Halfway between: packed dates sort as dates do.
            (Some(after), Some(before)) => Some(after.midpoint(before)),
            (after, before) => after.or(before),
        })
    }

    /// Whether the source of a document is a guess.
    pub(in crate::index) fn is_source_guessed(&self, doc: DocId) -> bool {
        self.columns.source_guessed.first(doc) == Some(1)
    }

    /// The documents of which a sketch is kept, with it.
    pub(in crate::index) fn sketches(&self) -> impl Iterator<Item = (Sketch, DocumentId)> {
        let sketch = |doc| Sketch::from_numbers(self.columns.body.sketch.values_for_doc(doc));
        self.documents.iter().filter_map(move |doc| Some((sketch(doc)?, self.id(doc))))
    }

    /// The mentions of keys in a row.
    pub(in crate::index) fn mentions(&self, doc: DocId) -> impl Iterator<Item = KeyMention> {
        self.columns.keys.mentions.values_for_doc(doc).map(unpack_mention)
    }
}

/// Which rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowSort {
    /// Those of documents.
    Documents,
    /// Those of files with a problem.
    Failed,
    /// Those of frames.
    Frames,
}

/// The rows of one sort, without deleted ones. Read as a set, which is found when it is first asked for: a first screen
/// asks for none, and there may be millions.
pub(in crate::index) struct RowSet {
    sort: RowSort,
    reader: SegmentReader,
    columns: Arc<Columns>,
    set: OnceLock<DocSet>,
}

impl RowSet {
    /// The rows of a sort; nothing is read yet.
    fn new(sort: RowSort, reader: &SegmentReader, columns: &Arc<Columns>) -> RowSet {
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
