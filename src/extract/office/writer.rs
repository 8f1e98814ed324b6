//! Writes the text of a word processor's document: paragraphs as they end, tables row by row, and what
//! stands apart (notes, comments, boxes) below the paragraph that it belongs to.
//!
//! Not here: what is a paragraph (the reader of each format).

use crate::extract::blocks::Blocks;
use crate::extract::fact::fact;
use crate::model::{BlockKind, Extract, Format, Metadata};

/// A paragraph under construction.
#[derive(Debug)]
pub struct Paragraph {
    pub kind: BlockKind,
    /// The list by which it is counted, and the level, where its format has its number elsewhere.
    pub number: (Option<String>, usize),
    inlines: Vec<Inline>,
}

/// What a paragraph consists of.
#[derive(Debug)]
enum Inline {
    Words(String),
    Line,
    OpenLink(String),
    CloseLink,
}

impl Paragraph {
    /// Without words yet.
    pub fn new(kind: BlockKind) -> Paragraph {
        Paragraph { kind, number: (None, 0), inlines: Vec::new() }
    }

    pub fn words(&mut self, text: &str) {
        match self.inlines.last_mut() {
            Some(Inline::Words(words)) => words.push_str(text),
            _ => self.inlines.push(Inline::Words(text.to_owned())),
        }
    }

    /// Words before all others.
    pub fn begin_with(&mut self, text: &str) {
        self.inlines.insert(0, Inline::Words(text.to_owned()));
    }

    /// What a picture shows, as its writer says.
    pub fn picture(&mut self, shown: Option<String>) {
        if let Some(shown) = shown.as_deref().and_then(fact) {
            self.words(&format!(" [{shown}] "));
        }
    }

    /// Whether it has words.
    pub fn has_words(&self) -> bool {
        self.inlines.iter().any(|inline| matches!(inline, Inline::Words(words) if !words.trim().is_empty()))
    }

    pub fn line(&mut self) {
        self.inlines.push(Inline::Line);
    }

    pub fn open_link(&mut self, target: &str) {
        self.inlines.push(Inline::OpenLink(target.to_owned()));
    }

    pub fn close_link(&mut self) {
        self.inlines.push(Inline::CloseLink);
    }
}

/// A part of a table. All are held until it ends: only then it is known what it is for.
#[derive(Debug)]
enum TablePart {
    Open,
    Row,
    Cell,
    Paragraph(Paragraph),
    Close,
}

/// The text of a document as far as it is written.
#[derive(Debug)]
pub struct Writer {
    blocks: Blocks,
    /// The parts of the table that is open, and of those inside it.
    held: Vec<TablePart>,
    /// How many tables are open.
    open: usize,
    /// How many tables are open of what is being written: one inside another is words of its cell.
    tables: usize,
    /// Whether entries of lists part the rows of the table that is being written.
    parted: bool,
    /// The cells of the open row that have begun.
    cells: usize,
    /// The bars between cells that were not written yet.
    bars: usize,
    /// Whether a paragraph of the open cell was written.
    in_cell: bool,
    /// Whether an entry of a list was written in the open table.
    listed: bool,
    /// What stands apart and waits for the end of its paragraph or table.
    apart: Vec<Paragraph>,
}

impl Writer {
    /// Nothing yet.
    pub fn new() -> Writer {
        Writer {
            blocks: Blocks::new(),
            held: Vec::new(),
            open: 0,
            tables: 0,
            parted: false,
            cells: 0,
            bars: 0,
            in_cell: false,
            listed: false,
            apart: Vec::new(),
        }
    }

    /// A paragraph that ended, and what waited for its end.
    pub fn paragraph(&mut self, paragraph: Paragraph) {
        if self.open > 0 {
            return self.held.push(TablePart::Paragraph(paragraph));
        }
        self.write(paragraph);
        self.release();
    }

    /// What stands apart is written below the paragraph or table that is open.
    pub fn apart(&mut self, paragraph: Paragraph) {
        self.apart.push(paragraph);
    }

    pub fn open_table(&mut self) {
        self.open += 1;
        self.held.push(TablePart::Open);
    }

    /// A row begins.
    pub fn row(&mut self) {
        self.held.push(TablePart::Row);
    }

