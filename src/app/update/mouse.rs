//! Handles the mouse: clicks and wheel turns act on what is under the pointer, and a pointer that is dragged over
//! the page selects text.

use ratatui::layout::Position;

use crate::app::focus::Focus;
use crate::app::input::command::Command;
use crate::app::message::{Effect, Mouse, MouseAction};
use crate::app::pane::chips::{ChipOf, chips};
use crate::app::reader::TextUnit;
use crate::app::requests::CardFor;
use crate::app::state::{App, Overlay};

/// A click or a turn of the wheel acts on what is under the pointer.
pub(super) fn point(app: &mut App, mouse: Mouse, effects: &mut Vec<Effect>) {
    match mouse.what {
        MouseAction::Drag => return drag(app, mouse),
        MouseAction::Release => return app.pointer.held = None,
        _ => {}
    }
    app.notice = None;
    app.pointer.held = None;
    if let Some(Overlay::Picker(picker)) = &mut app.overlay {
        match mouse.what {
            MouseAction::WheelUp => picker.step(-3),
            MouseAction::WheelDown => picker.step(3),
            _ => app.overlay = None,
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
        MouseAction::WheelUp => -1,
        MouseAction::WheelDown => 1,
        _ => return click(app, focus, mouse, effects),
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

/// The pointer is moved over the page with the button held: what it goes over is selected; beyond the edges of
/// the page it scrolls.
fn drag(app: &mut App, mouse: Mouse) {
    let Some((pressed, unit)) = app.pointer.held.filter(|_| app.overlay.is_none()) else { return };
    let page = app.panes.page(app.settings.page_width);
    let row = match mouse.row.checked_sub(page.y) {
        None => {
            app.reader.scroll(-1);
            0
        }
        Some(row) if row >= page.height => {
            app.reader.scroll(1);
            page.height.saturating_sub(1)
        }
        Some(row) => row,
    };
    app.reader.fit(usize::from(page.width), usize::from(page.height));
    let column = usize::from(mouse.column.saturating_sub(page.x));
    let Some(offset) = app.reader.offset_at(usize::from(row), column) else { return };
    let selected = app.reader.selection.is_some();
    if !selected && offset == pressed {
        return;
    }
    if selected || app.reader.select_at(pressed, unit) {
        app.reader.extend_selection_to(offset);
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
            app.reader.selection = None;
            let times = app.pointer.press(mouse, app.now);
            let unit = if times > 2 { TextUnit::Paragraph } else { TextUnit::Word };
            let named = column.is_some_and(|column| app.reader.mention_at(row, column).is_some());
            let offset = app.reader.offset_at(row, column.unwrap_or(0));
            if let Some(offset) = offset.filter(|_| times > 1 && !named) {
                app.pointer.held = Some((offset, unit));
                app.reader.select_at(offset, unit);
                return;
            }
            app.pointer.held = offset.map(|offset| (offset, TextUnit::Character));
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
