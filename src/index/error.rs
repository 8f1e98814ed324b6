//! Errors of the index: the cause first, then the place, which may be long.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

/// Why the index could not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// Another process is writing this index.
    Busy {
        /// The folder of the index.
        place: PathBuf,
    },
    /// The operating system refused.
    Disk {
        /// The file or folder it refused.
        place: PathBuf,
        /// Its own error.
        source: io::Error,
    },
    /// The files are not as they were written. Making the index anew mends that.
    Damaged {
        /// The folder of the index.
        place: PathBuf,
    },
    /// A newer version of the program made it. It is kept for that.
    Newer {
        /// The folder of the index.
        place: PathBuf,
    },
    /// An older version of the program made it in a way that cannot be asked any more.
    Unreadable {
        /// The folder of the index.
        place: PathBuf,
    },
    /// The engine refused, or found its files damaged.
    Engine {
        /// The folder of the index.
        place: PathBuf,
        /// Its own error.
        source: TantivyError,
    },
    /// The caller asked to stop.
    Cancelled,
}

impl Error {
    /// An error of the engine while it worked on the index at `place`. What the operating system
    /// refused is told apart from what the engine did not understand.
    pub(super) fn engine(place: &Path, source: impl Into<TantivyError>) -> Error {
        let source = source.into();
        let refused = match &source {
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                return Error::Busy { place: place.to_owned() };
            }
            TantivyError::LockFailure(LockError::IoError(error), _)
            | TantivyError::IoError(error)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: error, .. }) => {
                refusal(error)
            }
            _ => None,
        };
        match refused {
            Some(refused) => Error::disk(place, refused),
            None => Error::Engine { place: place.to_owned(), source },
        }
    }

    /// An error of the file system at `place`.
    pub(super) fn disk(place: &Path, source: io::Error) -> Error {
        Error::Disk { place: place.to_owned(), source }
    }

    /// Whether making the index anew would mend it: damage, yes; a missing permission, no.
    pub fn is_mended_by_rebuilding(&self) -> bool {
        match self {
            Error::Damaged { .. } | Error::Engine { .. } => true,
            Error::Busy { .. }
            | Error::Disk { .. }
            | Error::Newer { .. }
            | Error::Unreadable { .. }
            | Error::Cancelled => false,
        }
    }
}

/// The operating system's refusal that an error is. A file that is too short or not there is none: then
/// the index is damaged.
fn refusal(error: &Arc<io::Error>) -> Option<io::Error> {
    use io::ErrorKind::{NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match (error.kind(), error.raw_os_error()) {
        (NotFound, _) => None,
        (_, Some(code)) => Some(io::Error::from_raw_os_error(code)),
        (kind @ (PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | StorageFull), None) => {
            Some(io::Error::new(kind, error.to_string()))
        }
        _ => None,
    }
}

/// What the operating system refused, in words for the reader.
fn words(refusal: &io::Error) -> String {
    match refusal.kind() {
        io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written on this disk".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::NotFound => "it is not there any more".to_owned(),
        _ => refusal.to_string(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Busy { place } => {
                write!(f, "another perusal is writing this index ({})", place.display())
            }
            Error::Disk { place, source } => write!(f, "{} ({})", words(source), place.display()),
            Error::Damaged { place } => write!(f, "the index is damaged ({})", place.display()),
            Error::Newer { place } => write!(
                f,
                "a newer version of perusal made the index; use that, or remove the index ({})",
                place.display()
            ),
            Error::Unreadable { place } => {
                write!(f, "the index of another version of perusal cannot be used ({})", place.display())
            }
            Error::Engine { place, source } => write!(f, "{source} ({})", place.display()),
            Error::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Busy { .. }
            | Error::Damaged { .. }
            | Error::Newer { .. }
            | Error::Unreadable { .. }
            | Error::Cancelled => None,
            Error::Disk { source, .. } => Some(source),
            Error::Engine { source, .. } => Some(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_refuses_is_told_apart_from_damage() {
        let of = |code: i32| Error::engine(Path::new("/x"), io::Error::from_raw_os_error(code));
        // Permission, read-only disk, full disk, a failing disk.
        for code in [13, 30, 28, 5] {
            assert!(matches!(of(code), Error::Disk { .. }) && !of(code).is_mended_by_rebuilding());
        }
        let short = io::Error::new(io::ErrorKind::UnexpectedEof, "too short");
        let missing = OpenReadError::FileDoesNotExist("a.store".into());
        assert!(Error::engine(Path::new("/x"), short).is_mended_by_rebuilding());
        assert!(Error::engine(Path::new("/x"), missing).is_mended_by_rebuilding());
        let locked = |error| Error::engine(Path::new("/x"), TantivyError::LockFailure(error, None));
        assert!(matches!(locked(LockError::LockBusy), Error::Busy { .. }));
        let refused = locked(LockError::IoError(Arc::new(io::Error::from_raw_os_error(30))));
        assert_eq!(refused.to_string(), "nothing can be written on this disk (/x)");
    }
}
