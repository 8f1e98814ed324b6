//! Finds what the pages have at their margins beside their text: running heads and feet, which many pages have
//! alike but for their numbers, and page numbers.
//!
//! Not here: what becomes of it. It is marked, never left out.

use std::collections::{HashMap, HashSet};

use super::line::PdfLine;

/// How far from the upper and the lower edge such rows stand, as a share of the page. By hand.
const MARGIN: f32 = 0.15;
/// How many rows from the outermost one are looked at.
const ROWS: usize = 4;
/// Longer rows are text, in characters.
const LONGEST: usize = 200;
/// The same of rows that stand on one page only.
const LONGEST_ALONE: usize = 100;
/// On so many pages a row is alike that is no coincidence; of short files two suffice.
const PAGES: usize = 3;
/// A file of so many pages is short.
const SHORT: usize = 8;
/// A page of fewer rows has no text that a margin could be told from.
const FULL: usize = 10;
/// A row that stands on one page only is so many times the size of the text away from it. By hand.
const APART: f32 = 1.9;

/// Words of a row between wide gaps.
#[derive(Debug)]
pub struct Piece {
    pub line: PdfLine,
    /// Which runs of the page they are.
    pub spans: Vec<usize>,
}

/// A row of a margin.
#[derive(Debug)]
struct Row {
    pieces: Vec<Piece>,
    /// How far the next row inside is away.
    distance: f32,
}

/// The rows at both edges of a page, each edge from the outermost inwards.
#[derive(Debug, Default)]
pub struct Margins {
    upper: Vec<Row>,
    lower: Vec<Row>,
    /// Whether the page has enough text.
    full: bool,
}

/// The upper or the lower edge of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edge {
    Upper,
    Lower,
}

impl Margins {
    /// The margins of a page of that height with rows on these base lines, from above; `pieces` gives a row's.
    pub fn of(height: f32, rows: Vec<f32>, pieces: impl Fn(usize) -> Vec<Piece>) -> Margins {
        let row = |at: usize, next: Option<usize>| {
            let next = next.and_then(|next| rows.get(next));
            Row { pieces: pieces(at), distance: next.map_or(0.0, |next| (rows[at] - next).abs()) }
        };
        let above = rows.iter().take_while(|&&y| y > height * (1.0 - MARGIN)).count().min(ROWS);
        let below = rows.iter().rev().take_while(|&&y| y < height * MARGIN).count().min(ROWS);
        let below = below.min(rows.len() - above);
        let lower = (0..below).map(|from_below| rows.len() - 1 - from_below);
        Margins {
            upper: (0..above).map(|at| row(at, Some(at + 1))).collect(),
            lower: lower.map(|at| row(at, at.checked_sub(1))).collect(),
            full: rows.len() >= FULL,
        }
    }

    /// What was marked.
    pub fn marked(self) -> impl Iterator<Item = Piece> {
        let pieces = self.upper.into_iter().chain(self.lower.into_iter().rev()).flat_map(|row| row.pieces);
        pieces.filter(|piece| piece.line.furniture)
    }

    fn edges(&mut self) -> [(Edge, &mut Vec<Row>); 2] {
        [(Edge::Upper, &mut self.upper), (Edge::Lower, &mut self.lower)]
    }
}

/// Marks running heads, running feet and page numbers in the margins of all pages, whose text has that size.
pub fn mark(pages: &mut [Margins], body: f32) {
    let mut seen: HashMap<(Edge, String), HashSet<usize>> = HashMap::new();
    for (number, page) in pages.iter_mut().enumerate() {
        for (edge, rows) in page.edges() {
            for piece in rows.iter().flat_map(|row| &row.pieces) {
                if let Some(mask) = mask_of(&piece.line.text) {
                    seen.entry((edge, mask)).or_default().insert(number);
                }
            }
        }
    }
    let least = if pages.len() <= SHORT { PAGES - 1 } else { PAGES };
    for (number, page) in pages.iter_mut().enumerate() {
        let full = page.full;
        for (edge, rows) in page.edges() {
            for piece in rows.iter_mut().flat_map(|row| &mut row.pieces) {
                let alike = mask_of(&piece.line.text).and_then(|mask| seen.get(&(edge, mask)));
                piece.line.furniture = alike.is_some_and(|pages| pages.len() >= least);
            }
            mark_alone(rows, edge, number == 0, full, body);
        }
    }
}

