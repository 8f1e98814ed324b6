//! Draws the state. Pure: what is seen depends on [`App`] and [`Theme`] alone, and only what is
//! visible is drawn. File names mirror `app`.

mod card;
mod header;
mod list;
mod pen;
mod picker;
mod reader;
mod sheets;
mod sidebar;
mod status;
mod theme;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub use theme::{Background, Palette, Role, Theme};

use crate::app::{App, Overlay, layout};
use pen::Pen;

/// Draws the whole screen.
pub fn view(app: &App, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    // Between a change of size and the message that tells of it, the two may differ.
    let fits = area.width >= app.size.0 && area.height >= app.size.1;
    let panes = layout::panes(app);
    if !fits || panes == layout::Panes::default() {
        let buffer = frame.buffer_mut();
        Pen::new(buffer, area, area.height / 2).put("make the window larger", theme.style(Role::Muted));
        return;
    }
    let buffer = frame.buffer_mut();
    let cursor = header::draw(app, theme, &panes, buffer);
    if panes.list.width > 0 {
        list::draw(app, theme, &panes, buffer);
    }
    if panes.reader.width > 0 {
        reader::draw(app, theme, &panes, buffer);
    }
    if panes.filters.width > 0 {
        sidebar::draw(app, theme, &panes, buffer);
    }
    let cursor = sheets::draw(app, theme, &panes, buffer).or(cursor);
    let mut cursor = status::draw(app, theme, &panes, buffer).or(cursor);
    let body = Rect { y: panes.status.y.min(1), height: panes.status.y, ..area };
    match &app.overlay {
        Some(Overlay::Picker(picker)) => cursor = picker::draw(picker, theme, body, buffer).or(cursor),
        Some(Overlay::Card(card)) => card::draw_card(app, card, theme, &panes, buffer),
        Some(Overlay::Facts) => card::draw_facts(app, theme, body, buffer),
        None => {}
    }
    if let Some((x, y)) = cursor.filter(|&(x, y)| x < area.width && y < area.height) {
        frame.set_cursor_position((x, y));
    }
}

/// The thin rule to the left of a pane.
fn draw_rule(theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for y in 0..area.height {
        Pen::new(buffer, area, y).put("│", theme.style(Role::Rule));
    }
}

/// Clears an area and draws a frame with a title around it; returns the inside.
fn draw_frame(title: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    use ratatui::widgets::{Block, BorderType, Clear, Widget};
    Clear.render(area, buffer);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.style(Role::Border))
        .style(theme.style(Role::Overlay));
    let inner = block.inner(area);
    block.render(area, buffer);
    let title = format!(" {title} ");
    let row = Rect { width: area.width.saturating_sub(4), x: area.x + 2.min(area.width), ..area };
    // The frame's own colour must not shine through.
    let style = Style::reset().patch(theme.style(Role::Overlay)).patch(theme.style(Role::Title));
    Pen::new(buffer, row, 0).put(&title, style);
    Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner }
}
