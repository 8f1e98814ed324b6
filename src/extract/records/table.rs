//! Reads a table without running text: its rows as lines, all of them one text.
//!
//! Not here: finding rows and cells (`delimited`).

use csv::StringRecord;

use crate::extract::blocks::Blocks;
use crate::extract::contents::Contents;
use crate::model::{BlockKind, Extract, Format, Metadata, Problem};

/// Rows in one block, so that a long table need not be laid out as a whole. Set by hand.
const ROWS: usize = 50;
/// So many bytes of a table are read. Set by hand.
const MOST: usize = 128 << 20;

/// A table of these rows.
pub fn read(rows: impl Iterator<Item = (usize, StringRecord)>) -> Contents {
    let mut blocks = Blocks::new();
    blocks.kind = BlockKind::Table;
    let mut problem = None;
    for (number, (line, row)) in rows.enumerate() {
        if blocks.text.len() > MOST {
            problem = Some(Problem::new(format!("more than {} MiB: read up to line {line}", MOST >> 20)));
            break;
        }
        match number % ROWS {
            0 => _ = blocks.end(),
            _ => blocks.line(),
        }
        for cell in row.iter() {
            blocks.cell();
            blocks.words(cell.trim());
        }
    }
    blocks.end();
    let Blocks { text, text_blocks, links, .. } = blocks;
    let metadata = Metadata { sure: true, ..Metadata::default() };
    let format = Format::Table;
    let extract = Extract { format, text, text_blocks, links, metadata, whole: true, ..Extract::default() };
    Contents { problem, ..extract.into() }
}
