//! The reading pipeline for one file, from its bytes to annotated documents (`extract`, `segment`,
//! `annotate`), without access to the disk but for what lies beside a scan, and documents that wait there (`large`).

use std::borrow::Cow;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::apart::ParserProcess;
use super::beside::files::FilesBeside;
use super::corrected::CorrectedDocuments;
use super::document_locators::locators;
use super::error::fault;
use super::large::Documents;
use super::stamp::reason;
use crate::annotate::lists::Lists;
use crate::extract::{Pieces, TextPart};
use crate::model::{Document, DocumentId, Extract, Format, Frame, FrameRun, Problem};
use crate::notebook::DocumentLocators;
use crate::segment::{
    FolderSite, KnownBoilerplate, KnownSites, LineOccurrence, SegmentContext, Segmented, SiteEvidence,
    StatedBeginning,
};
use crate::{annotate, extract, segment};

/// The bytes of a file that is held whole while it is read, where it need not be. Set by hand: with fewer nothing is
/// gained.
const HELD: u64 = 24 << 20;

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
    read_by(name, bytes, lists, &NONE_BESIDE, &mut ParserProcess::of(None)).map(|(documents, _)| documents)
}

/// As [`read`], and the reason why not all of the file was read; formats that are read apart go to the `parser`, and
/// a scan has its text from what lies `beside` it.
///
/// # Errors
/// As [`read`].
pub fn read_by<'b>(
    name: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    lists: &Lists,
    beside: &FilesBeside,
    parser: &mut ParserProcess,
) -> Result<(Vec<Document>, Option<Problem>), Problem> {
    let (known, sites, corrected) = Default::default();
    let context = ReadingContext::of_today(&known, &sites, &corrected, lists);
    let content = read_file(name, bytes.into(), None, ReadingContext { beside, ..context }, parser)?;
    let documents = content.documents.taken().and_then(Iterator::collect);
    Ok((documents.map_err(|error| reason(&error))?, content.problem))
}

/// Nothing lies beside what is no file on disk.
static NONE_BESIDE: FilesBeside = FilesBeside::none();

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
    /// What lies beside it.
    pub beside: &'a FilesBeside,
    /// Where its documents begin, and do not, as the reader says.
    pub beginnings: &'a [StatedBeginning],
    /// Only documents are wanted in which such lines stand, or that name no source: the index has the others as
    /// they are.
    pub only_marked: bool,
    /// The day of reading.
    pub today: jiff::civil::Date,
    /// A plain text of more bytes is read piece by piece.
    pub held: u64,
    /// The folder where the documents of a very large file wait until they are written; `None` to hold them all.
    pub spool: Option<&'a Path>,
}

impl<'a> ReadingContext<'a> {
    /// All documents are wanted, and today is the day.
    pub(super) fn of_today(
        known: &'a KnownBoilerplate,
        sites: &'a KnownSites,
        corrected: &'a CorrectedDocuments,
        lists: &'a Lists,
    ) -> ReadingContext<'a> {
        let beside = &NONE_BESIDE;
        let (today, held) = (today(), HELD);
        ReadingContext {
            known,
            sites,
            corrected,
            lists,
            beside,
            beginnings: &[],
            only_marked: false,
            today,
            held,
            spool: None,
        }
    }

    /// Has a document that was read from a file say what the reader says of it.
    pub(super) fn correct(&self, full_name: &str, id: DocumentId, document: &mut Document) {
        self.corrected.apply(full_name, id, document, self.lists);
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
    pub documents: Documents,
    /// What each of them is found again by.
    pub locators: Vec<DocumentLocators>,
    /// What is in none of them.
    pub frame: Frame,
    /// For each document its lines, to be known by in other files.
    pub lines: Vec<Vec<LineOccurrence>>,
    /// The name of the file beside it that its text is from.
    pub text_beside: Option<String>,
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
    let read = || {
        let set = context.lists.mappings().of(name);
        let beside = || context.beside.files();
        let mut extracts = extract::extract_by(name, bytes, set, &beside, &mut |name, bytes, from| {
            parser.read(name, bytes, from)
        })?;
        let mut reading = Reading::new(extracts.format(), site, context);
        reading.content.problem = extracts.problem().cloned();
        while let Some(part) = extracts.next() {
            reading.add(part, extracts.lines_before())?;
        }
        reading.finish()
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(fault()))
}

