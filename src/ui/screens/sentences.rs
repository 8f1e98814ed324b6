//! Draws the sentences screen: hits or sentences, a row each, what is searched for aligned.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::SentencesScreen;
use crate::app::typeset::excerpt::{aligned, excerpt};
use crate::query::SentenceLine;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::entity::styled;
use crate::ui::format::{counted, dated, group_digits};
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the date: bar and blanks.
const LEAD: usize = 3;
/// Columns of the date and of the source, a gap after each included.
const DATE: usize = 12;
const SOURCE: usize = 20;
/// Columns of a title in rows that are very wide.
const TITLE: usize = 32;
const VERY_WIDE: u16 = 120;
/// Narrower rows do without the source, and do not stand in line.
const WIDE: u16 = 90;
/// Narrower rows do without the date as well.
const NARROW: u16 = 40;

/// Draws the list.
pub fn draw(screen: &SentencesScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    let room = pen.room();
    if let Some(count) = counts(screen).into_iter().find(|count| screen.answered && room > width(count) + 24)
    {
        pen.put_right(&format!("{count} "), theme.style(Role::Muted));
    }
    pen.skip(LEAD);
    let room = pen.room().saturating_sub(2);
    pen.put(&shorten(&sanitize_line(&screen.title), room), theme.style(Role::Title));
    let rows = screen.rows_area(area);
    if screen.places.is_empty() {
        let notice = match screen.answered {
            true if screen.lists_hits() => "no hits outside folded lines",
            true => "no sentence names all of them",
            false => "reading …",
        };
        Pen::new(buffer, rows, 0).skip(LEAD).put(notice, theme.style(Role::Muted));
    }
    for y in 0..rows.height {
        let at = screen.cursor.top + usize::from(y);
        let mut pen = Pen::new(buffer, rows, y);
        if at == screen.cursor.at && !screen.places.is_empty() {
            draw_cursor(&mut pen, theme, 0);
        }
        if let Some(line) = screen.line(at) {
            let hits = screen.lists_hits();
            // Where a document begins is seen at a glance when the rows below do not say it again.
            let said = hits && !screen.begins_document(at);
            draw_line(line, theme, area.width, (hits, said), pen);
        }
    }
}

/// How many there are, from the fullest wording to the shortest.
fn counts(screen: &SentencesScreen) -> Vec<String> {
    let places = &screen.places;
    if !screen.lists_hits() {
        return vec![counted(places.len(), "sentence")];
    }
    let hits = counted(places.len(), "hit");
    let found = format!("{hits} in {}", counted(places.documents(), "document"));
    let folded = format!("{found} · +{} in folded lines", group_digits(places.folded));
    let fullest = (places.folded > 0).then_some(folded);
    fullest.into_iter().chain([found, hits]).collect()
}

/// The columns of the source, or of the title of a hit.
fn from_columns(hits: bool, columns: u16) -> usize {
    if hits && columns >= VERY_WIDE { TITLE } else { SOURCE }
}

/// Draws a line: of hits those of one document stand below each other, under its title.
fn draw_line(line: &SentenceLine, theme: &Theme, columns: u16, (hits, said): (bool, bool), mut pen: Pen) {
    let mut at = LEAD;
    if said {
        at += if columns >= NARROW { DATE } else { 0 }
            + if columns >= WIDE { from_columns(hits, columns) } else { 0 };
    }
    if columns >= NARROW && !said {
        let style = theme.style(if line.sure { Role::Muted } else { Role::Guess });
        pen.at(at).put(&dated(line.date, line.sure), style);
        at += DATE;
    }
    if columns >= WIDE && !said {
        let (source, title) = (line.source.as_deref(), line.title.as_deref());
        let from = if hits { title.or(source) } else { source.or(title) }.unwrap_or("");
        let taken = from_columns(hits, columns);
        pen.at(at).put(&shorten(&sanitize_line(from), taken - 2), theme.style(Role::Muted));
        at += taken;
    }
    pen.at(at);
    let room = pen.room().saturating_sub(1);
    let cut = match columns {
        WIDE.. => aligned(&line.text, &line.names, room * 2 / 5, room),
        _ => excerpt(&line.text, &line.names, room),
    };
    let marks = match hits {
        true => cut.marks.iter().map(|range| (range.clone(), theme.style(Role::Hit))).collect(),
        false => styled(&cut, theme, None),
    };
    pen.put_marked(&cut.text, theme.style(Role::Text), &marks);
}
