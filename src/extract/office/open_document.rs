//! What texts, sheets and slides of OpenDocument have in common: how they are known, where their text is, and what
//! they say of themselves.

use super::properties;
use crate::extract::archive::Archive;
use crate::extract::{decode, opening};
use crate::model::{Metadata, Problem};

/// Whether bytes are a file of that type: an archive that says so, or one file of markup.
pub fn is_of_type(bytes: &[u8], type_: &[u8]) -> bool {
    let typed = |bytes: &[u8]| opening::position(bytes, type_).is_some();
    let start = &bytes[..bytes.len().min(4096)];
    // Most programs put the type first.
    let is_archive = || typed(start) || opening::zip_holds(bytes, b"content.xml") && typed(bytes);
    match start.trim_ascii_start() {
        start if start.starts_with(b"<?xml") => typed(start),
        start => start.starts_with(b"PK\x03\x04") && is_archive(),
    }
}

/// The markup of a file, and what it says of itself.
///
/// # Errors
/// When it is no archive, needs a password, or its text is missing.
pub fn read(bytes: &[u8]) -> Result<(String, Metadata), Problem> {
    if !bytes.starts_with(b"PK") {
        let text = decode::text(bytes.into())?;
        let metadata = properties::read(&text);
        return Ok((text, metadata));
    }
    let mut archive = Archive::open(bytes)?;
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Problem::new("it needs a password"));
    }
    let text =
        archive.text("content.xml")?.ok_or_else(|| Problem::new("an OpenDocument file without its text"))?;
    let metadata = properties::read(&archive.text("meta.xml")?.unwrap_or_default());
    Ok((text, metadata))
}
