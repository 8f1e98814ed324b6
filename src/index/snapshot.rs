//! The collection as of one moment: its segments, where each document stands in them, and
//! reading whole documents. Searching, rows, passages and facets are in files of their own.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::{
    DocAddress, DocId, DocSet as _, Searcher, SegmentReader, TERMINATED, TantivyDocument, TantivyError,
};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::docset::DocSet;
use super::error::Error;
use super::key_table::KeyTable;
use super::occurrences::Cache;
use super::rank::Ranks;
use super::record;
use super::registry::Registry;
use super::roster::Tally;
use super::schema::{Fields, row};
use super::segments::Columns;
use crate::model::{Block, BlockKind, Document, DocumentId, Span};
use crate::query::{Corrections, SearchResults};

/// The ids of failed files have this bit; those of documents do not.
const FAILED: u64 = 1 << 63;

/// The collection as of one moment: what is committed later does not change it. Cheap to clone.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) view: Arc<View>,
}

/// What a snapshot holds. What is dear to make is made when it is first asked for; what does not
/// depend on the corrections is shared with the snapshots that differ in these only.
pub(super) struct View {
    pub roots: Vec<Searcher>,
    pub fields: Fields,
    pub segments: Arc<Vec<Segment>>,
    pub places: Arc<OnceLock<HashMap<DocumentId, Place>>>,
    pub ranks: Arc<Ranks>,
    pub key_table: Arc<OnceLock<Arc<KeyTable>>>,
    /// What the reader said of names.
    pub corrections: Corrections,
    pub registry: OnceLock<Registry>,
    pub tallies: OnceLock<Vec<Tally>>,
    pub occurrences: Arc<Mutex<Cache>>,
    pub last_found: Arc<Mutex<Option<LastFound>>>,
}

/// The last answer of a search, and the rows of its documents by segment: counts and facets
/// are asked for right after it.
pub(super) type LastFound = (Arc<Vec<DocumentId>>, Arc<Vec<DocSet>>);

/// A row of the collection: number of the segment, row in it.
pub(super) type Place = (u32, DocId);

/// A segment of an index.
pub(super) struct Segment {
    pub root: usize,
    /// The number of the segment in its root.
    pub ordinal: u32,
    pub reader: SegmentReader,
    /// Its columns, which never change, kept from one snapshot to the next.
    columns: Arc<Columns>,
    /// The place of its index, for errors.
    pub index: Arc<Path>,
    /// The rows of documents, without deleted ones.
    pub documents: DocSet,
    /// The rows of files with a problem, without deleted ones.
    pub failed: DocSet,
}

impl Segment {
    pub(super) fn new(
        root: usize,
        ordinal: u32,
        reader: &SegmentReader,
        columns: Arc<Columns>,
        index: Arc<Path>,
    ) -> Segment {
        let rows = reader.max_doc();
        let alive = |doc| reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        let kind = |doc, kind| columns.row.first(doc) == Some(kind) && alive(doc);
        let documents = DocSet::of(rows, |doc| kind(doc, row::DOCUMENT));
        let failed = match columns.problem.len() {
            0 => DocSet::none(rows),
            _ => DocSet::of(rows, |doc| columns.problem.ordinal(doc).is_some() && kind(doc, row::FILE)),
        };
        Segment { root, ordinal, reader: reader.clone(), columns, index, documents, failed }
    }

    pub(super) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// How many rows the segment has, deleted ones included.
    pub(super) fn size(&self) -> u32 {
        self.reader.max_doc()
    }

    pub(super) fn error(&self, source: impl Into<TantivyError>) -> Error {
        Error::engine(&self.index, source)
    }

    /// The row of a document. In an index that cannot be read there is none.
    fn find(&self, field: Field, id: DocumentId) -> Option<DocId> {
        let index = self.reader.inverted_index(field).ok()?;
        let term = Term::from_field_u64(field, id.0);
        let mut rows = index.read_postings(&term, IndexRecordOption::Basic).ok()??;
        while rows.doc() != TERMINATED && !self.documents.contains(rows.doc()) {
            rows.advance();
        }
        Some(rows.doc()).filter(|&doc| doc != TERMINATED)
    }

    /// The id of a document, or of a failed file.
    pub(super) fn id(&self, doc: DocId) -> DocumentId {
        match self.columns().id.first(doc) {
            Some(id) => DocumentId(id),
            None => failed_id(self.root, &self.columns().path.value(doc).unwrap_or_default()),
        }
    }
}

/// The id under which a failed file is listed. It has none of its own: nothing is noted of it.
fn failed_id(root: usize, path: &str) -> DocumentId {
    DocumentId(FAILED | xxh3_64_with_seed(path.as_bytes(), root as u64))
}

impl View {
    fn corrected(&self, corrections: Corrections) -> View {
        View {
            roots: self.roots.clone(),
            fields: self.fields,
            segments: Arc::clone(&self.segments),
            places: Arc::clone(&self.places),
            ranks: Arc::clone(&self.ranks),
            key_table: Arc::clone(&self.key_table),
            corrections,
            registry: OnceLock::new(),
            tallies: OnceLock::new(),
            occurrences: Arc::clone(&self.occurrences),
            last_found: Arc::clone(&self.last_found),
        }
    }

    /// Where all documents and failed files stand.
    pub(super) fn places(&self) -> &HashMap<DocumentId, Place> {
        self.places.get_or_init(|| {
            let rows = self.segments.iter().map(|segment| segment.documents.len()).sum();
            let mut places = HashMap::with_capacity(rows);
            for (number, segment) in (0..).zip(self.segments.iter()) {
                for doc in segment.documents.iter().chain(segment.failed.iter()) {
                    places.insert(segment.id(doc), (number, doc));
                }
            }
            places
        })
    }

