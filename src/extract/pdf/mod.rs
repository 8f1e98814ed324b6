//! PDF: from lines that stand somewhere on pages to running text in blocks.
//!
//! ```text
//! bytes ─pages, furniture→ [PdfPage] ─columns, paragraphs→ [PdfBlock] ─headings→ kinds ─flow→ joined
//!                                                                          ─hyphens→ Extract
//! ```
//!
//! The parser (`unpdf`) goes by geometry, which keeps columns together; `second` has another for what it does not tell.
//! Lines (`PdfLine`) and blocks know neither. What stands at the margins of many pages is chrome; a paragraph is one
//! block across lines, columns and pages.
//!
//! Not here: what the first page says of title, authors and day (`segment`).

mod accents;
mod clean;
mod columns;
mod fields;
mod flow;
mod furniture;
mod headings;
mod hyphens;
mod information;
mod line;
mod pages;
mod paragraphs;
mod right_to_left;
mod script;
mod second;

use super::blocks::Blocks;
use crate::model::{BlockKind, Extract, Format, PageStart, Problem, Vote};
use hyphens::Vocabulary;
pub use pages::LOCKED;

/// How far into a file its mark may stand: some have a few stray bytes before it, and readers accept them.
const REACH: usize = 1024;

/// Whether bytes are a PDF file.
pub fn is_pdf(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let start = bytes.get(..REACH).unwrap_or(bytes);
    let find =
        |within: &[u8], wanted: &[u8]| within.windows(wanted.len()).position(|window| window == wanted);
    // Words about the mark are not followed by an object.
    bytes.starts_with(MARK) || find(start, MARK).is_some_and(|at| find(&start[at..], b" obj").is_some())
}

/// Extracts the visible text of a PDF file; one that does not open without a password is tried with these.
///
/// # Errors
/// When it is damaged, opens with none of the passwords, or has only images.
pub fn extract(bytes: &[u8], passwords: &[String]) -> Result<Extract, Problem> {
    let file = pages::read(bytes, passwords)?;
    if file.pages.iter().all(|page| page.lines.is_empty()) {
        return Err(without_text(&file));
    }
    let measures = line::Measures::of(&file.pages);
    let mut found = paragraphs::blocks(&file.pages, &measures);
    headings::mark(&mut found, &measures);
    let found = flow::join(found, &measures);
    let vocabulary = Vocabulary::of(&file.pages);
    let mut blocks = Blocks::new();
    let mut pages = Vec::new();
    for block in &found {
        blocks.kind = block.kind;
        write(&mut blocks, block, &vocabulary, &mut pages);
    }
    pages.dedup_by_key(|place: &mut PageStart| place.page);
    let Blocks { text, text_blocks, .. } = blocks;
    Ok(Extract {
        format: Format::Pdf,
        text,
        text_blocks,
        pages,
        metadata: file.metadata,
        ..Extract::default()
    })
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

/// Why there is no text.
fn without_text(file: &pages::PdfFile) -> Problem {
    let images = file.pages.iter().filter(|page| page.images).count();
    match images {
        0 => Problem::new("empty: no visible text"),
        1 => Problem::new("a scan: its page is an image without text"),
        _ => Problem::new(format!("a scan: {images} pages are images without text")),
    }
}

#[cfg(test)]
mod tests;
