//! Errors that end a run early, and the fault of the program that is a Problem of one file.

use std::{fmt, io};

use crate::model::Problem;
use crate::{index, notebook};

/// Why a run ended early. What was committed before stays.
#[derive(Debug)]
pub enum Error {
    /// The root cannot be read.
    Root(io::Error),
    /// No thread could be started.
    Threads(io::Error),
    /// The documents of a large file, which waited on disk, could not be read again.
    Spool(io::Error),
    /// The index could not be read or written.
    Index(index::Error),
    /// The notebook, which issues the documents' ids, failed.
    Notebook(notebook::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Root(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("nothing is there; what was read of it, if anything, is kept")
            }
            Error::Root(error) => write!(f, "the folder cannot be read: {error}"),
            Error::Threads(error) => write!(f, "no thread could be started: {error}"),
            Error::Spool(error) => write!(f, "what was read of a large file is lost: {error}"),
            Error::Index(error) => error.fmt(f),
            Error::Notebook(error) => error.fmt(f),
        }
    }
}

impl Error {
    /// What sort it is, in words that name nothing.
    pub(super) fn sort(&self) -> &'static str {
        match self {
            Error::Root(_) => "folder not gone through: it cannot be read",
            Error::Threads(_) => "folder not gone through: no thread",
            Error::Spool(_) => "folder not gone through: what was read of a large file is lost",
            Error::Index(_) => "folder not gone through: the index",
            Error::Notebook(_) => "folder not gone through: the notebook",
        }
    }

    /// The number of the error that the system reports; 0 without one.
    pub(super) fn system_number(&self) -> u64 {
        let number = match self {
            Error::Root(error) | Error::Threads(error) | Error::Spool(error) => error.raw_os_error(),
            Error::Index(_) | Error::Notebook(_) => None,
        };
        number.and_then(|number| u64::try_from(number).ok()).unwrap_or(0)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Root(error) | Error::Threads(error) | Error::Spool(error) => Some(error),
            Error::Index(error) => Some(error),
            Error::Notebook(error) => Some(error),
        }
    }
}

impl From<index::Error> for Error {
    fn from(error: index::Error) -> Error {
        Error::Index(error)
    }
}

impl From<notebook::Error> for Error {
    fn from(error: notebook::Error) -> Error {
        Error::Notebook(error)
    }
}

/// The problem of a file over which the program stumbled.
pub(super) fn fault() -> Problem {
    Problem::new("reading it failed: this is a fault of perusal")
}
