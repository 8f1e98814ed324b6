//! Draws the list of all entities: kinds above, then headings, then a row each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::pane::sidebar;
use crate::app::reader::date_words;
use crate::app::screens::{Column, EntityListScreen};
use crate::model::Kind;
use crate::query::{Criterion, EntityListOrder, EntityRow, Mode, TIME_CELLS};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::{counted, group_digits, guessed};
use crate::ui::frame::draw_cursor;
use crate::ui::histogram::bars;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

const LEAD: usize = EntityListScreen::LEAD;
/// The mark of the column by which the list is sorted, with its gap.
const SORTED: &str = " ▾";

/// Draws the list; returns the cell of the cursor while something is typed.
pub fn draw(
    app: &App,
    screen: &EntityListScreen,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let rows = screen.rows_area(area);
    let headed = rows.y - area.y > 1;
    let typing = draw_typed(screen, theme, area, u16::from(headed), buffer);
    if headed || typing.is_none() {
        draw_kinds(screen, app.is_reading(), theme, Pen::new(buffer, area, 0));
    }
    if headed {
        draw_headings(screen, theme, Pen::new(buffer, area, 2));
    }
    if screen.rows.is_empty() {
        let notice = match (screen.answered, app.is_reading()) {
            (true, true) => "reading …, no names so far",
            (true, false) => "no names here",
            (false, _) => "counting …",
        };
        Pen::new(buffer, rows, 0).skip(LEAD).put(notice, theme.style(Role::Muted));
    }
    for (y, (at, row)) in
        screen.rows.iter().enumerate().skip(screen.cursor.top).take(rows.height.into()).enumerate()
    {
        let mut pen = Pen::new(buffer, rows, y as u16);
        if at == screen.cursor.at {
            draw_cursor(&mut pen, theme, 0);
        }
        draw_row(app, screen, row, theme, pen);
    }
    typing
}

/// The line one types into, or what was typed.
fn draw_typed(
    screen: &EntityListScreen,
    theme: &Theme,
    area: Rect,
    y: u16,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let mut pen = Pen::new(buffer, area, y);
    pen.skip(1);
    let Some(input) = &screen.input else {
        if !screen.typed.is_empty() && y > 0 {
            pen.put("/ ", theme.style(Role::Muted)).put(&screen.typed, theme.style(Role::Title));
            pen.skip(3).put("Esc shows all", theme.style(Role::Muted));
        }
        return None;
    };
    pen.put("/ ", theme.style(Role::Accent)).put(input.value(), theme.style(Role::Title));
    if input.value().is_empty() {
        pen.put("beginning of a name", theme.style(Role::Muted));
    }
    Some((area.x + 3 + input.visual_cursor() as u16, area.y + y))
}

fn draw_kinds(screen: &EntityListScreen, is_reading: bool, theme: &Theme, mut pen: Pen) {
    let tabs = screen.tabs(pen.room() as u16);
    // Addresses and numbers are no names.
    let total = match (screen.kind.is_some_and(Kind::is_identifier), screen.total) {
        (false, total) => counted(total, "name"),
        (true, 1) => "1 entry".to_owned(),
        (true, total) => format!("{} entries", group_digits(total as u64)),
    };
    let total = if is_reading { format!("reading …, {total} so far") } else { total };
    if screen.answered && pen.room() > 48 + width(&total) {
        pen.put_right(&format!("{total} "), theme.style(Role::Muted));
    }
    for (kind, word, columns) in tabs {
        pen.at(columns.start)
            .put(&word, theme.style(if kind == screen.kind { Role::Title } else { Role::Muted }));
    }
}

/// The order by a column.
fn order_of(column: Column) -> Option<EntityListOrder> {
    match column {
        Column::Kind | Column::Time => None,
        Column::Documents => Some(EntityListOrder::Documents),
        Column::Mentions => Some(EntityListOrder::Mentions),
        Column::FirstSeen => Some(EntityListOrder::FirstSeen),
        Column::Doubtful => Some(EntityListOrder::Doubtful),
    }
}

fn draw_headings(screen: &EntityListScreen, theme: &Theme, mut pen: Pen) {
    let (name, columns) = screen.columns(pen.room() as u16);
    let style = |sorted: bool| theme.style(if sorted { Role::Accent } else { Role::Muted });
    let by_name = screen.order == EntityListOrder::Name;
    pen.at(LEAD).put("name", style(by_name)).put(if by_name { SORTED } else { "" }, style(true));
    let mut at = LEAD + name;
    for column in columns {
        let sorted = order_of(column) == Some(screen.order);
        let word = column.name();
        let end = at + column.width();
        match column {
            Column::Kind => pen.at(at + 3).put(word, style(false)),
            Column::Time => pen.at(at + 3).put(&years(screen), style(false)),
            // The mark stands in the gap after the numbers, so that these stay in line.
            _ => pen.at(end - width(word)).put(word, style(sorted)),
        };
        if sorted {
            pen.at(end).put(SORTED.trim_start(), style(true));
        }
        at = end;
    }
}

/// The years in which the bars begin and end, above these.
fn years(screen: &EntityListScreen) -> String {
    match screen.times.years {
        Some((first, last)) if first != last => format!("{first:<4}{last:>width$}", width = TIME_CELLS - 4),
        Some((year, _)) => year.to_string(),
        None => Column::Time.name().to_owned(),
    }
}

fn draw_row(app: &App, screen: &EntityListScreen, row: &EntityRow, theme: &Theme, mut pen: Pen) {
    let (room, columns) = screen.columns(pen.room() as u16);
    let criterion = Criterion::Entity { kind: row.kind, name: row.name.clone() };
    let (sign, role) = match sidebar::mode_of(&app.search.filters, &criterion) {
        Some(Mode::Include) => ("✓", Role::Include),
        Some(Mode::Exclude) => ("✗", Role::Exclude),
        Some(Mode::AnyOf) => ("|", Role::Include),
        None => (" ", Role::of_name(row.kind, false)),
    };
    pen.at(1).put(sign, theme.style(role));
    let name = sanitize_line(&guessed(&row.name, row.guess)).into_owned();
    pen.at(LEAD).put(&shorten(&name, room), theme.style(role));
    let mut at = LEAD + room;
    for column in columns {
        let end = at + column.width();
        let (text, role) = match column {
            Column::Kind => (row.kind.word().to_owned(), Role::Muted),
            Column::Time => (screen.times.of(row).map_or_else(String::new, |of| bars(of)), Role::Histogram),
            Column::Documents => (group_digits(row.documents.into()), Role::Text),
            Column::Mentions => (group_digits(row.mentions.into()), Role::Count),
            Column::FirstSeen => (row.first.map_or_else(String::new, date_words), Role::Count),
            Column::Doubtful => (doubtful(row.doubtful), Role::Guess),
        };
        let is_left = matches!(column, Column::Kind | Column::Time);
        let start = if is_left { at + 3 } else { end.saturating_sub(width(&text)) };
        pen.at(start).put(&text, theme.style(role));
        at = end;
    }
}

/// How many documents may mean another entity; nothing for none.
fn doubtful(documents: u32) -> String {
    if documents == 0 { String::new() } else { group_digits(documents.into()) }
}
