//! Draws the sentences screen: hits or sentences, a row each, what is searched for aligned; below them the one under the
//! cursor as a whole.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screens::{SentencesScreen, sentence_in};
use crate::app::typeset::excerpt::{Excerpt, aligned, excerpt};
use crate::query::SentenceLine;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::entity::{put_rows, styled};
use crate::ui::format::{copies_counted, counted, dated, group_digits};
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
/// In the place of words that stand in the line above.
const SAME: &str = "″ the same";

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
            let above = (y > 0).then(|| screen.line(at - 1)).flatten();
            draw_copies(screen.places.copies((line.id, line.sentence)), theme, &mut pen);
            draw_line(line, above, theme, (area.width, screen.lists_hits()), pen);
        }
    }
    let foot = screen.foot_area(area);
    if let Some(line) = screen.line(screen.cursor.at).filter(|_| foot.height > 0) {
        draw_foot(screen, line, theme, foot, buffer);
    }
}

/// In how many copies of its document a line stands as well.
fn draw_copies(copies: u32, theme: &Theme, pen: &mut Pen) {
    if copies > 0 {
        pen.put_right(&format!(" +{copies} "), theme.style(Role::Count));
    }
}

/// The line under the cursor as a whole, and where it is from.
fn draw_foot(screen: &SentencesScreen, line: &SentenceLine, theme: &Theme, foot: Rect, buffer: &mut Buffer) {
    let hits = screen.lists_hits();
    Pen::new(buffer, foot, 0).put(&"─".repeat(foot.width.into()), theme.style(Role::Rule));
    let text = Rect {
        x: foot.x + LEAD as u16,
        y: foot.y + 1,
        width: foot.width.saturating_sub(LEAD as u16 + 1),
        height: foot.height.saturating_sub(2),
    };
    let (cut, rows) = sentence_in(line, text.width, text.height.into());
    put_rows(&cut.text, &rows, &marks(&cut, hits, theme), theme, text, buffer);
    let date = (!line.dating.is_undated()).then(|| dated(line.dating));
    // A hit in a title is the title.
    let title =
        line.title.clone().map(|title| if title == line.text { "in the title".to_owned() } else { title });
    let copies = screen.places.copies((line.id, line.sentence));
    let copies = (copies > 0).then(|| format!("and in {}", copies_counted(copies as usize)));
    let from = [date, line.source.clone(), title, copies].into_iter().flatten().collect::<Vec<_>>();
    let mut pen = Pen::new(buffer, foot, 1 + rows.len() as u16);
    let room = pen.skip(LEAD).room().saturating_sub(1);
    pen.put(&shorten(&sanitize_line(&from.join(" · ")), room), theme.style(Role::Muted));
}

/// What is searched for, marked in a line.
fn marks(cut: &Excerpt, hits: bool, theme: &Theme) -> Vec<(Range<usize>, Style)> {
    match hits {
        true => cut.marks.iter().map(|range| (range.clone(), theme.style(Role::Hit))).collect(),
        false => styled(cut, theme, None),
    }
}

/// How many there are, from the fullest wording to the shortest.
fn counts(screen: &SentencesScreen) -> Vec<String> {
    let places = &screen.places;
    let lines = counted(places.len(), if screen.lists_hits() { "hit" } else { "sentence" });
    let mut counts = vec![lines];
    if screen.lists_hits() {
        counts.push(format!("{} in {}", counts[0], counted(places.documents(), "document")));
    }
    for (more, place) in [(places.in_copies, "in copies"), (places.folded, "in folded lines")] {
        let shorter = counts.last().filter(|_| more > 0);
        counts.extend(shorter.map(|shorter| format!("{shorter} · +{} {place}", group_digits(more))));
    }
    counts.reverse();
    counts
}

/// The columns of the source, or of the title of a hit.
fn from_columns(hits: bool, columns: u16) -> usize {
    if hits && columns >= VERY_WIDE { TITLE } else { SOURCE }
}

/// What stands before a line for where it is from: of a hit rather the title, of a sentence the source.
fn from(line: &SentenceLine, hits: bool) -> &str {
    let (source, title) = (line.source.as_deref(), line.title.as_deref());
    if hits { title.or(source) } else { source.or(title) }.unwrap_or("")
}

/// Draws a line. What it has in common with the line above stands there only: the day, where it is from, and in a copy
/// of the text the words.
fn draw_line(
    line: &SentenceLine,
    above: Option<&SentenceLine>,
    theme: &Theme,
    (columns, hits): (u16, bool),
    mut pen: Pen,
) {
    let mut at = LEAD;
    let is_same_day = above.is_some_and(|above| above.dating == line.dating);
    let is_same_place = is_same_day && above.is_some_and(|above| from(above, hits) == from(line, hits));
    if columns >= NARROW {
        let style = theme.style(if line.dating.sure { Role::Muted } else { Role::Guess });
        if !is_same_day {
            pen.at(at).put(&dated(line.dating), style);
        }
        at += DATE;
    }
    if columns >= WIDE {
        let taken = from_columns(hits, columns);
        if !is_same_place {
            let words = shorten(&sanitize_line(from(line, hits)), taken - 2);
            pen.at(at).put(&words, theme.style(Role::Muted));
        }
        at += taken;
    }
    pen.at(at);
    let room = pen.room().saturating_sub(1);
    let lead = if columns >= WIDE { room * 2 / 5 } else { 0 };
    if above.is_some_and(|above| above.id != line.id && above.text == line.text && above.names == line.names)
    {
        pen.skip(lead).put(SAME, theme.style(Role::Muted));
        return;
    }
    let cut = match columns {
        WIDE.. => aligned(&line.text, &line.names, lead, room),
        _ => excerpt(&line.text, &line.names, room),
    };
    pen.put_marked(&cut.text, theme.style(Role::Text), &marks(&cut, hits, theme));
}
