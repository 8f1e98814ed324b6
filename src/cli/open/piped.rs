//! What comes in on standard input, to be read as a document while keys come from the terminal. It is kept in a file of
//! the system's temporary folder as long as it is read.
//!
//! Not here: opening it (`open`).

use std::fs::File;
use std::io::{self, IsTerminal as _, Read, Write as _};
use std::path::{Path, PathBuf};
use std::{env, process};

use super::temporary::TemporaryFolder;

/// More bytes than this are better saved as a file first. Set by hand.
const MOST: u64 = 256 << 20;

/// What came in.
pub struct Piped {
    /// Where it is.
    pub file: PathBuf,
    /// Goes with it.
    _folder: TemporaryFolder,
}

impl Piped {
    /// What comes in on standard input, read to its end; `None` where that is the terminal or empty, as it is for a
    /// program that the desktop starts.
    ///
    /// # Errors
    /// When it cannot be read or kept, or is too long.
    pub fn read() -> io::Result<Option<Piped>> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            return Ok(None);
        }
        Piped::of(stdin.lock(), &env::temp_dir().join(format!("perusal-input-{}", process::id())))
    }

    fn of(input: impl Read, folder: &Path) -> io::Result<Option<Piped>> {
        let mut bytes = Vec::new();
        input.take(MOST + 1).read_to_end(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if bytes.len() as u64 > MOST {
            let megabytes = MOST >> 20;
            return Err(io::Error::other(format!(
                "it is longer than {megabytes} MB: save it as a file and open that"
            )));
        }
        let folder = TemporaryFolder::make(folder)?;
        let file = folder.path().join("standard input");
        File::create_new(&file)?.write_all(&bytes)?;
        Ok(Some(Piped { file, _folder: folder }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_in_is_kept_while_it_is_read_and_gone_afterwards() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("input");
        assert!(Piped::of(io::empty(), &folder).unwrap().is_none() && !folder.exists());
        let piped = Piped::of("The harbour is shut.".as_bytes(), &folder).unwrap().unwrap();
        assert_eq!(std::fs::read_to_string(&piped.file).unwrap(), "The harbour is shut.");
        assert!(Piped::of("more".as_bytes(), &folder).is_err(), "another's folder is never written in");
        drop(piped);
        assert!(!folder.exists());
        assert!(
            Piped::of(io::repeat(b'x'), &folder).is_err_and(|error| error.to_string().contains("256 MB"))
        );
    }
}
