//! Writes pages as running text: blocks of lines, joined over columns and pages, without the hyphens of line ends.
//!
//! Not here: reading the pages (`pages`, `beside`).

use super::hyphens::Vocabulary;
use super::line::{Measures, PdfPage};
use super::{flow, headings, paragraphs};
use crate::extract::blocks::Blocks;
use crate::model::{BlockKind, Extract, Format, PageStart, Vote};

/// The text of pages, in blocks.
pub fn written(of: &[PdfPage]) -> Extract {
    let measures = Measures::of(of);
    let mut found = paragraphs::blocks(of, &measures);
    headings::mark(&mut found, &measures);
    let found = flow::join(found, &measures);
    let vocabulary = Vocabulary::of(of);
    let mut blocks = Blocks::new();
    let mut pages = Vec::new();
    for block in &found {
        blocks.kind = block.kind;
        write(&mut blocks, block, &vocabulary, &mut pages);
    }
    pages.dedup_by_key(|place: &mut PageStart| place.page);
    let Blocks { text, text_blocks, .. } = blocks;
    Extract { format: Format::Pdf, text, text_blocks, pages, ..Extract::default() }
}

/// Writes a block: a table line by line, all else as one stretch of words.
fn write(
    blocks: &mut Blocks,
    block: &paragraphs::PdfBlock<'_>,
    vocabulary: &Vocabulary,
    pages: &mut Vec<PageStart>,
) {
    let mut begun = vec![(0, block.lines.first().map_or(0, |line| line.page))];
    if block.kind == BlockKind::Table {
        for line in &block.lines {
            blocks.words(&line.cells.join(" | "));
            blocks.line();
        }
    } else {
        let (text, pages) = vocabulary.joined(&block.lines);
        blocks.words(&text);
        begun = pages;
    }
    if blocks.end()
        && let Some(written) = blocks.text_blocks.last_mut()
    {
        written.vote = if block.furniture { Vote::Chrome } else { Vote::Content };
        let start = written.span.start;
        let place =
            |(at, page): (usize, usize)| PageStart { start: start + at as u32, page: page as u32 + 1 };
        pages.extend(begun.into_iter().map(place));
    }
}
