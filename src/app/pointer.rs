//! The button of the mouse: what it was pressed on, and how often at one place.
//!
//! Not here: what is done with it (`update::mouse`).

use super::focus::Focus;
use super::message::Mouse;
use super::reader::TextUnit;

/// Presses at one cell that are so many seconds apart are one click of several; the clock shows whole seconds.
const TOGETHER: i64 = 1;

/// What the button of the mouse is held on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A byte of the text, and by what a selection from there grows.
    Text(usize, TextUnit),
    /// The map beside the page.
    Map,
    /// The rule to the left of a pane, at a column and a row: what is meant shows when it is moved.
    Rule(Focus, u16, u16),
    /// The same, moved sideways: it is dragged.
    Edge(Focus),
}

/// The button of the mouse: what it is held on, and how often it was pressed at one place.
#[derive(Debug, Default)]
pub struct Pointer {
    pub(super) held: Option<Held>,
    /// The cell of the last press, the second, and which press there it was.
    last: Option<(u16, u16, i64, u8)>,
}

impl Pointer {
    /// Takes in a press; which one of several at one place it is, from 1.
    pub(super) fn press(&mut self, mouse: Mouse, now: i64) -> u8 {
        let again = self.last.filter(|&(column, row, at, _)| {
            (column, row) == (mouse.column, mouse.row) && now - at <= TOGETHER
        });
        let times = again.map_or(1, |(.., times)| times % 3 + 1);
        self.last = Some((mouse.column, mouse.row, now, times));
        times
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::message::MouseAction;

    #[test]
    fn presses_at_one_place_soon_after_each_other_are_counted() {
        let mut pointer = Pointer::default();
        let at = |column| Mouse { what: MouseAction::Click, column, row: 3 };
        let pressed = [(7, 10), (7, 10), (7, 11), (7, 11), (8, 11), (8, 14)];
        let times: Vec<u8> = pressed.map(|(column, now)| pointer.press(at(column), now)).to_vec();
        assert_eq!(times, [1, 2, 3, 1, 1, 1]);
    }
}
