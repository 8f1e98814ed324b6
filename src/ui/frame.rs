//! Draws lines and backgrounds that several parts of the screen share: the rule beside a pane, the row of the
//! cursor.
//!
//! Not here: the ground of a popup (`popup::ground`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::theme::{Role, Theme};

/// The thin rule to the left of a pane.
pub fn draw_rule(theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for y in 0..area.height {
        Pen::new(buffer, area, y).put("│", theme.style(Role::Rule));
    }
}

/// Marks the row of the cursor.
pub fn draw_cursor(pen: &mut Pen, theme: &Theme, bar: usize) {
    pen.fill(theme.style(Role::Selected));
    pen.at(bar).put("▌", theme.style(Role::Bar));
}
