//! Who writes an engine's folder: one at a time, by a lock; and the mark that a writer leaves when it does
//! not come to an end.
//!
//! Not here: what is done about an unclean end (`generation`, `writer`).

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use tantivy::directory::INDEX_WRITER_LOCK;

use crate::index::Error;

/// Lies in the folder while somebody writes, and stays if they are killed.
const WRITING: &str = "writing";

/// How often, and after which time, the lock is tried again: somebody may just be looking whether it is
/// taken.
const TRIES: usize = 5;
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write in an engine's folder; given back when dropped.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
    folder: PathBuf,
}

impl WriterLock {
    /// Takes it.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody else has it; [`Error::Disk`] when it cannot be taken for another
    /// reason.
    pub(super) fn take(folder: &Path) -> Result<WriterLock, Error> {
        let file = open(folder)?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(WriterLock { _file: file, folder: folder.to_owned() }),
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(refused(folder, error)),
            }
        }
        Err(Error::Busy { place: folder.to_owned() })
    }

    /// Waits until nobody else has it, and takes it.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(super) fn wait(folder: &Path) -> Result<WriterLock, Error> {
        let file = open(folder)?;
        file.lock().map_err(|error| refused(folder, error))?;
        Ok(WriterLock { _file: file, folder: folder.to_owned() })
    }

    /// Whether the operating system lets nobody take it.
    pub(super) fn is_refused(folder: &Path) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        let opened = File::options().write(true).open(lock_file(folder));
        opened.is_err_and(|error| matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem))
    }

    /// Notes that writing begins. That is on disk before anything is written.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn begin(&self) -> Result<(), Error> {
        let place = self.folder.join(WRITING);
        let noted = File::create(&place).and_then(|file| file.sync_all());
        let synced = noted.and_then(|()| File::open(&self.folder)?.sync_all());
        synced.map_err(|error| Error::disk(&place, error))
    }

    /// Notes that everything that was begun came to its end, or that nothing of it matters.
    pub(super) fn end(&self) {
        let _ = fs::remove_file(self.folder.join(WRITING));
    }

    /// Whether somebody before wrote and did not come to an end.
    pub(super) fn follows_unclean_end(&self) -> bool {
        is_marked(&self.folder)
    }
}

/// Whether the mark lies in the folder: somebody writes, or was killed.
pub(super) fn is_marked(folder: &Path) -> bool {
    folder.join(WRITING).exists()
}

/// Whether somebody wrote in the folder and did not come to an end. Changes nothing there.
pub(super) fn ended_uncleanly(folder: &Path) -> bool {
    let is_taken = || match File::open(lock_file(folder)).map(|file| file.try_lock_shared()) {
        Ok(Err(TryLockError::WouldBlock)) => true,
        Ok(_) | Err(_) => false,
    };
    is_marked(folder) && !is_taken()
}

fn open(folder: &Path) -> Result<File, Error> {
    let open = File::options().write(true).create(true).truncate(false).open(lock_file(folder));
    open.map_err(|error| refused(folder, error))
}

fn lock_file(folder: &Path) -> PathBuf {
    folder.join(&INDEX_WRITER_LOCK.filepath)
}

fn refused(folder: &Path, error: io::Error) -> Error {
    Error::disk(&lock_file(folder), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_is_held_is_busy_and_a_folder_that_is_gone_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let held = WriterLock::take(folder.path()).unwrap();
        assert!(matches!(WriterLock::take(folder.path()), Err(Error::Busy { .. })));
        drop(held);
        assert!(WriterLock::take(folder.path()).is_ok());
        let gone = WriterLock::take(&folder.path().join("gone")).unwrap_err();
        assert!(matches!(gone, Error::Disk { .. }), "{gone}");
    }

    #[test]
    fn an_end_is_unclean_when_nobody_writes_any_more_and_the_mark_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let lock = WriterLock::take(folder.path()).unwrap();
        lock.begin().unwrap();
        assert!(!ended_uncleanly(folder.path()), "somebody is writing");
        drop(lock);
        assert!(ended_uncleanly(folder.path()));
        let lock = WriterLock::take(folder.path()).unwrap();
        assert!(lock.follows_unclean_end());
        lock.end();
        drop(lock);
        assert!(!ended_uncleanly(folder.path()));
    }
}
