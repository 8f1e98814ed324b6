//! A root, the folder or single file that one index is made of; and the names of files below it, as text
//! even where the file system's names are not.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::apart::Passwords;

/// A folder with everything below it, or one file without its folder.
#[derive(Clone, Debug)]
pub struct Root {
    /// Canonical: absolute, without links.
    path: PathBuf,
    file: bool,
    /// Folders that are not read if they are met: the program keeps its own files there.
    own: Vec<PathBuf>,
    /// The program of parser processes; `None` where nobody knows it.
    parser: Option<PathBuf>,
    /// What locked files are tried with.
    passwords: Passwords,
}

impl PartialEq for Root {
    fn eq(&self, other: &Root) -> bool {
        self.path == other.path
    }
}

impl Eq for Root {}

impl Root {
    /// The root at a path.
    ///
    /// # Errors
    /// When nothing is there, or nothing that can be reached.
    pub fn open(path: &Path) -> io::Result<Root> {
        let path = fs::canonicalize(path)?;
        let file = !fs::metadata(&path)?.is_dir();
        Ok(Root { path, file, own: Vec::new(), parser: None, passwords: Passwords::default() })
    }

    /// The same with the program that is started as parser process for files of some formats. Without one
    /// they are Problems.
    pub fn parsed_by(self, program: Option<&Path>) -> Root {
        Root { parser: program.map(Path::to_owned), ..self }
    }

    /// The same with the passwords that locked files are tried with.
    pub fn unlocked_by(self, passwords: Passwords) -> Root {
        Root { passwords, ..self }
    }

    /// The passwords that locked files are tried with.
    pub(super) fn passwords(&self) -> &Passwords {
        &self.passwords
    }

    /// The program of parser processes.
    pub(super) fn parser(&self) -> Option<&Path> {
        self.parser.as_deref()
    }

    /// The same without these folders, wherever they are met.
    pub(super) fn without(mut self, folders: &[PathBuf]) -> Root {
        self.own = folders.iter().map(|own| known_path(own)).filter(|own| *own != self.path).collect();
        self
    }

    /// The folders that are not read.
    pub(super) fn own(&self) -> &[PathBuf] {
        &self.own
    }

    /// A root that is not there at the moment; whether it was a single file.
    pub(super) fn away(path: PathBuf, file: bool) -> Root {
        Root { path, file, own: Vec::new(), parser: None, passwords: Passwords::default() }
    }

    /// The canonical path of the folder or file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the root is a single file.
    pub fn is_file(&self) -> bool {
        self.file
    }

    /// Where a file of the root lies on disk, by its `SourceFile::path`.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.folder().join(unescape(name))
    }

    /// The name of a file in the whole file system, by its `SourceFile::path`. [`unescape`]
    /// leads back to the file.
    pub(super) fn full_name(&self, name: &str) -> String {
        let folder = escape(self.folder().as_os_str());
        format!("{}/{name}", folder.trim_end_matches('/'))
    }

    /// What the full names of all files of the root begin with.
    pub(super) fn prefix(&self) -> String {
        let own = self.path.file_name().filter(|_| self.file);
        self.full_name(&own.map(escape).unwrap_or_default())
    }

    fn folder(&self) -> &Path {
        let parent = self.path.parent().filter(|_| self.file);
        parent.unwrap_or(&self.path)
    }
}

/// The path by which a root is known, also of one that is not there: the folders that are there are made
/// canonical, and the rest is as it is given.
pub fn known_path(path: &Path) -> PathBuf {
    let Ok(absolute) = std::path::absolute(path) else { return path.to_owned() };
    for there in absolute.ancestors() {
        if let (Ok(canonical), Ok(gone)) = (there.canonicalize(), absolute.strip_prefix(there)) {
            return if gone.as_os_str().is_empty() { canonical } else { canonical.join(gone) };
        }
    }
    absolute
}

/// The name under which the notebook keeps the corrections recorded in these roots together.
pub fn collection_name<'r>(roots: impl IntoIterator<Item = &'r Root>) -> String {
    let mut folders: Vec<_> = roots.into_iter().map(|root| root.path.to_string_lossy()).collect();
    folders.sort_unstable();
    folders.join("\n")
}

/// A name or path of the file system as text with `/` between its parts. Bytes that are not UTF-8
/// become `\xNN`; so does a backslash that would read as such an escape.
#[cfg(unix)]
pub(super) fn escape(name: &OsStr) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    let mut escaped = String::with_capacity(name.len());
    for chunk in name.as_bytes().utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(at) = rest.find("\\x") {
            let (before, from) = rest.split_at(at);
            escaped.push_str(before);
            escaped.push_str(if byte_escape(from.as_bytes()).is_some() { "\\x5c" } else { "\\" });
            rest = &from[1..];
        }
        escaped.push_str(rest);
        for byte in chunk.invalid() {
            escaped.push_str(&format!("\\x{byte:02x}"));
        }
    }
    escaped
}

/// The name or path of the file system that [`escape`] made a text of.
#[cfg(unix)]
pub(super) fn unescape(name: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, others)) = rest.split_first() {
        match byte_escape(rest) {
            Some(byte) => {
                bytes.push(byte);
                rest = rest.get(4..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = others;
            }
        }
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// The byte whose escape `text` begins with.
#[cfg(unix)]
fn byte_escape(text: &[u8]) -> Option<u8> {
    let digits = text.strip_prefix(b"\\x")?.get(..2)?;
    let digits = std::str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

/// On other systems names are nearly always Unicode; what is not is replaced.
#[cfg(not(unix))]
pub(super) fn escape(name: &OsStr) -> String {
    name.to_string_lossy().replace('\\', "/")
}

/// The path that [`escape`] made a text of.
#[cfg(not(unix))]
pub(super) fn unescape(name: &str) -> PathBuf {
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::os::unix::ffi::OsStrExt as _;

    #[test]
    fn names_that_are_not_utf_8_are_escaped_and_found_again() {
        for (name, escaped) in [
            (&b"caf\xc3\xa9.txt"[..], "café.txt"),
            (b"caf\xe9.txt", "caf\\xe9.txt"),
            (b"caf\\xe9.txt", "caf\\x5cxe9.txt"),
            (b"a\\b", "a\\b"),
        ] {
            assert_eq!(escape(OsStr::from_bytes(name)), escaped);
        }
    }

    proptest! {
        #[test]
        fn every_name_survives_escaping(
            pieces in proptest::collection::vec((any::<bool>(), "[a-f0-9\\\\xé]{1,4}", any::<[u8; 2]>()), 0..8),
        ) {
            let bytes = |(text, piece, bytes): (bool, String, [u8; 2])| if text { piece.into_bytes() } else { bytes.to_vec() };
            let name: Vec<u8> = pieces.into_iter().flat_map(bytes).collect();
            let escaped = escape(OsStr::from_bytes(&name));
            let found = unescape(&escaped);
            prop_assert_eq!(found.as_os_str().as_bytes(), &name[..], "{}", escaped);
        }
    }
}