/// Marks what stands on one page only, from the outermost row inwards: rows with the page number, and rows that
/// stand apart from the text.
fn mark_alone(rows: &mut [Row], edge: Edge, first: bool, full: bool, body: f32) {
    for row in rows {
        let left: Vec<&PdfLine> =
            row.pieces.iter().map(|piece| &piece.line).filter(|line| !line.furniture).collect();
        let numbers = left.iter().filter(|line| is_page_number(&line.text)).count();
        let numbered = numbers == 1 && left.iter().map(|line| line.length()).sum::<usize>() <= LONGEST_ALONE;
        let apart = full && row.distance >= APART * body;
        if !(left.is_empty() || numbered || apart && is_margin_note(&left, edge, first, body)) {
            return;
        }
        row.pieces.iter_mut().for_each(|piece| piece.line.furniture = true);
    }
}

/// Whether a row that stands apart from the text is none of it. Above the text of the first page there are
/// titles, authors and days.
fn is_margin_note(row: &[&PdfLine], edge: Edge, first: bool, body: f32) -> bool {
    let length: usize = row.iter().map(|line| line.length()).sum();
    let small = row.iter().all(|line| line.size <= 1.1 * body);
    let sentence = row.iter().any(|line| line.text.ends_with('.') && line.text.split(' ').count() > 7);
    let counted = row
        .first()
        .zip(row.last())
        .is_some_and(|(from, to)| begins_or_ends_with_number(&from.text, &to.text));
    let note = |line: &&PdfLine| line.text.starts_with(|c: char| c.is_numeric() || "*†‡§".contains(c));
    let place = match edge {
        Edge::Upper => !first || counted,
        Edge::Lower => !row.first().is_some_and(note) || counted && length < 40,
    };
    length <= LONGEST_ALONE && small && !sentence && place
}

/// "400 BRITISH HUSBANDRY", "Chapter 3 | 273": whether the words of a row have a page number at one end.
fn begins_or_ends_with_number(from: &str, to: &str) -> bool {
    let is_number = |word: Option<&str>| {
        word.is_some_and(|word| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_number(from.split(' ').next()) || is_number(to.rsplit(' ').next())
}

/// A line without what differs from page to page: its numbers. `None` of what has no words.
fn mask_of(text: &str) -> Option<String> {
    if text.chars().count() > LONGEST || !text.chars().any(char::is_alphabetic) || is_page_number(text) {
        return None;
    }
    let mut mask = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_numeric() => {
                if !mask.ends_with('0') {
                    mask.push('0');
                }
            }
            c if c.is_alphabetic() => mask.extend(c.to_lowercase()),
            _ => {}
        }
    }
    // A number before or behind the words may be missing on the other side of a sheet.
    Some(mask.trim_matches('0').to_owned())
}

/// "12", "– 12 –", "Page 3 of 10", "xiv", "12/30".
fn is_page_number(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_number = |word: &str| {
        let digits = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let roman = word.len() <= 6 && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'));
        digits || roman || word.chars().count() <= 4 && word.chars().all(char::is_numeric)
    };
    let around =
        ["page", "pages", "p", "of", "pg", "seite", "von", "de", "página", "pagina", "di", "стр", "из"];
    let numbers = words.iter().filter(|word| is_number(word)).count();
    let others = words.iter().filter(|word| !is_number(word));
    (1..=2).contains(&numbers)
        && words.len() <= 4
        && others.into_iter().all(|word| around.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_known_in_many_forms_and_nothing_else_is_one() {
        for text in ["12", "– 12 –", "Page 3 of 10", "xiv", "12/30", "p. 4", "[ 7 ]"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["1 January", "12 345 678 9", "Chapter 3", "2019–2020–2021", "mix", "", "…"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn heads_are_alike_but_for_their_numbers() {
        assert_eq!(mask_of("12  Annual Report 2019"), mask_of("Annual report 2020 · 131"));
        assert_ne!(mask_of("Annual report"), mask_of("Annual reports"));
        assert_eq!(mask_of("12"), None);
    }
}
