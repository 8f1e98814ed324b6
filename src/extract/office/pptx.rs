//! Reads PPTX: slides in their order, of each its title first, then its text, tables and what pictures show, and the
//! speaker's notes.
//!
//! Not here: the words of charts and drawings (`drawings`), and comments.

use super::docx_parts::Relations;
use super::drawings::Drawings;
use super::properties;
use super::writer::{Paragraph, Writer};
use crate::extract::archive::Archive;
use crate::extract::contents::Contents;
use crate::extract::xml::{Element, Node, walk};
use crate::model::{BlockKind, Problem};

/// Slides that are read. Set by hand.
const MOST_SLIDES: usize = 10_000;

/// The text of a PPTX file.
///
/// # Errors
/// When it is no archive, or lists no slides.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    let mut archive = Archive::open(bytes)?;
    let root = Relations::of(&mut archive, "");
    let main = root.part("officeDocument").unwrap_or_else(|| "ppt/presentation.xml".to_owned());
    let list = archive.text(&main)?.ok_or_else(|| Problem::new("a PowerPoint file without its slides"))?;
    let relations = Relations::of(&mut archive, &main);
    let mut slides = Vec::new();
    let mut problem = walk(&list, |node| match node {
        Node::Start(element) if element.name() == "sldId" => slides.extend(element.reference("id")),
        _ => {}
    })
    .err();
    if slides.len() > MOST_SLIDES {
        problem.get_or_insert(Problem::new(format!("more than {MOST_SLIDES} slides: the rest was not read")));
    }
    let (mut writer, mut hidden) = (Writer::new(), 0);
    for id in slides.iter().take(MOST_SLIDES) {
        let Some(name) = relations.target_part(id) else { continue };
        match archive.text(&name) {
            Ok(text) => {
                let text = text.unwrap_or_default();
                let of_slide = Relations::of(&mut archive, &name);
                // What can be read of a slide is of use without its drawings.
                let drawings = Drawings::of(&mut archive, &of_slide).unwrap_or_default();
                hidden += usize::from(write_slide(&text, &mut writer, &of_slide, &drawings));
                let notes = of_slide.part("notesSlide");
                let notes = notes.and_then(|name| archive.text(&name).ok().flatten());
                SlideReader::new(Wanted::Notes, &mut writer, None).read(&notes.unwrap_or_default());
            }
            Err(why) => {
                problem.get_or_insert(why);
                break;
            }
        }
    }
    if hidden > 0 {
        let mut said = Paragraph::new(BlockKind::Paragraph);
        said.words(&format!("[Hidden slides: {hidden}. They are not shown with the others.]"));
        writer.paragraph(said);
    }
    let core = root.part("core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned());
    let metadata = properties::read(&archive.text(&core)?.unwrap_or_default());
    Ok(Contents { problem, ..Contents::from(writer.finish(metadata)) })
}

/// Writes a slide, its title first; whether it is a hidden one.
fn write_slide(text: &str, writer: &mut Writer, relations: &Relations, drawings: &Drawings) -> bool {
    SlideReader::new(Wanted::Title, writer, None).read(text);
    let mut reader = SlideReader::new(Wanted::Text, writer, Some((relations, drawings)));
    reader.read(text);
    reader.is_hidden
}

/// What of a slide is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Title,
    /// All but the title.
    Text,
    Notes,
}

/// What a shape of a slide is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShapePlace {
    Title,
    /// The text of the slide, which is a list; in notes the notes.
    Body,
    /// The date, the number of the slide, what stands at the foot of all.
    Frame,
    Other,
}

impl ShapePlace {
    /// That of a placeholder of a type.
    fn of(type_: Option<&str>) -> ShapePlace {
        match type_ {
            Some("title" | "ctrTitle") => ShapePlace::Title,
            Some("dt" | "ftr" | "hdr" | "sldNum" | "sldImg") => ShapePlace::Frame,
            Some("subTitle") => ShapePlace::Other,
            _ => ShapePlace::Body,
        }
    }
}