    /// A cell begins. One without words is shown as well: else those behind it stood in the column of another.
    pub fn cell(&mut self) {
        self.held.push(TablePart::Cell);
    }

    pub fn close_table(&mut self) {
        self.held.push(TablePart::Close);
        self.open = self.open.saturating_sub(1);
        if self.open == 0 {
            self.write_table();
        }
    }

    /// Writes the table that was held. One that is mostly lists is there to arrange them on the page: its rows are
    /// parted by their entries. In any other they are words of its cells.
    fn write_table(&mut self) {
        let parts = std::mem::take(&mut self.held);
        let paragraphs = || {
            parts.iter().filter_map(|part| match part {
                TablePart::Paragraph(paragraph) if paragraph.has_words() => Some(paragraph.kind),
                _ => None,
            })
        };
        let entries = paragraphs().filter(|kind| *kind == BlockKind::List).count();
        self.parted = entries > 0 && entries * 2 >= paragraphs().count();
        for part in parts {
            match part {
                TablePart::Open => self.begin_table(),
                TablePart::Row => self.begin_row(),
                TablePart::Cell => self.begin_cell(),
                TablePart::Paragraph(paragraph) => self.write(paragraph),
                TablePart::Close => self.end_table(),
            }
        }
    }

    fn begin_table(&mut self) {
        if self.tables == 0 {
            self.blocks.end();
            self.blocks.kind = BlockKind::Table;
            self.listed = false;
        }
        self.tables += 1;
    }

    fn begin_row(&mut self) {
        if self.tables == 1 {
            self.write_bars();
            self.blocks.line();
            (self.cells, self.in_cell) = (0, false);
        }
    }

    fn begin_cell(&mut self) {
        if self.tables > 1 {
            return;
        }
        self.bars += usize::from(self.cells > 0);
        self.cells += 1;
        self.in_cell = false;
    }

    fn write_bars(&mut self) {
        for _ in 0..std::mem::take(&mut self.bars) {
            self.blocks.space();
            self.blocks.words("|");
            self.blocks.space();
        }
    }

    fn end_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables == 0 {
            self.write_bars();
            if !self.blocks.end() && !self.listed {
                // A grid to be filled in by hand is shown as one.
                self.blocks.words("|");
                self.blocks.end();
            }
            self.blocks.kind = BlockKind::Paragraph;
            self.release();
        }
    }

    fn release(&mut self) {
        for paragraph in std::mem::take(&mut self.apart) {
            self.write(paragraph);
        }
    }

    /// Writes an entry of a list that stands in a table as the entry it is: the row is parted there.
    fn write_entry(&mut self, paragraph: Paragraph) {
        let tables = std::mem::take(&mut self.tables);
        self.blocks.end();
        self.write(paragraph);
        self.blocks.kind = BlockKind::Table;
        // What follows in the row begins anew.
        (self.tables, self.cells, self.bars, self.in_cell, self.listed) = (tables, 0, 0, false, true);
    }

    fn write(&mut self, paragraph: Paragraph) {
        if self.tables > 0 && self.parted && paragraph.kind == BlockKind::List && paragraph.has_words() {
            return self.write_entry(paragraph);
        }
        if self.tables > 0 {
            self.write_bars();
            if self.in_cell {
                self.blocks.space();
            }
            self.in_cell = true;
        } else {
            self.blocks.kind = paragraph.kind;
        }
        for inline in paragraph.inlines {
            match inline {
                Inline::Words(words) => self.blocks.words(&words),
                Inline::Line if self.tables > 0 => self.blocks.space(),
                Inline::Line => self.blocks.line(),
                Inline::OpenLink(target) => self.blocks.open_link(&target),
                Inline::CloseLink => self.blocks.close_link(),
            }
        }
        self.blocks.close_link();
        if self.tables == 0 {
            self.blocks.end();
        }
    }

    /// The text as an extract.
    pub fn finish(mut self, metadata: Metadata) -> Extract {
        // What is torn ends in the middle of a table.
        self.write_table();
        self.tables = 0;
        self.blocks.end();
        self.release();
        let Blocks { text, text_blocks, links, .. } = self.blocks;
        Extract {
            format: Format::Office,
            text,
            text_blocks,
            links,
            metadata,
            whole: true,
            ..Extract::default()
        }
    }
}
