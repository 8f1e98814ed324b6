//! Reads the slides of OpenDocument (ODP): of each its title first, then its text and tables, and the speaker's notes.

use super::open_document;
use super::writer::{Paragraph, Writer};
use crate::extract::contents::Contents;
use crate::extract::xml::{Element, Node, walk};
use crate::model::{BlockKind, Problem};

/// What begins the archive, behind the name of its first part.
const TYPE: &[u8] = b"application/vnd.oasis.opendocument.presentation";

/// Whether bytes are an ODP file.
pub fn is_one(bytes: &[u8]) -> bool {
    open_document::is_of_type(bytes, TYPE)
}

/// The text of an ODP file.
///
/// # Errors
/// When it is no archive, needs a password, or its slides are missing.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    let (text, metadata) = open_document::read(bytes)?;
    let mut reader = OdpReader::default();
    let problem = walk(&text, |node| reader.node(node)).err();
    let mut writer = Writer::new();
    reader.slides.into_iter().for_each(|slide| slide.write(&mut writer));
    Ok(Contents { problem, ..Contents::from(writer.finish(metadata)) })
}

/// A slide while it is read.
#[derive(Default)]
struct Slide {
    titles: Vec<Paragraph>,
    text: Vec<SlidePart>,
    notes: Vec<Paragraph>,
}

/// What a slide has one after the other.
enum SlidePart {
    Paragraph(Paragraph),
    OpenTable,
    Row,
    Cell,
    CloseTable,
}

impl Slide {
    fn write(self, writer: &mut Writer) {
        self.titles.into_iter().for_each(|title| writer.paragraph(title));
        for piece in self.text {
            match piece {
                SlidePart::Paragraph(paragraph) => writer.paragraph(paragraph),
                SlidePart::OpenTable => writer.open_table(),
                SlidePart::Row => writer.row(),
                SlidePart::Cell => writer.cell(),
                SlidePart::CloseTable => writer.close_table(),
            }
        }
        let mut notes = self.notes.into_iter().filter(Paragraph::has_words);
        if let Some(mut first) = notes.next() {
            first.begin_with("[Notes] ");
            writer.paragraph(first);
        }
        notes.for_each(|note| writer.paragraph(note));
    }
}

#[derive(Default)]
struct OdpReader {
    slides: Vec<Slide>,
    /// What the frame is for, as its class says: `title`, `notes`, `page-number` …
    class: String,
    notes: bool,
    lists: usize,
    tables: usize,
    paragraph: Option<Paragraph>,
    /// How many elements are open, the first of which is no text of the slide.
    unread: usize,
}

impl OdpReader {
    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(name),
            Node::Text(text) => {
                if let Some(paragraph) = self.paragraph.as_mut().filter(|_| self.unread == 0) {
                    paragraph.words(&text);
                }
            }
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        let passed = ("office", "annotation") == (element.prefix(), name)
            || ("svg", "title") == (element.prefix(), name);
        if self.unread > 0 || passed {
            self.unread += 1;
            return;
        }
        if (element.prefix(), name) == ("draw", "page") {
            self.slides.push(Slide::default());
        }
        let Some(slide) = self.slides.last_mut() else { return };
        match name {
            "frame" | "custom-shape" => self.class = element.attribute("class").unwrap_or_default(),
            "notes" => self.notes = true,
            "list" => self.lists += 1,
            "table" if element.prefix() == "table" => {
                self.tables += 1;
                slide.text.push(SlidePart::OpenTable);
            }
            "table-row" => slide.text.push(SlidePart::Row),
            "table-cell" => slide.text.push(SlidePart::Cell),
            "p" | "h" => self.paragraph = Some(Paragraph::new(self.kind())),
            "line-break" => self.paragraph.iter_mut().for_each(Paragraph::line),
            "tab" | "s" => self.paragraph.iter_mut().for_each(|paragraph| paragraph.words(" ")),
            _ => {}
        }
    }

    /// What a paragraph that begins here is.
    fn kind(&self) -> BlockKind {
        match (self.class.as_str(), self.lists) {
            ("title", _) => BlockKind::Heading,
            (_, 0) => BlockKind::Paragraph,
            _ => BlockKind::List,
        }
    }

    fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        let Some(slide) = self.slides.last_mut() else { return };
        match name {
            "frame" | "custom-shape" => self.class.clear(),
            "notes" => self.notes = false,
            "list" => self.lists = self.lists.saturating_sub(1),
            "table" if self.tables > 0 => {
                self.tables -= 1;
                slide.text.push(SlidePart::CloseTable);
            }
            "p" | "h" => {
                let Some(paragraph) = self.paragraph.take().filter(Paragraph::has_words) else { return };
                match self.class.as_str() {
                    "page-number" | "date-time" | "header" | "footer" => {}
                    "notes" => slide.notes.push(paragraph),
                    _ if self.notes => {}
                    "title" => slide.titles.push(paragraph),
                    _ => slide.text.push(SlidePart::Paragraph(paragraph)),
                }
            }
            _ => {}
        }
    }
}
