//! Sets the rows of a table, whose cells stand between bars: its columns below each other, also where they are
//! together wider than the page; if one of them is, as many cells a line as fit.
//!
//! Not here: finding tables (`extract`).

use std::ops::Range;

use super::wrap::wrap;
use crate::text::width::width;

/// What stands between two cells of a row.
const BETWEEN: &str = " | ";

/// Cells of the screen that a table wider than the page may take, blank ones too. Set by hand: a million rows of
/// a few short columns, or some thousand long rows.
const LARGEST: usize = 4 << 20;

/// A table whose columns stand below each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// Where spaces are to be put in: before which byte, and how many; in order.
    pub pads: Vec<(usize, usize)>,
    /// Where each column begins, in columns of the screen.
    pub stops: Vec<usize>,
    /// Columns of the screen that all of them take.
    pub width: usize,
    /// Whether the first row of the table names its columns.
    pub is_named: bool,
}

/// The columns of a table: none for what has no columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// How wide each is.
    widths: Vec<usize>,
    /// Whether it holds figures, which stand to the right.
    of_figures: Vec<bool>,
    /// Whether the first row names them.
    are_named: bool,
}

impl Columns {
    /// Measures the columns of a table.
    pub fn of(text: &str) -> Columns {
        let rows = lines(text).filter(|line| !line.is_empty()).map(|line| cells(text, line));
        let rows: Vec<Vec<Cell>> = rows.collect();
        if rows.len() < 2 || rows.iter().filter(|row| row.len() > 1).count() * 2 < rows.len() {
            return Columns::default();
        }
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        let column =
            |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(|cell| &text[cell.range.clone()]);
        let is_of_figures = |at: usize| {
            // The first row names the columns.
            let mut below = column(at).skip(1).filter(|cell| !cell.is_empty()).peekable();
            below.peek().is_some() && below.all(is_figure)
        };
        let first: Vec<&str> =
            rows.first().into_iter().flatten().map(|cell| &text[cell.range.clone()]).collect();
        let named = first.iter().filter(|name| !name.is_empty()).count();
        Columns {
            widths: (0..count).map(|at| column(at).map(width).max().unwrap_or(0)).collect(),
            of_figures: (0..count).map(is_of_figures).collect(),
            are_named: named > 1 && named * 2 >= count && !first.iter().any(|name| is_figure(name)),
        }
    }

    /// Sets rows of the table, figures to the right. `None` where there are no columns, and where one of them is wider
    /// than the page: that is read better wrapped.
    pub fn set(&self, text: &str, page: usize) -> Option<Aligned> {
        let begin = |at: usize| self.widths[..at].iter().map(|wide| wide + width(BETWEEN)).sum::<usize>();
        let all = begin(self.widths.len()).saturating_sub(width(BETWEEN));
        let rows = lines(text).count();
        let is_too_wide = self.widths.iter().any(|&wide| wide > page) || all.saturating_mul(rows) > LARGEST;
        if self.widths.is_empty() || all > page && is_too_wide {
            return None;
        }
        let mut pads = Vec::new();
        for line in lines(text) {
            let row = cells(text, line);
            for (at, cell) in row.iter().enumerate() {
                let wide = self.widths.get(at).copied().unwrap_or(0);
                let room = wide.saturating_sub(width(&text[cell.range.clone()])) + cell.missing;
                let is_figure = self.of_figures.get(at).copied().unwrap_or(false);
                let is_last = at + 1 == row.len();
                match is_figure {
                    _ if room == 0 => {}
                    true => pads.push((cell.range.start, room)),
                    // Behind the space, so that what is marked at the end of a cell ends there.
                    false if !is_last => pads.push((cell.end, room)),
                    false => {}
                }
            }
        }
        let stops = (0..self.widths.len()).map(begin).collect();
        Some(Aligned { pads, stops, width: all, is_named: self.are_named })
    }
}

/// The lines of a text that has more columns than fit: as many cells of a row a line as do.
pub fn wrap_rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for line in lines(text) {
        let mut open: Option<Range<usize>> = None;
        for cell in cells(text, line) {
            let cell = cell.range;
            let grown = open.as_ref().map(|open| open.start..cell.end);
            match grown.filter(|grown| width(&text[grown.clone()]) <= columns) {
                Some(grown) => open = Some(grown),
                None => {
                    out.extend(open.take());
                    let mut pieces: Vec<Range<usize>> = wrap(&text[cell.clone()], columns)
                        .into_iter()
                        .map(|piece| piece.start + cell.start..piece.end + cell.start)
                        .collect();
                    open = pieces.pop().or(Some(cell));
                    out.append(&mut pieces);
                }
            }
        }
        out.extend(open);
    }
    out
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// A cell of a row.
struct Cell {
    range: Range<usize>,
    /// Where spaces are put in behind it.
    end: usize,
    /// Spaces that the bars around an empty cell have in common, or that are missing before the first bar of a row.
    missing: usize,
}

