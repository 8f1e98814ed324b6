//! Reads the pages of a PDF file into lines in reading order. It knows the parser.
//!
//! Not here: what the lines are (`furniture`, `paragraphs`, `headings`). What stands at the margins is asked for before
//! columns are looked for: a page number between two columns hides the gap.

use std::collections::{HashMap, HashSet};

use unpdf::parser::backend::{PageId, PdfBackend, RawBackend};
use unpdf::parser::{LayoutAnalyzer, TextLine, TextSpan};

use super::clean::clean;
use super::fields::Fields;
use super::furniture::{self, Margins, RowPiece};
use super::information;
use super::line::{PdfLine, PdfPage};
use super::script::Script;
use super::second::SecondParser;
use super::word_runs;
use crate::model::{Metadata, Problem};

/// A gap between words that is wider than so many times the size parts the cells of a table: justified lines
/// stretch theirs to two thirds at most. By hand.
pub const CELL_GAP: f32 = 1.6;

/// Why a locked file is not read: it asks for a password, and none is known for it, or none of those opens it.
pub const LOCKED: [&str; 2] = [
    "encrypted: it opens with a password only",
    "encrypted: none of the passwords that the settings name for it opens it",
];

/// A PDF file.
pub struct PdfFile {
    pub pages: Vec<PdfPage>,
    pub metadata: Metadata,
}

/// Reads all pages. One that cannot be read is without lines.
///
/// # Errors
/// When it is damaged, or opens neither without a password nor with one of these.
pub fn read(bytes: &[u8], passwords: &[String]) -> Result<PdfFile, Problem> {
    let (file, password) = open(bytes, passwords)?;
    let numbers = file.pages();
    if numbers.is_empty() {
        return Err(Problem::new("a damaged PDF file: it has no pages"));
    }
    let analyzer = LayoutAnalyzer::new(&file);
    let second = SecondParser::new(bytes, password);
    let fields = Fields::of(&second);
    let sheet = |(&number, &id): (&u32, &PageId)| {
        let mut spans = analyzer.extract_page_spans(number).unwrap_or_default();
        let facts = analyzer.page_facts();
        let images = analyzer.page_op_counts().image > 0;
        let (width, height) = file.page_dimensions(id);
        let script = Script::of(&mut spans, width, || second.runs(number as usize - 1));
        if let Some(fields) = &fields {
            spans.extend(fields.on_page(&second, number as usize - 1));
        }
        let recognised = facts.invisible_text_chars > facts.painted_text_chars;
        if recognised && matches!(script, Script::Runs) {
            word_runs::join(&mut spans);
        }
        Sheet { spans, script, height, recognised, images }
    };
    let sheets: Vec<Sheet> = numbers.iter().map(sheet).collect();
    let mut margins: Vec<Margins> = sheets.iter().map(|sheet| sheet.margins(&analyzer)).collect();
    let body = body_size(&sheets);
    furniture::mark(&mut margins, body);
    // Without what stands between and across columns, the columns are found.
    let pages = sheets.into_iter().zip(margins).zip(0..);
    let pages = pages.map(|((sheet, margins), place)| sheet.page(&analyzer, margins, place, body));
    let mut pages: Vec<PdfPage> = pages.collect();
    // What is all that a file has is its text.
    if pages.iter().flat_map(|page| &page.lines).all(|line| line.furniture) {
        pages.iter_mut().flat_map(|page| &mut page.lines).for_each(|line| line.furniture = false);
    }
    Ok(PdfFile { pages, metadata: information::metadata(file.metadata()) })
}

/// The file, and the password that it opened with.
fn open<'p>(bytes: &[u8], passwords: &'p [String]) -> Result<(RawBackend, &'p str), Problem> {
    let locked =
        |error: &unpdf::Error| matches!(error, unpdf::Error::Encrypted | unpdf::Error::InvalidPassword);
    let error = match RawBackend::load_bytes(bytes) {
        Ok(file) => return Ok((file, "")),
        Err(error) if !locked(&error) => return Err(problem(&error)),
        Err(error) => error,
    };
    let opens = |password: &'p String| {
        Some((RawBackend::load_bytes_with_password(bytes, Some(password)).ok()?, password.as_str()))
    };
    let none = if passwords.is_empty() { problem(&error) } else { Problem::new(LOCKED[1]) };
    passwords.iter().find_map(opens).ok_or(none)
}

fn problem(error: &unpdf::Error) -> Problem {
    match error {
        unpdf::Error::Encrypted | unpdf::Error::InvalidPassword => Problem::new(LOCKED[0]),
        unpdf::Error::UnsupportedVersion(_) => Problem::new("a PDF file of a version that is not read"),
        _ => Problem::new("a damaged PDF file"),
    }
}

/// A page as the parser has it.
struct Sheet {
    /// Runs of letters with their places.
    spans: Vec<TextSpan>,
    script: Script,
    height: f32,
    /// Whether its letters were recognised in an image that they lie under.
    recognised: bool,
    images: bool,
}

