//! The reading pipeline for one file, from its bytes to annotated documents (`extract`, `segment`,
//! `annotate`), without access to the disk.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::apart::ParserProcess;
use super::corrected::CorrectedDocuments;
use super::error::fault;
use crate::annotate::lists::Lists;
use crate::model::{Document, DocumentId, Format, Frame, FrameRun, Problem};
use crate::segment::{FolderSite, KnownBoilerplate, KnownSites, LineOccurrence, Segmented, SiteEvidence};
use crate::{annotate, extract, segment};

/// The documents in the bytes of a file called `name`, with everything that is recognised in
/// them, names of own lists first of all. Of formats that are read apart there are none: no parser is known.
///
/// # Errors
/// The reason, in words for the reader, why there are none. A panic in a parser counts as one:
/// a bad file never ends the run.
pub fn read<'b>(
    name: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    lists: &Lists,
) -> Result<Vec<Document>, Problem> {
    read_by(name, bytes, lists, &mut ParserProcess::of(None)).map(|(documents, _)| documents)
}

/// As [`read`], and the reason why not all of the file was read; formats that are read apart go to the `parser`.
///
/// # Errors
/// As [`read`].
pub fn read_by<'b>(
    name: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    lists: &Lists,
    parser: &mut ParserProcess,
) -> Result<(Vec<Document>, Option<Problem>), Problem> {
    let (known, sites, corrected) = Default::default();
    let context = ReadingContext::of_today(&known, &sites, &corrected, lists);
    read_file(name, bytes.into(), None, context, parser).map(|content| (content.documents, content.problem))
}

/// What a file is read by, beside itself.
#[derive(Clone, Copy)]
pub(super) struct ReadingContext<'a> {
    /// The lines known from other files.
    pub known: &'a KnownBoilerplate,
    /// The sites known of folders.
    pub sites: &'a KnownSites,
    /// What the reader says of documents.
    pub corrected: &'a CorrectedDocuments,
    pub lists: &'a Lists,
    /// Only documents are wanted in which such lines stand, or that name no source: the index has the others as
    /// they are.
    pub only_marked: bool,
    /// The day of reading.
    pub today: jiff::civil::Date,
}

impl<'a> ReadingContext<'a> {
    /// All documents are wanted, and today is the day.
    pub(super) fn of_today(
        known: &'a KnownBoilerplate,
        sites: &'a KnownSites,
        corrected: &'a CorrectedDocuments,
        lists: &'a Lists,
    ) -> ReadingContext<'a> {
        ReadingContext { known, sites, corrected, lists, only_marked: false, today: today() }
    }

    /// Has a document that was read say what the reader says of it.
    pub(super) fn correct(&self, id: DocumentId, document: &mut Document) {
        self.corrected.apply(id, document, self.lists);
    }

    /// By what a file is read, as a number that is kept with it.
    pub(super) fn read_by(&self, full_name: &str) -> u64 {
        self.corrected.read_by(full_name, self.lists.fingerprint())
    }
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
    /// Why not all of it was read.
    pub problem: Option<Problem>,
    /// What it gives for the name of its site if it is a single page.
    pub site: Option<SiteEvidence>,
    /// For each document whether it was wanted. One that was not is without language and names.
    pub wanted: Vec<bool>,
}

/// As [`read`], where lines and the site of the folder are known from other files.
///
/// # Errors
/// As [`read`].
pub(super) fn read_file(
    name: &str,
    bytes: Cow<'_, [u8]>,
    site: Option<&FolderSite>,
    context: ReadingContext<'_>,
    parser: &mut ParserProcess,
) -> Result<FileContent, Problem> {
    let read = || read_unguarded(name, bytes, site, context, parser);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(fault()))
}

fn read_unguarded(
    name: &str,
    bytes: Cow<'_, [u8]>,
    site: Option<&FolderSite>,
    context: ReadingContext<'_>,
    parser: &mut ParserProcess,
) -> Result<FileContent, Problem> {
    let mut content = FileContent::default();
    let set = context.lists.mappings().of(name);
    let mut extracts =
        extract::extract_by(name, bytes, set, &mut |name, bytes, from| parser.read(name, bytes, from))?;
    (content.format, content.problem) = (extracts.format(), extracts.problem().cloned());
    while let Some(part) = extracts.next() {
        let before = extracts.lines_before();
        let segmented = segment::segment_with_known(&part, context.known, Some(context.today));
        let Segmented { mut documents, lines, site, frame } = segmented;
        for (start, end) in documents.iter_mut().filter_map(|document| document.lines.as_mut()) {
            *start += before;
            *end += before;
        }
        content.documents.extend(documents);
        content.lines.extend(lines);
        content.site = site;
        let in_file = |run: FrameRun| FrameRun { line: run.line.map(|line| line + before), ..run };
        content.frame.runs.extend(frame.runs.into_iter().map(in_file));
    }
    content.site = content.site.filter(|_| content.documents.len() == 1);
    let unnamed = content.site.as_ref().is_some_and(|page| !page.named);
    if let Some((site, document)) = site.zip(content.documents.first_mut()).filter(|_| unnamed)
        && site.is_of(document)
    {
        (document.source, document.source_guessed) = (Some(site.name.clone()), true);
    }
    let all = !context.only_marked || unnamed;
    let wanted = |lines: &Vec<LineOccurrence>| all || context.known.marks(lines.iter());
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
