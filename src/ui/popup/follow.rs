//! Draws the letters on what can be followed, and an address before it is opened.
//!
//! Not here: which letters stand where (`app::popup::follow`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ground::{draw_ground, place_beside};
use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::popup::follow::Follow;
use crate::app::typeset::wrap::wrap;
use crate::text::sanitize::sanitize_line;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Draws the letters, but for those that what is typed has ruled out.
pub fn draw_letters(app: &App, follow: &Follow, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let page = panes.page(app.settings.page_width);
    for (label, target) in &follow.targets {
        let Some(rest) = label.strip_prefix(&follow.typed) else { continue };
        let (row, column) = target.cell();
        Pen::new(buffer, page, row as u16).at(column).put(rest, theme.style(Role::HitCursor));
    }
}

/// Draws an address, all of it.
pub fn draw_address(app: &App, address: &str, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let page = panes.page(app.settings.page_width);
    let address = sanitize_line(address);
    let rows = wrap(&address, usize::from(page.width.saturating_sub(4)).max(1));
    let height = (rows.len() as u16 + 2).min(page.height);
    let least = place_beside(page, None, rows.len() + 2);
    let area = Rect { y: least.y.min(page.bottom() - height), height, ..page };
    let inner = draw_ground("This leads to", theme, area, panes.reader, buffer);
    for (y, range) in rows.into_iter().enumerate() {
        Pen::new(buffer, inner, y as u16).put(&address[range], theme.style(Role::Text));
    }
}
