//! One file from its bytes to finished documents: the whole reading pipeline, without disk.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::annotate::lists::Lists;
use crate::model::{Document, Format, Problem};
use crate::segment::{KnownBoilerplate, LineOccurrence};
use crate::{annotate, extract, segment};

/// The documents in the bytes of a file called `name`, with everything that is recognised in
/// them, names of own lists first of all.
///
/// # Errors
/// The reason, in words for the reader, why there are none. A panic in a parser counts as one:
/// a bad file never ends the run.
pub fn read(name: &str, bytes: &[u8], lists: &Lists) -> Result<Vec<Document>, Problem> {
    read_among(name, bytes, &KnownBoilerplate::default(), lists).map(|content| content.documents)
}

/// What is in a file.
#[derive(Debug, Default)]
pub(super) struct FileContent {
    pub format: Format,
    pub documents: Vec<Document>,
    /// For each document its lines, to be known by in other files.
    pub lines: Vec<Vec<LineOccurrence>>,
}

/// As [`read`], where lines are known from other files.
///
/// # Errors
/// As [`read`].
pub(super) fn read_among(
    name: &str,
    bytes: &[u8],
    known: &KnownBoilerplate,
    lists: &Lists,
) -> Result<FileContent, Problem> {
    let read = || read_unguarded(name, bytes, known, lists);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(fault()))
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

fn read_unguarded(
    name: &str,
    bytes: &[u8],
    known: &KnownBoilerplate,
    lists: &Lists,
) -> Result<FileContent, Problem> {
    let mut content = FileContent::default();
    for part in extract::extract(name, bytes)? {
        content.format = part.format;
        let (documents, lines) = segment::segment_with_known(&part, known);
        content.documents.extend(documents);
        content.lines.extend(lines);
    }
    let parts = content.documents.len() as u32;
    for (document, part) in content.documents.iter_mut().zip(1..) {
        document.part = part;
        document.parts = parts;
        annotate::annotate(document, lists);
    }
    Ok(content)
}
