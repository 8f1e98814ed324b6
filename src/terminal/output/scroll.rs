//! Finds rows of a frame that stand on the screen already, only higher or lower, and has the terminal move them: of a
//! page that goes on by a line only that line is then drawn.
//!
//! Whole rows move, in a scroll region (DECSTBM) at whose upper edge lines are taken away (DL) or put in (IL), which every
//! terminal knows since the VT102. Where other panes stand still beside the one that moves, nothing is gained.
//!
//! Not here: drawing what is different after it (`painter`).

use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use rustc_hash::FxHasher;

/// So many rows must have moved together. Set by hand: fewer are alike by chance, and cheap to draw.
const LEAST_ROWS: usize = 4;
/// So many cells must need no drawing for it. Set by hand: what the terminal is told takes some forty bytes.
const LEAST_CELLS: usize = 120;

/// Rows that the terminal moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scroll {
    /// The rows among which they move.
    pub rows: Range<usize>,
    /// By how many, fewer than there are.
    pub by: usize,
    /// Towards the top.
    pub up: bool,
}

impl Scroll {
    /// How rows have to move for the screen to be most like the next frame; `None` where that saves little.
    pub fn between(shown: &Buffer, next: &Buffer) -> Option<Scroll> {
        let width = usize::from(next.area.width);
        if width == 0 || shown.area != next.area {
            return None;
        }
        let (before, now) = (signatures(shown, width), signatures(next, width));
        let changed: Vec<usize> =
            (0..now.len()).filter(|&y| now[y].is_some() && now[y] != before[y]).collect();
        if changed.len() < LEAST_ROWS {
            return None;
        }
        let found = (1..now.len()).flat_map(|by| [(by, true), (by, false)]).filter_map(|(by, up)| {
            let from = |y: usize| if up { y.checked_add(by) } else { y.checked_sub(by) };
            let is_moved = |&&y: &&usize| from(y).and_then(|from| before.get(from)) == Some(&now[y]);
            let mut moved = changed.iter().filter(is_moved);
            let (count, first, last) = (moved.clone().count(), moved.clone().next()?, moved.next_back()?);
            let rows = if up { *first..last + by + 1 } else { first - by..last + 1 };
            (count >= LEAST_ROWS).then_some((count, Scroll { rows, by, up }))
        });
        // Of equal ones the shortest way.
        let (_, scroll) = found.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
        (scroll.saves(shown, next, width) >= LEAST_CELLS as isize).then_some(scroll)
    }

    /// The row that a row shows after the move; `None` for one that is empty then.
    pub fn source(&self, y: usize) -> Option<usize> {
        if !self.rows.contains(&y) {
            return Some(y);
        }
        let from = if self.up { y.checked_add(self.by) } else { y.checked_sub(self.by) };
        from.filter(|from| self.rows.contains(from))
    }

    /// The row to which a row moves; `None` for one that goes.
    pub fn target(&self, y: usize) -> Option<usize> {
        Scroll { up: !self.up, ..self.clone() }.source(y)
    }

    /// Moves the rows of what is on the screen, as the terminal does.
    pub fn carry_out(&self, shown: &mut Buffer) {
        let width = usize::from(shown.area.width).max(1);
        let before = shown.content.clone();
        for (y, row) in shown.content.chunks_mut(width).enumerate() {
            match self.source(y).and_then(|from| before.chunks(width).nth(from)) {
                Some(from) => row.clone_from_slice(from),
                None => row.fill(Cell::EMPTY),
            }
        }
    }

    /// Appends what has the terminal do it, in the usual style. Where the cursor is afterwards is not known.
    pub fn write(&self, out: &mut Vec<u8>) {
        let (top, bottom, by) = (self.rows.start + 1, self.rows.end, self.by);
        // Lines taken away at the upper edge of the region, or put in there.
        let how = if self.up { 'M' } else { 'L' };
        out.extend_from_slice(format!("\x1b[{top};{bottom}r\x1b[{top};1H\x1b[{by}{how}\x1b[r").as_bytes());
    }

