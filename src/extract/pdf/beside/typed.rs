//! Lays a plain text out as it would stand on paper: letters of one width, lines of one distance, a page from form
//! feed to form feed.

use super::recognised::Recognised;
use crate::extract::pdf::clean::clean;
use crate::extract::pdf::line::{PdfLine, PdfPage};

/// The size of letters, their width, and the distance of lines, in points. As typewriters have them.
const SIZE: f32 = 10.0;
const LETTER: f32 = 6.0;
pub const PITCH: f32 = 12.0;
/// The height of a page of few lines, in lines. As of a sheet.
const LINES: f32 = 60.0;
/// Longer lines stand on no paper: each is a paragraph. In characters; by hand.
const WIDE: usize = 150;
/// So many spaces part the cells of a row. By hand: justified lines have up to two between words.
const GAP: &str = "   ";

/// The pages of a text.
pub fn read(text: &str) -> Recognised {
    let paged = text.contains('\u{C}');
    let pages: Vec<&str> = text.strip_suffix('\u{C}').unwrap_or(text).split('\u{C}').collect();
    // As high as the longest: then all begin at the same place.
    let longest = pages.iter().map(|page| height(page)).fold(LINES * PITCH, f32::max);
    let page = |(number, text): (usize, &&str)| PdfPage {
        height: longest + 2.0 * PITCH,
        lines: lines(text, number, longest + PITCH),
        images: true,
    };
    Recognised {
        pages: pages.iter().enumerate().map(page).collect(),
        placed: false,
        paged,
        ..Recognised::default()
    }
}

fn height(page: &str) -> f32 {
    page.lines().map(step).sum()
}

/// How far down a line and what is around it leads.
fn step(line: &str) -> f32 {
    if line.chars().count() > WIDE { 3.0 * PITCH } else { PITCH }
}

fn lines(page: &str, number: usize, top: f32) -> Vec<PdfLine> {
    let mut y = top;
    let mut lines = Vec::new();
    for line in page.lines() {
        y -= 0.5 * step(line);
        let text = clean(line);
        if !text.is_empty() {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count() as f32 * LETTER;
            let width = line.trim().chars().count() as f32 * LETTER;
            let cells = line.trim().split(GAP).map(clean).filter(|cell| !cell.is_empty());
            lines.push(PdfLine {
                cells: cells.collect(),
                text,
                page: number,
                left: indent,
                right: indent + width,
                y,
                size: SIZE,
                bold: false,
                furniture: false,
            });
        }
        y -= 0.5 * step(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_where_a_typewriter_puts_them() {
        let read = read("  one\n\ntwo   three\n\u{C}four\n\u{C}");
        assert!(read.paged && !read.placed);
        let of_page = |page: usize| -> Vec<(&str, f32)> {
            read.pages[page].lines.iter().map(|line| (line.text.as_str(), line.left)).collect()
        };
        assert_eq!(of_page(0), [("one", 12.0), ("two three", 0.0)]);
        assert_eq!(of_page(1), [("four", 0.0)]);
        let [one, two] = &read.pages[0].lines[..] else { panic!("two lines") };
        assert_eq!((one.y - two.y, two.cells.len()), (2.0 * PITCH, 2));
        assert_eq!(read.pages[1].lines[0].y, one.y, "pages begin at one place");
    }
}
