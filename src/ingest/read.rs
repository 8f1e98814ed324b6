//! The reading pipeline for one file, from its bytes to annotated documents (`extract`, `segment`,
//! `annotate`), without access to the disk.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::annotate::lists::Lists;
use crate::model::{Document, Format, Frame, FrameRun, Problem};
use crate::segment::{KnownBoilerplate, LineOccurrence, Segmented};
use crate::{annotate, extract, segment};

/// The documents in the bytes of a file called `name`, with everything that is recognised in
/// them, names of own lists first of all.
///
/// # Errors
/// The reason, in words for the reader, why there are none. A panic in a parser counts as one:
/// a bad file never ends the run.
pub fn read<'b>(
    name: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    lists: &Lists,
) -> Result<Vec<Document>, Problem> {
    let known = KnownBoilerplate::default();
    let context = ReadingContext { known: &known, lists, only_marked: false, today: today() };
    read_file(name, bytes.into(), context).map(|content| content.documents)
}

/// What a file is read by, beside itself.
#[derive(Clone, Copy)]
pub(super) struct ReadingContext<'a> {
    /// The lines known from other files.
    pub known: &'a KnownBoilerplate,
    pub lists: &'a Lists,
    /// Only documents in which such lines stand are wanted: the index has the others as they are.
    pub only_marked: bool,
    /// The day of reading.
    pub today: jiff::civil::Date,
}

/// The day of reading by the clock of this machine.
pub(super) fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// What is in a file.
#[derive(Debug, Default)]
pub(super) struct FileContent {
    pub format: Format,
    pub documents: Vec<Document>,
    /// What is in none of them.
    pub frame: Frame,
    /// For each document its lines, to be known by in other files.
    pub lines: Vec<Vec<LineOccurrence>>,
    /// For each document whether it was wanted. One that was not is without language and names.
    pub wanted: Vec<bool>,
}

/// As [`read`], where lines are known from other files.
///
/// # Errors
/// As [`read`].
pub(super) fn read_file(
    name: &str,
    bytes: Cow<'_, [u8]>,
    context: ReadingContext<'_>,
) -> Result<FileContent, Problem> {
    let read = || read_unguarded(name, bytes, context);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(fault()))
}

/// The problem of a file over which the program stumbled.
pub(super) fn fault() -> Problem {
    Problem::new("reading it failed: this is a fault of perusal")
}

fn read_unguarded(
    name: &str,
    bytes: Cow<'_, [u8]>,
    context: ReadingContext<'_>,
) -> Result<FileContent, Problem> {
    let mut content = FileContent::default();
    let mut extracts = extract::extract(name, bytes)?;
    while let Some(part) = extracts.next() {
        content.format = part.format;
        let before = extracts.lines_before();
        let segmented = segment::segment_with_known(&part, context.known, Some(context.today));
        let Segmented { mut documents, lines, frame } = segmented;
        for (start, end) in documents.iter_mut().filter_map(|document| document.lines.as_mut()) {
            *start += before;
            *end += before;
        }
        content.documents.extend(documents);
        content.lines.extend(lines);
        let in_file = |run: FrameRun| FrameRun { line: run.line.map(|line| line + before), ..run };
        content.frame.runs.extend(frame.runs.into_iter().map(in_file));
    }
    let wanted = |lines: &Vec<LineOccurrence>| !context.only_marked || context.known.marks(lines.iter());
    content.wanted = content.lines.iter().map(wanted).collect();
    let parts = content.documents.len() as u32;
    for ((document, part), wanted) in content.documents.iter_mut().zip(1..).zip(&content.wanted) {
        document.part = part;
        document.parts = parts;
        // All of it: the names of a document are weighed together, so that one line less can change
        // what is recognised in the others.
        if *wanted {
            annotate::annotate(document, context.lists);
        }
    }
    Ok(content)
}