    /// How many cells fewer have to be drawn after it.
    fn saves(&self, shown: &Buffer, next: &Buffer, width: usize) -> isize {
        let row =
            |buffer: &Buffer, y: usize| buffer.content.get(y * width..(y + 1) * width).map(<[Cell]>::to_vec);
        let unlike = |y: usize, from: Option<usize>| -> usize {
            let now = next.content.get(y * width..(y + 1) * width).unwrap_or_default();
            match from.and_then(|from| row(shown, from)) {
                Some(old) => now.iter().zip(&old).filter(|(now, old)| now != old).count(),
                None => now.iter().filter(|now| **now != Cell::EMPTY).count(),
            }
        };
        let saved = |y: usize| unlike(y, Some(y)) as isize - unlike(y, self.source(y)) as isize;
        self.rows.clone().map(saved).sum()
    }
}

/// What stands in the middle of each row, as a number; `None` for an empty one. At the sides signs and a map may stand
/// that do not move along.
fn signatures(buffer: &Buffer, width: usize) -> Vec<Option<u64>> {
    let middle = width / 4..width - width / 4;
    let of_row = |row: &[Cell]| {
        let cells = row.get(middle.clone())?;
        cells.iter().any(|cell| *cell != Cell::EMPTY).then(|| {
            let mut hasher = FxHasher::default();
            for cell in cells {
                cell.symbol().hash(&mut hasher);
                (cell.fg, cell.bg, cell.modifier).hash(&mut hasher);
            }
            hasher.finish()
        })
    };
    buffer.content.chunks(width).map(of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZero;

    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn screen(lines: impl IntoIterator<Item = String>) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 12));
        for (y, line) in lines.into_iter().enumerate().take(12) {
            buffer.set_string(0, y as u16, line, Style::default());
        }
        buffer
    }

    fn line(number: usize) -> String {
        let letter = |at: usize| char::from(b'a' + ((number * 7 + at * (number % 5 + 1)) % 26) as u8);
        (0..58).map(letter).collect()
    }

    /// A page between a first and a last row that stay.
    fn page(from: usize) -> Buffer {
        let head = std::iter::once("head that stays where it is, whatever the page below it does".to_owned());
        screen(head.chain((from..from + 10).map(line)).chain(["foot that stays where it is too".to_owned()]))
    }

    #[test]
    fn a_page_that_goes_on_moves_between_what_stays() {
        assert_eq!(Scroll::between(&page(5), &page(6)), Some(Scroll { rows: 1..11, by: 1, up: true }));
        assert_eq!(Scroll::between(&page(5), &page(2)), Some(Scroll { rows: 1..11, by: 3, up: false }));
        assert_eq!(Scroll::between(&page(5), &page(5)), None);
        assert_eq!(Scroll::between(&page(5), &page(50)), None, "another page");
        assert_eq!(Scroll::between(&Buffer::default(), &page(5)), None, "another size");
    }

    #[test]
    fn what_moves_between_panes_that_stay_is_drawn() {
        let beside = |from: usize| {
            let row = |at: usize| {
                format!("{:<40}{:.18}", format!("pane that stays, its row {at}"), line(from + at))
            };
            screen((0..12).map(row))
        };
        assert_eq!(Scroll::between(&beside(3), &beside(4)), None);
    }

    #[test]
    fn the_screen_is_what_the_terminal_has_after_it() {
        for (from, to) in [(5, 6), (5, 9), (9, 5), (3, 2)] {
            let (mut shown, next) = (page(from), page(to));
            let scroll = Scroll::between(&shown, &next).unwrap();
            let mut terminal = vt100::Parser::new(NonZero::new(12).unwrap(), NonZero::new(60).unwrap(), 0);
            for y in 0..12u16 {
                let row: String = (0..60).map(|x| shown[(x, y)].symbol()).collect();
                terminal.process(format!("\x1b[{};1H{row}", y + 1).as_bytes());
            }
            let mut out = Vec::new();
            scroll.write(&mut out);
            terminal.process(&out);
            scroll.carry_out(&mut shown);
            for y in 0..12u16 {
                let row: String = (0..60).map(|x| shown[(x, y)].symbol()).collect();
                let cell = |x| terminal.screen().cell(y, x).map_or("", |cell| cell.contents());
                let on_screen: String =
                    (0..60).map(|x| if cell(x).is_empty() { " " } else { cell(x) }).collect();
                assert_eq!(on_screen, row, "row {y} from {from} to {to}");
            }
            assert!(out.len() < 40);
        }
    }
}