/// As [`read_file`], of a plain text too large to be held.
///
/// # Errors
/// As [`read`], and when it cannot be read to its end.
pub(super) fn read_in_pieces(
    text: impl io::Read,
    site: Option<&FolderSite>,
    context: ReadingContext<'_>,
) -> Result<FileContent, Problem> {
    let mut reading = Reading::new(Format::PlainText, site, context);
    let mut pieces = Pieces::of(text);
    while let Some(TextPart { extract, lines_before }) = pieces.next_part().map_err(|error| reason(&error))? {
        reading.add(extract, lines_before)?;
    }
    if reading.is_empty() { Err(Problem::new("empty")) } else { reading.finish() }
}

/// A file while it is read: what was found in it so far.
struct Reading<'a> {
    content: FileContent,
    site: Option<&'a FolderSite>,
    context: ReadingContext<'a>,
    /// The first document with its lines, as long as it may be the only one.
    first: Option<(Document, Vec<LineOccurrence>)>,
}

impl<'a> Reading<'a> {
    fn new(format: Format, site: Option<&'a FolderSite>, context: ReadingContext<'a>) -> Reading<'a> {
        Reading { content: FileContent { format, ..FileContent::default() }, site, context, first: None }
    }

    fn is_empty(&self) -> bool {
        self.first.is_none() && self.content.documents.len() == 0
    }

    /// Adds the documents of the next text, before which so many line ends stand in the file.
    fn add(&mut self, text: Extract, before: u32) -> Result<(), Problem> {
        let by = SegmentContext {
            known: self.context.known,
            today: Some(self.context.today),
            beginnings: self.context.beginnings,
        };
        let segmented = segment::segment_with_known(&text, &by);
        // It may be large, and is not wanted while the names of its documents are looked for.
        drop(text);
        let Segmented { mut documents, lines, site, frame } = segmented;
        for (start, end) in documents.iter_mut().filter_map(|document| document.lines.as_mut()) {
            *start += before;
            *end += before;
        }
        let in_file = |run: FrameRun| FrameRun { line: run.line.map(|line| line + before), ..run };
        self.content.frame.runs.extend(frame.runs.into_iter().map(in_file));
        let alone = self.is_empty() && documents.len() == 1;
        self.content.site = site.filter(|_| alone);
        let mut found = documents.into_iter().zip(lines);
        if alone {
            self.first = found.next();
            return Ok(());
        }
        let first = self.first.take();
        first
            .into_iter()
            .chain(found)
            .try_for_each(|document| self.settle(document, !self.context.only_marked))
    }

    /// Takes a document as it is, with what is recognised in it if it is wanted.
    fn settle(
        &mut self,
        (mut document, lines): (Document, Vec<LineOccurrence>),
        wanted: bool,
    ) -> Result<(), Problem> {
        let wanted = wanted || self.context.known.marks(lines.iter());
        // All of it: the names of a document are weighed together, so that one line less can change
        // what is recognised in the others.
        if wanted {
            annotate::annotate(&mut document, self.context.lists);
        }
        let content = &mut self.content;
        if let Some(text) = document.text_beside.as_deref().filter(|_| content.text_beside.is_none()) {
            content.text_beside = Some(text.file.clone());
        }
        content.locators.push(locators(&document, content.documents.len() + 1));
        content.lines.push(lines);
        content.wanted.push(wanted);
        content.documents.push(document, self.context.spool)
    }

    fn finish(mut self) -> Result<FileContent, Problem> {
        if let Some((mut document, lines)) = self.first.take() {
            let unnamed = self.content.site.as_ref().is_some_and(|page| !page.named);
            if let Some(site) = self.site.filter(|site| unnamed && site.is_of(&document)) {
                (document.source, document.source_guessed) = (Some(site.name.clone()), true);
            }
            self.settle((document, lines), unnamed || !self.context.only_marked)?;
        }
        Ok(self.content)
    }
}
