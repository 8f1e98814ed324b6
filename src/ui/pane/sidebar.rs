//! Draws the filter pane: the time line above, then groups of facet values with their counts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::time_line::draw_time;
use crate::app::pane::areas::Panes;
use crate::app::pane::sidebar::SidebarLine;
use crate::app::{App, Focus};
use crate::query::{Criterion, FacetValue, Mode, State};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::group_digits;
use crate::ui::frame::{draw_cursor, draw_rule, role_of_heading};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Draws the filter pane.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    draw_rule(app.focus == Focus::Filters, theme, panes.filters, buffer);
    if panes.time_line().height > 0 {
        draw_time(app, theme, panes.time_line(), buffer);
    }
    let area = panes.filter_lines();
    let lines = app.sidebar.lines(&app.search.filters, usize::from(area.height));
    for (y, (at, line)) in
        lines.iter().enumerate().skip(app.sidebar.top).take(usize::from(area.height)).enumerate()
    {
        if at == app.sidebar.cursor && app.focus == Focus::Filters && !app.on_time_line() {
            // The bar stands in the empty column between rule and lines.
            let row = Rect { x: area.x.saturating_sub(1), width: area.width + 1, ..area };
            draw_cursor(&mut Pen::new(buffer, row, y as u16), theme, 0);
        }
        draw_line(app, line, theme, &mut Pen::new(buffer, area, y as u16));
    }
}

fn draw_line(app: &App, line: &SidebarLine, theme: &Theme, pen: &mut Pen) {
    let muted = theme.style(Role::Muted);
    match line {
        SidebarLine::Group { facet, folded, total } => {
            let role = role_of_heading(app.focus == Focus::Filters);
            pen.put(&facet.heading(), theme.style(role));
            if *folded {
                pen.put(" ▸", muted).put_right(&group_digits(*total as u64), theme.style(Role::Count));
            }
        }
        SidebarLine::Value { value, mode } => draw_value(value, *mode, theme, pen),
        SidebarLine::Gone { filter } => {
            let gone = FacetValue {
                label: filter.criterion.label(),
                criterion: filter.criterion.clone(),
                // What could not be read is no document and has no value, but it is there.
                documents: match (&filter.criterion, filter.mode) {
                    (Criterion::State(State::Failed), _) => app.list.files.unread,
                    // The folder that holds all that is found is no value any more.
                    (Criterion::Path(_), Mode::Include) => app.list.documents as u32,
                    _ => 0,
                },
                guess: false,
            };
            draw_value(&gone, Some(filter.mode), theme, pen);
        }
        SidebarLine::More { count, .. } => {
            _ = pen.skip(2).put(&format!("{} more", group_digits(*count as u64)), muted)
        }
        SidebarLine::Blank => {}
    }
}

fn draw_value(value: &FacetValue, mode: Option<Mode>, theme: &Theme, pen: &mut Pen) {
    let (sign, role) = match mode {
        Some(Mode::Include) => ("✓ ", Role::Include),
        Some(Mode::Exclude) => ("✗ ", Role::Exclude),
        Some(Mode::AnyOf) => ("| ", Role::Include),
        None => ("  ", Role::Text),
    };
    let count = group_digits(u64::from(value.documents));
    pen.put(sign, theme.style(role));
    let room = pen.room().saturating_sub(width(&count) + 2);
    // A guess is marked with the sign that guessed dates have.
    let guess = if value.guess { "~" } else { "" };
    let name = if value.label.is_empty() { value.criterion.label() } else { value.label.clone() };
    pen.put(&shorten(&sanitize_line(&format!("{guess}{name}")), room), theme.style(role));
    pen.put_right(&count, theme.style(Role::Count));
}
