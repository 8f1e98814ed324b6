//! A sheet while it is read: takes cells, and makes a text of their rows, without rows and columns that are empty.

use std::collections::BTreeSet;

use crate::extract::blocks::Blocks;
use crate::extract::contents::{Contents, Piece};
use crate::extract::fact::fact;
use crate::model::{BlockKind, Extract, Format, Metadata, Problem};

/// Cells with something in them that are read of a file. Set by hand: they are all held at once.
const MOST_CELLS: usize = 2_000_000;
/// Bytes of text that are read of a file. Set by hand: they go from process to process at once.
const MOST_BYTES: usize = 48 << 20;
/// So many rows are a block; the next begins another. Set by hand: what is drawn and quoted is a block.
const BLOCK: usize = 100;
/// The longest text of a cell, in bytes: that of Excel, in the widest characters.
const LONGEST: usize = 4 * 32_767;

/// A sheet.
#[derive(Debug, Default)]
pub struct Worksheet {
    pub name: String,
    pub is_hidden: bool,
    rows: Vec<(u64, Vec<(u32, String)>)>,
}

/// How much may still be read of a file.
#[derive(Debug)]
pub struct Room {
    cells: usize,
    bytes: usize,
}

impl Room {
    /// That of a file of which nothing was read.
    pub fn all() -> Room {
        Room { cells: MOST_CELLS, bytes: MOST_BYTES }
    }

    /// What is said where it was too little.
    pub fn problem(&self) -> Option<Problem> {
        let full = self.cells == 0 || self.bytes == 0;
        let most = format!("more than {MOST_CELLS} cells or {} MiB of them", MOST_BYTES >> 20);
        full.then(|| Problem::new(format!("{most}: the rest was not read")))
    }
}

impl Worksheet {
    /// A sheet without cells.
    pub fn new(name: String, is_hidden: bool) -> Worksheet {
        Worksheet { name, is_hidden, rows: Vec::new() }
    }

    /// Adds a cell; cells come row by row. Whether there is room for more.
    pub fn cell(&mut self, row: u64, column: u32, words: &str, room: &mut Room) -> bool {
        let words = words.trim();
        if words.is_empty() {
            return true;
        }
        let words = &words[..words.floor_char_boundary(LONGEST)];
        room.cells = room.cells.saturating_sub(1);
        room.bytes = room.bytes.saturating_sub(words.len() + 3);
        match self.rows.last_mut() {
            Some((last, cells)) if *last == row => cells.push((column, words.to_owned())),
            _ => self.rows.push((row, vec![(column, words.to_owned())])),
        }
        room.cells > 0 && room.bytes > 0
    }

    /// The text of its rows. Columns that are empty from end to end are left out; an empty row ends a block.
    fn blocks(&self) -> Blocks {
        let columns: BTreeSet<u32> =
            self.rows.iter().flat_map(|(_, cells)| cells).map(|(at, _)| *at).collect();
        let columns: Vec<u32> = columns.into_iter().collect();
        let mut blocks = Blocks::new();
        blocks.kind = BlockKind::Table;
        let (mut last, mut in_block) = (None, 0);
        for (row, cells) in &self.rows {
            if last.is_some_and(|last| last + 1 != *row) || in_block == BLOCK {
                blocks.end();
                in_block = 0;
            }
            blocks.line();
            let mut before = 0;
            for (column, words) in cells {
                let at = columns.binary_search(column).unwrap_or(before);
                // A cell without words is shown as well: else those behind it stood in the column of another.
                for _ in before..at {
                    blocks.words(" | ");
                }
                blocks.words(words);
                before = at;
            }
            (last, in_block) = (Some(*row), in_block + 1);
        }
        blocks.end();
        blocks
    }
}

/// The sheets of a file as texts, with what the file says of itself. A sheet among several is called by its name.
pub fn contents(sheets: &[Worksheet], metadata: &Metadata, problem: Option<Problem>) -> Contents {
    let filled: Vec<&Worksheet> = sheets.iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    let several = filled.len() > 1;
    let pieces = filled.into_iter().map(|sheet| {
        let Blocks { text, text_blocks, links, .. } = sheet.blocks();
        let hidden = if sheet.is_hidden { " (a hidden sheet)" } else { "" };
        let name = fact(&format!("{}{hidden}", sheet.name)).filter(|_| several || sheet.is_hidden);
        let metadata = Metadata { title: name.or_else(|| metadata.title.clone()), ..metadata.clone() };
        let of_table =
            Extract { format: Format::Table, text, text_blocks, links, metadata, ..Extract::default() };
        Piece::Text(Box::new(Extract { whole: true, ..of_table }))
    });
    Contents { pieces: pieces.collect(), problem, ..Contents::default() }
}
