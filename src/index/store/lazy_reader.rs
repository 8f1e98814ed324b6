//! Reads the engine's files of one folder. Segments are opened when something is first asked of them: what is kept of the
//! last answers shows the first screen without them, and opening takes the longer the more segments there are.
//!
//! Not here: finding out whether the files are whole (`generation`).

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::index::SegmentId;
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use super::directory::EngineDirectory;
use super::{schema, tokenizer};
use crate::index::Error;

/// Stored blocks kept unpacked for each segment. Pages are read one at a time, so few suffice.
const STORED_BLOCKS: usize = 8;

/// The segments of an index, each with the time of its last deletion.
pub(in crate::index) type Generation = BTreeMap<SegmentId, Option<u64>>;

/// What is committed in one folder, opened as soon as it is asked. Cheap to clone: clones open it once.
#[derive(Clone)]
pub(super) struct LazyReader {
    engine: tantivy::Index,
    place: Arc<Path>,
    opened: Arc<OnceLock<IndexReader>>,
    /// Held while it is opened, which one thread does for all.
    opening: Arc<Mutex<()>>,
}

impl LazyReader {
    /// Of the files in a folder. Changes nothing there.
    ///
    /// # Errors
    /// When the list of segments is damaged, or of another schema, or cannot be read.
    pub(super) fn of_files(folder: &Path) -> Result<LazyReader, Error> {
        let open = || {
            let engine = tantivy::Index::open(EngineDirectory::for_reading(folder)?)?;
            if engine.schema() != schema::schema().0 {
                return Err(TantivyError::SchemaError("the schema is another one".to_owned()));
            }
            Ok(engine)
        };
        guarded(folder, open).map(|engine| LazyReader::of(engine, folder))
    }

    /// Of an engine that is open.
    pub(super) fn of(engine: tantivy::Index, place: &Path) -> LazyReader {
        LazyReader { engine, place: place.into(), opened: Arc::default(), opening: Arc::default() }
    }

    /// Of an engine whose segments are open.
    pub(super) fn opened(engine: tantivy::Index, reader: IndexReader, place: &Path) -> LazyReader {
        LazyReader { opened: Arc::new(OnceLock::from(reader)), ..LazyReader::of(engine, place) }
    }

    /// The segments that are committed now; those that are open need not be these.
    ///
    /// # Errors
    /// When their list cannot be read.
    pub(super) fn committed(&self) -> Result<Generation, Error> {
        let metas = self.engine.load_metas().map_err(|error| Error::engine(&self.place, error))?;
        Ok(metas.segments.iter().map(|segment| (segment.id(), segment.delete_opstamp())).collect())
    }

    /// Everything committed so far.
    ///
    /// # Errors
    /// When the files are damaged, or cannot be read.
    pub(super) fn searcher(&self) -> Result<Searcher, Error> {
        let Some(reader) = self.opened.get() else { return self.open().map(IndexReader::searcher) };
        // To open segments again that are open takes long.
        if self.committed()? != *reader.searcher().generation().segments() {
            reader.reload().map_err(|error| Error::engine(&self.place, error))?;
        }
        Ok(reader.searcher())
    }

    /// Opens the segments, unless they are open.
    ///
    /// # Errors
    /// As [`LazyReader::searcher`].
    pub(super) fn open(&self) -> Result<&IndexReader, Error> {
        let _held = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reader) = self.opened.get() {
            return Ok(reader);
        }
        let opened = guarded(&self.place, || reader(&self.engine))?;
        Ok(self.opened.get_or_init(|| opened))
    }
}

/// Does what the engine answers with a panic where files are damaged in some ways.
fn guarded<T>(place: &Path, open: impl FnOnce() -> tantivy::Result<T>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(open)) {
        Ok(opened) => opened.map_err(|error| Error::engine(place, error)),
        Err(_) => Err(Error::Damaged { place: place.to_owned() }),
    }
}

/// A reader of an engine that looks for commits when it is asked to.
pub(super) fn reader(engine: &tantivy::Index) -> tantivy::Result<IndexReader> {
    register_tokenizer(engine);
    let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual);
    reader.doc_store_cache_num_blocks(STORED_BLOCKS).try_into()
}

/// Makes our tokenizer known to an engine.
pub(super) fn register_tokenizer(engine: &tantivy::Index) {
    engine.tokenizers().register(tokenizer::WORDS, tokenizer::analyzer());
}
