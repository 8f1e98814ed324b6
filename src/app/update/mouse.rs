//! Handles the mouse: clicks and wheel turns act on what is under the pointer.

use ratatui::layout::Position;

use crate::app::focus::Focus;
use crate::app::input::command::Command;
use crate::app::message::{Effect, Mouse, MouseAction};
use crate::app::pane::chips::{ChipOf, chips};
use crate::app::state::{App, CardFor, Overlay};

/// A click or a turn of the wheel acts on what is under the pointer.
pub(super) fn point(app: &mut App, mouse: Mouse, effects: &mut Vec<Effect>) {
    app.notice = None;
    if let Some(Overlay::Picker(picker)) = &mut app.overlay {
        match mouse.what {
            MouseAction::WheelUp => picker.step(-3),
            MouseAction::WheelDown => picker.step(3),
            MouseAction::Click => app.overlay = None,
        }
        return;
    }
    app.overlay = None;
    if app.screen().is_some() {
        return app.point_in_screen(mouse, effects);
    }
    let panes = app.panes;
    let Some(focus) = panes.at(mouse.column, mouse.row) else {
        if mouse.what == MouseAction::Click && panes.header.contains(Position::new(mouse.column, mouse.row)) {
            click_header(app, mouse, effects);
        }
        return;
    };
    let down = match mouse.what {
        MouseAction::Click => return click(app, focus, mouse, effects),
        MouseAction::WheelUp => -1,
        MouseAction::WheelDown => 1,
    };
    let on_time_line = panes.time_line().contains(Position::new(mouse.column, mouse.row));
    match focus {
        Focus::Filters if on_time_line => {
            app.focus = focus;
            app.zoom_time(down < 0);
        }
        Focus::List => app.list.scroll(down * 2, panes.rows()),
        Focus::Reader => _ = app.reader.scroll(down * 3),
        Focus::Filters => app.scroll_filters(down * 3),
    }
}

/// A click on what stands above the panes: the query, the order, or a chip, which goes away.
fn click_header(app: &mut App, mouse: Mouse, effects: &mut Vec<Effect>) {
    match mouse.row {
        0 if mouse.column < app.size.0 * 2 / 3 => app.perform(Command::SearchAll, None, effects),
        0 => app.perform(Command::Sort, None, effects),
        _ => {
            let column = usize::from(mouse.column);
            let chips = chips(&app.search);
            let Some(chip) = chips.iter().find(|chip| chip.columns.contains(&column)) else { return };
            match chip.of {
                ChipOf::Clause(at) => app.turn_clause(at, chip.mode, effects),
                ChipOf::Filter(at) => {
                    if let Some(filter) = app.search.filters.get(at).cloned() {
                        app.toggle_filter(&filter.criterion, filter.mode, effects);
                    }
                }
            }
        }
    }
}

fn click(app: &mut App, focus: Focus, mouse: Mouse, effects: &mut Vec<Effect>) {
    let panes = app.panes;
    app.focus = focus;
    match focus {
        Focus::List => {
            let Some(row) = app.list.row_at(usize::from(mouse.row - panes.list.y)) else { return };
            if row == app.list.selected && app.detached.is_none() {
                return app.open(effects);
            }
            app.detached = None;
            app.list.select(row, panes.rows());
        }
        Focus::Reader => {
            let page = panes.page(app.settings.page_width);
            let row = usize::from(mouse.row - page.y);
            let column = mouse.column.checked_sub(page.x).map(usize::from);
            if app.reader.is_fold(row) {
                app.perform(Command::ToggleChrome, None, effects);
            } else if let Some(note) = column.and_then(|column| app.reader.note_at(row, column))
                && app.reader.note().is_none_or(|of| of.note.id != note)
            {
                app.reader.go_to_note(note);
                app.show_note();
            } else if let Some(mention) = column.and_then(|column| app.reader.mention_at(row, column)) {
                let again = app.reader.mention == Some(mention);
                app.reader.mention = Some(mention);
                if again {
                    app.ask_card(CardFor::Reading, effects);
                }
            }
        }
        Focus::Filters => {
            let Some(line) = mouse.row.checked_sub(panes.filter_lines().y) else {
                let column = mouse.column.checked_sub(panes.time_line().x);
                return column.into_iter().for_each(|column| app.click_time(column.into(), effects));
            };
            app.sidebar.time.entered = false;
            app.sidebar.cursor = app.sidebar.top + usize::from(line);
            app.perform(Command::Include, None, effects);
        }
    }
}
