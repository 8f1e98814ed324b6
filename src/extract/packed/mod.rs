//! Reads archives (zip, tar) and compressed files (gzip, bzip2, xz, zstd): what lies in them is given on as files,
//! each by its path inside. A compressed file that holds no archive is the file it holds.
//!
//! ```text
//! bytes ─zip──────────────────────→ Inside → Contents, step by step
//!       └compressed→ stream ─tar──↗
//! ```
//!
//! Nothing is written to disk. A name is only a name: no link is followed, and `..` leads nowhere. Only regular
//! files are read, within limits (`inside`); what is passed over for them is said.
//!
//! Not here: reading the files inside (`gathered`), and zip archives that are documents (`archive`).

mod compressed;
mod inside;
mod tar;
mod zip;

use super::contents::ReadOutcome;
use super::{opening, unread};
pub use compressed::{beginning, is_compressed};

/// How many bytes of a stream are looked at for an archive.
const OPENING: usize = 512;

/// Whether bytes are an archive or a compressed file.
pub fn is_one(bytes: &[u8]) -> bool {
    is_compressed(bytes) || tar::is_one(bytes) || is_zip(bytes)
}

/// Whether bytes are a zip archive that is no document of another program.
fn is_zip(bytes: &[u8]) -> bool {
    let typed = bytes.get(30..38) == Some(b"mimetype");
    unread::is_zip(bytes) && !typed && !opening::zip_holds(bytes, b"[Content_Types].xml")
}

/// The first bytes of the only file in a compressed one; `None` of an archive.
pub fn beginning_of_only(bytes: &[u8]) -> Option<Vec<u8>> {
    const LENGTH: usize = 16 << 10;
    let held = is_compressed(bytes).then(|| beginning(bytes, LENGTH))?;
    (!held.is_empty() && !tar::is_one(&held)).then_some(held)
}

/// The files in an archive, from the file of that number on.
///
/// # Errors
/// When it is broken, or cannot be opened.
pub fn read(bytes: &[u8], from: usize) -> ReadOutcome {
    if unread::is_zip(bytes) {
        return zip::read(bytes, from);
    }
    if !is_compressed(bytes) {
        return Ok(tar::read(bytes, bytes.len(), from));
    }
    match tar::is_one(&beginning(bytes, OPENING)) {
        true => Ok(tar::read(compressed::stream(bytes)?, bytes.len(), from)),
        false => compressed::read(bytes),
    }
}

#[cfg(test)]
mod tests;
