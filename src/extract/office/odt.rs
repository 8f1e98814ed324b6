//! Reads ODT, as an archive or as one file of markup: paragraphs, headings, lists and tables in the order of the
//! text; notes, comments and boxes below the paragraph they belong to. Deleted text that was tracked is left
//! out, and that is said at the end.

use super::changes::{self, comment_mark};
use super::open_document;
use super::writer::{Paragraph, Writer};
use crate::extract::contents::Contents;
use crate::extract::xml::{Element, Node, walk};
use crate::model::{BlockKind, Metadata, Problem};

/// So many spaces in a row are one element at most.
const SPACES: usize = 100;
/// What begins the archive, behind the name of its first part.
const TYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Whether bytes are an ODT file.
pub fn is_one(bytes: &[u8]) -> bool {
    open_document::is_of_type(bytes, TYPE)
}

/// The text of an ODT file.
///
/// # Errors
/// When it is no archive, needs a password, or its text is missing.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    open_document::read(bytes).map(|(text, metadata)| contents(&text, metadata))
}

fn contents(text: &str, metadata: Metadata) -> Contents {
    let mut reader = OdtReader::new();
    let problem = walk(text, |node| reader.node(node)).err();
    if let Some(said) = changes::said(reader.inserted, reader.deleted) {
        reader.writer.paragraph(said);
    }
    Contents { problem, ..Contents::from(reader.writer.finish(metadata)) }
}

/// What a paragraph is in that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    Note,
    Comment,
    Box,
}

struct OdtReader {
    writer: Writer,
    /// The open paragraphs: one in a note or box lies in one of the text.
    open: Vec<Paragraph>,
    places: Vec<Place>,
    /// Whether the text has begun.
    begun: bool,
    /// How many elements are open, the first of which is one whose text is none of the document's.
    unread: usize,
    lists: usize,
    notes: usize,
    /// The author of the open comment, while the characters are the name, and what stands before its words.
    author: Option<String>,
    mark: Option<String>,
    inserted: usize,
    deleted: usize,
}

impl OdtReader {
    fn new() -> OdtReader {
        OdtReader {
            writer: Writer::new(),
            open: Vec::new(),
            places: vec![Place::Text],
            begun: false,
            unread: 0,
            lists: 0,
            notes: 0,
            author: None,
            mark: None,
            inserted: 0,
            deleted: 0,
        }
    }

    fn place(&self) -> Place {
        self.places.last().copied().unwrap_or(Place::Text)
    }

    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(name),
            Node::Text(text) => {
                if let Some(author) = &mut self.author {
                    author.push_str(&text);
                } else if self.begun
                    && self.unread == 0
                    && let Some(paragraph) = self.open.last_mut()
                {
                    paragraph.words(&text);
                }
            }
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        match name {
            "body" => self.begun = true,
            "insertion" => self.inserted += 1,
            "deletion" => self.deleted += 1,
            _ => {}
        }
        if self.unread > 0 || is_unread(element) {
            self.unread += 1;
        }
        if self.unread > 0 || !self.begun {
            return;
        }
        match name {
            "h" => self.open_paragraph(BlockKind::Heading),
            "p" => self.open_paragraph(if self.lists > 0 { BlockKind::List } else { BlockKind::Paragraph }),
            "list" => self.lists += 1,
            "note" => self.open_note(),
            "annotation" => self.places.push(Place::Comment),
            "text-box" => self.places.push(Place::Box),
            "creator" if self.place() == Place::Comment => self.author = Some(String::new()),
            _ => {
                self.start_in_table(name);
                self.start_in_paragraph(name, element);
            }
        }
    }

    fn start_in_table(&mut self, name: &str) {
        match name {
            _ if self.place() != Place::Text => {}
            "table" => self.writer.open_table(),
            "table-row" => self.writer.row(),
            "table-cell" => self.writer.cell(),
            _ => {}
        }
    }

    fn start_in_paragraph(&mut self, name: &str, element: &Element<'_>) {
        let Some(paragraph) = self.open.last_mut() else { return };
        match name {
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                paragraph.words(&" ".repeat(usize::min(count, SPACES)));
            }
            "tab" => paragraph.words(" "),
            "line-break" => paragraph.line(),
            "a" => {
                if let Some(target) = element.attribute("href") {
                    paragraph.open_link(&target);
                }
            }
            _ => {}
        }
    }

    fn open_note(&mut self) {
        self.places.push(Place::Note);
        self.notes += 1;
        let mark = format!("[{}]", self.notes);
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.words(&mark);
        }
        self.mark = Some(format!("{mark} "));
    }

    fn open_paragraph(&mut self, kind: BlockKind) {
        let kind = if self.place() == Place::Comment { BlockKind::Quote } else { kind };
        let mut paragraph = Paragraph::new(kind);
        if let Some(mark) = self.mark.take() {
            paragraph.words(&mark);
        }
        self.open.push(paragraph);
    }

    fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        if !self.begun {
            return;
        }
        match name {
            "body" => self.begun = false,
            "h" | "p" => self.end_paragraph(),
            "list" => self.lists = self.lists.saturating_sub(1),
            "table" if self.place() == Place::Text => self.writer.close_table(),
            "note" | "annotation" | "text-box" => {
                _ = self.places.pop();
                self.mark = None;
            }
            "creator" => self.mark = self.author.take().map(|author| comment_mark(&author)),
            "a" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.close_link();
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if self.place() == Place::Text {
            self.writer.paragraph(paragraph)
        } else {
            self.writer.apart(paragraph)
        }
    }
}

/// Whether the text of an element is none of the document: deleted text, marks of notes, the date of a comment,
/// descriptions of pictures, readings beside characters.
fn is_unread(element: &Element<'_>) -> bool {
    matches!(
        (element.prefix(), element.name()),
        ("text", "tracked-changes" | "note-citation" | "ruby-text")
            | ("dc", "date")
            | ("svg", "title" | "desc")
            | ("meta", "date-string" | "creator-initials")
            | ("office", "forms" | "scripts")
    )
}