/// The cells of a row: what stands between bars, each of them alone between spaces or at an end of the row.
fn cells(text: &str, line: Range<usize>) -> Vec<Cell> {
    let row = text[line.clone()].as_bytes();
    let is_edge = |at: Option<usize>| at.and_then(|at| row.get(at)).is_none_or(|byte| *byte == b' ');
    let bars =
        (0..row.len()).filter(|&at| row[at] == b'|' && is_edge(at.checked_sub(1)) && is_edge(Some(at + 1)));
    let mut cells = Vec::new();
    let mut start = 0;
    for bar in bars {
        cells.push(match bar.checked_sub(1) {
            Some(end) if end >= start => Cell { range: start..end, end: bar, missing: 0 },
            // The space before this bar is the one behind the last.
            Some(end) => Cell { range: end..end, end: bar, missing: 1 },
            None => Cell { range: 0..0, end: 0, missing: 1 },
        });
        start = (bar + 2).min(row.len());
    }
    cells.push(Cell { range: start..row.len(), end: row.len(), missing: 0 });
    for cell in &mut cells {
        cell.range = cell.range.start + line.start..cell.range.end + line.start;
        cell.end += line.start;
    }
    cells
}

fn is_figure(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || " .,+-−%$€£~/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Port | Ships\nOstra | 12\nPort Ann | 7";

    fn padded(text: &str, pads: &[(usize, usize)]) -> String {
        let mut out = text.to_owned();
        pads.iter().rev().for_each(|&(at, spaces)| out.insert_str(at, &" ".repeat(spaces)));
        out
    }

    #[test]
    fn columns_stand_below_each_other_and_figures_to_the_right() {
        let columns = Columns::of(TEXT);
        let table = columns.set(TEXT, 40).unwrap();
        assert_eq!((table.stops, table.width, table.is_named), (vec![0, 11], 16, true));
        assert_eq!(padded(TEXT, &table.pads), "Port     | Ships\nOstra    |    12\nPort Ann |     7");
        assert_eq!(Columns::of("no cells\nat all").set("no cells\nat all", 40), None);
        let more = "Elm | 1030";
        assert_eq!(
            padded(more, &columns.set(more, 40).unwrap().pads),
            "Elm      |  1030",
            "rows further down"
        );
    }

    #[test]
    fn empty_cells_keep_the_others_in_their_columns() {
        let text = "Port | Ships | Since | By\n| 12 | | rail\nOstra | | 1901\nElm |  | 1870 | road";
        let table = Columns::of(text).set(text, 40).unwrap();
        let shown = "Port  | Ships | Since | By\n      |    12 |       | rail\nOstra |       |  1901\n\
                     Elm   |       |  1870 | road";
        assert_eq!(padded(text, &table.pads), shown);
    }

    #[test]
    fn a_first_row_of_figures_or_of_few_words_names_nothing() {
        let is_named = |text: &str| Columns::of(text).set(text, 40).unwrap().is_named;
        assert!(is_named("Port | Ships\nOstra | 12"));
        assert!(!is_named("Ostra | 12\nElm | 7"));
        assert!(!is_named("Ports | |\nOstra | 12 | 3"));
    }

    #[test]
    fn what_is_too_wide_has_as_many_cells_a_line_as_fit() {
        assert!(Columns::of(TEXT).set(TEXT, 15).is_some(), "it moves sideways");
        assert_eq!(Columns::of(TEXT).set(TEXT, 7), None, "a column does not fit");
        let shown: Vec<&str> = wrap_rows(TEXT, 10).into_iter().map(|range| &TEXT[range]).collect();
        assert_eq!(shown, ["Port", "Ships", "Ostra | 12", "Port Ann", "7"]);
        let long = "a very long cell | b";
        let shown: Vec<&str> = wrap_rows(long, 8).into_iter().map(|range| &long[range]).collect();
        assert_eq!(shown, ["a very", "long", "cell | b"]);
    }
}