struct SlideReader<'w> {
    wanted: Wanted,
    writer: &'w mut Writer,
    /// What drawings of the slide lie elsewhere.
    drawings: Option<(&'w Relations, &'w Drawings)>,
    place: ShapePlace,
    paragraph: Option<Paragraph>,
    /// Whether the characters are text.
    text: bool,
    in_table: bool,
    /// Whether something of the notes was written.
    begun: bool,
    is_hidden: bool,
    /// How many elements are open, the first of which is repeated for old programs.
    unread: usize,
}

impl<'w> SlideReader<'w> {
    fn new(
        wanted: Wanted,
        writer: &'w mut Writer,
        drawings: Option<(&'w Relations, &'w Drawings)>,
    ) -> SlideReader<'w> {
        SlideReader {
            wanted,
            writer,
            drawings,
            place: ShapePlace::Other,
            paragraph: None,
            text: false,
            in_table: false,
            begun: false,
            is_hidden: false,
            unread: 0,
        }
    }

    /// Reads the markup as far as it can be.
    fn read(&mut self, text: &str) {
        _ = walk(text, |node| match node {
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(name),
            Node::Text(words) => {
                if let Some(paragraph) = self.paragraph.as_mut().filter(|_| self.text) {
                    paragraph.words(&words);
                }
            }
        });
    }

    fn is_wanted(&self) -> bool {
        match self.wanted {
            Wanted::Title => self.place == ShapePlace::Title,
            Wanted::Text => matches!(self.place, ShapePlace::Body | ShapePlace::Other),
            Wanted::Notes => self.place == ShapePlace::Body,
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let name = element.name();
        if self.unread > 0 || name == "Fallback" {
            self.unread += 1;
            return;
        }
        match name {
            "sld" => {
                self.is_hidden = matches!(element.attribute("show").as_deref(), Some("0" | "false"));
            }

            "sp" | "graphicFrame" | "pic" => self.place = ShapePlace::Other,
            "ph" => self.place = ShapePlace::of(element.attribute("type").as_deref()),
            "cNvPr" | "relIds" | "chart" | "tbl" if self.wanted == Wanted::Text => {
                self.start_drawing(element)
            }
            "tr" if self.in_table => self.writer.row(),
            "tc" if self.in_table => self.writer.cell(),
            "p" if element.prefix() != "p" => {
                self.paragraph = self.is_wanted().then(|| Paragraph::new(self.kind()))
            }
            "t" => self.text = true,
            "br" => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.line();
                }
            }
            _ => {}
        }
    }

    /// A picture, chart or table begins.
    fn start_drawing(&mut self, element: &Element<'_>) {
        let mut shown = Paragraph::new(BlockKind::Caption);
        match element.name() {
            "tbl" => {
                self.in_table = true;
                self.writer.open_table();
                return;
            }
            "cNvPr" if self.in_table => return,
            "cNvPr" => shown.picture(element.attribute("descr")),
            _ => {
                let drawing = self.drawings.and_then(|(relations, all)| all.shown(element, relations));
                shown.words(&drawing.unwrap_or_default());
            }
        }
        self.writer.paragraph(shown);
    }

    fn kind(&self) -> BlockKind {
        match (self.place, self.wanted) {
            (ShapePlace::Title, _) => BlockKind::Heading,
            (ShapePlace::Body, Wanted::Text) => BlockKind::List,
            _ => BlockKind::Paragraph,
        }
    }

    fn end(&mut self, name: &str) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        match name {
            "t" => self.text = false,
            "p" => {
                let Some(mut paragraph) = self.paragraph.take() else { return };
                if self.wanted == Wanted::Notes
                    && paragraph.has_words()
                    && !std::mem::replace(&mut self.begun, true)
                {
                    paragraph.begin_with("[Notes] ");
                }
                self.writer.paragraph(paragraph);
            }
            "tbl" if self.in_table => {
                self.in_table = false;
                self.writer.close_table();
            }
            _ => {}
        }
    }
}
