//! The index writer: replaces and removes files and documents, and commits.
//!
//! Not here: the contents of a row (`record`), and when to commit (`ingest::batch`).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::changes::Changes;
use super::checksums::Depth;
use super::directory::EngineDirectory;
use super::generation::{self, expect_whole};
use super::index::Index;
use super::lock::WriterLock;
use super::queue::Queued;
use super::record::{document_row, file_row, frame_row};
use super::schema::Fields;
use super::verified;
use crate::index::Error;
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
            generation::register_tokenizer(&engine);
            let writer = engine.writer_with_options(options)?;
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
        self.add(file_row(&self.fields, file), 0)?;
        for (id, document) in documents {
            self.add_document(file, *id, document)?;
        }
        Ok(())
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
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Error, Index};
    use crate::model::FileStamp;
    use crate::query::{EntityListRequest, Search};

    #[test]
    fn replacing_a_file_takes_its_old_documents_away() {
        let (index, collection, _) = town();
        let mut writer = index.writer().unwrap();
        let new = document("Council meets", "Nothing of walls.");
        writer.replace(&file("news/council.txt"), &[(DocumentId(5), new)]).unwrap();
        writer.commit().unwrap();
        let town = collection.snapshot().unwrap();
        assert_eq!(found_sorted(&town, &Search::default()), [1, 4, 5]);
        assert_eq!(found_sorted(&town, &all(vec![must(words("wall"))])), NONE);
    }

    #[test]
    fn a_removed_file_is_gone_with_its_documents_and_never_counted() {
        let (index, collection, _) = town();
        let mut writer = index.writer().unwrap();
        writer.remove("news/council.txt");
        writer.commit().unwrap();
        let town = collection.snapshot().unwrap();
        assert_eq!(found_sorted(&town, &Search::default()), [1, 4]);
        let quill =
            &town.entities(&EntityListRequest { limit: 9, ..EntityListRequest::default() }).unwrap()[1];
        assert_eq!((quill.name.as_str(), quill.documents), ("Mara Quill", 1));
        assert_eq!(town.counts().documents, 2);
        assert!(!index.known_files().unwrap().contains_key("news/council.txt"));
        let found = town.search(&all(vec![must(words("harbour"))]), &Default::default(), &|| false).unwrap();
        assert_eq!(town.hits(&all(vec![must(words("harbour"))]), &found), (2, 1));
    }

    #[test]
    fn touching_a_file_changes_the_ledger_and_keeps_the_documents() {
        let (index, collection, _) = town();
        let mut writer = index.writer().unwrap();
        let stamp = FileStamp { modified: 99, ..FileStamp::default() };
        writer.touch(&SourceFile { stamp, documents: 2, ..file("news/council.txt") }).unwrap();
        writer.commit().unwrap();
        let known = index.known_files().unwrap();
        assert_eq!((known.len(), known["news/council.txt"].stamp), (4, stamp));
        assert_eq!(found_sorted(&collection.snapshot().unwrap(), &Search::default()), [1, 2, 3, 4]);
    }

    #[test]
    fn a_snapshot_does_not_change_while_the_writer_goes_on() {
        let (index, collection, before) = town();
        let mut writer = index.writer().unwrap();
        writer.remove("harbour.txt");
        assert_eq!(found_sorted(&collection.snapshot().unwrap(), &Search::default()), [1, 2, 3, 4]);
        writer.commit().unwrap();
        let after = collection.snapshot().unwrap();
        assert_eq!(found_sorted(&before, &Search::default()), [1, 2, 3, 4]);
        assert!(before.document(DocumentId(1)).unwrap().is_some());
        assert_eq!(found_sorted(&after, &Search::default()), [2, 3, 4]);
        assert_eq!(after.document(DocumentId(1)).unwrap(), None);
    }

    #[test]
    fn a_second_writer_is_refused_in_clear_words() {
        let (index, ..) = town();
        let _first = index.writer().unwrap();
        let refusal = index.writer().err().unwrap();
        assert!(matches!(refusal, Error::Busy { .. }), "{refusal}");
    }

    #[test]
    fn more_than_the_queue_holds_is_written_all_the_same() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let text = "wide waters ".repeat(70_000);
        for id in 1..=12 {
            let large = document("Large", &text);
            writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), large)]).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        assert_eq!(snapshot.counts().documents, 12);
        assert_eq!(snapshot.document(DocumentId(3)).unwrap().unwrap().text, text);
    }

    /// The files of an engine's folder.
    fn files(dir: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(dir.join("tantivy")).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_merge_does_not_swallow_the_first_change_after_opening() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let mut writer = index.writer().unwrap();
        let write = |writer: &mut Writer, path: &str, id: u64, text: &str| {
            writer.replace(&file(path), &[(DocumentId(id), document("Title", text))]).unwrap();
        };
        // Two segments, of each of which the last commit removed a file.
        for (number, paths) in [["a", "b"], ["c", "d"]].iter().enumerate() {
            let first = number as u64 * 2 + 1;
            (first..).zip(paths).for_each(|(id, path)| write(&mut writer, path, id, "Old words."));
            writer.commit().unwrap();
        }
        writer.remove("b");
        writer.remove("d");
        writer.commit().unwrap();
        writer.finish().unwrap();

        let mut writer = index.writer().unwrap();
        let segments = writer.engine.index().searchable_segment_ids().unwrap();
        assert_eq!(segments.len(), 2);
        write(&mut writer, "a", 1, "New words.");
        writer.changes.hand_over(&writer.engine).unwrap();
        writer.engine.merge(&segments).wait().unwrap();
        write(&mut writer, "c", 3, "New words.");
        writer.commit().unwrap();
        assert!(index.standing_twice().unwrap().is_empty());
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        assert_eq!(found_sorted(&snapshot, &Search::default()), [1, 3]);
        assert_eq!(found_sorted(&snapshot, &all(vec![must(words("old"))])), NONE);
    }

    #[test]
    fn what_a_killed_writer_left_is_collected_and_in_nobodys_way() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let mut writer = index.writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        writer.finish().unwrap();
        let before = files(dir.path());
        let segment = before.iter().find_map(|name| name.strip_suffix(".store")).unwrap();
        let leave = |name: &str| std::fs::write(dir.path().join("tantivy").join(name), "half").unwrap();
        (1..40).for_each(|stamp| leave(&format!("{segment}.{stamp}.del")));
        for name in [&format!("{:032x}.store", 7), ".tmpAbCdEf", ".managed.json"] {
            leave(name);
        }
        let mut writer = Index::open(dir.path()).unwrap().writer().unwrap();
        let now: Vec<String> = files(dir.path()).into_iter().filter(|name| name != "writing").collect();
        assert_eq!(now, before);
        // And names that are wanted before they are collected do not stop a commit.
        (1..80).for_each(|stamp| leave(&format!("{segment}.{stamp}.del")));
        writer.remove("harbour.txt");
        writer.commit().unwrap();
        writer.finish().unwrap();
        let snapshot = Collection::new(vec![Index::open(dir.path()).unwrap()]).snapshot().unwrap();
        assert_eq!(found_sorted(&snapshot, &Search::default()), [2, 3, 4]);
    }

    #[test]
    fn an_end_without_finishing_is_clean_and_a_failure_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let writing = dir.path().join("tantivy/writing");
        let mut writer = index.writer().unwrap();
        fill(&mut writer);
        assert!(writing.exists());
        drop(writer);
        assert!(!writing.exists());
        let mut writer = index.writer().unwrap();
        writer.failed(TantivyError::InternalError("x".to_owned()));
        drop(writer);
        assert!(writing.exists());
        assert!(index.writer().is_ok(), "it is looked at closely, and whole");
    }
}
