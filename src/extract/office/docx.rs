//! Reads DOCX: paragraphs, headings, lists and tables in the order of the text; notes, comments and boxes
//! below the paragraph they belong to. Text that was inserted with tracking is read, deleted text is left
//! out, and both are said at the end.
//!
//! Not here: styles and the places of parts (`docx_parts`).

use std::collections::HashMap;

use super::changes::{self, comment_mark};
use super::docx_numbering::{Numbering, level};
use super::docx_parts::{Relations, Style, is_level, styles};
use super::drawings::Drawings;
use super::properties;
use super::writer::{Paragraph, Writer};
use crate::extract::archive::Archive;
use crate::extract::contents::Contents;
use crate::extract::xml::{Element, Node, walk};
use crate::model::{BlockKind, Problem};

/// The text of a DOCX file.
///
/// # Errors
/// When it is no archive, or the text is missing.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    let mut archive = Archive::open(bytes)?;
    let root = Relations::of(&mut archive, "");
    let main = root.part("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let text = archive.text(&main)?.ok_or_else(|| Problem::new("a Word file without its text"))?;
    let relations = Relations::of(&mut archive, &main);
    let mut part = |of_type: &str| match relations.part(of_type) {
        Some(name) => archive.text(&name).map(Option::unwrap_or_default),
        None => Ok(String::new()),
    };
    let styles = styles(&part("styles")?);
    let numbering = Numbering::read(&part("numbering")?);
    let mut apart = HashMap::new();
    for (of_type, of) in
        [("footnotes", Apart::Note), ("endnotes", Apart::EndNote), ("comments", Apart::Comment)]
    {
        let text = part(of_type)?;
        let notes = DocxReader::new(&relations, &styles, HashMap::new()).notes(&text, of);
        apart.extend(notes.into_iter().map(|(id, paragraphs)| ((of, id), paragraphs)));
    }
    let mut frames = Vec::new();
    for of_type in ["header", "footer"] {
        for name in relations.parts(of_type) {
            frames.push(archive.text(&name)?.unwrap_or_default());
        }
    }
    let drawings = Drawings::of(&mut archive, &relations)?;
    let core = root.part("core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned());
    let metadata = properties::read(&archive.text(&core)?.unwrap_or_default());
    let mut reader = DocxReader::new(&relations, &styles, apart);
    (reader.numbering, reader.drawings) = (numbering, drawings);
    let problem = walk(&text, |node| reader.node(node)).err();
    reader.say_changes();
    for frame in &frames {
        reader.frame(frame);
    }
    Ok(Contents { problem, ..Contents::from(reader.writer.finish(metadata)) })
}

/// What stands apart from the text and is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Apart {
    Note,
    EndNote,
    Comment,
}

/// What is read by its number: notes and comments.
type NotesById = HashMap<(Apart, String), Vec<Paragraph>>;

/// Reads the markup of one part.
struct DocxReader<'d> {
    relations: &'d Relations,
    styles: &'d HashMap<String, Style>,
    apart: NotesById,
    numbering: Numbering,
    /// The words of charts and drawings, which lie in parts of their own.
    drawings: Drawings,
    writer: Writer,
    /// The open paragraphs: one in a box lies in one of the text.
    open: Vec<Paragraph>,
    /// How many elements are open, the first of which is one whose text is not read.
    unread: usize,
    /// Whether the characters are text.
    text: bool,
    /// Boxes that are open, in which paragraphs stand apart.
    boxes: usize,
    /// Whether an insertion is open, or a deletion, of which nothing was seen yet.
    is_insertion: bool,
    is_deletion: bool,
    inserted: usize,
    deleted: usize,
    /// How many notes were referred to.
    notes: usize,
    /// What is read stands at the head or foot of each page.
    in_frame: bool,
}

