//! Finds headings by their size and weight, the title of the file among them, captions and entries of lists.

use super::captions::begins_caption;
use super::line::Measures;
use super::paragraphs::{PdfBlock, begins_entry};
use crate::model::BlockKind;

/// A heading is so many times as large as the text at least.
const LARGER: f32 = 1.12;
/// A block of smaller letters than this share of the text's is none of it. By hand.
const SMALLER: f32 = 0.95;
/// The title is so many times as large as the text at least.
const TITLE: f32 = 1.25;
/// A heading has so many lines, and so many characters, at most.
const LINES: usize = 4;
const LONGEST: usize = 200;
/// The same of one that is only bolder than the text.
const BOLD_LINES: usize = 2;
const LONGEST_BOLD: usize = 100;

/// Gives headings and entries their kind.
pub fn mark(blocks: &mut [PdfBlock<'_>], measures: &Measures) {
    for at in 0..blocks.len() {
        let block = &blocks[at];
        if block.furniture || block.kind != BlockKind::Paragraph {
            continue;
        }
        let next = blocks.get(at + 1);
        if is_caption(block, measures) {
            blocks[at].kind = BlockKind::Caption;
        } else if is_larger(block, measures) || is_bolder(block, next, measures) {
            blocks[at].kind = BlockKind::Heading;
        } else if blocks[at].lines.first().is_some_and(|line| begins_entry(&line.text)) {
            blocks[at].kind = BlockKind::List;
        }
    }
    if let Some(title) = title(blocks, measures) {
        blocks[title].kind = BlockKind::Headline;
    }
}

fn is_caption(block: &PdfBlock<'_>, measures: &Measures) -> bool {
    let smaller = block.size() < SMALLER * measures.body;
    block.lines.first().is_some_and(|line| begins_caption(&line.text, smaller))
}

fn worded(block: &PdfBlock<'_>) -> bool {
    block.lines.iter().flat_map(|line| line.text.chars()).filter(|c| c.is_alphabetic()).count() >= 3
}

fn is_larger(block: &PdfBlock<'_>, measures: &Measures) -> bool {
    block.size() >= LARGER * measures.body
        && block.lines.len() <= LINES
        && block.length() <= LONGEST
        && worded(block)
}

/// Whether a block is a heading in bold letters: short, alone, over text that is not bold.
fn is_bolder(block: &PdfBlock<'_>, next: Option<&PdfBlock<'_>>, measures: &Measures) -> bool {
    let ends =
        |block: &PdfBlock<'_>| block.lines.last().is_some_and(|line| line.text.ends_with(['.', ',', ';']));
    block.lines.iter().all(|line| line.bold)
        && block.size() >= 0.95 * measures.body
        && block.lines.len() <= BOLD_LINES
        && block.length() <= LONGEST_BOLD
        && worded(block)
        && !ends(block)
        && next.is_some_and(|next| next.lines.iter().any(|line| !line.bold) && next.kind != BlockKind::Table)
}

/// The title: the first block of the largest letters on the first page with text.
fn title(blocks: &[PdfBlock<'_>], measures: &Measures) -> Option<usize> {
    let page = blocks.first()?.lines.first()?.page;
    let on_page = |block: &PdfBlock<'_>| block.lines.first().is_some_and(|line| line.page == page);
    let first = blocks.iter().enumerate().take_while(|(_, block)| on_page(block));
    let headings = first.filter(|(_, block)| {
        block.kind == BlockKind::Heading && block.size() >= TITLE * measures.body && block.length() >= 8
    });
    let largest = |best: Option<(usize, f32)>, (at, block): (usize, &PdfBlock<'_>)| match best {
        Some((_, size)) if size >= block.size() - 0.5 => best,
        _ => Some((at, block.size())),
    };
    headings.fold(None, largest).map(|(at, _)| at)
}
