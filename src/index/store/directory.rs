//! The folder of an engine, as the engine sees it. For reading it changes nothing there, not even by a
//! lock. For writing it takes the checksum of each file while its bytes stream through, and writes the
//! list of them with each commit.
//!
//! The engine keeps a list of its own of the files it made, to remove those that nobody needs any more.
//! That list could be damaged or lag behind; here it is what lies in the folder.
//!
//! Not here: the list of checksums (`checksums`), and who may write (`lock`).

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory,
    TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

use super::checksums::{self, Checksums, META, Summing};

/// The engine's list of the files it made.
const MANAGED: &str = ".managed.json";

/// What the names begin with of files that were to be renamed into their place.
const PARTIAL: &str = ".tmp";

/// Digits of the number that names of a segment's files begin with.
const SEGMENT_DIGITS: usize = 32;

/// The folder of an engine.
#[derive(Clone, Debug)]
pub(super) struct EngineDirectory {
    files: MmapDirectory,
    folder: Arc<Path>,
    /// `None`: for reading only.
    writing: Option<Arc<Mutex<Writing>>>,
}

/// What one writer has done so far.
#[derive(Debug, Default)]
struct Writing {
    /// Threads of the engine that outlive the writer change nothing any more.
    closed: bool,
    checksums: ChecksumsSoFar,
    /// The first thing the disk refused.
    refusal: Option<io::Error>,
}

/// The checksums of all files written and of those found, and the `meta.json` that they belong to.
#[derive(Debug, Default)]
struct ChecksumsSoFar {
    list: Checksums,
    meta: Vec<u8>,
}

impl EngineDirectory {
    /// A folder that is only read.
    ///
    /// # Errors
    /// When it is not there.
    pub(super) fn for_reading(folder: &Path) -> Result<EngineDirectory, OpenDirectoryError> {
        Ok(EngineDirectory { files: MmapDirectory::open(folder)?, folder: folder.into(), writing: None })
    }

    /// A folder for the one who holds its lock. What an interrupted writing left half is removed.
    ///
    /// # Errors
    /// When it is not there.
    pub(super) fn for_writing(folder: &Path) -> Result<EngineDirectory, OpenDirectoryError> {
        let directory = EngineDirectory::for_reading(folder)?;
        for name in names(folder).filter(|name| name.starts_with(PARTIAL) || name == MANAGED) {
            let _ = fs::remove_file(folder.join(name));
        }
        let list = Checksums::read(folder).unwrap_or_default();
        let meta = fs::read(folder.join(META)).unwrap_or_default();
        let writing = Writing { checksums: ChecksumsSoFar { list, meta }, ..Writing::default() };
        Ok(EngineDirectory { writing: Some(Arc::new(Mutex::new(writing))), ..directory })
    }

    /// Ends writing: waits for a commit under way, then refuses everything. Merges that were begun are
    /// broken off, and never meet the next writer.
    pub(super) fn close(&self) {
        if let Some(writing) = &self.writing {
            locked(writing).closed = true;
        }
    }

    /// What the disk refused first, if it did: the engine tells of it in other words, or not at all.
    pub(super) fn refusal(&self) -> Option<io::Error> {
        let writing = locked(self.writing.as_ref()?);
        let first = writing.refusal.as_ref()?;
        Some(match first.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(first.kind(), first.to_string()),
        })
    }

    /// The right to change something.
    fn writing(&self) -> io::Result<MutexGuard<'_, Writing>> {
        let refused = || io::Error::new(ErrorKind::PermissionDenied, "the index is open for reading");
        let writing = locked(self.writing.as_ref().ok_or_else(refused)?);
        if writing.closed { Err(io::Error::other("the writer of the index has ended")) } else { Ok(writing) }
    }

    /// Puts another `meta.json` in place, the list of checksums before it. Each renaming has come to
    /// the disk before the next thing is done.
    fn commit(&self, meta: &[u8]) -> io::Result<()> {
        let mut writing = self.writing()?;
        let so_far = &mut writing.checksums;
        let list = so_far.list.for_commit(meta, &so_far.meta);
        let written = list.encode().and_then(|bytes| {
            self.files.atomic_write(Path::new(checksums::FILE), &bytes)?;
            self.files.sync_directory()?;
            self.files.atomic_write(Path::new(META), meta)?;
            self.files.sync_directory()
        });
        match written {
            Ok(()) => so_far.meta = meta.to_vec(),
            Err(ref error) => writing.note(error),
        }
        written
    }

    /// The files that the engine made, as its own list would have them.
    fn engine_files(&self) -> Vec<u8> {
        let names: Vec<String> = names(&self.folder).filter(|name| is_of_engine(name)).collect();
        serde_json::to_vec(&names).unwrap_or_default()
    }
}

