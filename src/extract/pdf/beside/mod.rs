//! Text that lies beside a scan: what was recognised in its pages, as OCR programs write it (hOCR, or plain text with
//! a form feed behind each page). It is laid out again as lines on pages, and read as those of a PDF file are.
//!
//! Not here: which files may lie beside a scan, and reading them from disk (`ingest::beside`).

mod hocr;
mod recognised;
mod typed;

use super::furniture::{self, Margins, RowPiece};
use super::line::{Measures, PdfLine, PdfPage};
use super::written::written;
use crate::extract::decode;
use crate::extract::opening::ending;
use crate::model::{Extract, TextBeside};
use recognised::Recognised;

/// A file that lies beside another.
#[derive(Debug)]
pub struct FileBeside {
    /// Its name without the folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The text of a scan in the first of the files that has any.
pub fn read(files: &[FileBeside]) -> Option<Extract> {
    files.iter().find_map(|file| {
        let recognised = recognised(file)?;
        let text_beside = TextBeside { file: file.name.clone(), sureness: recognised.sureness };
        let paged = recognised.paged;
        let mut extract = written(&marked(recognised));
        if !paged {
            extract.pages.clear();
        }
        Some(Extract { text_beside: Some(Box::new(text_beside)), ..extract })
    })
}

/// The pages of a file; `None` where it is none of a scan, or has no words.
fn recognised(file: &FileBeside) -> Option<Recognised> {
    let text = decode::text((&file.bytes[..]).into()).ok()?;
    let is_plain = ending(&file.name) == "txt";
    let recognised = if is_plain { typed::read(&text) } else { hocr::read(&text) };
    let worded = |line: &PdfLine| line.text.contains(char::is_alphanumeric);
    recognised.pages.iter().flat_map(|page| &page.lines).any(worded).then_some(recognised)
}

/// The pages with running heads, running feet and page numbers marked, and lines of about the size of the text made
/// as large: how large a recognised line seems depends on its letters.
fn marked(recognised: Recognised) -> Vec<PdfPage> {
    let Recognised { mut pages, placed, .. } = recognised;
    let body = Measures::of(&pages).body;
    let lines = pages.iter_mut().flat_map(|page| &mut page.lines);
    lines.filter(|line| (0.7..1.35).contains(&(line.size / body))).for_each(|line| line.size = body);
    let mut margins: Vec<Margins> = pages.iter().map(|page| margins(page, placed)).collect();
    furniture::mark(&mut margins, body);
    for (page, margins) in pages.iter_mut().zip(margins) {
        for at in margins.marked().flat_map(|piece| piece.spans) {
            let foot = !placed && 2 * at >= page.lines.len();
            if let Some(line) = page.lines.get_mut(at) {
                line.furniture = true;
                line.y = if foot { 0.0 } else { line.y };
            }
        }
    }
    pages
}

/// The rows at the edges of a page. Without places it is not guessed what stands apart.
fn margins(page: &PdfPage, placed: bool) -> Margins {
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|&a, &b| page.lines[b].y.total_cmp(&page.lines[a].y));
    let is_one_row = |a: &usize, b: &usize| {
        let (a, b) = (&page.lines[*a], &page.lines[*b]);
        (a.y - b.y).abs() < 0.4 * a.size.min(b.size)
    };
    let rows: Vec<&[usize]> = order.chunk_by(is_one_row).collect();
    let lowest = order.last().map_or(0.0, |&at| page.lines[at].y);
    let height = |(row, at): (&&[usize], usize)| {
        let y = page.lines.get(*row.first()?)?.y;
        // The last lines of a text stand at the foot of their page, however few there are.
        Some(if placed || 2 * at < rows.len() { y } else { y - lowest + typed::PITCH })
    };
    let heights = rows.iter().zip(0..).filter_map(height).collect();
    let piece = |&at: &usize| RowPiece { line: page.lines[at].clone(), spans: vec![at] };
    let margins = Margins::of(page.height, heights, |at| {
        rows.get(at).map_or_else(Vec::new, |row| row.iter().map(piece).collect())
    });
    if placed { margins } else { margins.only_repeated() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    fn file(name: &str, text: &str) -> FileBeside {
        FileBeside { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    fn blocks(extract: &Extract) -> Vec<&str> {
        extract.text_blocks.iter().map(|block| block.span.of(&extract.text)).collect()
    }

    #[test]
    fn a_paragraph_goes_on_over_the_pages_of_a_text_and_their_heads_are_chrome() {
        let text = "HARBOUR REPORT 1\n\nThe harbour was closed for two weeks, since the anxi-\neties of the \
                    pilots had grown, and the council\n\u{C}HARBOUR REPORT 2\n\nhad to look into what they had \
                    written to it in the\nspring.\n\nThe second paragraph of it is short.\n\u{C}";
        let extract = read(&[file("scan.pdf.txt", text)]).unwrap();
        let whole = "The harbour was closed for two weeks, since the anxieties of the pilots had grown, and the \
                     council had to look into what they had written to it in the spring.";
        assert_eq!(
            blocks(&extract),
            ["HARBOUR REPORT 1", whole, "HARBOUR REPORT 2", "The second paragraph of it is short."]
        );
        let chrome = |at: usize| extract.text_blocks[at].vote == crate::model::Vote::Chrome;
        assert_eq!([0, 1, 2, 3].map(chrome), [true, false, true, false]);
        assert_eq!(extract.text_blocks[1].kind, BlockKind::Paragraph);
        let pages: Vec<u32> = extract.pages.iter().map(|place| place.page).collect();
        assert_eq!(pages[..2], [1, 2]);
        assert_eq!(extract.text_beside.unwrap().words(), "scan.pdf.txt");
    }

    #[test]
    fn a_text_without_pages_tells_none_and_one_without_words_is_none() {
        let files = [file("scan.txt", " \n\u{C}\n"), file("scan.pdf.txt", "Words of the scan.\n")];
        let extract = read(&files).unwrap();
        assert_eq!((extract.pages.len(), extract.text.as_str()), (0, "Words of the scan."));
        assert_eq!(extract.text_beside.unwrap().file, "scan.pdf.txt");
        assert!(read(&files[..1]).is_none());
        assert!(read(&[file("scan.html", "<p>A page about ocr_page.</p>")]).is_none());
    }
}
