//! The JSON output of documents, one object a line. The contract with programs that read it is `docs/json.md`.
//!
//! Not here: how a line is written (`text::json_line`).

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::annotate::value::{Value, value};
use crate::model::{
    Attachment, Block, Document, MappedField, PageStart, PartialDate, Problem, Published, Quoted, TextBeside,
};
pub use crate::text::json_line::line;

/// Writes one document with its blocks and mentions.
///
/// # Errors
/// When nothing can be written.
pub fn document(out: &mut impl Write, file: &str, document: &Document) -> io::Result<()> {
    let value = DocumentLine {
        file,
        part: document.part,
        parts: document.parts,
        lines: document.lines,
        kind: document.kind.name(),
        title: document.title.as_deref(),
        byline: document.byline.as_deref(),
        source: document.source.as_deref(),
        source_sure: document.source.as_ref().map(|_| !document.source_guessed),
        published: document.published.as_ref().map(PublishedLine::new),
        language: document.language.as_deref(),
        link: document.link.as_deref(),
        attachments: document.attachments.iter().map(AttachmentLine::new).collect(),
        attachment: document.attachment.as_deref(),
        quotes: document.quotes.iter().map(QuotedLine::new).collect(),
        mapping: document.mapping.iter().map(MappingLine::new).collect(),
        text_beside: document.text_beside.as_deref(),
        text: &document.text,
        blocks: Streamed(&document.blocks, BlockLine::new),
        pages: document.pages.iter().map(PageLine::new).collect(),
        mentions: Mentions(document),
    };
    line(out, &value)
}

/// Writes a text with its mentions only.
///
/// # Errors
/// When nothing can be written.
pub fn annotated(out: &mut impl Write, file: &str, document: &Document) -> io::Result<()> {
    line(out, &AnnotatedLine { file, text: &document.text, mentions: Mentions(document) })
}

/// Writes down a file that could not be read.
///
/// # Errors
/// When nothing can be written.
pub fn problem(out: &mut impl Write, file: &str, problem: &Problem) -> io::Result<()> {
    line(out, &ProblemLine { file, problem: &problem.0 })
}

#[derive(Serialize)]
struct DocumentLine<'a> {
    file: &'a str,
    part: u32,
    parts: u32,
    lines: Option<(u32, u32)>,
    kind: &'static str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    source: Option<&'a str>,
    source_sure: Option<bool>,
    published: Option<PublishedLine>,
    language: Option<&'a str>,
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<AttachmentLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachment: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<QuotedLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mapping: Vec<MappingLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_beside: Option<&'a TextBeside>,
    text: &'a str,
    blocks: Streamed<'a, Block, BlockLine>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pages: Vec<PageLine>,
    mentions: Mentions<'a>,
}

#[derive(Serialize)]
struct AnnotatedLine<'a> {
    file: &'a str,
    text: &'a str,
    mentions: Mentions<'a>,
}

#[derive(Serialize)]
struct ProblemLine<'a> {
    file: &'a str,
    problem: &'a str,
}

/// What a mail quotes.
#[derive(Serialize)]
struct QuotedLine<'a> {
    start: u32,
    end: u32,
    from: Option<&'a str>,
    date: Option<String>,
}

impl QuotedLine<'_> {
    fn new(quoted: &Quoted) -> QuotedLine<'_> {
        let (from, date) = (quoted.from.as_deref(), quoted.day.map(|day| day.to_string()));
        QuotedLine { start: quoted.span.start, end: quoted.span.end, from, date }
    }
}

#[derive(Serialize)]
struct PublishedLine {
    date: Option<String>,
    sure: bool,
    after: Option<String>,
    before: Option<String>,
}

impl PublishedLine {
    fn new(published: &Published) -> PublishedLine {
        let text = |date: Option<PartialDate>| date.map(|date| date.to_string());
        PublishedLine {
            date: text(published.date),
            sure: published.sure,
            after: text(published.after),
            before: text(published.before),
        }
    }
}

#[derive(Serialize)]
struct AttachmentLine<'a> {
    name: &'a str,
    read: bool,
}

impl AttachmentLine<'_> {
    fn new(attachment: &Attachment) -> AttachmentLine<'_> {
        AttachmentLine { name: &attachment.name, read: attachment.read }
    }
}

#[derive(Serialize)]
struct MappingLine<'a> {
    role: &'static str,
    field: &'a str,
}

impl MappingLine<'_> {
    fn new(mapped: &MappedField) -> MappingLine<'_> {
        MappingLine { role: mapped.role.name(), field: &mapped.field }
    }
}

#[derive(Serialize)]
struct BlockLine {
    start: u32,
    end: u32,
    kind: &'static str,
}

impl BlockLine {
    fn new(block: &Block) -> BlockLine {
        BlockLine { start: block.span.start, end: block.span.end, kind: block.kind.name() }
    }
}

#[derive(Serialize)]
struct PageLine {
    start: u32,
    page: u32,
}

impl PageLine {
    fn new(place: &PageStart) -> PageLine {
        PageLine { start: place.start, page: place.page }
    }
}

#[derive(Serialize)]
struct MentionLine<'a> {
    start: u32,
    end: u32,
    kind: &'a str,
    entity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
}

/// The mentions of a document, each with the role of its person or the value it gives.
struct Mentions<'a>(&'a Document);

impl Serialize for Mentions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Mentions(document) = self;
        let mut roles = document.roles.iter().peekable();
        serializer.collect_seq(
            document.mentions.iter().enumerate().map(|(number, mention)| MentionLine {
                start: mention.span.start,
                end: mention.span.end,
                kind: mention.kind.name(),
                entity: mention.key,
                role: roles
                    .next_if(|role| role.mention as usize == number)
                    .map(|role| role.span.of(&document.text)),
                value: value(document, mention),
            }),
        )
    }
}

/// A list written one by one: a document may have a million blocks.
struct Streamed<'a, T, L>(&'a [T], fn(&T) -> L);

impl<T, L: Serialize> Serialize for Streamed<'_, T, L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}
