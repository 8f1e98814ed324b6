//! A cursor in a list: the current entry and the topmost visible one. Entries may take several rows; the
//! caller says how many.

use ratatui::layout::{Position, Rect};

/// A place in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The entry the cursor is on, counted from 0.
    pub at: usize,
    /// The entry at the upper edge.
    pub top: usize,
}

impl Cursor {
    /// Moves by entries.
    pub fn step(&mut self, by: isize, len: usize) {
        self.at = self.at.saturating_add_signed(by).min(len.saturating_sub(1));
    }

    /// Keeps the place inside the list, the entry on screen, and no rows empty that could be
    /// filled.
    pub fn fit(&mut self, len: usize, height: usize, rows: impl Fn(usize) -> usize) {
        self.at = self.at.min(len.saturating_sub(1));
        self.top = self.top.min(self.at).min(last_top(len, height, &rows));
        let mut used = 0;
        for entry in (self.top..=self.at).rev().take_while(|_| len > 0) {
            used += rows(entry);
            if used > height && entry < self.at {
                self.top = entry + 1;
                break;
            }
        }
    }

    /// Scrolls without moving the place, unless it would leave the screen.
    pub fn scroll(&mut self, by: isize, len: usize, height: usize, rows: impl Fn(usize) -> usize) {
        self.top = self.top.saturating_add_signed(by).min(last_top(len, height, &rows));
        let last = self.visible(len, height, &rows).last().map_or(self.top, |&(entry, _)| entry);
        self.at = self.at.clamp(self.top, last.max(self.top));
        self.fit(len, height, rows);
    }

    /// Goes to the entry of one row that is under a row and column of the screen, if one is, where entries stand in
    /// `rows`. Whether the cursor was on it already.
    pub fn point(&mut self, rows: Rect, len: usize, (x, y): (u16, u16)) -> bool {
        let entry = self.top + usize::from(y.saturating_sub(rows.y));
        if !rows.contains(Position::new(x, y)) || entry >= len {
            return false;
        }
        std::mem::replace(&mut self.at, entry) == entry
    }

    /// The entries on screen, each with its first row.
    pub fn visible(&self, len: usize, height: usize, rows: impl Fn(usize) -> usize) -> Vec<(usize, usize)> {
        let mut y = 0;
        let mut visible = Vec::new();
        for entry in self.top..len {
            if y >= height {
                break;
            }
            visible.push((entry, y));
            y += rows(entry).max(1);
        }
        // An entry that does not fit whole at the lower edge is left out, unless it is the only one.
        if visible.len() > 1 && y > height {
            visible.pop();
        }
        visible
    }
}

/// The topmost entry from which on all fit.
fn last_top(len: usize, height: usize, rows: &impl Fn(usize) -> usize) -> usize {
    let mut used = 0;
    let mut top = len;
    while let Some(before) = top.checked_sub(1) {
        used += rows(before);
        if used > height {
            break;
        }
        top = before;
    }
    top.min(len.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_entry_under_the_cursor_is_always_seen(
            heights in prop::collection::vec(1usize..5, 1..40),
            height in 5usize..20,
            steps in prop::collection::vec((-9isize..9, any::<bool>()), 1..20),
        ) {
            let mut cursor = Cursor::default();
            let rows = |entry: usize| heights[entry];
            for (by, scroll) in steps {
                match scroll {
                    true => cursor.scroll(by, heights.len(), height, rows),
                    false => cursor.step(by, heights.len()),
                }
                cursor.fit(heights.len(), height, rows);
                let visible = cursor.visible(heights.len(), height, rows);
                prop_assert!(visible.iter().any(|&(entry, _)| entry == cursor.at), "{:?}", cursor);
            }
        }
    }

    #[test]
    fn an_empty_list_has_no_place() {
        let mut cursor = Cursor { at: 7, top: 3 };
        cursor.step(2, 0);
        cursor.fit(0, 10, |_| 1);
        assert_eq!(cursor, Cursor::default());
        assert!(cursor.visible(0, 10, |_| 1).is_empty());
    }
}