impl Sheet {
    /// The rows at its upper and lower edge.
    fn margins(&self, analyzer: &LayoutAnalyzer<'_>) -> Margins {
        let upright = self.spans.iter().enumerate().filter(|(_, span)| !span.is_rotated());
        let mut order: Vec<usize> = upright.map(|(at, _)| at).collect();
        order.sort_by(|&a, &b| self.spans[b].y.total_cmp(&self.spans[a].y));
        let is_one_row = |a: &usize, b: &usize| {
            let (a, b) = (&self.spans[*a], &self.spans[*b]);
            (a.y - b.y).abs() < 0.4 * a.font_size.min(b.font_size)
        };
        let rows: Vec<&[usize]> = order.chunk_by(is_one_row).collect();
        let row = |spans: &[usize]| self.row(analyzer, spans);
        let heights = rows.iter().filter_map(|row| Some(self.spans[*row.first()?].y));
        Margins::of(self.height, heights.collect(), |at| {
            rows.get(at).map_or_else(Vec::new, |spans| row(spans))
        })
    }

    /// The pieces of a row between wide gaps.
    fn row(&self, analyzer: &LayoutAnalyzer<'_>, spans: &[usize]) -> Vec<RowPiece> {
        let mut spans = spans.to_vec();
        spans.sort_by(|&a, &b| self.spans[a].x.total_cmp(&self.spans[b].x));
        let is_near =
            |a: &usize, b: &usize| is_near(&self.spans[*a], &self.spans[*b], self.spans[*a].font_size);
        let piece = |spans: &[usize]| {
            let own = spans.iter().map(|&at| self.spans[at].clone()).collect();
            let lines = self.script.lines(analyzer, own);
            let mut lines = lines.iter().filter_map(|words| line(words, 0, self.script));
            let mut whole = lines.next()?;
            for other in lines {
                whole.text = format!("{} {}", whole.text, other.text);
                whole.right = whole.right.max(other.right);
            }
            Some(RowPiece { line: whole, spans: spans.to_vec() })
        };
        spans.chunk_by(is_near).filter_map(piece).collect()
    }

    /// The page with the lines of its columns, and apart from them what stands at its margins.
    fn page(self, analyzer: &LayoutAnalyzer<'_>, margins: Margins, place: usize, body: f32) -> PdfPage {
        let Sheet { mut spans, script, height, recognised, images } = self;
        let marked: Vec<RowPiece> = margins.marked().collect();
        let mut at = 0;
        let taken: HashSet<usize> = marked.iter().flat_map(|piece| piece.spans.iter().copied()).collect();
        spans.retain(|_| {
            at += 1;
            !taken.contains(&(at - 1))
        });
        let furniture = marked.into_iter().map(|piece| PdfLine { page: place, ..piece.line });
        let mut lines: Vec<PdfLine> = furniture.collect();
        let columns = script.lines(analyzer, spans);
        lines.extend(columns.iter().filter_map(|words| line(words, place, script)));
        // The size of a recognised line depends on its letters: with or without any that stand out.
        let about = |line: &&mut PdfLine| (0.7..1.35).contains(&(line.size / body));
        lines.iter_mut().filter(|_| recognised).filter(about).for_each(|line| line.size = body);
        PdfPage { height, lines, images }
    }
}

/// The size of most letters of the file.
fn body_size(sheets: &[Sheet]) -> f32 {
    let mut letters: HashMap<i32, usize> = HashMap::new();
    for span in sheets.iter().flat_map(|sheet| &sheet.spans) {
        *letters.entry((span.font_size * 2.0).round() as i32).or_default() += span.text.len();
    }
    let most = letters.into_iter().max_by_key(|&(size, count)| (count, size));
    most.map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// Whether the second of two runs of a line belongs to the words of the first.
fn is_near(a: &TextSpan, b: &TextSpan, size: f32) -> bool {
    b.x - a.x - a.ink_width.unwrap_or(a.width) < CELL_GAP * size
}

/// A line with its place; `None` without words.
fn line(words: &TextLine, page: usize, script: Script) -> Option<PdfLine> {
    let text = clean(&script.text(words));
    let mirrored = script.mirrored();
    if text.is_empty() {
        return None;
    }
    let end = |span: &TextSpan| span.x + span.ink_width.unwrap_or(span.width);
    let from = words.spans.iter().map(|span| span.x).fold(f32::INFINITY, f32::min);
    let to = words.spans.iter().map(end).fold(from, f32::max);
    let (left, right) = mirrored.map_or((from, to), |width| (width - to, width - from));
    let size = words.font_size.abs().clamp(1.0, 200.0);
    Some(PdfLine {
        cells: if mirrored.is_some() { vec![text.clone()] } else { cells(words, size, script, &text) },
        text,
        page,
        left,
        right,
        y: words.y,
        size,
        bold: words.is_all_bold(),
        furniture: false,
    })
}

/// The words of a line between wide gaps; most have none.
fn cells(line: &TextLine, size: f32, script: Script, whole: &str) -> Vec<String> {
    if line.spans.windows(2).all(|pair| is_near(&pair[0], &pair[1], size)) {
        return vec![whole.to_owned()];
    }
    let groups = line.spans.chunk_by(|a, b| is_near(a, b, size));
    let texts = groups.map(|group| clean(&script.text(&TextLine::from_spans(group.to_vec()))));
    texts.filter(|text| !text.is_empty()).collect()
}
