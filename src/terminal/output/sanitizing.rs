//! The second defence between documents and the terminal: checks every cell once more right before it is
//! written, and replaces what slipped past the first (`text::sanitize`).

use std::borrow::Cow;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::text::sanitize::sanitize_line;

/// A backend that passes on only cells a terminal does not act on.
#[derive(Debug)]
pub struct SanitizingBackend<B> {
    backend: B,
}

impl<B> SanitizingBackend<B> {
    /// Puts the wall before `backend`.
    pub fn new(backend: B) -> SanitizingBackend<B> {
        SanitizingBackend { backend }
    }
}

/// The cell, or what may be shown in its place: a cell is never left without a symbol.
fn checked(cell: &Cell) -> Cow<'_, Cell> {
    let symbol = cell.symbol();
    if matches!(symbol.as_bytes(), [b' '..=b'~']) {
        return Cow::Borrowed(cell);
    }
    match sanitize_line(symbol) {
        Cow::Borrowed(safe) if !safe.is_empty() => Cow::Borrowed(cell),
        safe => {
            let mut cell = cell.clone();
            cell.set_symbol(if safe.is_empty() { " " } else { &safe });
            Cow::Owned(cell)
        }
    }
}

impl<B: Backend> Backend for SanitizingBackend<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), B::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<_> = content.map(|(x, y, cell)| (x, y, checked(cell))).collect();
        self.backend.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell.as_ref())))
    }

    fn append_lines(&mut self, n: u16) -> Result<(), B::Error> {
        self.backend.append_lines(n)
    }

    fn hide_cursor(&mut self) -> Result<(), B::Error> {
        self.backend.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), B::Error> {
        self.backend.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, B::Error> {
        self.backend.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), B::Error> {
        self.backend.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), B::Error> {
        self.backend.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), B::Error> {
        self.backend.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, B::Error> {
        self.backend.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, B::Error> {
        self.backend.window_size()
    }

    fn flush(&mut self) -> Result<(), B::Error> {
        self.backend.flush()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::backend::TestBackend;

    use super::*;

    #[test]
    fn no_cell_reaches_the_terminal_that_it_would_act_on() {
        let shown = |symbol: &str| {
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            let mut backend = SanitizingBackend::new(TestBackend::new(1, 1));
            backend.draw([(0, 0, &cell)].into_iter()).unwrap();
            backend.backend.buffer()[(0, 0)].symbol().to_owned()
        };
        let acted_on = ["\u{1b}[2J", "\u{9b}31m", "\u{7}", "\t", "\u{202e}", "\u{e0041}", "\u{200b}"];
        assert_eq!(acted_on.map(shown), ["\u{fffd}[2J", "\u{fffd}31m", "\u{fffd}", " ", " ", " ", " "]);
        for harmless in ["a", "東", "e\u{301}", "👩\u{200d}🚒"] {
            assert_eq!(shown(harmless), harmless);
        }
    }
}
