//! Draws lines and backgrounds that several parts of the screen share: the rule beside a pane, the row of the
//! cursor.
//!
//! Not here: the ground of a popup (`popup::ground`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::theme::{Role, Theme};

/// The thin rule to the left of a pane; that of the one with the focus stands out.
pub fn draw_rule(is_focused: bool, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (sign, role) = match is_focused {
        true if theme.is_plain() => ("┃", Role::RuleFocus),
        true => ("│", Role::RuleFocus),
        false => ("│", Role::Rule),
    };
    for y in 0..area.height {
        Pen::new(buffer, area, y).put(sign, theme.style(role));
    }
}

/// The role of the headings of a pane.
pub fn role_of_heading(is_focused: bool) -> Role {
    if is_focused { Role::Accent } else { Role::Muted }
}

/// Marks the row of the cursor; what is drawn next begins where it does in other rows.
pub fn draw_cursor(pen: &mut Pen, theme: &Theme, bar: usize) {
    pen.fill(theme.style(Role::Selected));
    pen.at(bar).put("▌", theme.style(Role::Bar)).at(0);
}
