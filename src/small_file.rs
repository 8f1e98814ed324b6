//! Reads the small files of the reader's own: settings, keys, corrections, lists of names. What is no
//! regular file, a pipe or a device, would be waited for or never end, and is refused.
//!
//! Not here: the files of a collection (`ingest::load`).

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Opens a file without waiting: in its place there may be a pipe.
///
/// # Errors
/// When it cannot be opened or is no regular file.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is not a file")) }
}

/// The text of a file of at most so many bytes.
///
/// # Errors
/// As [`open`], and when the file is larger or not in UTF-8.
pub fn read(path: &Path, most: u64) -> io::Result<String> {
    read_from(open(path)?, most)
}

/// The text of a stream that ends within so many bytes.
///
/// # Errors
/// When it is longer or not in UTF-8.
pub fn read_from(stream: impl Read, most: u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    // One more than allowed is enough to see that there is more.
    stream.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("larger than {} MiB", most >> 20)));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not in UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_or_is_waited_for_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "mouse = true").unwrap();
        assert_eq!(read(&path, 1 << 20).unwrap(), "mouse = true");
        File::options().write(true).open(&path).unwrap().set_len((1 << 20) + 1).unwrap();
        assert_eq!(read(&path, 1 << 20).unwrap_err().to_string(), "larger than 1 MiB");
        let refused = |path: &Path| read(path, 1 << 20).unwrap_err().to_string();
        assert_eq!(refused(folder.path()), "it is not a file");
        #[cfg(unix)]
        {
            let pipe = folder.path().join("pipe");
            rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
            assert_eq!(refused(&pipe), "it is not a file");
            assert_eq!(refused(Path::new("/dev/zero")), "it is not a file");
        }
        assert!(read_from(io::repeat(b'x'), 10 << 20).is_err());
        // The limit may fall into a letter of several bytes.
        let long = read_from("é".repeat(1 << 20).as_bytes(), 1 << 20).unwrap_err();
        assert_eq!(long.to_string(), "larger than 1 MiB");
        assert_eq!(read_from(&b"\xff"[..], 1 << 20).unwrap_err().to_string(), "it is not in UTF-8");
    }
}
