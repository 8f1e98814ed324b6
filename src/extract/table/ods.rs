//! Reads the sheets of OpenDocument (ODS, as an archive or as one file of markup): cells as they were shown, which
//! the file has beside their values.

use std::collections::HashSet;

use super::sheet::{Room, Worksheet, contents};
use crate::extract::contents::ReadOutcome;
use crate::extract::office::open_document;
use crate::extract::xml::{Element, Node, walk};
use crate::model::Problem;

/// What begins the archive, behind the name of its first part.
const TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// A cell that says it stands for so many is written so often at most. Set by hand.
const REPEATED: u32 = 1000;

/// Whether bytes are such a file.
pub fn is_one(bytes: &[u8]) -> bool {
    open_document::is_of_type(bytes, TYPE)
}

/// The sheets, each a text.
///
/// # Errors
/// When it is no archive, needs a password, or the sheets are missing.
pub fn read(bytes: &[u8]) -> ReadOutcome {
    let (text, metadata) = open_document::read(bytes)?;
    let mut reader = OdsReader::new();
    let broken = walk(&text, |node| reader.node(node)).err();
    let of = contents(&reader.sheets, &metadata, reader.room.problem().or(broken));
    match of.pieces.is_empty() {
        true => Err(of.problem.unwrap_or_else(|| Problem::new("empty: no text in any cell of it"))),
        false => Ok(of),
    }
}

struct OdsReader {
    sheets: Vec<Worksheet>,
    room: Room,
    is_full: bool,
    /// The style being read, and those of hidden sheets.
    style: String,
    hidden: HashSet<String>,
    /// How many tables are open; what lies in a drawing or a comment is none of the cell.
    tables: usize,
    apart: usize,
    row: u64,
    /// For how many rows the open one stands, and for how many cells.
    row_times: u64,
    column: u32,
    cell_times: u32,
    /// The paragraphs of the open cell.
    words: Option<String>,
    paragraphs: usize,
}

impl OdsReader {
    fn new() -> OdsReader {
        OdsReader {
            sheets: Vec::new(),
            room: Room::all(),
            is_full: false,
            style: String::new(),
            hidden: HashSet::new(),
            tables: 0,
            apart: 0,
            row: 0,
            row_times: 1,
            column: 0,
            cell_times: 1,
            words: None,
            paragraphs: 0,
        }
    }

    fn node(&mut self, node: Node<'_>) {
        match node {
            _ if self.is_full => {}
            Node::Start(element) => self.start(&element),
            Node::End(name) => self.end(name),
            Node::Text(text) => {
                if let Some(words) = self.words.as_mut().filter(|_| self.apart == 0 && self.paragraphs > 0) {
                    words.push_str(&text);
                }
            }
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let times =
            |name: &str| element.attribute(name).and_then(|times| times.parse::<u32>().ok()).unwrap_or(1);
        match element.name() {
            "annotation" | "shapes" | "frame" => self.apart += 1,
            _ if self.apart > 0 => {}
            "style" => self.style = element.attribute("name").unwrap_or_default(),
            "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table" if element.prefix() == "table" => {
                self.tables += 1;
                let is_hidden =
                    element.attribute("style-name").is_some_and(|style| self.hidden.contains(&style));
                self.sheets.push(Worksheet::new(element.attribute("name").unwrap_or_default(), is_hidden));
                self.row = 0;
            }
            "table-row" => (self.row_times, self.column) = (times("number-rows-repeated").into(), 0),
            "table-cell" | "covered-table-cell" => {
                (self.cell_times, self.words) = (times("number-columns-repeated"), Some(String::new()));
            }
            "p" => self.paragraphs += 1,
            "line-break" | "tab" | "s" => {
                if let Some(words) = &mut self.words {
                    words.push(' ');
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "annotation" | "shapes" | "frame" => self.apart = self.apart.saturating_sub(1),
            _ if self.apart > 0 => {}
            "table" => self.tables = self.tables.saturating_sub(1),
            "table-row" => self.row += self.row_times,
            "p" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                if let Some(words) = &mut self.words {
                    words.push(' ');
                }
            }
            "table-cell" | "covered-table-cell" => self.end_cell(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let words = self.words.take().unwrap_or_default();
        let from = self.column;
        self.column = from.saturating_add(self.cell_times);
        let Some(sheet) = self.sheets.last_mut().filter(|_| self.tables > 0 && !words.trim().is_empty())
        else {
            return;
        };
        // A row that stands for several is read once: the same words over and over say no more.
        for column in from..from + self.cell_times.min(REPEATED) {
            if !sheet.cell(self.row, column, &words, &mut self.room) {
                self.is_full = true;
                return;
            }
        }
    }
}