impl Writing {
    fn note(&mut self, error: &io::Error) {
        if self.refusal.is_none() {
            let kept = error.raw_os_error().map(io::Error::from_raw_os_error);
            self.refusal = Some(kept.unwrap_or_else(|| io::Error::new(error.kind(), error.to_string())));
        }
    }
}

impl Directory for EngineDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let refused = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        let _writing = self.writing().map_err(refused)?;
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let refused = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        let mut writing = self.writing().map_err(refused)?;
        // What lies there was left by a writer that did not come to commit it.
        let _ = fs::remove_file(self.folder.join(path));
        let opened = self.files.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                writing.note(io_error);
            }
        });
        let file = opened?.into_inner().map_err(|error| refused(error.into_error()))?;
        let name = path.to_string_lossy().into_owned();
        let directory = self.clone();
        Ok(BufWriter::new(Box::new(SummedFile { file, name, summing: Summing::default(), directory })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) { Ok(self.engine_files()) } else { self.files.atomic_read(path) }
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        if path == Path::new(META) {
            return self.commit(content);
        }
        if path == Path::new(MANAGED) {
            return Ok(());
        }
        let mut writing = self.writing()?;
        self.files.atomic_write(path, content).inspect_err(|error| writing.note(error))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    /// The lock that keeps files from being removed while they are opened. Whoever only reads takes it
    /// if it is there and can be taken, and shares it; without it, opening may fail and is tried again.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let free = || Ok(DirectoryLock::from(Box::new(())));
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            // Whoever may write holds it already.
            return if self.writing.is_some() { free() } else { Err(LockError::LockBusy) };
        }
        let place = self.folder.join(&lock.filepath);
        if self.writing.is_none() {
            return match File::open(place).and_then(|file| file.lock_shared().map(|()| file)) {
                Ok(file) => Ok(DirectoryLock::from(Box::new(file))),
                Err(_) => free(),
            };
        }
        let open = || File::options().write(true).create(true).truncate(false).open(place);
        let taken = open().and_then(|file| file.lock().map(|()| file));
        taken.map(|file| DirectoryLock::from(Box::new(file))).map_err(LockError::wrap_io_error)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

/// A file that is being written, and its checksum so far.
struct SummedFile {
    file: Box<dyn TerminatingWrite + Send + Sync>,
    name: String,
    summing: Summing,
    directory: EngineDirectory,
}

impl SummedFile {
    fn note<T>(&self, written: io::Result<T>) -> io::Result<T> {
        written.inspect_err(|error| {
            if let Some(writing) = &self.directory.writing {
                locked(writing).note(error);
            }
        })
    }
}

impl Write for SummedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        let written = self.note(written)?;
        self.summing.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for SummedFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let written = self.file.flush().and_then(|()| self.file.terminate_ref(token));
        self.note(written)?;
        self.directory.writing()?.checksums.list.note(&self.name, self.summing.checksum());
        Ok(())
    }
}

/// Whether there are files of segments in a folder.
pub(super) fn has_segments(folder: &Path) -> bool {
    names(folder).any(|name| is_of_segment(&name))
}

/// The names of what lies in a folder, as far as they are text.
fn names(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| PathBuf::from(entry.file_name()).to_str().map(str::to_owned))
}

fn is_of_engine(name: &str) -> bool {
    name == META || is_of_segment(name)
}

fn is_of_segment(name: &str) -> bool {
    let id = name.split('.').next().unwrap_or_default();
    id.len() == SEGMENT_DIGITS && id.len() < name.len() && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The state is whole at every moment, so that a poisoned lock is taken all the same.
fn locked(writing: &Mutex<Writing>) -> MutexGuard<'_, Writing> {
    writing.lock().unwrap_or_else(PoisonError::into_inner)
}
