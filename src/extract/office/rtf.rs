//! Reads RTF: paragraphs, headings, lists and tables in the order of the text; notes, comments and boxes below
//! the paragraph they belong to. Deleted text that was tracked is left out, and that is said at the end.
//!
//! Not here: the marks (`rtf_tokens`), which words begin what (`rtf_words`), and encodings (`rtf_fonts`).

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::changes::{self, comment_mark};
use super::properties;
use super::rtf_fonts::{of_character_set, of_code_page};
use super::rtf_state::{State, Tracked};
use super::rtf_tokens::{RtfToken, RtfTokens};
use super::rtf_words::{self, Destination};
use super::writer::{Paragraph, Writer};
use crate::extract::contents::Contents;
use crate::model::{BlockKind, Metadata, Problem};

/// Groups may lie in each other so deep. Set by hand: each keeps its state.
const DEEPEST: usize = 10_000;

/// The text of an RTF file.
///
/// # Errors
/// When groups lie too deep in each other.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    let mut reader = RtfReader::new();
    for token in RtfTokens::of(bytes) {
        reader.token(token);
        if reader.around.len() > DEEPEST {
            return Err(Problem::new(format!("groups inside each other, more than {DEEPEST} deep")));
        }
    }
    Ok(reader.finish())
}

struct RtfReader {
    writer: Writer,
    state: State,
    around: Vec<State>,
    /// The open paragraphs: one in a note lies in one of the text.
    open: Vec<Paragraph>,
    /// What stands at the head or foot of each page.
    frames: Vec<Paragraph>,
    /// Bytes of characters that are not decoded yet.
    bytes: Vec<u8>,
    /// How many bytes are still to be passed over.
    passed: usize,
    /// The first of two numbers that are one character.
    high: Option<u16>,
    /// Whether what is not known at the beginning of the group is to be passed over.
    optional: bool,
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    styles: HashMap<i32, BlockKind>,
    style: i32,
    table: bool,
    /// Whether the cell has begun in which the text stands.
    cell: bool,
    notes: usize,
    author: String,
    /// The characters of what is no text: a property, the name of a style.
    value: String,
    metadata: Metadata,
    tracked: Tracked,
}

impl RtfReader {
    fn new() -> RtfReader {
        RtfReader {
            writer: Writer::new(),
            state: State::default(),
            around: Vec::new(),
            open: Vec::new(),
            frames: Vec::new(),
            bytes: Vec::new(),
            passed: 0,
            high: None,
            optional: false,
            fonts: HashMap::new(),
            font: 0,
            styles: HashMap::new(),
            style: 0,
            table: false,
            cell: false,
            notes: 0,
            author: String::new(),
            value: String::new(),
            metadata: Metadata::default(),
            tracked: Tracked::default(),
        }
    }

    fn finish(mut self) -> Contents {
        self.decode();
        while !self.around.is_empty() {
            self.close();
        }
        self.end_paragraph();
        self.leave_table();
        if let Some(said) = changes::said(self.tracked.inserted, self.tracked.deleted) {
            self.writer.paragraph(said);
        }
        for paragraph in self.frames {
            self.writer.paragraph(paragraph);
        }
        self.writer.finish(self.metadata).into()
    }

    fn token(&mut self, token: RtfToken<'_>) {
        if let RtfToken::Byte(byte) = token {
            match self.passed {
                0 => self.bytes.push(byte),
                _ => self.passed -= 1,
            }
            return;
        }
        self.decode();
        self.passed = 0;
        match token {
            RtfToken::Open => {
                self.around.push(self.state);
                self.optional = false;
                if self.state.destination == Destination::Styles {
                    (self.style, self.value) = (0, String::new());
                }
            }
            RtfToken::Close => self.close(),
            RtfToken::Control("*", None) => self.optional = true,
            RtfToken::Control(word, number) => {
                self.control(word, number);
                self.optional = false;
            }
            RtfToken::Byte(_) => {}
        }
    }

    /// Decodes the bytes of characters that were met.
    fn decode(&mut self) {
        if !self.bytes.is_empty() {
            let text = self.state.encoding.decode_without_bom_handling(&self.bytes).0.into_owned();
            self.bytes.clear();
            self.words(&text);
        }
    }

