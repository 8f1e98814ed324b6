//! Handles the mouse: clicks and wheel turns act on what is under the pointer, and a pointer that is dragged over
//! the page selects text.

use ratatui::layout::Position;

use crate::app::focus::Focus;
use crate::app::input::command::Command;
use crate::app::message::{Effect, Mouse, MouseAction};
use crate::app::pane::chips::{ChipOf, chips};
use crate::app::pane::widths::Widths;
use crate::app::pointer::Held;
use crate::app::reader::TextUnit;
use crate::app::requests::CardFor;
use crate::app::state::{App, Overlay};

/// A click or a turn of the wheel acts on what is under the pointer.
pub(super) fn point(app: &mut App, mouse: Mouse, effects: &mut Vec<Effect>) {
    match mouse.what {
        MouseAction::Drag => return drag(app, mouse),
        MouseAction::Release => return release(app, mouse),
        _ => {}
    }
    app.notice = None;
    app.pointer.held = None;
    if point_at_overlay(app, mouse) {
        return;
    }
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
    match mouse.what {
        MouseAction::WheelUp => turn_wheel(app, focus, mouse, -1),
        MouseAction::WheelDown => turn_wheel(app, focus, mouse, 1),
        MouseAction::WheelLeft | MouseAction::WheelRight => turn_aside(app, focus, mouse),
        _ if press_beside(app, mouse) => {}
        _ => click(app, focus, mouse, effects),
    }
}

/// The wheel is turned over a pane: down for 1, up for -1.
fn turn_wheel(app: &mut App, focus: Focus, mouse: Mouse, down: isize) {
    let panes = app.panes;
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

/// The wheel is turned sideways: that moves a table that is wider than the page.
fn turn_aside(app: &mut App, focus: Focus, mouse: Mouse) {
    if focus == Focus::Reader {
        let row = mouse.row.saturating_sub(app.panes.reader.y);
        app.reader.step_sideways_at(row.into(), mouse.what == MouseAction::WheelRight);
    }
}

/// What lies over everything takes the mouse, or goes away; whether nothing below is to be done.
fn point_at_overlay(app: &mut App, mouse: Mouse) -> bool {
    let Some(Overlay::Picker(mut picker)) = app.overlay.take() else { return false };
    match mouse.what {
        MouseAction::WheelUp => picker.step(-3),
        MouseAction::WheelDown => picker.step(3),
        MouseAction::WheelLeft | MouseAction::WheelRight => {}
        _ => {
            app.leave_picker(&picker);
            return true;
        }
    }
    app.preview_outline(&picker);
    app.overlay = Some(Overlay::Picker(picker));
    true
}

/// The button is pressed on a rule between panes, or on the map beside the page; whether it was.
fn press_beside(app: &mut App, mouse: Mouse) -> bool {
    let map = app.panes.map(app.settings.page_width);
    let on_map = map.contains(Position::new(mouse.column, mouse.row)) && app.reader.is_longer_than_screen();
    app.pointer.held = match app.panes.rule_at(mouse.column, mouse.row) {
        Some(pane) => Some(Held::Rule(pane, mouse.column, mouse.row)),
        None => on_map.then_some(Held::Map),
    };
    if app.pointer.held == Some(Held::Map) {
        go_to_map(app, mouse.row);
    }
    app.pointer.held.is_some()
}

/// The part of the page that the map has at a row of the screen.
fn go_to_map(app: &mut App, row: u16) {
    let map = app.panes.map(app.settings.page_width);
    let row = row.saturating_sub(map.y).min(map.height.saturating_sub(1));
    app.reader.go_to_map_row(row.into(), map.height.into());
}

/// The button is let go: on the rule where it was pressed, which is the map of the page as well, that is a click.
fn release(app: &mut App, mouse: Mouse) {
    if let Some(Held::Rule(_, column, row)) = app.pointer.held.take()
        && (column, row) == (mouse.column, mouse.row)
        && app.panes.map(app.settings.page_width).contains(Position::new(column, row))
        && app.reader.is_longer_than_screen()
    {
        go_to_map(app, row);
    }
}

/// The pointer is moved with the button held.
fn drag(app: &mut App, mouse: Mouse) {
    let Some(held) = app.pointer.held.filter(|_| app.overlay.is_none()) else { return };
    match held {
        Held::Text(pressed, unit) => select(app, mouse, pressed, unit),
        Held::Map => go_to_map(app, mouse.row),
        Held::Rule(pane, column, _) if mouse.column != column => {
            app.pointer.held = Some(Held::Edge(pane));
            move_edge(app, pane, mouse.column);
        }
        Held::Rule(_, column, row) => {
            let map = app.panes.map(app.settings.page_width);
            if row != mouse.row && map.x == column && app.reader.is_longer_than_screen() {
                app.pointer.held = Some(Held::Map);
                go_to_map(app, mouse.row);
            }
        }
        Held::Edge(pane) => move_edge(app, pane, mouse.column),
    }
}

/// The left rule of a pane is dragged to a column.
fn move_edge(app: &mut App, pane: Focus, column: u16) {
    let wanted = match pane {
        Focus::Reader => Widths { list: Some(column), ..app.widths },
        _ => Widths { filters: Some(app.size.0.saturating_sub(column)), ..app.widths },
    };
    // What is kept is what fits, so that the way back is not longer.
    let (list, filters) = wanted.fit(app.size.0, app.panes.list.width, app.panes.filters.width);
    app.widths = match pane {
        Focus::Reader => Widths { list: Some(list), ..app.widths },
        _ => Widths { filters: Some(filters), ..app.widths },
    };
}

/// What the pointer goes over is selected; beyond the edges of the page it scrolls.
fn select(app: &mut App, mouse: Mouse, pressed: usize, unit: TextUnit) {
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
                app.pointer.held = Some(Held::Text(offset, unit));
                app.reader.select_at(offset, unit);
                return;
            }
            app.pointer.held = offset.map(|offset| Held::Text(offset, TextUnit::Character));
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
