//! Reads the small files of the reader's own: settings, keys, corrections, lists of names; and writes what goes out
//! to others. What is read and no regular file, a pipe or a device, would be waited for or never end, and is refused.
//!
//! Not here: the files of a collection (`ingest::load`).

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write as _};
use std::path::Path;

/// Opens a file without waiting: in its place there may be a pipe.
///
/// # Errors
/// When it cannot be opened or is no regular file.
pub fn open(path: &Path) -> io::Result<File> {
    open_known(path).map(|(file, _)| file)
}

/// As [`open`], with what the system knows of it.
///
/// # Errors
/// As [`open`].
pub fn open_known(path: &Path) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(io::Error::other("it is not a file")) }
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

/// Writes a text into a file, whole or not at all. What is there already is replaced only if that is asked for.
///
/// # Errors
/// When it is there already and is not to be replaced (`AlreadyExists`), or cannot be written.
pub fn write(path: &Path, text: &str, replace: bool) -> io::Result<()> {
    // What is no file, such as a pipe, has no text of its own that could be lost.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return fs::write(path, text);
    }
    if !replace {
        return write_new(path, text);
    }
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::IsADirectory, "is a folder"))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(beside);
    write_new(&beside, text)?;
    fs::rename(&beside, path).inspect_err(|_| _ = fs::remove_file(&beside))
}

/// Writes a file that must not be there yet. Unlike a look before, this cannot be overtaken by another program.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.inspect_err(|_| _ = fs::remove_file(path))
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

    #[test]
    fn what_is_there_is_replaced_only_where_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        write(&path, "one", false).unwrap();
        assert_eq!(write(&path, "two", false).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        write(&path, "two", true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert!(
            write(folder.path(), "x", true).is_err()
                && write(&folder.path().join("no/x"), "x", true).is_err()
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
