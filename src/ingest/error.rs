//! Errors that end a run early, and the fault of the program that is a Problem of one file.

use std::{fmt, io};

use crate::model::Problem;
use crate::{index, notebook};

/// Why a file is not read that is never the same twice.
pub(super) const CHANGES: &str = "it changes while it is read: it is tried again the next time";

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
