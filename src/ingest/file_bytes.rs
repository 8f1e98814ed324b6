//! The bytes of files, all of one moment, and no more than fit into memory.
//!
//! Not here: what is in them (`read`).

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::stamp::{reason, stamp_of};
use crate::model::{FileStamp, Problem};
use crate::small_file;

/// Larger files are not read, in bytes: a text that long is no document, and its bytes, its text
/// and its documents need several times as much memory at once.
pub(super) const LARGEST: u64 = 256 << 20;

/// Why a file is not read that is never the same twice.
pub(super) const CHANGES: &str = "it changes while it is read: it is tried again the next time";

/// How often a file is read that changes meanwhile.
const ATTEMPTS: usize = 2;

/// The bytes of a single file, whether or not it is in a folder that is indexed.
///
/// # Errors
/// The reason, in words for the reader: it cannot be opened, is no file or is too large.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let problem = |error: io::Error| Problem::new(error.to_string());
    let (file, metadata) = open(path).map_err(problem)?;
    let mut bytes = Vec::new();
    if metadata.len() <= LARGEST {
        // One more than allowed is enough to see that it is too large, whatever size it declares.
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(problem)?;
    }
    if metadata.len().max(bytes.len() as u64) > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

/// The bytes of a stream, such as a pipe, to its end.
///
/// # Errors
/// The reason, in words for the reader: it breaks off or is too large.
pub fn stream_bytes(stream: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = stream.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| Problem::new(error.to_string()))?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> Problem {
    Problem::new("larger than 256 MiB")
}

/// The bytes of a file, all of one moment, and what the system says of it then. A file that changes
/// meanwhile is read once more.
pub(super) fn bytes(path: &Path) -> Result<(Vec<u8>, FileStamp), Problem> {
    for _ in 0..ATTEMPTS {
        if let Some(read) = bytes_at_once(path)? {
            return Ok(read);
        }
    }
    Err(Problem::new(CHANGES))
}

/// The same; `None` if it changed.
fn bytes_at_once(path: &Path) -> Result<Option<(Vec<u8>, FileStamp)>, Problem> {
    let (mut file, before) = open(path).map_err(|error| reason(&error))?;
    if before.len() > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(before.len() + 1).unwrap_or(0);
    bytes.try_reserve_exact(room).map_err(|_| Problem::new("there is not enough memory to read it"))?;
    // One more than expected is enough to see that it has grown; some "files" never end.
    file.by_ref().take(before.len() + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    let after = file.metadata().map_err(|error| reason(&error))?;
    let stamp = stamp_of(&before);
    let same = bytes.len() as u64 == stamp.size && stamp == stamp_of(&after);
    Ok(same.then_some((bytes, stamp)))
}

/// Opens a file, with what the system knows of it.
pub(super) fn open(path: &Path) -> io::Result<(File, Metadata)> {
    small_file::open_known(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// No file has as many bytes as this one says.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_never_stays_as_it_is_is_a_problem() {
        assert!(bytes(Path::new("/proc/self/stat")).unwrap_err().0.contains("changes while it is read"));
    }

    #[test]
    fn a_single_file_is_read_whole_unless_it_is_none_or_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "The harbour reopened.").unwrap();
        assert_eq!(file_bytes(&path).unwrap(), b"The harbour reopened.");
        let refused = |path: &Path| file_bytes(path).unwrap_err().0;
        assert!(refused(folder.path()).contains("not a file"));
        #[cfg(unix)]
        assert!(refused(Path::new("/dev/zero")).contains("not a file"));
        // Sparse: it has a size, but nothing to read.
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(refused(&path).contains("256 MiB"));
    }
}
