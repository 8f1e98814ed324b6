//! Errors of the index: the cause first, then the place, which may be long.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use tantivy::TantivyError;

/// Why the index could not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// Another process is writing this index.
    Busy { place: PathBuf },
    /// The operating system refused.
    Disk { place: PathBuf, source: io::Error },
    /// The engine refused, or found its files damaged.
    Engine { place: PathBuf, source: TantivyError },
    /// The caller asked to stop.
    Cancelled,
}

impl Error {
    /// An error of the engine while it worked on the index at `place`.
    pub(super) fn engine(place: &Path, source: impl Into<TantivyError>) -> Error {
        let place = place.to_owned();
        match source.into() {
            TantivyError::LockFailure(..) => Error::Busy { place },
            source => Error::Engine { place, source },
        }
    }

    /// An error of the file system at `place`.
    pub(super) fn disk(place: &Path, source: io::Error) -> Error {
        Error::Disk { place: place.to_owned(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Busy { place } => {
                write!(f, "another perusal is writing this index ({})", place.display())
            }
            Error::Disk { place, source } => write!(f, "{source} ({})", place.display()),
            Error::Engine { place, source } => write!(f, "{source} ({})", place.display()),
            Error::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Busy { .. } | Error::Cancelled => None,
            Error::Disk { source, .. } => Some(source),
            Error::Engine { source, .. } => Some(source),
        }
    }
}
