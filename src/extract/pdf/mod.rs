//! PDF: from lines that stand somewhere on pages to running text in blocks.
//!
//! ```text
//! bytes ─pages, furniture→ [PdfPage] ─columns, paragraphs→ [PdfBlock] ─headings→ kinds ─flow→ joined
//! text beside a scan ─beside→ [PdfPage]                                    ─hyphens, written→ Extract
//! ```
//!
//! The parser (`unpdf`) goes by geometry, which keeps columns together; `second` has another for what it does not tell.
//! Lines (`PdfLine`) and blocks know neither. What stands at the margins of many pages is chrome; a paragraph is one
//! block across lines, columns and pages.
//!
//! Not here: what the first page says of title, authors and day (`segment`).

mod accents;
mod beside;
mod captions;
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
mod word_runs;
mod written;

use crate::model::{Extract, Format, PageStart, Problem};
use crate::text::find::find_bytes;
pub use beside::FileBeside;
pub use pages::LOCKED;

/// How far into a file its mark may stand: some have a few stray bytes before it, and readers accept them.
const REACH: usize = 1024;

/// Whether bytes are a PDF file.
pub fn is_pdf(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let start = bytes.get(..REACH).unwrap_or(bytes);
    // Words about the mark are not followed by an object.
    let followed = |at: usize| find_bytes(&start[at..], b" obj").is_some();
    bytes.starts_with(MARK) || find_bytes(start, MARK).is_some_and(followed)
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
    Ok(Extract { metadata: file.metadata, ..written::written(&file.pages) })
}

/// What a problem of a scan begins with.
const SCAN: &str = "a scan: ";
/// The same of a scan of one page.
const ONE_PAGE: &str = "a scan: its page is an image without text";
/// Why there is nothing to read on pages without images.
const NO_WORDS: &str = "empty: no visible text";

/// Whether a PDF file was not read since there are no words in it.
pub fn is_wordless(problem: &Problem) -> bool {
    problem.0.starts_with(SCAN) || problem.0 == NO_WORDS
}

/// The text of a scan, given why it was not read, in the first of the files beside it that has any.
pub fn read_beside(problem: &Problem, files: &[FileBeside]) -> Option<Extract> {
    let mut extract = beside::read(files)?;
    if extract.pages.is_empty() && problem.0 == ONE_PAGE {
        extract.pages.push(PageStart { start: 0, page: 1 });
    }
    Some(extract)
}

/// The text of an image in the first of the files beside it that has any.
pub fn read_beside_image(files: &[FileBeside]) -> Option<Extract> {
    let extract = beside::read(files)?;
    Some(Extract { format: Format::Other, pages: Vec::new(), ..extract })
}

/// Why there is no text.
fn without_text(file: &pages::PdfFile) -> Problem {
    let images = file.pages.iter().filter(|page| page.images).count();
    match images {
        0 => Problem::new(NO_WORDS),
        1 => Problem::new(ONE_PAGE),
        _ => Problem::new(format!("{SCAN}{images} pages are images without text")),
    }
}

#[cfg(test)]
mod tests;
