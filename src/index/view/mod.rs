//! The contents of a snapshot: the segments of all roots, where each document is in them, and what is
//! computed from them on first use.
//!
//! Not here: its keys and entities (`entities`).

mod entities;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Searcher, TantivyDocument, TantivyError};

use super::addresses::Addresses;
use super::error::Error;
use super::kept_tables::{ADDRESSES, KeptTables};
use super::last_copies::LastCopies;
use super::search::KeptResemblances;
use super::segments::{
    ByDate, DocSet, FacetValues, Folders, NotedRows, Occurrences, PatternMatches, Ranks, Segment, Sets,
    Threads,
};
use super::store::{Fields, decode, schema};
use crate::compare::copies::NearCopies;
use crate::entity::{EntityIndex, EntityTallies, KeyTable, RowAddress};
use crate::model::{Document, DocumentId, Format};
use crate::query::{Corrections, DocumentIds, FACETS, FacetText, Notes, SearchResults};

/// What a snapshot holds. What is costly is made when it is first asked for; what does not
/// depend on the corrections is shared with the snapshots that differ in these only.
pub(super) struct View {
    pub roots: Vec<Searcher>,
    pub fields: Fields,
    pub segments: Arc<Vec<Segment>>,
    addresses: Arc<OnceLock<Addresses>>,
    /// Of failed files and frames, apart from those of documents: their ids are costly.
    other_addresses: Arc<OnceLock<Addresses>>,
    pub ranks: Arc<Ranks>,
    all_by_date: Arc<OnceLock<ByDate>>,
    folders: Arc<OnceLock<Folders>>,
    threads: Arc<OnceLock<Threads>>,
    pub copies: Arc<OnceLock<Arc<NearCopies>>>,
    pub last_copies: Arc<LastCopies>,
    /// Where what takes long to make is kept; `None` where nothing is.
    pub tables: Option<KeptTables>,
    /// Whether the kept counts of short beginnings were read.
    pub beginnings_looked_for: Arc<OnceLock<()>>,
    facet_values: Arc<[OnceLock<FacetValues>; FacetText::ALL.len()]>,
    /// How many of all documents have each value of a facet.
    pub facet_counts: Arc<[OnceLock<Vec<u32>>; FACETS.len()]>,
    /// The rows of each format.
    pub formats: Arc<OnceLock<[Sets; Format::ALL.len()]>>,
    key_table: Arc<OnceLock<Arc<KeyTable>>>,
    /// The reader's corrections of names.
    pub corrections: Corrections,
    /// As guessed, without corrections.
    guessed: Arc<OnceLock<Arc<EntityIndex>>>,
    guessed_tallies: Arc<OnceLock<Arc<EntityTallies>>>,
    /// Under the corrections.
    entities: OnceLock<Arc<EntityIndex>>,
    tallies: OnceLock<Arc<EntityTallies>>,
    /// Under the corrections that held before: what is the same is not made again.
    before: Option<Before>,
    pub occurrences: Arc<Occurrences>,
    pub patterns: Arc<PatternMatches>,
    /// They depend on the corrections, as entities do.
    pub resemblances: KeptResemblances,
    last_found: Arc<Mutex<Option<LastFound>>>,
    noted: Arc<Mutex<Option<KeptNoted>>>,
}

/// The notes as they were last, and where their documents are.
type KeptNoted = (Arc<Notes>, Arc<NotedRows>);

/// The last answer of a search, and the rows of its documents by segment: counts and facets
/// are asked for right after it.
type LastFound = (DocumentIds, Arc<Sets>);

/// The entities under other corrections, and their mentions where they were counted.
type Before = (Arc<EntityIndex>, Option<Arc<EntityTallies>>);

impl View {
    /// The segments of all roots under these corrections; nothing is computed yet.
    pub(super) fn new(
        roots: Vec<Searcher>,
        segments: Vec<Segment>,
        corrections: Corrections,
        last_copies: Arc<LastCopies>,
        tables: Option<KeptTables>,
    ) -> View {
        View {
            roots,
            fields: schema().1,
            segments: Arc::new(segments),
            addresses: Arc::default(),
            other_addresses: Arc::default(),
            ranks: Arc::default(),
            all_by_date: Arc::default(),
            folders: Arc::default(),
            threads: Arc::default(),
            copies: Arc::default(),
            last_copies,
            tables,
            beginnings_looked_for: Arc::default(),
            facet_values: Arc::default(),
            facet_counts: Arc::default(),
            formats: Arc::default(),
            key_table: Arc::default(),
            corrections,
            guessed: Arc::default(),
            guessed_tallies: Arc::default(),
            entities: OnceLock::new(),
            tallies: OnceLock::new(),
            before: None,
            occurrences: Arc::default(),
            patterns: Arc::default(),
            resemblances: KeptResemblances::default(),
            last_found: Arc::default(),
            noted: Arc::default(),
        }
    }

    /// The same segments under other corrections.
    pub(super) fn corrected(&self, corrections: Corrections) -> View {
        let last = self.entities.get().map(|of| (Arc::clone(of), self.tallies.get().cloned()));
        let before = last.or_else(|| self.before.clone());
        View {
            roots: self.roots.clone(),
            fields: self.fields,
            segments: Arc::clone(&self.segments),
            addresses: Arc::clone(&self.addresses),
            other_addresses: Arc::clone(&self.other_addresses),
            ranks: Arc::clone(&self.ranks),
            all_by_date: Arc::clone(&self.all_by_date),
            folders: Arc::clone(&self.folders),
            threads: Arc::clone(&self.threads),
            copies: Arc::clone(&self.copies),
            last_copies: Arc::clone(&self.last_copies),
            tables: self.tables.clone(),
            beginnings_looked_for: Arc::clone(&self.beginnings_looked_for),
            facet_values: Arc::clone(&self.facet_values),
            facet_counts: Arc::clone(&self.facet_counts),
            formats: Arc::clone(&self.formats),
            key_table: Arc::clone(&self.key_table),
            corrections,
            guessed: Arc::clone(&self.guessed),
            guessed_tallies: Arc::clone(&self.guessed_tallies),
            entities: OnceLock::new(),
            tallies: OnceLock::new(),
            before,
            occurrences: Arc::clone(&self.occurrences),
            patterns: Arc::clone(&self.patterns),
            resemblances: KeptResemblances::default(),
            last_found: Arc::clone(&self.last_found),
            noted: Arc::clone(&self.noted),
        }
    }