impl<'d> DocxReader<'d> {
    fn new(relations: &'d Relations, styles: &'d HashMap<String, Style>, apart: NotesById) -> DocxReader<'d> {
        DocxReader {
            relations,
            styles,
            apart,
            numbering: Numbering::default(),
            drawings: Drawings::default(),
            writer: Writer::new(),
            open: Vec::new(),
            unread: 0,
            text: false,
            boxes: 0,
            is_insertion: false,
            is_deletion: false,
            inserted: 0,
            deleted: 0,
            notes: 0,
            in_frame: false,
        }
    }

    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(name),
            Node::Text(text) if self.text && self.unread == 0 => {
                self.inserted += usize::from(std::mem::take(&mut self.is_insertion));
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.words(&text);
                }
            }
            Node::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if self.unread > 0 || is_unread(name) {
            self.unread += 1;
            self.is_deletion = name == "del" || self.is_deletion;
            self.deleted += usize::from(name == "delText" && std::mem::take(&mut self.is_deletion));
            return;
        }
        match name {
            "p" => self.open.push(Paragraph::new(BlockKind::Paragraph)),
            "t" => self.text = true,
            "ins" => self.is_insertion = true,
            "txbxContent" => self.boxes += 1,
            "tbl" if self.is_table() => self.writer.open_table(),
            "tr" if self.is_table() => self.writer.row(),
            "tc" if self.is_table() => self.writer.cell(),
            "footnoteReference" => self.refer(Apart::Note, element),
            "endnoteReference" => self.refer(Apart::EndNote, element),
            "commentReference" => self.refer(Apart::Comment, element),
            _ => self.start_in_paragraph(name, element),
        }
    }

    fn start_in_paragraph(&mut self, name: &str, element: &Element<'_>) {
        let value = || element.attribute("val");
        let Some(paragraph) = self.open.last_mut() else { return };
        match name {
            "pStyle" => {
                let style = value().and_then(|id| self.styles.get(&id).cloned()).unwrap_or_default();
                paragraph.number = style.number.clone();
                paragraph.kind = match style {
                    Style { heading: true, .. } => BlockKind::Heading,
                    Style { list: true, .. } => BlockKind::List,
                    _ => paragraph.kind,
                };
            }
            "outlineLvl" if is_level(value().as_deref()) => paragraph.kind = BlockKind::Heading,
            "numPr" if paragraph.kind == BlockKind::Paragraph => paragraph.kind = BlockKind::List,
            "numId" => paragraph.number.0 = value(),
            "ilvl" => paragraph.number.1 = level(value()),
            "tab" | "ptab" => paragraph.words(" "),
            "br" | "cr" => paragraph.line(),
            "noBreakHyphen" => paragraph.words("-"),
            "oMath" => paragraph.words(" "),
            "den" => paragraph.words("/"),
            "relIds" | "chart" => {
                let shown = self.drawings.shown(element, self.relations);
                paragraph.words(&shown.unwrap_or_default());
            }
            "docPr" => paragraph.picture(element.attribute("descr")),
            "hyperlink" => {
                let target =
                    element.attribute("id").and_then(|id| self.relations.target(&id).map(str::to_owned));
                if let Some(target) = target {
                    paragraph.open_link(&target);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        match name {
            "t" => self.text = false,
            "ins" => self.is_insertion = false,
            "p" => self.end_paragraph(),
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "tbl" if self.is_table() => self.writer.close_table(),
            "hyperlink" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.close_link();
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        if self.in_frame {
            paragraph.kind = BlockKind::Chrome;
        }
        let (list, at) = &paragraph.number;
        let number = list.as_ref().and_then(|list| self.numbering.next(list, *at));
        if let Some(number) = number.filter(|_| paragraph.has_words()) {
            paragraph.begin_with(&format!("{number} "));
        }
        if self.boxes > 0 { self.writer.apart(paragraph) } else { self.writer.paragraph(paragraph) }
    }

    /// Whether a table is one of the text; what lies in a box is paragraphs.
    fn is_table(&self) -> bool {
        self.boxes == 0 && !self.in_frame
    }

    /// Something apart is referred to: it is written below the paragraph.
    fn refer(&mut self, of: Apart, element: &Element<'_>) {
        let Some(id) = element.attribute("id") else { return };
        let Some(mut paragraphs) = self.apart.remove(&(of, id)) else { return };
        if of != Apart::Comment {
            self.notes += 1;
            let mark = format!("[{}]", self.notes);
            if let Some(paragraph) = self.open.last_mut() {
                paragraph.words(&mark);
            }
            if let Some(first) = paragraphs.first_mut() {
                first.begin_with(&format!("{mark} "));
            }
        }
        for paragraph in paragraphs {
            self.writer.apart(paragraph);
        }
    }

    /// The notes or comments of a part, by number.
    fn notes(mut self, text: &str, of: Apart) -> Vec<(String, Vec<Paragraph>)> {
        let mut notes: Vec<(String, Vec<Paragraph>)> = Vec::new();
        let mut author = String::new();
        _ = walk(text, |node| {
            match &node {
                Node::Start(element) if matches!(element.name(), "footnote" | "endnote" | "comment") => {
                    author = element.attribute("author").unwrap_or_default();
                    notes.push((element.attribute("id").unwrap_or_default(), Vec::new()));
                }
                Node::End("p") if self.unread == 0 => {
                    let Some((mut paragraph, (_, all))) = self.open.pop().zip(notes.last_mut()) else {
                        return;
                    };
                    if of == Apart::Comment {
                        paragraph.kind = BlockKind::Quote;
                        if all.is_empty() {
                            paragraph.begin_with(&comment_mark(&author));
                        }
                    }
                    all.push(paragraph);
                    return;
                }
                _ => {}
            }
            self.node(node);
        });
        notes
    }

    /// Says at the end what was tracked.
    fn say_changes(&mut self) {
        if let Some(said) = changes::said(self.inserted, self.deleted) {
            self.writer.paragraph(said);
        }
    }

    /// What stands at the head or foot of each page is kept, but is none of the text.
    fn frame(&mut self, text: &str) {
        self.in_frame = true;
        _ = walk(text, |node| self.node(node));
    }
}

/// Whether the text of an element is none of the document: what was deleted or moved away, former formats,
/// instructions of fields, what is repeated for old programs.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "Fallback"
            | "instrText"
            | "delInstrText"
            | "rt"
            | "pPrChange"
            | "rPrChange"
            | "tblPrChange"
    )
}
