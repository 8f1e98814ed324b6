//! What can go wrong with a notebook, and where.

use std::path::{Path, PathBuf};
use std::{fmt, io};

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
}

impl Error {
    pub(super) fn new(path: &Path, doing: &'static str, cause: Cause) -> Error {
        Error { path: path.to_owned(), doing, cause }
    }

    /// Whether a newer version of the program wrote the notebook.
    pub fn is_newer(&self) -> bool {
        matches!(self.cause, Cause::Newer(..))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: cannot {}: ", self.path.display(), self.doing)?;
        match &self.cause {
            Cause::Sqlite(error) => write!(f, "{error}"),
            Cause::Disk(error) => write!(f, "{error}"),
            Cause::Newer(found, known) => write!(
                f,
                "a newer perusal wrote it (version {found}, this one knows {known}); it was left untouched"
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Sqlite(error) => Some(error),
            Cause::Disk(error) => Some(error),
            Cause::Newer(..) => None,
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
