//! The edges of the column that a line stands in, by the lines around it.

use super::line::PdfLine;

/// How many lines before and behind are looked at.
const REACH: usize = 8;
/// So many distances between lines are usual ones.
const LINES: usize = 4;

/// Where the lines of a column begin and end at most.
#[derive(Clone, Copy, Debug, Default)]
pub struct Column {
    pub left: f32,
    pub right: f32,
    /// The usual distance of its base lines; 0 of one with few lines.
    pub pitch: f32,
}

impl Column {
    /// The column of the line at a place.
    pub fn of(lines: &[&PdfLine], at: usize) -> Column {
        let own = lines[at];
        let before = (1..=at.min(REACH)).take_while(|back| is_one_column(lines, at - back)).count();
        let behind =
            (0..REACH).take_while(|on| at + on + 1 < lines.len() && is_one_column(lines, at + on)).count();
        let window = &lines[at - before..=at + behind];
        let around = window.iter().filter(|line| line.is_as_large_as(own));
        let edges = |column: Column, line: &&PdfLine| Column {
            left: column.left.min(line.left),
            right: column.right.max(line.right),
            ..column
        };
        around.fold(Column { left: own.left, right: own.right, pitch: pitch(window, own) }, edges)
    }

    /// How much room a line left at its end.
    pub fn room(&self, line: &PdfLine) -> f32 {
        self.right - line.right
    }

    /// How far inside a line begins.
    pub fn indent(&self, line: &PdfLine) -> f32 {
        line.left - self.left
    }
}

/// The usual distance between lines as large as a given one.
fn pitch(lines: &[&PdfLine], own: &PdfLine) -> f32 {
    let large = lines.windows(2).filter(|pair| pair.iter().all(|line| line.is_as_large_as(own)));
    let mut distances: Vec<f32> = large.map(|pair| pair[0].y - pair[1].y).collect();
    distances.sort_by(f32::total_cmp);
    if distances.len() < LINES { 0.0 } else { distances[distances.len() / 2] }
}

/// Whether a line and the next are of one column: one above the other, and not where the lines become shorter or
/// longer for good, as below a heading over two columns.
fn is_one_column(lines: &[&PdfLine], at: usize) -> bool {
    let (line, next) = (lines[at], lines[at + 1]);
    if !line.is_above(next) {
        return false;
    }
    let agree = |a: &PdfLine, b: &PdfLine| (a.right - b.right).abs() < a.size;
    let before = at.checked_sub(1).is_some_and(|before| agree(lines[before], line));
    let behind = lines.get(at + 2).is_some_and(|behind| agree(next, behind));
    !(before && behind && (line.right - next.right).abs() > 4.0 * line.size)
}
