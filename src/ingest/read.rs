//! One file from its bytes to finished documents: the whole reading pipeline, without disk.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::model::{Document, Format, Problem};
use crate::{annotate, extract, segment};

/// The documents in the bytes of a file called `name`, with everything that is recognised in
/// them.
///
/// # Errors
/// The reason, in words for the reader, why there are none. A panic in a parser counts as one:
/// a bad file never ends the run.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Document>, Problem> {
    read_with_format(name, bytes).map(|(_, documents)| documents)
}

/// As [`read`], with the format that was recognised.
///
/// # Errors
/// As [`read`].
pub(super) fn read_with_format(name: &str, bytes: &[u8]) -> Result<(Format, Vec<Document>), Problem> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(name, bytes))).unwrap_or_else(|_| Err(fault()))
}

/// The format of a file.
///
/// # Errors
/// As [`read`].
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format, Problem> {
    let parts = extract::extract(name, bytes)?;
    Ok(parts.first().map(|part| part.format).unwrap_or_default())
}

/// The problem of a file over which the program stumbled.
pub(super) fn fault() -> Problem {
    Problem::new("reading it failed: this is a fault of perusal")
}

fn read_unguarded(name: &str, bytes: &[u8]) -> Result<(Format, Vec<Document>), Problem> {
    let mut format = Format::default();
    let mut documents = Vec::new();
    for part in extract::extract(name, bytes)? {
        format = part.format;
        documents.extend(segment::segment(&part));
    }
    let parts = documents.len() as u32;
    for (document, part) in documents.iter_mut().zip(1..) {
        document.part = part;
        document.parts = parts;
        annotate::annotate(document);
    }
    Ok((format, documents))
}
