//! Joins what a column or a page broke: the paragraph at its end with the one at the beginning of the next, over
//! heads, feet, notes, captions and tables between them.
//!
//! Not here: lines of one column (`paragraphs`).

use super::line::{Measures, PdfLine};
use super::paragraphs::{PdfBlock, begins_entry};
use crate::model::BlockKind;

/// A block is of the running text whose size differs from the usual by no more than this share.
const BODY: f32 = 0.07;

/// The blocks with those put together that are one paragraph; it stands where it began.
pub fn join<'p>(blocks: Vec<PdfBlock<'p>>, measures: &Measures) -> Vec<PdfBlock<'p>> {
    let mut joined: Vec<PdfBlock<'p>> = Vec::with_capacity(blocks.len());
    // Where the last block of running text stands.
    let mut open: Option<usize> = None;
    for block in blocks {
        if !is_body(&block, measures) {
            // What follows a heading is not what was before it.
            open = open.filter(|_| {
                block.furniture
                    || block.size() < measures.body * (1.0 - BODY)
                    || matches!(block.kind, BlockKind::Table | BlockKind::Caption)
            });
            joined.push(block);
            continue;
        }
        match open.and_then(|at| joined.get_mut(at)).filter(|before| goes_on(before, &block)) {
            Some(before) => {
                before.lines.extend(block.lines);
                before.last = block.last;
            }
            None => {
                open = Some(joined.len());
                joined.push(block);
            }
        }
    }
    joined
}

fn is_body(block: &PdfBlock<'_>, measures: &Measures) -> bool {
    let usual = (block.size() - measures.body).abs() <= BODY * measures.body;
    let words = matches!(block.kind, BlockKind::Paragraph | BlockKind::List);
    usual && !block.furniture && words
}

/// Whether a block goes on in another that begins a column or a page.
fn goes_on(before: &PdfBlock<'_>, block: &PdfBlock<'_>) -> bool {
    let (Some(last), Some(first)) = (before.lines.last(), block.lines.first()) else { return false };
    if last.is_above(first) || begins_entry(&first.text) {
        return false;
    }
    let broken = is_broken(last);
    if broken || first.begins_inside() && !last.ends_sentence() {
        return true;
    }
    let full = before.last.room(last) < 2.0 * last.size && before.lines.len() >= 2;
    let inside = block.first.indent(first) > 0.7 * first.size;
    // A line that is full ends a paragraph rarely; where paragraphs begin inside, one that does not goes on.
    full && !inside && (!last.ends_sentence() || is_indented(before))
}

/// Whether the paragraph began inside its column, as others of the file then do.
fn is_indented(block: &PdfBlock<'_>) -> bool {
    let first = block.lines.first();
    first.is_some_and(|first| block.first.indent(first) > 0.7 * first.size)
}

/// Whether a line ends inside a word.
fn is_broken(line: &PdfLine) -> bool {
    let word = line.text.strip_suffix(['-', '\u{2010}', '\u{AD}']);
    word.is_some_and(|word| word.ends_with(char::is_alphabetic))
}
