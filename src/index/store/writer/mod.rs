//! The index writer: replaces and removes files and documents, and commits.
//!
//! Not here: the contents of a row (`record`), and when to commit (`ingest::batch`).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use crate::index::Error;
use crate::index::store::changes::Changes;
use crate::index::store::checksums::Depth;
use crate::index::store::directory::EngineDirectory;
use crate::index::store::generation::expect_whole;
use crate::index::store::index::Index;
use crate::index::store::lazy_reader::register_tokenizer;
use crate::index::store::lock::WriterLock;
use crate::index::store::merging::Merging;
use crate::index::store::queue::Queued;
use crate::index::store::record::{document_row, file_row, frame_row};
use crate::index::store::schema::Fields;
use crate::index::store::verified;
use crate::model::{Document, DocumentId, Frame, SourceFile};

/// Bytes of postings the indexing thread gathers before it writes a segment.
const MEMORY: usize = 40_000_000;

/// The only writer of an index. Nothing that is written is seen by anybody, or survives, before
/// [`Writer::commit`].
pub struct Writer {
    pub(super) engine: IndexWriter<Queued>,
    changes: Changes,
    fields: Fields,
    pub(super) place: Arc<Path>,
    /// Dropped after the engine: nobody may write while threads of it still do.
    folder: Option<OpenFolder>,
}

/// The folder that is being written, which nobody else may write.
struct OpenFolder {
    place: PathBuf,
    directory: EngineDirectory,
    lock: WriterLock,
    /// What was begun did not come to its end: the next one has to look closely.
    failed: bool,
}

impl Index {
    /// The one writer of this index.
    ///
    /// # Errors
    /// [`Error::Busy`] while another writer, of this or another process, is open; [`Error::Damaged`] when
    /// the files are not as they were written.
    pub fn writer(&self) -> Result<Writer, Error> {
        Writer::new(self)
    }
}

impl OpenFolder {
    /// Takes the folder, provided that it is whole.
    fn take(folder: &Path) -> Result<OpenFolder, Error> {
        let lock = WriterLock::take(folder)?;
        let settled = !lock.follows_unclean_end() && verified::is_untouched(folder);
        expect_whole(folder, if settled { Depth::Lengths } else { Depth::Bytes })?;
        lock.begin()?;
        let directory = EngineDirectory::for_writing(folder).map_err(|error| Error::engine(folder, error))?;
        Ok(OpenFolder { place: folder.to_owned(), directory, lock, failed: false })
    }
}

impl Drop for OpenFolder {
    fn drop(&mut self) {
        self.directory.close();
        if !self.failed {
            verified::note_writing(&self.place);
            self.lock.end();
        }
    }
}

impl Writer {
    fn new(index: &Index) -> Result<Writer, Error> {
        let folder = index.folder().map(|folder| OpenFolder::take(&folder)).transpose()?;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(MEMORY)
            .build();
        let open = || {
            let engine = match (&index.in_memory, &folder) {
                (Some(engine), _) => engine.clone(),
                (None, Some(folder)) => tantivy::Index::open(folder.directory.clone())?,
                (None, None) => return Err(TantivyError::InternalError("there is no folder".to_owned())),
            };
            register_tokenizer(&engine);
            let writer = engine.writer_with_options(options)?;
            let files = folder.as_ref().map(|folder| folder.place.clone());
            writer.set_merge_policy(Box::new(Merging::new(files)));
            // The engine gives the first change the stamp of the last commit, and a merge of what was
            // committed then may swallow it: a document would stand twice. So one stamp is spent.
            writer.run(Vec::new())?;
            // What an interrupted writer left has names that may be wanted again.
            if folder.is_some() {
                writer.garbage_collect_files().wait()?;
            }
            Ok(writer)
        };
        let engine = open().map_err(|error| Error::engine(&index.place, error))?;
        Ok(Writer {
            engine,
            changes: Changes::default(),
            fields: index.fields,
            place: Arc::clone(&index.place),
            folder,
        })
    }