    /// All documents by the date of their publication; counted once.
    pub(super) fn all_by_date(&self) -> &ByDate {
        self.all_by_date.get_or_init(|| ByDate::of(&self.segments))
    }

    /// Which mails are one thread; found once.
    pub(super) fn threads(&self) -> &Threads {
        self.threads.get_or_init(|| Threads::of(&self.segments))
    }

    /// The folders that files lie in; read once.
    ///
    /// # Errors
    /// When the paths cannot be read.
    pub(super) fn folders(&self) -> Result<&Folders, Error> {
        if let Some(folders) = self.folders.get() {
            return Ok(folders);
        }
        let read = Folders::of(&self.segments).map_err(|error| self.error(error))?;
        Ok(self.folders.get_or_init(|| read))
    }

    /// The values of a facet text in all segments; read once.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn facet_values(&self, of: FacetText) -> Result<&FacetValues, Error> {
        let Some(kept) = self.facet_values.get(of as usize) else { return Err(Error::Cancelled) };
        if let Some(values) = kept.get() {
            return Ok(values);
        }
        let read = FacetValues::of(&self.segments, of).map_err(|error| self.error(error))?;
        Ok(kept.get_or_init(|| read))
    }

    fn error(&self, error: TantivyError) -> Error {
        match self.segments.first() {
            Some(segment) => segment.error(error),
            None => Error::Cancelled,
        }
    }

    /// Where all documents are.
    pub(super) fn addresses(&self) -> &Addresses {
        self.addresses.get_or_init(|| {
            let made = || Addresses::of_documents(&self.segments);
            let Some(kept) = &self.tables else { return made() };
            kept.read_or_keep(ADDRESSES, Addresses::read, made, |made, written| made.write(written))
        })
    }

    /// Where all failed files and frames are.
    fn other_addresses(&self) -> &Addresses {
        self.other_addresses.get_or_init(|| {
            let of_segment = |(number, segment): (usize, &'_ Segment)| {
                let rows = segment.failed.iter().chain(segment.frames.iter());
                rows.map(|row| (segment.id(row), RowAddress::new(number, row))).collect::<Vec<_>>()
            };
            Addresses::of(self.segments.iter().enumerate().flat_map(of_segment))
        })
    }

    /// The segment and the row of a document, failed file or frame.
    pub(super) fn locate(&self, id: DocumentId) -> Option<(RowAddress, &Segment)> {
        if !id.is_document() {
            let address = self.other_addresses().get(id)?;
            return Some((address, self.segments.get(address.partition as usize)?));
        }
        if self.addresses.get().is_none() {
            // For the few rows of a first screen the table of all is not worth making.
            let mut segments = self.segments.iter().enumerate();
            return segments
                .find_map(|(number, s)| Some((RowAddress::new(number, s.find(self.fields.id, id)?), s)));
        }
        let address = self.addresses().get(id)?;
        Some((address, self.segments.get(address.partition as usize)?))
    }

    /// Where the documents of these notes are; looked up once while the notes stay as they are.
    pub(super) fn noted_rows(&self, notes: &Arc<Notes>) -> Arc<NotedRows> {
        let kept = self.noted.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, rows)) = kept.filter(|(of, _)| Arc::ptr_eq(of, notes)) {
            return rows;
        }
        let rows = Arc::new(NotedRows::of(notes, |id| self.addresses().get(id)));
        *self.noted.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((Arc::clone(notes), Arc::clone(&rows)));
        rows
    }

    /// Keeps the rows of an answer for [`View::rows_of`].
    pub(super) fn note_found(&self, ids: &DocumentIds, mut rows: Sets) {
        rows.iter_mut()
            .zip(self.segments.iter())
            .for_each(|(rows, segment)| rows.intersect(&segment.documents));
        let mut last = self.last_found.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some((ids.clone(), Arc::new(rows)));
    }

    /// The rows of the documents found without their folded lines, by segment. Failed files are left
    /// out.
    pub(super) fn rows_of(&self, found: &SearchResults) -> Arc<Sets> {
        // Looking up can take long, and must not keep others from their answer.
        let last = self.last_found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match last {
            Some((ids, sets)) if ids.is_same(&found.ids) => sets,
            _ => Arc::new(self.look_up(found.unfolded_ids())),
        }
    }

    fn look_up(&self, ids: &[DocumentId]) -> Sets {
        let mut sets: Sets = self.segments.iter().map(|s| DocSet::none(s.size())).collect();
        for address in ids.iter().filter_map(|&id| self.addresses().get(id)) {
            if let Some(set) = sets.get_mut(address.partition as usize) {
                set.insert(address.row);
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

    /// The document in a row, as it was stored.
    pub(super) fn stored_document(&self, segment: &Segment, row: DocId) -> Result<Document, Error> {
        let (text, layout) = self.stored(segment, row)?;
        decode(text, &layout).ok_or_else(|| segment.error(damaged()))
    }
}

/// The error for a document that does not come back as it was stored.
pub(super) fn damaged() -> TantivyError {
    TantivyError::InternalError("a stored document is damaged".to_owned())
}
