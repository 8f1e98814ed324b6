//! Reads hOCR: HTML in which classes of elements say what was recognised (`ocr_page`, `ocr_line`, `ocrx_word`) and titles
//! where it stands, in pixels, and how sure it is. After the hOCR specification 1.2.

use super::recognised::Recognised;
use crate::extract::pdf::clean::clean;
use crate::extract::pdf::line::{PdfLine, PdfPage};
use crate::extract::pdf::pages::CELL_GAP;
use crate::extract::xml::{self, Element, Node};

/// The height that a page is taken to have, in points; only shares of it matter.
const HEIGHT: f32 = 792.0;
/// The height of a page that does not say it, in pixels.
const UNKNOWN: f32 = 3300.0;
/// The classes of lines.
const LINES: [&str; 6] =
    ["ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"];
const WORDS: [&str; 2] = ["ocrx_word", "ocr_word"];

/// The pages of a file; none where it is not hOCR.
pub fn read(text: &str) -> Recognised {
    let mut reading = Reading::default();
    if text.contains("ocr_page") {
        // What stands before broken markup stands.
        let _ = xml::walk(text, |node| reading.take(node));
        reading.end_line();
    }
    let words = reading.words.max(1);
    let sureness =
        (reading.rated > 0).then(|| (reading.sureness / reading.rated.max(1) as f32).round() as u8);
    Recognised {
        placed: true,
        paged: true,
        // Where few words are rated nothing is known of the others.
        sureness: sureness.filter(|_| 2 * reading.rated >= words),
        pages: reading.pages,
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    pages: Vec<PdfPage>,
    /// The line that is open.
    line: Option<OpenLine>,
    /// The height of the page, in pixels.
    height: f32,
    words: usize,
    /// Words that say how sure they are, and the sum of that in percent.
    rated: usize,
    sureness: f32,
}

/// A line that is being read, in pixels.
struct OpenLine {
    place: Option<BoundingBox>,
    size: Option<f32>,
    /// How far the base line is above the lower edge.
    rise: f32,
    /// The words between wide gaps.
    cells: Vec<String>,
    /// The right edge of the last word.
    right: Option<f32>,
}

/// `bbox`: left, upper, right and lower edge, from above.
#[derive(Clone, Copy)]
struct BoundingBox {
    left: f32,
    upper: f32,
    right: f32,
    lower: f32,
}

impl Reading {
    fn take(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) => self.begin(&element),
            Node::End("p" | "div") => self.end_line(),
            Node::End(_) => {}
            Node::Text(text) => {
                if let Some(cell) = self.line.as_mut().and_then(|line| line.cells.last_mut()) {
                    cell.push_str(&text);
                }
            }
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        let class = element.attribute("class").unwrap_or_default();
        let is = |names: &[&str]| class.split_whitespace().any(|class| names.contains(&class));
        if is(&["ocr_page"]) {
            self.end_line();
            let title = element.attribute("title").unwrap_or_default();
            let height = place(&title).map(|place| place.lower - place.upper).filter(|&height| height > 0.0);
            self.height = height.unwrap_or(UNKNOWN);
            self.pages.push(PdfPage { height: HEIGHT, images: true, ..PdfPage::default() });
        } else if is(&LINES) && !self.pages.is_empty() {
            self.end_line();
            let title = element.attribute("title").unwrap_or_default();
            self.line = Some(OpenLine {
                place: place(&title),
                size: property(&title, "x_size").first().copied(),
                rise: property(&title, "baseline").get(1).map_or(0.0, |offset| -offset),
                cells: vec![String::new()],
                right: None,
            });
        } else if is(&WORDS) {
            self.word(&element.attribute("title").unwrap_or_default());
        }
    }

    fn word(&mut self, title: &str) {
        let Some(line) = &mut self.line else { return };
        self.words += 1;
        if let Some(&sure) = property(title, "x_wconf").first() {
            self.rated += 1;
            self.sureness += sure.clamp(0.0, 100.0);
        }
        let place = place(title);
        let size = line.size.or(line.place.map(|place| place.lower - place.upper)).unwrap_or(UNKNOWN);
        let apart = place.zip(line.right).is_some_and(|(place, right)| place.left - right > CELL_GAP * size);
        match line.cells.last_mut().filter(|_| !apart) {
            Some(cell) => cell.push(' '),
            None => line.cells.push(String::new()),
        }
        line.right = place.map(|place| place.right);
    }

    /// Puts the open line onto the page.
    fn end_line(&mut self) {
        let Some(line) = self.line.take() else { return };
        let number = self.pages.len().saturating_sub(1);
        let Some(page) = self.pages.last_mut() else { return };
        let cells: Vec<String> =
            line.cells.iter().map(|cell| clean(cell)).filter(|cell| !cell.is_empty()).collect();
        if cells.is_empty() {
            return;
        }
        // A line without a place stands below the one before.
        let above = page.lines.last().map_or(HEIGHT, |line| line.y);
        let scale = HEIGHT / self.height;
        let size = line.size.or(line.place.map(|place| place.lower - place.upper)).map(|size| size * scale);
        let size = size.filter(|size| size.is_finite()).map_or(10.0, |size| size.clamp(1.0, 200.0));
        page.lines.push(PdfLine {
            text: cells.join(" "),
            page: number,
            left: line.place.map_or(0.0, |place| place.left * scale),
            right: line.place.map_or(HEIGHT, |place| place.right * scale),
            y: line.place.map_or(above - 1.2 * size, |place| HEIGHT - (place.lower - line.rise) * scale),
            size,
            cells,
            ..PdfLine::default()
        });
    }
}

