//! Puts the lines of a column together into paragraphs: where a line has room for the first word of the next, its
//! author ended it there.
//!
//! Not here: what goes on in the next column or on the next page (`flow`).

use super::captions::begins_caption;
use super::columns::Column;
use super::line::{Measures, PdfLine, PdfPage};
use crate::model::BlockKind;

/// From so many times the size on a line begins visibly further inside than another.
const INDENT: f32 = 0.7;
/// From so many times the usual distance on lines stand apart. By hand.
const APART: f32 = 1.3;
/// The room that a line leaves to be ended by its author though no sentence ends, as a share of its column.
const ENDED: f32 = 0.3;

/// Lines that belong together.
#[derive(Clone, Debug)]
pub struct PdfBlock<'p> {
    pub lines: Vec<&'p PdfLine>,
    pub kind: BlockKind,
    pub furniture: bool,
    /// The column of its first line, and that of its last.
    pub first: Column,
    pub last: Column,
}

impl PdfBlock<'_> {
    /// The size of its letters.
    pub fn size(&self) -> f32 {
        self.lines.iter().map(|line| line.size).sum::<f32>() / self.lines.len().max(1) as f32
    }

    /// The characters in it.
    pub fn length(&self) -> usize {
        self.lines.iter().map(|line| line.length()).sum()
    }
}

/// The blocks of all pages, in order.
pub fn blocks<'p>(pages: &'p [PdfPage], measures: &Measures) -> Vec<PdfBlock<'p>> {
    let mut blocks = Vec::new();
    for page in pages {
        let of = |furniture: bool| page.lines.iter().filter(move |line| line.furniture == furniture);
        let text: Vec<&PdfLine> = of(false).collect();
        let upper = |line: &&PdfLine| line.y > page.height / 2.0;
        let alone = |line| block(vec![line], BlockKind::Paragraph, true);
        blocks.extend(of(true).filter(upper).map(alone));
        of_page(&text, measures, &mut blocks);
        blocks.extend(of(true).filter(|line| !upper(line)).map(alone));
    }
    blocks
}

fn block(lines: Vec<&PdfLine>, kind: BlockKind, furniture: bool) -> PdfBlock<'_> {
    PdfBlock { lines, kind, furniture, first: Column::default(), last: Column::default() }
}

fn of_page<'p>(lines: &[&'p PdfLine], measures: &Measures, blocks: &mut Vec<PdfBlock<'p>>) {
    let columns: Vec<Column> = (0..lines.len()).map(|at| Column::of(lines, at)).collect();
    let rows: Vec<bool> = (0..lines.len()).map(|at| is_row(lines, at)).collect();
    let mut start = 0;
    for at in 1..=lines.len() {
        let goes_on = at < lines.len()
            && rows[at] == rows[at - 1]
            && (rows[at] || Joint { lines, columns: &columns, measures, start, at }.goes_on());
        if !goes_on {
            let kind = if rows[start] { BlockKind::Table } else { BlockKind::Paragraph };
            let (first, last) = (columns[start], columns[at - 1]);
            blocks.push(PdfBlock { first, last, ..block(lines[start..at].to_vec(), kind, false) });
            start = at;
        }
    }
}

/// Whether a line is a row of a table: it has several cells, and so has one beside it.
fn is_row(lines: &[&PdfLine], at: usize) -> bool {
    let cells = |at: Option<usize>| at.and_then(|at| lines.get(at)).map_or(0, |line| line.cells.len());
    let beside = cells(at.checked_sub(1)).max(cells(Some(at + 1)));
    let own = cells(Some(at));
    own >= 3 && beside >= 2 || own >= 2 && beside >= 3
}

/// Two lines one after the other, of which the second may belong to the block of the first.
struct Joint<'a, 'p> {
    lines: &'a [&'p PdfLine],
    columns: &'a [Column],
    measures: &'a Measures,
    /// The first line of the block.
    start: usize,
    /// The second of the two lines.
    at: usize,
}

impl Joint<'_, '_> {
    fn goes_on(&self) -> bool {
        let (line, next) = (self.lines[self.at - 1], self.lines[self.at]);
        if !line.is_above(next) || !line.is_as_large_as(next) {
            return false;
        }
        let distance = line.y - next.y;
        // Lines of a letter may stand further apart than those of a report behind it.
        let local = self.columns[self.at].pitch.min(2.2 * next.size);
        if distance > APART * self.measures.pitch(next).max(local) {
            return false;
        }
        // The lines of a heading are ended where it looks well.
        if line.size > 1.15 * self.measures.body && line.bold == next.bold {
            return true;
        }
        if line.bold != next.bold && self.is_ended(0.0) {
            return false;
        }
        if begins_caption(&next.text, false) && (line.ends_sentence() || self.is_ended(0.0)) {
            return false;
        }
        let entry = begins_entry(&self.lines[self.start].text);
        if begins_entry(&next.text) && (entry || line.ends_sentence() || self.is_ended(0.0)) {
            return false;
        }
        !(self.is_indented() || self.is_back() || self.is_ended_sentence() || self.is_ended(ENDED))
    }

    /// Whether the first line had room for the first word of the second, and for so much of its column.
    fn is_ended(&self, share: f32) -> bool {
        let (line, next, column) = (self.lines[self.at - 1], self.lines[self.at], self.columns[self.at - 1]);
        let letters = next.text.split(' ').next().unwrap_or_default().chars().count() as f32 + 1.0;
        let letter = (next.right - next.left) / next.length().max(1) as f32;
        let room = column.room(line);
        room > letters * letter + 0.3 * line.size && room > share * (column.right - column.left)
    }

    fn is_ended_sentence(&self) -> bool {
        let (line, next) = (self.lines[self.at - 1], self.lines[self.at]);
        line.ends_sentence() && !next.begins_inside() && self.is_ended(0.0)
    }

    /// Whether the second line begins further inside than the first and the third: as a paragraph does.
    fn is_indented(&self) -> bool {
        let (line, next) = (self.lines[self.at - 1], self.lines[self.at]);
        let inside = |other: &PdfLine| next.left - other.left > INDENT * next.size;
        let third = self.lines.get(self.at + 1).filter(|third| next.is_above(third));
        let returns = third.is_none_or(|third| inside(third));
        // Below the first line of an entry that hangs out, all others are inside.
        let hangs = self.at - 1 == self.start && third.is_some() && !returns;
        inside(line)
            && returns
            && !hangs
            && (line.ends_sentence() || self.is_ended(0.0))
            && !next.begins_inside()
    }

    /// Whether the second line begins further outside than those before, which hung from an entry.
    fn is_back(&self) -> bool {
        let (line, next) = (self.lines[self.at - 1], self.lines[self.at]);
        let outside = |other: &PdfLine| other.left - next.left > INDENT * next.size;
        let hung = self.at - self.start >= 2 && outside(line) && !outside(self.lines[self.start]);
        hung && !next.begins_inside()
    }
}

/// Whether a line begins an entry of a list: with a mark, or with a short number and a mark.
pub fn begins_entry(text: &str) -> bool {
    if text.starts_with(['•', '▪', '■', '●', '○', '◦', '‣', '–', '*', '·', '✓', '➢']) {
        return text.chars().nth(1).is_some_and(|c| c == ' ');
    }
    let Some((first, rest)) = text.split_once(' ') else { return false };
    let inner = first.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']);
    let marked = inner.len() < first.len() && first.ends_with([')', ']', '.']);
    let counts = inner.len() <= 3 && inner.bytes().all(|byte| byte.is_ascii_digit())
        || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    marked && counts && !inner.is_empty() && !rest.is_empty()
}
