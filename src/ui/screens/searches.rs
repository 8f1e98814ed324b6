//! Draws the saved searches: a row each, with what it finds, what of that is new, and what is searched for.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::{SearchRow, SearchesScreen};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::group_digits;
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the name: bar and blanks.
const LEAD: usize = 3;
/// Columns of the name at most, a gap included.
const NAME: usize = 36;
/// Columns of the number of documents, its heading and a gap included.
const DOCUMENTS: usize = 12;
/// Columns of what is new, a gap included.
const NEW: usize = 31;
/// Narrower screens do without what is searched for.
const WIDE: u16 = 100;
/// Narrower screens do without what is new as well.
const NARROW: u16 = 60;

/// Draws the list.
pub fn draw(screen: &SearchesScreen, today: Date, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(LEAD).put("Saved searches", theme.style(Role::Title));
    let rows = screen.rows_area(area);
    let name = name_columns(area.width);
    if rows.y - area.y > 1 {
        draw_headings(name, theme, area.width, Pen::new(buffer, area, 2));
    }
    if screen.rows.is_empty() {
        let notice = "no search is saved: s saves the one on the screen";
        Pen::new(buffer, rows, 0).skip(LEAD).put(notice, theme.style(Role::Muted));
    }
    for (y, (at, row)) in
        screen.rows.iter().enumerate().skip(screen.cursor.top).take(rows.height.into()).enumerate()
    {
        let mut pen = Pen::new(buffer, rows, y as u16);
        if at == screen.cursor.at {
            draw_cursor(&mut pen, theme, 0);
        }
        draw_row(row, today, name, theme, area.width, pen);
    }
}

/// The columns that a name has on a screen so wide.
fn name_columns(columns: u16) -> usize {
    let others = LEAD + DOCUMENTS + if columns < NARROW { 1 } else { NEW };
    usize::from(columns).saturating_sub(others).min(NAME)
}

fn draw_headings(name: usize, theme: &Theme, columns: u16, mut pen: Pen) {
    let muted = theme.style(Role::Muted);
    let at = LEAD + name + DOCUMENTS;
    pen.at(LEAD).put("name", muted);
    pen.at(at - 2 - width("documents")).put("documents", muted);
    if columns >= NARROW {
        pen.at(at).put("new", muted);
    }
    if columns >= WIDE {
        pen.at(at + NEW).put("search", muted);
    }
}

fn draw_row(row: &SearchRow, today: Date, name: usize, theme: &Theme, columns: u16, mut pen: Pen) {
    let title = shorten(&sanitize_line(&row.saved.name), name.saturating_sub(2));
    pen.at(LEAD).put(&title, theme.style(Role::Title));
    let at = LEAD + name + DOCUMENTS;
    let documents = row.count.map_or_else(|| "…".to_owned(), |count| group_digits(count.documents as u64));
    pen.at((at - 2).saturating_sub(width(&documents))).put(&documents, theme.style(Role::Count));
    if columns >= NARROW {
        let is_new = row.count.is_some_and(|count| count.new > 0);
        let style = theme.style(if is_new { Role::Accent } else { Role::Muted });
        pen.at(at).put(&shorten(&row.new_words(today), NEW - 2), style);
    }
    if columns >= WIDE {
        pen.at(at + NEW);
        let room = pen.room().saturating_sub(1);
        let words = row.saved.typed.words();
        pen.put(&shorten(&sanitize_line(&words), room), theme.style(Role::Muted));
    }
}
