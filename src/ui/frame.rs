//! Draws lines and backgrounds that several parts of the screen share: the rule beside a pane, the frame
//! of a popup, the row of the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;

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

/// Clears an area and draws a frame with a title around it; returns the inside.
pub fn draw_frame(title: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    use ratatui::widgets::{Block, BorderType, Clear, Widget};
    Clear.render(area, buffer);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(Role::Border))
        .style(theme.style(Role::Overlay));
    let inner = block.inner(area);
    block.render(area, buffer);
    let row = Rect { width: area.width.saturating_sub(4), x: area.x + 2.min(area.width), ..area };
    // The frame's own colour must not shine through.
    let style = Style::reset().patch(theme.style(Role::Overlay)).patch(theme.style(Role::Title));
    let title = shorten(&sanitize_line(title), usize::from(row.width).saturating_sub(2));
    Pen::new(buffer, row, 0).put(&format!(" {title} "), style);
    Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner }
}

/// Marks the row of the cursor.
pub fn draw_cursor(pen: &mut Pen, theme: &Theme, bar: usize) {
    pen.fill(theme.style(Role::Selected));
    pen.at(bar).put("▌", theme.style(Role::Bar));
}
