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
}

/// A table with its columns below each other, figures to the right. `None` for what has no columns, and where one of
/// them is wider than the page: that is read better wrapped.
pub fn align(text: &str, page: usize) -> Option<Aligned> {
    let rows: Vec<Vec<Range<usize>>> = lines(text).map(|line| cells(text, line)).collect();
    if rows.len() < 2 || rows.iter().filter(|row| row.len() > 1).count() * 2 < rows.len() {
        return None;
    }
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(|cell| &text[cell.clone()]);
    let widths: Vec<usize> = (0..count).map(|at| column(at).map(width).max().unwrap_or(0)).collect();
    let begin = |at: usize| widths[..at].iter().map(|wide| wide + width(BETWEEN)).sum::<usize>();
    let all = begin(count).saturating_sub(width(BETWEEN));
    if all > page && (widths.iter().any(|&wide| wide > page) || all.saturating_mul(rows.len()) > LARGEST) {
        return None;
    }
    // The first row names the columns.
    let of_figures: Vec<bool> = (0..count)
        .map(|at| {
            let mut below = column(at).skip(1).filter(|cell| !cell.is_empty()).peekable();
            below.peek().is_some() && below.all(is_figure)
        })
        .collect();
    let mut pads = Vec::new();
    for row in &rows {
        for (at, cell) in row.iter().enumerate() {
            let room = widths[at].saturating_sub(width(&text[cell.clone()]));
            let is_last = at + 1 == row.len();
            match of_figures[at] {
                _ if room == 0 => {}
                true => pads.push((cell.start, room)),
                // Behind the space, so that what is marked at the end of a cell ends there.
                false if !is_last => pads.push((cell.end + 1, room)),
                false => {}
            }
        }
    }
    Some(Aligned { pads, stops: (0..count).map(begin).collect(), width: all })
}

/// The lines of a text that has more columns than fit: as many cells of a row a line as do.
pub fn wrap_rows(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for line in lines(text) {
        let mut open: Option<Range<usize>> = None;
        for cell in cells(text, line) {
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

fn cells(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut start = line.start;
    let cells = text[line].split(BETWEEN).map(|cell| {
        let range = start..start + cell.len();
        start = range.end + BETWEEN.len();
        range
    });
    cells.collect()
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
        let table = align(TEXT, 40).unwrap();
        assert_eq!((table.stops, table.width), (vec![0, 11], 16));
        assert_eq!(padded(TEXT, &table.pads), "Port     | Ships\nOstra    |    12\nPort Ann |     7");
        assert_eq!(align("no cells\nat all", 40), None);
    }

    #[test]
    fn what_is_too_wide_has_as_many_cells_a_line_as_fit() {
        assert!(align(TEXT, 15).is_some(), "it moves sideways");
        assert_eq!(align(TEXT, 7), None, "a column does not fit");
        let shown: Vec<&str> = wrap_rows(TEXT, 10).into_iter().map(|range| &TEXT[range]).collect();
        assert_eq!(shown, ["Port", "Ships", "Ostra | 12", "Port Ann", "7"]);
        let long = "a very long cell | b";
        let shown: Vec<&str> = wrap_rows(long, 8).into_iter().map(|range| &long[range]).collect();
        assert_eq!(shown, ["a very", "long", "cell | b"]);
    }
}
