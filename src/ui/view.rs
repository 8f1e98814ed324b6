//! Draws the whole screen: header, panes or a screen over them, the rows below, and what is open on top.
//!
//! Not here: what each of them looks like (the file of its name).

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::{empty_list, list, reader, scroll_map, sidebar};
use super::pen::Pen;
use super::popup::{card, facts, follow, note, picker};
use super::theme::{Role, Theme};
use super::{finish, header, screens, status, tutor};
use crate::app::pane::areas::Panes;
use crate::app::{App, Focus, Overlay};

/// Draws the panes. Where nothing is found, that is said in the middle of all of them, for empty panes say nothing; the
/// filters stay while one moves in them, or has set some.
fn draw_panes(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let has_filters = panes.filters.width > 0;
    if panes.list.width > 0 && app.list.ids.is_empty() && app.current().is_none() {
        let keeps_filters = has_filters && (app.focus == Focus::Filters || !app.search.filters.is_empty());
        let right = if keeps_filters { panes.filters.x } else { buffer.area.width };
        empty_list::draw_empty(app, theme, Rect { width: right - panes.list.x, ..panes.list }, buffer);
        if keeps_filters {
            sidebar::draw(app, theme, panes, buffer);
        }
        return;
    }
    if panes.list.width > 0 {
        list::draw(app, theme, panes, buffer);
    }
    if panes.reader.width > 0 {
        reader::draw(app, theme, panes, buffer);
    }
    if has_filters {
        sidebar::draw(app, theme, panes, buffer);
    }
    if panes.reader.width > 0 {
        scroll_map::draw(app, theme, panes, buffer);
    }
}

/// Draws the whole screen.
pub fn view(app: &App, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    // Between a change of size and the message about it, the two may differ.
    let fits = area.width >= app.size.0 && area.height >= app.size.1;
    let panes = app.panes;
    if !fits || panes == Panes::default() {
        let buffer = frame.buffer_mut();
        Pen::new(buffer, area, area.height / 2).put("make the window larger", theme.style(Role::Muted));
        return finish::finish(theme, buffer);
    }
    let buffer = frame.buffer_mut();
    let cursor = header::draw(app, theme, &panes, buffer);
    draw_panes(app, theme, &panes, buffer);
    let cursor = screens::draw(app, theme, &panes, buffer).or(cursor);
    tutor::draw(app, theme, &panes, buffer);
    let mut cursor = status::draw(app, theme, &panes, buffer).or(cursor);
    let bottom = panes.status.y - panes.tutor.height;
    let body = Rect { y: bottom.min(1), height: bottom, ..area };
    match &app.overlay {
        Some(Overlay::Picker(picker)) => cursor = picker::draw(picker, theme, body, buffer).or(cursor),
        Some(Overlay::Card(card)) => card::draw(app, card, theme, &panes, buffer),
        Some(Overlay::Note(id)) => {
            let shown = app.marks.notes.get(*id);
            shown.into_iter().for_each(|shown| note::draw(app, shown, theme, &panes, buffer));
        }
        Some(Overlay::Follow(of)) => follow::draw_letters(app, of, theme, &panes, buffer),
        Some(Overlay::Address(address)) => follow::draw_address(app, address, theme, &panes, buffer),
        Some(Overlay::Facts) => facts::draw(app, theme, &panes, body, buffer),
        None => {}
    }
    finish::finish(theme, buffer);
    if let Some((x, y)) = cursor.filter(|&(x, y)| x < area.width && y < area.height) {
        frame.set_cursor_position((x, y));
    }
}
