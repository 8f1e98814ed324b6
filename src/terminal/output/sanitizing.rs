//! The second defence between documents and the terminal: checks the symbol of every cell once more right
//! before it is written, and replaces what slipped past the first (`text::sanitize`).

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::text::sanitize::sanitize_line;

/// Marks beyond this many in a cell are dropped, wherever in it they stand.
const MARKS_IN_CELL: usize = 8;
/// Characters beyond this many in a cell are dropped. The longest emoji have ten, the longest conjuncts fewer.
const CHARACTERS_IN_CELL: usize = 24;

/// The symbol, or what may be shown in its place: a cell is never left without one.
pub fn checked(symbol: &str) -> Cow<'_, str> {
    if matches!(symbol.as_bytes(), [b' '..=b'~']) {
        return Cow::Borrowed(symbol);
    }
    let safe = match sanitize_line(symbol) {
        Cow::Borrowed(safe) => unpiled(safe),
        Cow::Owned(safe) => Cow::Owned(unpiled(&safe).into_owned()),
    };
    if safe.is_empty() { Cow::Borrowed(" ") } else { safe }
}

/// A symbol with no more marks than spill into no other line.
fn unpiled(symbol: &str) -> Cow<'_, str> {
    let marks = symbol.chars().filter(|&c| is_combining_mark(c)).count();
    if marks <= MARKS_IN_CELL && symbol.chars().nth(CHARACTERS_IN_CELL).is_none() {
        return Cow::Borrowed(symbol);
    }
    let mut kept = 0;
    let shown = symbol.chars().filter(|&c| {
        kept += usize::from(is_combining_mark(c));
        !is_combining_mark(c) || kept <= MARKS_IN_CELL
    });
    Cow::Owned(shown.take(CHARACTERS_IN_CELL).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_reaches_the_terminal_that_it_would_act_on() {
        let acted_on = ["\u{1b}[2J", "\u{9b}31m", "\u{7}", "\t", "\u{202e}", "\u{e0041}", "\u{200b}"];
        assert_eq!(acted_on.map(checked), ["\u{fffd}[2J", "\u{fffd}31m", "\u{fffd}", " ", " ", " ", " "]);
        for harmless in ["a", "東", "e\u{301}", "👩\u{200d}🚒", "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏻"]
        {
            assert_eq!(checked(harmless), harmless);
        }
    }

    #[test]
    fn marks_pile_up_no_higher_past_a_joiner() {
        let piled = format!("z{}", "\u{301}\u{301}\u{301}\u{200d}".repeat(50));
        let marks = checked(&piled).chars().filter(|&c| is_combining_mark(c)).count();
        assert!(marks <= MARKS_IN_CELL, "{marks}");
        assert!(checked(&"👩\u{200d}".repeat(99)).chars().count() <= CHARACTERS_IN_CELL);
    }
}
