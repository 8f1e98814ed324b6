//! A snapshot of the collection at one moment, and reading whole documents from it. Search, rows,
//! passages, facets and entities are in files of their own.

use std::sync::Arc;

use tantivy::{DocId, Searcher};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::contents::contents_of;
use super::error::Error;
use super::frame_page::frame_document;
use super::kept_tables::KeptTables;
use super::known_stories::KnownStories;
use super::last_copies::LastCopies;
use super::segments::{Segment, Strings};
use super::store::{decode, decode_frame};
use super::view::{View, damaged};
use crate::model::{Block, BlockKind, Document, DocumentId, Span};
use crate::query::{Corrections, StoryTable};

/// The collection as of one moment: what is committed later does not change it. Cheap to clone.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) view: Arc<View>,
    pub(super) stories: KnownStories,
}

impl Snapshot {
    pub(super) fn new(
        roots: Vec<Searcher>,
        segments: Vec<Segment>,
        corrections: Corrections,
        last_copies: Arc<LastCopies>,
        tables: Option<KeptTables>,
    ) -> Snapshot {
        let view = Arc::new(View::new(roots, segments, corrections, last_copies, tables));
        Snapshot { view, stories: KnownStories::default() }
    }

    /// The same documents under other corrections.
    pub fn corrected(&self, corrections: Corrections) -> Snapshot {
        Snapshot { view: Arc::new(self.view.corrected(corrections)), stories: self.stories.clone() }
    }

    /// The same documents, of which these stories are known. `are_all`: of these very documents, and not of an earlier
    /// state of the collection.
    pub fn with_stories(mut self, table: Arc<StoryTable>, are_all: bool) -> Snapshot {
        self.stories = KnownStories { table, are_all };
        self
    }

    /// Whether these very corrections are obeyed.
    pub fn obeys(&self, corrections: &Corrections) -> bool {
        Arc::ptr_eq(&self.view.corrections, corrections)
    }

    /// A number for what the collection consisted of: another one where it consists of something else.
    pub fn contents(&self) -> u64 {
        contents_of(self.view.roots.iter().map(|root| root.generation().segments()))
    }

    /// Whether both have the same documents, whatever the corrections.
    pub fn has_documents_of(&self, other: &Snapshot) -> bool {
        Arc::ptr_eq(&self.view.segments, &other.view.segments)
    }

    /// The whole document. For a failed file a document with its name and the reason, for a frame one
    /// with its lines.
    ///
    /// # Errors
    /// When what was stored cannot be read.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>, Error> {
        let Some((address, segment)) = self.view.locate(id) else { return Ok(None) };
        let doc = address.row;
        if id.is_failed() {
            let text = |strings: &Strings| strings.value(doc).unwrap_or_default();
            let columns = segment.columns();
            return Ok(Some(failed_document(&text(&columns.path), text(&columns.problem))));
        }
        if id.is_frame() {
            let (text, layout) = self.view.stored(segment, doc)?;
            let path = segment.columns().path.value(doc).unwrap_or_default();
            let frame = decode_frame(&text, &layout).ok_or_else(|| segment.error(damaged()))?;
            return Ok(Some(frame_document(&path, &frame)));
        }
        let mut document = self.view.stored_document(segment, doc)?;
        document.source_guessed = segment.is_source_guessed(doc);
        document.attachment = segment.columns().place.attachment.value(doc).filter(|path| !path.is_empty());
        document.link = segment.columns().place.link.value(doc).filter(|address| !address.is_empty());
        Ok(Some(document))
    }

    /// The numbers of all documents, in the order in which they are stored: so they are read fastest.
    pub fn stored_ids(&self) -> Vec<DocumentId> {
        let segments = self.view.segments.iter();
        segments.flat_map(|segment| segment.documents.iter().map(|doc| segment.id(doc))).collect()
    }

    /// A document as it is stored; `None` where there is none of that number.
    ///
    /// # Errors
    /// When what was stored cannot be read.
    pub fn stored(&self, id: DocumentId) -> Result<Option<StoredDocument<'_>>, Error> {
        let Some((address, segment)) = self.view.locate(id).filter(|_| id.is_document()) else {
            return Ok(None);
        };
        let (text, layout) = self.view.stored(segment, address.row)?;
        Ok(Some(StoredDocument { segment, text, layout }))
    }

    /// The root and the path of the file a document was found in.
    pub fn place(&self, id: DocumentId) -> Option<(usize, String)> {
        let (address, segment) = self.view.locate(id)?;
        Some((segment.root, segment.columns().path.value(address.row)?))
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

/// A document as it is stored: its text, and all that was read of it. Two with the same checksum are alike in that.
pub struct StoredDocument<'s> {
    segment: &'s Segment,
    text: String,
    layout: Vec<u8>,
}

impl StoredDocument<'_> {
    /// By what its contents are known.
    pub fn checksum(&self) -> u64 {
        xxh3_64_with_seed(&self.layout, xxh3_64(self.text.as_bytes()))
    }

    /// The document itself, without what is known of its place.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn read(self) -> Result<Document, Error> {
        decode(self.text, &self.layout).ok_or_else(|| self.segment.error(damaged()))
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
