//! One cluster of a frame as it is written: what may be written of it, the cells it is given, and the cells it
//! may take in a terminal that counts otherwise.
//!
//! Not here: which clusters are written (`painter`).

use std::borrow::Cow;

use ratatui::buffer::{Cell, CellWidth};
use unicode_normalization::char::is_combining_mark;

use super::sanitizing::checked;

/// What stands in a cell, and in those that belong to it.
#[derive(Debug, PartialEq)]
pub struct Glyph<'c> {
    /// What is written.
    pub symbol: Cow<'c, str>,
    /// The cells it is given.
    pub columns: usize,
    /// The cells that a terminal may give it which counts every character by itself.
    pub reach: usize,
    /// Terminals may disagree about it.
    pub in_doubt: bool,
}

impl<'c> Glyph<'c> {
    /// The cluster of a cell, with `room` cells up to the edge: one that might run over it, where terminals go
    /// to the next line, is shown by its first character.
    pub fn of(cell: &'c Cell, room: usize) -> Glyph<'c> {
        if let [b' '..=b'~'] = cell.symbol().as_bytes() {
            return Glyph { symbol: cell.symbol().into(), columns: 1, reach: 1, in_doubt: false };
        }
        let glyph = Glyph::whole(checked(cell.symbol()));
        if glyph.reach <= room.max(1) {
            return glyph;
        }
        let first: String = glyph.symbol.chars().take(1).collect();
        let first = Glyph::whole(first.into());
        let fits = first.reach <= room && first.columns <= glyph.columns;
        let symbol = if fits { first.symbol } else { " ".into() };
        Glyph { symbol, in_doubt: true, ..glyph }
    }

    /// The cells that may show something of what was written for a cell.
    pub fn extent(cell: &Cell) -> usize {
        if cell.symbol().len() == 1 {
            return 1;
        }
        let glyph = Glyph::whole(checked(cell.symbol()));
        glyph.reach.max(glyph.columns)
    }

    fn whole(symbol: Cow<'c, str>) -> Glyph<'c> {
        let columns = usize::from(symbol.cell_width()).max(1);
        let mut characters = symbol.chars();
        let (first, single) = (characters.next().unwrap_or(' '), characters.next().is_none());
        let reach = symbol.chars().map(most_columns).sum::<usize>().max(columns);
        // A mark without a letter joins whatever the terminal drew before.
        let in_doubt =
            !single || reach != columns || is_combining_mark(first) || columns > 1 && !is_surely_wide(first);
        Glyph { symbol, columns, reach, in_doubt }
    }
}

/// The cells a terminal may give a character by itself.
fn most_columns(c: char) -> usize {
    match c {
        // An emoji sign makes its letter wide in some terminals only.
        '\u{FE0F}' => 1,
        // Emoji and what was added to Unicode lately; regional indicators are among them.
        '\u{1F000}'..='\u{1FFFF}' => 2,
        _ => usize::from(c.encode_utf8(&mut [0; 4]).cell_width()),
    }
}

/// Whether all terminals give a character two cells: those of Chinese, Japanese and Korean.
fn is_surely_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{3029}' | '\u{3041}'..='\u{3296}' | '\u{329A}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(symbol: &str, room: usize) -> (String, usize, usize, bool) {
        let mut cell = Cell::EMPTY;
        cell.set_symbol(symbol);
        let glyph = Glyph::of(&cell, room);
        (glyph.symbol.to_string(), glyph.columns, glyph.reach, glyph.in_doubt)
    }

    #[test]
    fn terminals_agree_about_most_letters_and_no_cluster_of_several() {
        for (symbol, columns) in
            [("a", 1), ("é", 1), ("ж", 1), ("東", 2), ("한", 2), ("│", 1), ("ل", 1), ("★", 1)]
        {
            assert_eq!(glyph(symbol, 9), (symbol.into(), columns, columns, false));
        }
        let doubtful = [
            ("e\u{301}", 1, 1),
            ("👨\u{200d}👩\u{200d}👧\u{200d}👦", 2, 8),
            ("🇩🇪", 2, 4),
            ("👍🏽", 2, 4),
            ("❤\u{fe0f}", 2, 2),
            ("1\u{fe0f}\u{20e3}", 2, 2),
            ("ก\u{e33}", 2, 2),
            ("😀", 2, 2),
            ("⌚", 2, 2),
        ];
        for (symbol, columns, reach) in doubtful {
            assert_eq!(glyph(symbol, 9), (symbol.into(), columns, reach, true), "{symbol}");
        }
    }

    #[test]
    fn at_the_edge_stands_no_more_than_surely_fits() {
        assert_eq!(glyph("🇩🇪", 3).0, "🇩");
        assert_eq!(glyph("❤\u{fe0f}", 2).0, "❤\u{fe0f}");
        assert_eq!(glyph("\u{1F321}", 1).0, " ");
        assert_eq!(glyph("東", 2).0, "東");
    }
}
