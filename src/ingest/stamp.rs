//! What the system says of a file without opening it, and why one could not be read in words.

use std::fs::{FileType, Metadata};
use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::{FileStamp, Problem};

/// What the system says of a file.
pub(super) fn stamp_of(metadata: &Metadata) -> FileStamp {
    let stamp = FileStamp { size: metadata.len(), modified: modified(metadata), ..FileStamp::default() };
    #[cfg(unix)]
    let stamp = {
        use std::os::unix::fs::MetadataExt as _;
        let changed = metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec());
        FileStamp { changed, inode: metadata.ino(), device: metadata.dev(), ..stamp }
    };
    stamp
}

/// The time of the last change in nanoseconds since 1970; 0 where the system does not know it.
fn modified(metadata: &Metadata) -> i64 {
    metadata.modified().map_or(0, nanoseconds)
}

/// A time in nanoseconds since 1970.
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    let nanoseconds = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    };
    i64::try_from(nanoseconds).unwrap_or(0)
}

/// Why a file or folder could not be read, in words for the reader.
pub(super) fn reason(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Problem::new("no permission to read it"),
        io::ErrorKind::NotFound => Problem::new("it vanished before it was read"),
        _ => Problem::new(error.to_string()),
    }
}

/// What something is that is neither file nor folder nor link.
pub(super) fn special(sort: FileType) -> Problem {
    #[cfg(unix)]
    let name = {
        use std::os::unix::fs::FileTypeExt as _;
        match sort {
            sort if sort.is_fifo() => "a pipe",
            sort if sort.is_socket() => "a socket",
            _ => "a device",
        }
    };
    #[cfg(not(unix))]
    let name = if sort.is_symlink() { "a link" } else { "a device" };
    Problem::new(format!("{name}, not a file"))
}
