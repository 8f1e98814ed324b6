//! Opens a notebook to read it only: no byte of it changes, and no file is made beside it.
//!
//! Not here: changing it (`open`), and putting a damaged one together again (`recovery`).

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::connection::{Notebook, PATIENCE};
use super::error::{Cause, Error, is_full};
use super::{memory, version};

impl Notebook {
    /// Opens the notebook in a file to read it; `None` when there is none. One of an older version is
    /// read as if it were of this one.
    ///
    /// # Errors
    /// When it cannot be read, and when a newer version of the program wrote it.
    pub fn open_to_read(path: &Path) -> Result<Option<Notebook>, Error> {
        open_to_read(path).map_err(|cause| Error::new(path, "read the notebook", cause))
    }

    /// A notebook that is forgotten at the end, and begins with what the file at `path` holds.
    /// Nothing is written beside that file. A file that cannot be read is as good as none.
    ///
    /// # Errors
    /// When a newer version of the program wrote the file, or SQLite has no memory.
    pub fn in_memory_from(path: &Path) -> Result<Notebook, Error> {
        let begun = match path.exists() {
            true => connect(path).and_then(|file| memory::begin(Some(&file))),
            false => memory::begin(None),
        };
        match begun {
            Err(cause @ Cause::Newer(..)) => Err(Error::new(path, "open a notebook in memory", cause)),
            Err(_) => Notebook::in_memory(),
            Ok(notebook) => Ok(notebook),
        }
    }
}

fn open_to_read(path: &Path) -> Result<Option<Notebook>, Cause> {
    let length = match fs::metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        metadata => metadata?.len(),
    };
    if length == 0 {
        return Err(Cause::Damaged("it is empty".to_owned()));
    }
    let connection = connect(path)?;
    match version::check(&connection, &version::STEPS)? {
        version if version as usize == version::STEPS.len() => {
            Ok(Some(Notebook { connection, path: path.to_owned(), kept: false }))
        }
        _ => memory::begin(Some(&connection)).map(Some),
    }
}

/// A connection that only reads. While a log lies beside the file, what was written last is in there:
/// another program has it open, or was killed.
pub(super) fn connect(path: &Path) -> Result<Connection, Cause> {
    let log = path.with_file_name(log_name(path));
    let connection = match log.exists() {
        true => match connect_as(path, "mode=ro") {
            // The log cannot be opened where nothing may or can be written, if it lies alone.
            Err(Cause::Sqlite(error)) if is_refused(&error) => connect_as(path, "immutable=1"),
            connected => connected,
        },
        // SQLite looks for no other file, and makes none.
        false => connect_as(path, "immutable=1"),
    }?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

fn log_name(path: &Path) -> std::ffi::OsString {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push("-wal");
    name
}

fn connect_as(path: &Path, how: &str) -> Result<Connection, Cause> {
    let uri = format!("file:{}?{how}", escaped(path)?);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri, flags)?;
    // Only the first reading opens the log.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

fn is_refused(error: &rusqlite::Error) -> bool {
    is_full(error) || matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// A path as a part of a URI.
fn escaped(path: &Path) -> Result<String, Cause> {
    let text = path.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(path.to_owned()))?;
    Ok(text.replace('%', "%25").replace('?', "%3f").replace('#', "%23"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<(std::ffi::OsString, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }

    #[test]
    fn reading_changes_no_byte_and_makes_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("100% mine?.db");
        assert!(Notebook::open_to_read(&path).unwrap().is_none());
        assert_eq!(files(folder.path()), []);
        Notebook::open(&path).unwrap().keep_session("query", "\"grain\"").unwrap();
        let before = files(folder.path());
        let mut notebook = Notebook::open_to_read(&path).unwrap().unwrap();
        assert_eq!(notebook.session("query").unwrap().as_deref(), Some("\"grain\""));
        assert!(notebook.keep_session("query", "\"salt\"").is_err());
        drop(notebook);
        assert_eq!(files(folder.path()), before);
    }

    #[test]
    fn what_another_program_has_just_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        let mut other = Notebook::open(&path).unwrap();
        other.keep_session("query", "\"grain\"").unwrap();
        let notebook = Notebook::open_to_read(&path).unwrap().unwrap();
        assert_eq!(notebook.session("query").unwrap().as_deref(), Some("\"grain\""));
    }

    #[test]
    fn an_empty_file_is_no_notebook_and_stays_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook.db");
        fs::write(&path, "").unwrap();
        assert!(Notebook::open_to_read(&path).unwrap_err().is_damage());
        assert_eq!(fs::metadata(&path).unwrap().len(), 0);
        fs::write(&path, "Dear diary, ".repeat(200)).unwrap();
        assert!(Notebook::open_to_read(&path).unwrap_err().is_damage());
    }

    #[test]
    fn where_the_disk_has_no_room_for_the_log_the_file_is_read_alone() {
        // SQLITE_IOERR_SHMSIZE, which a full disk gives for a log that lies beside the file.
        let full = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(4874), None);
        assert!(is_refused(&full));
        assert_eq!(Cause::from(full).to_string(), "the disk is full");
        let failed = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(266), None);
        assert!(!is_refused(&failed), "a disk that fails says nothing about the file");
    }
}
