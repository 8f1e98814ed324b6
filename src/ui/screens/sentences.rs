//! Draws the sentences screen: sentences by date, a row each, their first names aligned.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::SentencesScreen;
use crate::app::typeset::excerpt::{aligned, excerpt};
use crate::query::SentenceLine;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::entity::styled;
use crate::ui::format::{counted, dated};
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the date: bar and blanks.
const LEAD: usize = 3;
/// Columns of the date and of the source, a gap after each included.
const DATE: usize = 12;
const SOURCE: usize = 20;
/// Narrower rows do without the source, and do not stand in line.
const WIDE: u16 = 90;
/// Narrower rows do without the date as well.
const NARROW: u16 = 40;

/// Draws the list.
pub fn draw(screen: &SentencesScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    let count = counted(screen.places.len(), "sentence");
    if screen.answered && pen.room() > width(&count) + 24 {
        pen.put_right(&format!("{count} "), theme.style(Role::Muted));
    }
    pen.skip(LEAD);
    let room = pen.room().saturating_sub(2);
    pen.put(&shorten(&sanitize_line(&screen.title), room), theme.style(Role::Title));
    let rows = screen.rows_area(area);
    if screen.places.is_empty() {
        let notice = if screen.answered { "no sentence names all of them" } else { "reading …" };
        Pen::new(buffer, rows, 0).skip(LEAD).put(notice, theme.style(Role::Muted));
    }
    for y in 0..rows.height {
        let at = screen.cursor.top + usize::from(y);
        let mut pen = Pen::new(buffer, rows, y);
        if at == screen.cursor.at && !screen.places.is_empty() {
            draw_cursor(&mut pen, theme, 0);
        }
        if let Some(line) = screen.line(at) {
            draw_line(line, theme, area.width, pen);
        }
    }
}

fn draw_line(line: &SentenceLine, theme: &Theme, columns: u16, mut pen: Pen) {
    let mut at = LEAD;
    if columns >= NARROW {
        let style = theme.style(if line.sure { Role::Muted } else { Role::Guess });
        pen.at(at).put(&dated(line.date, line.sure), style);
        at += DATE;
    }
    if columns >= WIDE {
        let from = line.source.as_deref().or(line.title.as_deref()).unwrap_or("");
        pen.at(at).put(&shorten(&sanitize_line(from), SOURCE - 2), theme.style(Role::Muted));
        at += SOURCE;
    }
    pen.at(at);
    let room = pen.room().saturating_sub(1);
    let cut = match columns {
        WIDE.. => aligned(&line.text, &line.names, room * 2 / 5, room),
        _ => excerpt(&line.text, &line.names, room),
    };
    pen.put_marked(&cut.text, theme.style(Role::Text), &styled(&cut, theme, None));
}