    /// Takes characters, for whatever they are.
    fn words(&mut self, text: &str) {
        match self.state.destination {
            Destination::Property(_) | Destination::Author | Destination::Styles | Destination::Mark => {
                self.value.push_str(text);
            }
            Destination::Unread | Destination::Fonts | Destination::Properties => {}
            _ => {
                self.tracked.character(self.state.inserted, self.state.deleted);
                if !self.state.deleted && !self.state.hidden {
                    self.paragraph().words(text);
                }
            }
        }
    }

    fn paragraph(&mut self) -> &mut Paragraph {
        if self.open.is_empty() {
            self.open.push(Paragraph::new(BlockKind::Paragraph));
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn control(&mut self, word: &str, number: Option<i32>) {
        let inner = self.state.destination;
        if matches!(inner, Destination::Unread) {
            return;
        }
        match rtf_words::destination(word, inner, self.optional) {
            Some(destination) => self.enter(destination),
            None if matches!(inner, Destination::Properties | Destination::Property(_)) => {
                self.time(word, number)
            }
            None => self.state_word(word, number),
        }
    }

    /// The parts of a time among the properties.
    fn time(&mut self, word: &str, number: Option<i32>) {
        let Some(number) = number.filter(|number| (1..10_000).contains(number)) else { return };
        match word {
            "yr" => self.value = format!("{number:04}"),
            "mo" | "dy" => self.value.push_str(&format!("-{number:02}")),
            _ => {}
        }
    }

    /// The text of the group becomes that of something else.
    fn enter(&mut self, destination: Destination) {
        match destination {
            // What follows the number or bullet is an entry.
            Destination::Mark => {
                let kind = self.as_list();
                self.around.iter_mut().last().into_iter().for_each(|around| around.kind = kind);
                self.value.clear();
            }
            Destination::Note => {
                self.notes += 1;
                let mark = format!("[{}]", self.notes);
                self.paragraph().words(&mark);
                self.open.push(Paragraph::new(BlockKind::Paragraph));
                self.paragraph().words(&format!("{mark} "));
            }
            Destination::Comment => {
                self.open.push(Paragraph::new(BlockKind::Quote));
                let mark = comment_mark(&std::mem::take(&mut self.author));
                self.paragraph().words(&mark);
            }
            Destination::Box | Destination::Frame => self.open.push(Paragraph::new(BlockKind::Paragraph)),
            _ => self.value.clear(),
        }
        self.state.destination = destination;
        if destination != Destination::Text {
            (self.state.kind, self.state.in_table) = (BlockKind::Paragraph, false);
        }
    }

    fn as_list(&self) -> BlockKind {
        if self.state.kind == BlockKind::Heading { BlockKind::Heading } else { BlockKind::List }
    }

    fn state_word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        match word {
            "par" | "sect" => self.end_paragraph(),
            "cell" | "nestcell" | "row" | "nestrow" => self.end_cell(word),
            "line" => self.paragraph().line(),
            "pard" => (self.state.kind, self.state.in_table) = (BlockKind::Paragraph, false),
            "plain" => (self.state.inserted, self.state.deleted, self.state.hidden) = (false, false, false),
            "intbl" => self.state.in_table = true,
            "revised" => self.state.inserted = on,
            "deleted" => self.state.deleted = on,
            "v" => self.state.hidden = on,
            "ls" if on => self.state.kind = self.as_list(),
            "outlinelevel" if number.is_some_and(|level| (0..9).contains(&level)) => {
                self.state.kind = BlockKind::Heading
            }
            "s" => self.choose_style(number.unwrap_or(0)),
            "u" => self.number(number.unwrap_or(0)),
            "uc" => {
                self.state.stand_in =
                    number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(16)
            }
            "f" => self.choose_font(number.unwrap_or(0)),
            "fcharset" => {
                _ = number.and_then(of_character_set).map(|encoding| self.fonts.insert(self.font, encoding))
            }
            "ansicpg" | "cpg" => self.encode(word, number),
            _ => {
                if let Some(text) = rtf_words::sign(word) {
                    self.words(text);
                }
            }
        }
    }

    fn encode(&mut self, word: &str, number: Option<i32>) {
        let Some(encoding) = number.and_then(of_code_page) else { return };
        if word == "cpg" {
            self.fonts.insert(self.font, encoding);
            return;
        }
        self.state.encoding = encoding;
        self.around.iter_mut().for_each(|state| state.encoding = encoding);
    }

    fn choose_font(&mut self, number: i32) {
        self.font = number;
        if self.state.destination != Destination::Fonts {
            let first = self.around.first().map_or(self.state.encoding, |state| state.encoding);
            self.state.encoding = self.fonts.get(&number).copied().unwrap_or(first);
        }
    }

    fn choose_style(&mut self, number: i32) {
        self.style = number;
        if self.state.destination != Destination::Styles {
            self.state.kind = self.styles.get(&number).copied().unwrap_or(self.state.kind);
        }
    }

    /// A character by its number; one beyond 65,535 is two of them.
    fn number(&mut self, number: i32) {
        let unit = number as u16;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        match (0xD800..0xDC00).contains(&unit) {
            true => self.high = Some(unit),
            false => self.words(&String::from_utf16_lossy(&units)),
        }
        self.passed = self.state.stand_in;
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        match self.state.destination {
            Destination::Note | Destination::Box => self.writer.apart(paragraph),
            Destination::Comment => {
                paragraph.kind = BlockKind::Quote;
                self.writer.apart(paragraph);
            }
            Destination::Frame => {
                paragraph.kind = BlockKind::Chrome;
                self.frames.push(paragraph);
            }
            _ => {
                paragraph.kind = self.state.kind;
                match self.state.in_table {
                    true => self.begin_cell(),
                    false => self.leave_table(),
                }
                self.writer.paragraph(paragraph);
                return;
            }
        }
        self.open.push(Paragraph::new(BlockKind::Paragraph));
    }

    fn end_cell(&mut self, word: &str) {
        if !matches!(self.state.destination, Destination::Text) {
            return self.end_paragraph();
        }
        self.state.in_table = true;
        match word {
            "cell" => {
                self.begin_cell();
                self.end_paragraph();
                self.cell = false;
            }
            "row" => {
                self.cell = false;
                self.writer.row();
            }
            _ => self.end_paragraph(),
        }
    }

    fn begin_cell(&mut self) {
        if !std::mem::replace(&mut self.table, true) {
            self.writer.open_table();
            self.writer.row();
        }
        if !std::mem::replace(&mut self.cell, true) {
            self.writer.cell();
        }
    }

    fn leave_table(&mut self) {
        self.cell = false;
        if std::mem::take(&mut self.table) {
            self.writer.close_table();
        }
    }

    /// The group ends, and with it what its text was for.
    fn close(&mut self) {
        let Some(around) = self.around.pop() else { return };
        let (inner, outer) = (self.state.destination, around.destination);
        match inner {
            Destination::Styles if is_heading(&self.value) => {
                self.styles.insert(self.style, BlockKind::Heading);
            }
            Destination::Note | Destination::Comment | Destination::Box | Destination::Frame
                if inner != outer =>
            {
                self.end_paragraph();
                self.open.pop();
            }
            Destination::Property(name) if inner != outer => {
                properties::set(&mut self.metadata, name, &std::mem::take(&mut self.value));
            }
            // A bullet is no word.
            Destination::Mark if inner != outer && self.value.contains(char::is_alphanumeric) => {
                let mark = format!("{} ", std::mem::take(&mut self.value).trim());
                self.state = around;
                self.words(&mark);
            }
            Destination::Author if inner != outer => self.author = std::mem::take(&mut self.value),
            _ => {}
        }
        self.state = around;
    }
}

/// Whether the name of a style is that of a heading.
fn is_heading(name: &str) -> bool {
    let name = name.trim().trim_end_matches(';').to_lowercase();
    name == "title"
        || name.strip_prefix("heading ").is_some_and(|level| level.starts_with(|c: char| c.is_ascii_digit()))
}
