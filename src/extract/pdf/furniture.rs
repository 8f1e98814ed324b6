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
/// The same of a running head with the page number. By hand.
const APART_COUNTED: f32 = 1.4;

/// Words of a row between wide gaps.
#[derive(Debug)]
pub struct RowPiece {
    pub line: PdfLine,
    /// Which runs of the page they are.
    pub spans: Vec<usize>,
}

/// A row of a margin.
#[derive(Debug)]
struct Row {
    pieces: Vec<RowPiece>,
    /// How far the next row inside is away.
    distance: f32,
}

impl Row {
    /// What of it is not marked.
    fn left(&self) -> Vec<&PdfLine> {
        self.pieces.iter().map(|piece| &piece.line).filter(|line| !line.furniture).collect()
    }
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
    pub fn of(height: f32, rows: Vec<f32>, pieces: impl Fn(usize) -> Vec<RowPiece>) -> Margins {
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

    /// The same, in which only what other pages have too is marked.
    pub fn only_repeated(self) -> Margins {
        Margins { full: false, ..self }
    }

    /// What was marked.
    pub fn marked(self) -> impl Iterator<Item = RowPiece> {
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
    for page in pages.iter_mut() {
        for (edge, rows) in page.edges() {
            for piece in rows.iter_mut().flat_map(|row| &mut row.pieces) {
                let alike = mask_of(&piece.line.text).and_then(|mask| seen.get(&(edge, mask)));
                piece.line.furniture = alike.is_some_and(|pages| pages.len() >= least);
            }
            mark_number(rows, body);
        }
    }
    let usual = [Edge::Upper, Edge::Lower].map(|edge| usual_begin(pages, edge));
    for (number, page) in pages.iter_mut().enumerate() {
        let full = page.full;
        for ((edge, rows), usual) in page.edges().into_iter().zip(usual).filter(|_| full) {
            mark_apart(rows, &RowPlace { edge, first: number == 0, usual, body });
        }
    }
}

/// Marks the row with the page number, if it is next to the edge but for marked rows and stray marks.
fn mark_number(rows: &mut [Row], body: f32) {
    for row in rows {
        let left = row.left();
        let numbers = left.iter().filter(|line| is_page_number(&line.text)).count();
        let length: usize = left.iter().map(|line| line.length()).sum();
        // The entries of a list of contents have numbers too, and stand close together.
        let alone = left.len() == 1 || row.distance >= APART * body && length <= LONGEST_ALONE;
        let numbered = numbers == 1 && alone;
        let blank = left.iter().all(|line| !line.text.contains(char::is_alphanumeric));
        if numbered || blank {
            row.pieces.iter_mut().for_each(|piece| piece.line.furniture = true);
        }
        if !blank {
            return;
        }
    }
}

/// The base line on which the text of half of the pages begins, or ends. `None` of few pages.
fn usual_begin(pages: &mut [Margins], edge: Edge) -> Option<f32> {
    let outermost = |page: &mut Margins| {
        let [(_, upper), (_, lower)] = page.edges();
        let rows = if edge == Edge::Upper { upper } else { lower };
        rows.iter().flat_map(|row| row.left()).map(|line| line.y).next()
    };
    let mut all: Vec<f32> = pages.iter_mut().filter_map(outermost).collect();
    all.sort_by(f32::total_cmp);
    (all.len() >= PAGES).then(|| all[all.len() / 2])
}

/// Where a row stands that only one page has.
struct RowPlace {
    edge: Edge,
    /// Whether the page is the first.
    first: bool,
    usual: Option<f32>,
    body: f32,
}

/// Marks what stands apart from the text though only one page has it, from the outermost row inwards.
fn mark_apart(rows: &mut [Row], place: &RowPlace) {
    for row in rows {
        let left = row.left();
        if !left.is_empty() && !place.is_margin_note(&left, row.distance) {
            return;
        }
        row.pieces.iter_mut().for_each(|piece| piece.line.furniture = true);
    }
}

impl RowPlace {
    /// Whether a row is none of the text. Above the text of the first page there are titles, authors and days;
    /// where the text of other pages begins there are headings.
    fn is_margin_note(&self, row: &[&PdfLine], distance: f32) -> bool {
        let length: usize = row.iter().map(|line| line.length()).sum();
        let small = row.iter().all(|line| line.size <= 1.1 * self.body);
        let sentence = row.iter().any(|line| line.text.ends_with('.') && line.text.split(' ').count() > 7);
        let ends = row.first().zip(row.last());
        let counted = ends.is_some_and(|(from, to)| begins_or_ends_with_number(&from.text, &to.text));
        let note = |line: &&PdfLine| line.text.starts_with(|c: char| c.is_numeric() || "*†‡§".contains(c));
        let beyond = |usual: f32| match self.edge {
            Edge::Upper => row.iter().all(|line| line.y > usual + 0.5 * self.body),
            Edge::Lower => row.iter().all(|line| line.y < usual - 0.5 * self.body),
        };
        let fits = match self.edge {
            Edge::Upper => !self.first || counted,
            Edge::Lower => !row.first().is_some_and(note) || counted && length < 40,
        };
        let apart = if counted && self.edge == Edge::Upper { APART_COUNTED } else { APART };
        length <= LONGEST_ALONE
            && small
            && !sentence
            && fits
            && distance >= apart * self.body
            && self.usual.is_none_or(beyond)
    }
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
            c if c.is_numeric() && mask.ends_with('0') => {}
            c if c.is_numeric() => mask.push('0'),
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
