//! Draws the document list, only the rows on screen.
//!
//! Not here: what is in a row (`list_row`), and what is said where there are none (`empty_list`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::empty_list::draw_empty;
use super::list_row::ListRow;
use crate::app::pane::areas::Panes;
use crate::app::{App, Focus};
use crate::text::width::{prefix, width};
use crate::ui::format::group_digits;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Draws the list.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let area = panes.list;
    if app.list.ids.is_empty() {
        return draw_empty(app, theme, area, buffer);
    }
    // Where there is room for one row only, the row goes before the rule.
    let height = panes.row_height;
    let ruled = app.list.rule_line().filter(|_| panes.rows() > 1 || area.height > height);
    if let Some(line) = ruled {
        draw_folded_rule(app.list.folded(), theme, Pen::new(buffer, area, line as u16));
    }
    let top = app.list.top;
    for (at, &id) in (top..).zip(app.list.ids.between(top..top + panes.rows())) {
        let y = match ruled {
            Some(_) => app.list.line_of(at) as u16,
            None => (at - top) as u16 * height,
        };
        if y + height > area.height {
            break;
        }
        let area = Rect { y: area.y + y, height, ..area };
        if at == app.list.selected {
            draw_cursor(app, theme, area, buffer);
        }
        if let Some(row) = app.list.row(id) {
            let is_folded = at >= app.list.unfolded;
            let passage =
                app.list.passage(id).filter(|passage| is_folded || passage.hits > 0 || passage.folded == 0);
            ListRow { app, theme, row, passage, is_folded }.draw(area, buffer);
        }
    }
}

/// The ground of the selected row, with the bar at its left.
fn draw_cursor(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (role, bar) = match app.focus {
        Focus::List => (Role::Selected, Role::Bar),
        _ => (Role::SelectedIdle, Role::Muted),
    };
    let area = Rect { width: area.width.saturating_sub(1), ..area };
    for y in 0..area.height {
        Pen::new(buffer, area, y).fill(theme.style(role)).put("▌", theme.style(bar));
    }
}

/// The rule above the documents that are found only in folded lines.
fn draw_folded_rule(count: usize, theme: &Theme, mut pen: Pen) {
    let columns = pen.room().saturating_sub(2);
    let words = format!("── only in folded lines · {} ", group_digits(count as u64));
    let rule = "─".repeat(columns.saturating_sub(width(&words)));
    pen.skip(1).put(prefix(&format!("{words}{rule}"), columns), theme.style(Role::Fold));
}
