//! Errors of opening or keeping the screen, in words for the user.

use std::path::PathBuf;
use std::{fmt, io};

use crate::{ingest, notebook};

/// Why the screen could not be opened or kept.
#[derive(Debug)]
pub enum Error {
    /// Standard output is no terminal.
    NoTerminal,
    /// The terminal failed or has gone.
    Terminal(io::Error),
    /// A folder or file to read cannot be reached, or its index not be opened.
    Root {
        /// As it was asked for.
        path: PathBuf,
        /// Why not.
        source: Box<ingest::Error>,
    },
    /// The notebook cannot be read or written.
    Notebook(notebook::Error),
    /// Something could not be written when the program ended.
    Unsaved(String),
    /// Something that is built in is wrong.
    BuiltIn(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoTerminal => f.write_str("reading needs a terminal; `perusal search` prints instead"),
            Error::Terminal(error) => write!(f, "the terminal failed: {error}"),
            Error::Root { path, source } => write!(f, "{}: {source}", path.display()),
            Error::Notebook(error) => error.fmt(f),
            Error::Unsaved(what) => f.write_str(what),
            Error::BuiltIn(what) => write!(f, "this copy of perusal is damaged: {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::NoTerminal | Error::Unsaved(_) | Error::BuiltIn(_) => None,
            Error::Terminal(error) => Some(error),
            Error::Root { source, .. } => Some(source),
            Error::Notebook(error) => Some(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Terminal(error)
    }
}

impl From<notebook::Error> for Error {
    fn from(error: notebook::Error) -> Error {
        Error::Notebook(error)
    }
}