/// The numbers of a property of a title: `bbox 0 0 10 20; x_wconf 91`.
fn property(title: &str, name: &str) -> Vec<f32> {
    let mut properties = title.split(';').map(str::trim);
    let found = properties.find_map(|property| property.strip_prefix(name)?.strip_prefix(' '));
    let numbers = found.unwrap_or_default().split_whitespace().map_while(|word| word.parse::<f32>().ok());
    numbers.filter(|number| number.is_finite()).collect()
}

fn place(title: &str) -> Option<BoundingBox> {
    match property(title, "bbox")[..] {
        [left, upper, right, lower] => Some(BoundingBox { left, upper, right, lower }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<html><head><title>scan</title><meta name='ocr-system' content='tesseract'></head><body>
<div class='ocr_page' title='image \"a.png\"; bbox 0 0 2550 3300; ppageno 0'>
 <div class='ocr_carea'><p class='ocr_par'>
  <span class='ocr_line' title=\"bbox 300 300 1500 350; baseline 0 -10; x_size 42\">
   <span class='ocrx_word' title='bbox 300 300 600 350; x_wconf 90'>The</span>
   <span class='ocrx_word' title='bbox 620 300 900 350; x_wconf 70'><strong>Council&#39;s</strong></span>
   <span class='ocrx_word' title='bbox 1300 300 1500 350; x_wconf 80'>12</span>
  </span>
  <span class='ocr_line' title=\"bbox 300 360 1500 410\">met &amp; left</span>
 </p></div>
</div>
<div class='ocr_page' title='bbox 0 0 2550 3300'><span class='ocr_header'>Page two</span></div></body></html>";

    #[test]
    fn lines_words_places_and_sureness_are_read() {
        let read = read(PAGE);
        let lines: Vec<(&str, usize)> = read
            .pages
            .iter()
            .flat_map(|page| &page.lines)
            .map(|line| (line.text.as_str(), line.page))
            .collect();
        assert_eq!(lines, [("The Council's 12", 0), ("met & left", 0), ("Page two", 1)]);
        let first = &read.pages[0].lines[0];
        assert_eq!(first.cells, ["The Council's", "12"]);
        let scale = HEIGHT / 3300.0;
        assert_eq!((first.left, first.y, first.size), (300.0 * scale, HEIGHT - 340.0 * scale, 42.0 * scale));
        assert_eq!(read.sureness, Some(80));
    }

    #[test]
    fn what_is_broken_or_says_nonsense_gives_what_is_left() {
        let broken = PAGE.split("met &amp;").next().unwrap_or_default();
        assert_eq!(read(broken).pages[0].lines.len(), 1);
        let nonsense = PAGE.replace("bbox 0 0 2550 3300", "bbox NaN 0 x").replace("x_size 42", "x_size inf");
        assert_eq!(read(&nonsense).pages[0].lines.len(), 2);
        assert!(read("<p class='ocr_line'>words</p>").pages.is_empty());
    }
}