    /// The number of the segment, the segment and the row of a document or failed file.
    pub(super) fn place(&self, id: DocumentId) -> Option<(usize, &Segment, DocId)> {
        if id.0 & FAILED == 0 && self.places.get().is_none() {
            // For the few rows of a first screen the table of all is not worth making.
            let segments = self.segments.iter().enumerate();
            return segments.filter_map(|(number, s)| Some((number, s, s.find(self.fields.id, id)?))).next();
        }
        let &(number, doc) = self.places().get(&id)?;
        Some((number as usize, self.segments.get(number as usize)?, doc))
    }

    /// Keeps the rows of an answer for [`View::rows_of`].
    pub(super) fn note_found(&self, ids: &Arc<Vec<DocumentId>>, mut rows: Vec<DocSet>) {
        rows.iter_mut()
            .zip(self.segments.iter())
            .for_each(|(rows, segment)| rows.intersect(&segment.documents));
        let mut last = self.last_found.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some((Arc::clone(ids), Arc::new(rows)));
    }

    /// The rows of the documents found, by segment. Failed files are left out.
    pub(super) fn rows_of(&self, found: &SearchResults) -> Arc<Vec<DocSet>> {
        // Looking up can take long, and must not keep others from their answer.
        let last = self.last_found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match last {
            Some((ids, sets)) if Arc::ptr_eq(&ids, &found.ids) => sets,
            _ => Arc::new(self.look_up(&found.ids)),
        }
    }

    fn look_up(&self, ids: &[DocumentId]) -> Vec<DocSet> {
        let mut sets: Vec<DocSet> = self.segments.iter().map(|s| DocSet::none(s.size())).collect();
        let documents = ids.iter().filter(|id| id.0 & FAILED == 0);
        for (segment, doc) in documents.filter_map(|id| self.places().get(id)) {
            if let Some(set) = sets.get_mut(*segment as usize) {
                set.insert(*doc);
            }
        }
        sets
    }

    /// The stored text and layout of a document's row.
    pub(super) fn stored(&self, segment: &Segment, doc: DocId) -> Result<(String, Vec<u8>), Error> {
        let Some(searcher) = self.roots.get(segment.root) else { return Ok(Default::default()) };
        let row: TantivyDocument =
            searcher.doc(DocAddress::new(segment.ordinal, doc)).map_err(|e| segment.error(e))?;
        let bytes =
            |field| row.get_first(field).and_then(|value| value.as_bytes()).unwrap_or_default().to_vec();
        let text = String::from_utf8(bytes(self.fields.text)).map_err(|_| segment.error(damaged()))?;
        Ok((text, bytes(self.fields.layout)))
    }
}

fn damaged() -> TantivyError {
    TantivyError::InternalError("a stored document is damaged".to_owned())
}

impl Snapshot {
    /// The same documents under other corrections.
    pub fn corrected(&self, corrections: Corrections) -> Snapshot {
        Snapshot { view: Arc::new(self.view.corrected(corrections)) }
    }

    /// Whether these very corrections are obeyed.
    pub fn obeys(&self, corrections: &Corrections) -> bool {
        Arc::ptr_eq(&self.view.corrections, corrections)
    }

    /// The whole document. For a failed file a document that tells its name and the reason.
    ///
    /// # Errors
    /// When what was stored cannot be read.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>, Error> {
        let Some((_, segment, doc)) = self.view.place(id) else { return Ok(None) };
        if id.0 & FAILED != 0 {
            let text = |strings: &super::segments::Strings| strings.value(doc).unwrap_or_default();
            let columns = segment.columns();
            return Ok(Some(failed_document(&text(&columns.path), text(&columns.problem))));
        }
        let (text, layout) = self.view.stored(segment, doc)?;
        record::decode(text, &layout).map(Some).ok_or_else(|| segment.error(damaged()))
    }

    /// The root and the path of the file a document was found in.
    pub fn place(&self, id: DocumentId) -> Option<(usize, String)> {
        let (_, segment, doc) = self.view.place(id)?;
        Some((segment.root, segment.columns().path.value(doc)?))
    }

    /// The document that is this part of the file at that path; of several roots that have such
    /// a file the first.
    pub fn at(&self, path: &str, part: u32) -> Option<DocumentId> {
        self.view.segments.iter().find_map(|segment| {
            let columns = segment.columns();
            let wanted = columns.path.find(path).ok()??;
            let is_it = |&doc: &DocId| {
                columns.path.ordinal(doc) == Some(wanted) && columns.part.first(doc) == Some(u64::from(part))
            };
            segment.documents.iter().find(is_it).map(|doc| segment.id(doc))
        })
    }

    /// All documents of the file a document was found in, that one included, in their order.
    pub fn parts_of(&self, id: DocumentId) -> Vec<DocumentId> {
        let Some((root, path)) = self.place(id) else { return Vec::new() };
        let mut parts = Vec::new();
        for segment in self.view.segments.iter().filter(|segment| segment.root == root) {
            let columns = segment.columns();
            let Ok(Some(wanted)) = columns.path.find(&path) else { continue };
            let of_file = segment.documents.iter().filter(|&doc| columns.path.ordinal(doc) == Some(wanted));
            parts.extend(of_file.map(|doc| (columns.part.first(doc), segment.id(doc))));
        }
        parts.sort_unstable();
        parts.into_iter().map(|(_, id)| id).collect()
    }
}

fn failed_document(path: &str, reason: String) -> Document {
    let name = path.rsplit('/').next().unwrap_or(path);
    let block = Block { span: Span::new(0, reason.len()), kind: BlockKind::Paragraph };
    Document {
        part: 1,
        parts: 1,
        title: Some(name.to_owned()),
        text: reason,
        blocks: vec![block],
        ..Document::default()
    }
}
