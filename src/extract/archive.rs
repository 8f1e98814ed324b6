//! Opens a file that is a zip archive of parts, and unpacks one part at a time into memory, within limits.
//!
//! Not here: what the parts are (`office`, `book`).

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::decode;
use crate::model::Problem;

/// Parts of an archive. Set by hand: books of many pictures have thousands.
const MOST_PARTS: usize = 50_000;
/// Bytes that are unpacked from one archive. Set by hand.
const MOST_BYTES: u64 = 256 << 20;
/// What is unpacked may be so many times as large as the archive, and a beginning beside. Set by hand: the
/// markup of office programs packs to a tenth or, of large empty tables, a hundredth.
const RATIO: u64 = 200;
/// See [`RATIO`], in bytes.
const FREE: u64 = 8 << 20;
/// What is said of an archive, or a file in it, that would take too much.
pub const BOMB: &str = "it unpacks to more than is sound: an archive bomb?";
/// Begins the last record of an archive, which counts its parts.
const END: &[u8] = b"PK\x05\x06";

/// An archive that is open.
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is broken or has too many parts.
    pub fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Problem> {
        // The list of parts is read at once, so its length is looked at before.
        let end = bytes.windows(END.len()).rposition(|window| window == END);
        let count =
            end.and_then(|at| Some(u16::from_le_bytes(bytes.get(at + 10..at + 12)?.try_into().ok()?)));
        if count.is_none_or(|count| usize::from(count) > MOST_PARTS) {
            return Err(Problem::new("a broken archive, or one of too many parts"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let left = MOST_BYTES.min(RATIO * bytes.len() as u64 + FREE);
        Ok(Archive { zip, left })
    }

    /// The bytes of a part; `None` where there is none of that name.
    ///
    /// # Errors
    /// When it is broken, needs a password, or is larger than may be unpacked.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let mut part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(&error)),
        };
        let mut bytes = Vec::new();
        let read = part.by_ref().take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            return Err(Problem::new(BOMB));
        }
        self.left -= bytes.len() as u64;
        read.map_err(|_| Problem::new(format!("a broken part of the archive: {name}")))?;
        Ok(Some(bytes))
    }

    /// The text of a part; `None` where there is none of that name or nothing in it.
    ///
    /// # Errors
    /// As [`Archive::bytes`].
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Problem> {
        Ok(self.bytes(name)?.and_then(|bytes| decode::text(bytes.into()).ok()))
    }
}

/// Why a zip archive, or a file in it, cannot be read.
pub fn broken(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(reason) if reason.to_lowercase().contains("password") => {
            Problem::new("it needs a password")
        }
        _ => Problem::new(format!("a broken archive: {error}")),
    }
}

/// The name of a part as another part writes it: relative to the folder of that, with steps upward and
/// characters written as `%20`. It leads nowhere but into the archive.
pub fn part_name(of: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (absolute, target) = (target.starts_with('/'), unescaped(target));
    let mut steps: Vec<&str> = if absolute { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// A name without the escapes of addresses.
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_lead_nowhere_else() {
        assert_eq!(part_name("word/document.xml", "media/a%20b.png"), "word/media/a b.png");
        assert_eq!(part_name("OEBPS/text/one.xhtml", "../two.xhtml#x"), "OEBPS/two.xhtml");
        assert_eq!(part_name("a.xml", "/word/b.xml"), "word/b.xml");
        assert_eq!(part_name("a.xml", "../../etc/passwd"), "etc/passwd");
    }

    #[test]
    fn what_is_no_archive_is_said_to_be_broken() {
        for bytes in [&b"PK\x03\x04"[..], b"", b"PK\x05\x06", &[b'x'; 100]] {
            assert!(Archive::open(bytes).is_err());
        }
    }
}
