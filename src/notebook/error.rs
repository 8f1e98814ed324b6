//! Errors of the notebook, and where they happened.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use rusqlite::ErrorCode;

/// The extended code of SQLite for a document that has no row.
const FOREIGN_KEY: i32 = 787;
/// The extended code of SQLite for the file beside the log for which the disk has no room.
const NO_ROOM: i32 = 4874;

/// A failure: of which notebook, in the course of what, and why.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    /// Goes on from "cannot".
    doing: &'static str,
    cause: Cause,
}

/// Why something failed.
#[derive(Debug)]
pub(super) enum Cause {
    Sqlite(rusqlite::Error),
    Disk(io::Error),
    /// The version of the notebook, and the newest one known here.
    Newer(u32, u32),
    /// What was found in a file that opens all the same.
    Damaged(String),
}

impl Cause {
    /// Whether the file itself is at fault, not the disk or another program.
    pub(super) fn is_damage(&self) -> bool {
        let code = match self {
            Cause::Damaged(_) => return true,
            Cause::Sqlite(error) => error.sqlite_error_code(),
            Cause::Disk(_) | Cause::Newer(..) => None,
        };
        matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
    }
}

fn is_of(error: &rusqlite::Error, extended_code: i32) -> bool {
    error.sqlite_error().is_some_and(|of| of.extended_code == extended_code)
}

/// Whether the disk is full. To read a notebook while a log lies beside it takes room, too.
pub(super) fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull) || is_of(error, NO_ROOM)
}

/// A failure of SQLite in words for the reader, where its own are for programmers.
fn in_words(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        _ if is_of(error, FOREIGN_KEY) => {
            "it does not know this document yet; R reads the folder again".into()
        }
        _ if is_full(error) => "the disk is full".into(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "another program holds it".into(),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => "it may not be written".into(),
        Some(ErrorCode::SystemIoFailure) => format!("the disk failed ({error})"),
        Some(ErrorCode::CannotOpen) => "its file cannot be opened".into(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => format!("it is damaged ({error})"),
        _ => error.to_string(),
    }
}

/// What the operating system refused, in words for the reader.
fn refusal_in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "no permission".into(),
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written on this disk".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        _ => error.to_string(),
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Sqlite(error) => f.write_str(&in_words(error)),
            Cause::Disk(error) => f.write_str(&refusal_in_words(error)),
            Cause::Newer(found, known) => {
                write!(f, "a newer perusal wrote it (version {found}, this one knows {known})")
            }
            Cause::Damaged(what) => write!(f, "it is damaged: {what}"),
        }
    }
}

impl Error {
    pub(super) fn new(path: &Path, doing: &'static str, cause: Cause) -> Error {
        Error { path: path.to_owned(), doing, cause }
    }

    /// Whether a newer version of the program wrote the notebook.
    pub fn is_newer(&self) -> bool {
        matches!(self.cause, Cause::Newer(..))
    }

    /// Whether the file itself is at fault, not the disk or another program.
    pub fn is_damage(&self) -> bool {
        self.cause.is_damage()
    }

    /// Why, without saying where.
    pub fn reason(&self) -> String {
        self.cause.to_string()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The place last: it may be long, and a line on the screen is cut at its end.
        write!(f, "cannot {}: {} ({})", self.doing, self.cause, self.path.display())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Sqlite(error) => Some(error),
            Cause::Disk(error) => Some(error),
            Cause::Newer(..) | Cause::Damaged(_) => None,
        }
    }
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Cause {
        Cause::Sqlite(error)
    }
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Cause {
        Cause::Disk(error)
    }
}