    /// Puts a file with its documents in the place of what was known of its path. A file that
    /// failed has no documents. Waits while much is queued.
    ///
    /// # Errors
    /// When the engine has stopped, usually because the disk is full.
    pub fn replace(&mut self, file: &SourceFile, documents: &[(DocumentId, Document)]) -> Result<(), Error> {
        self.remove(&file.path);
        self.add_file(file)?;
        for (id, document) in documents {
            self.add_document(file, *id, document)?;
        }
        Ok(())
    }

    /// Adds a file of whose path nothing is known.
    ///
    /// # Errors
    /// As [`Writer::replace`].
    pub fn add_file(&mut self, file: &SourceFile) -> Result<(), Error> {
        self.add(file_row(&self.fields, file), 0)
    }

    /// Adds the frame of a file that was just put in its place.
    ///
    /// # Errors
    /// When the engine has stopped.
    pub fn add_frame(&mut self, file: &SourceFile, frame: &Frame) -> Result<(), Error> {
        let row = frame_row(&self.fields, file, frame);
        let (row, bytes) = row.map_err(|error| self.unencodable(&error))?;
        self.add(row, bytes)
    }

    /// Puts a document of `file` in the place of the one with its id; the row of the file stays as it is.
    ///
    /// # Errors
    /// When the engine has stopped.
    pub fn replace_document(
        &mut self,
        file: &SourceFile,
        id: DocumentId,
        document: &Document,
    ) -> Result<(), Error> {
        self.changes.remove(Term::from_field_u64(self.fields.id, id.0));
        self.add_document(file, id, document)
    }

    /// Notes another size, time of change or hash of a file whose documents stay as they are.
    ///
    /// # Errors
    /// When the engine has stopped.
    pub fn touch(&mut self, file: &SourceFile) -> Result<(), Error> {
        self.changes.remove(Term::from_field_text(self.fields.file, &file.path));
        self.add(file_row(&self.fields, file), 0)
    }

    /// Forgets a file, its documents and its frame.
    pub fn remove(&mut self, path: &str) {
        self.changes.remove(Term::from_field_text(self.fields.path, path));
    }

    /// Makes all changes so far seen and lasting, at once. When it returns they are on disk.
    ///
    /// # Errors
    /// When the disk refuses; then none of the changes is sure to last.
    pub fn commit(&mut self) -> Result<(), Error> {
        let handed_over = self.changes.hand_over(&self.engine);
        handed_over.and_then(|()| self.engine.commit()).map(drop).map_err(|error| self.failed(error))
    }

    /// Ends writing; waits until segments that are being merged are whole, so that the next
    /// start finds few of them. Without it they are merged another time.
    ///
    /// # Errors
    /// When a merge fails. What was committed stays.
    pub fn finish(self) -> Result<(), Error> {
        let Writer { engine, place, mut folder, .. } = self;
        let merged = engine.wait_merging_threads();
        merged.map_err(|error| failure(&place, folder.as_mut(), error))
    }

    /// Adds a document to a file that was just put in its place.
    ///
    /// # Errors
    /// When the engine has stopped.
    pub fn add_document(
        &mut self,
        file: &SourceFile,
        id: DocumentId,
        document: &Document,
    ) -> Result<(), Error> {
        let row = document_row(&self.fields, file, id, document);
        let (row, bytes) = row.map_err(|error| self.unencodable(&error))?;
        self.add(row, bytes)
    }

    fn unencodable(&mut self, error: &postcard::Error) -> Error {
        self.failed(TantivyError::InternalError(error.to_string()))
    }

    fn add(&mut self, row: TantivyDocument, bytes: usize) -> Result<(), Error> {
        self.changes.add(row, bytes, &self.engine).map_err(|error| self.failed(error))
    }

    pub(super) fn failed(&mut self, error: TantivyError) -> Error {
        failure(&self.place, self.folder.as_mut(), error)
    }
}

/// What an error of the engine comes from: its threads do not say what the disk refused them.
fn failure(place: &Path, folder: Option<&mut OpenFolder>, error: TantivyError) -> Error {
    let refusal = folder.and_then(|folder| {
        folder.failed = true;
        folder.directory.refusal()
    });
    match refusal {
        Some(refusal) => Error::disk(place, refusal),
        None => Error::engine(place, error),
    }
}

#[cfg(test)]
mod tests;
