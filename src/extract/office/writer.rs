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

/// The text of a document as far as it is written.
#[derive(Debug)]
pub struct Writer {
    blocks: Blocks,
    /// How many tables are open: one inside another is words of its cell.
    tables: usize,
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
            tables: 0,
            cells: 0,
            bars: 0,
            in_cell: false,
            listed: false,
            apart: Vec::new(),
        }
    }

    /// A paragraph that ended, and what waited for its end.
    pub fn paragraph(&mut self, paragraph: Paragraph) {
        self.write(paragraph);
        if self.tables == 0 {
            self.release();
        }
    }

    /// What stands apart is written below the paragraph or table that is open.
    pub fn apart(&mut self, paragraph: Paragraph) {
        self.apart.push(paragraph);
    }

    pub fn open_table(&mut self) {
        if self.tables == 0 {
            self.blocks.end();
            self.blocks.kind = BlockKind::Table;
            self.listed = false;
        }
        self.tables += 1;
    }

    /// A row begins.
    pub fn row(&mut self) {
        if self.tables == 1 {
            self.write_bars();
            self.blocks.line();
            (self.cells, self.in_cell) = (0, false);
        }
    }

    /// A cell begins. One without words is shown as well: else those behind it stood in the column of another.
    pub fn cell(&mut self) {
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

    pub fn close_table(&mut self) {
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
        if self.tables > 0 && paragraph.kind == BlockKind::List && paragraph.has_words() {
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
