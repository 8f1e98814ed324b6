//! Draws the page of a story, line by line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::{INDENT, StoryLine, StoryLineKind, StoryScreen};
use crate::query::StoryReport;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::{counted, group_digits};
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of a date, a gap included.
const DATE: usize = 14;
/// Columns of a source, a gap included.
const SOURCE: usize = 22;
/// Narrower screens do without sources.
const WIDE: u16 = 90;
/// Narrower screens do without lengths.
const NARROW: u16 = 60;

/// Draws the page.
pub fn draw(screen: &StoryScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let muted = theme.style(Role::Muted);
    let mut pen = Pen::new(buffer, area, 0);
    let about = format!("   {}", about(screen));
    let room = (pen.room() / 2).max(pen.room().saturating_sub(width(&about) + INDENT));
    pen.skip(INDENT).put(&shorten(&name(screen), room), theme.style(Role::Title));
    let room = pen.room().saturating_sub(1);
    pen.put(&shorten(&about, room), muted);
    let rows = screen.rows_area(area);
    let shown = screen.lines.iter().enumerate().skip(screen.cursor.top).take(rows.height.into());
    for (y, (at, line)) in shown.enumerate() {
        let mut pen = Pen::new(buffer, rows, y as u16);
        if at == screen.cursor.at {
            draw_cursor(&mut pen, theme, 0);
        }
        draw_line(screen, line, area.width, theme, pen);
    }
}

/// The story by the title of its fullest report.
fn name(screen: &StoryScreen) -> String {
    let reports = screen.page.as_ref().map_or(&[][..], |page| &page.reports);
    let fullest = reports.iter().find(|report| report.fullest);
    let title = fullest.map(|report| report.row.title.as_deref().unwrap_or(&report.row.path));
    title.map_or_else(|| "Story".to_owned(), |title| format!("Story: {}", sanitize_line(title)))
}

/// How many reports there are, and of which days.
fn about(screen: &StoryScreen) -> String {
    let Some(page) = &screen.page else {
        return "no other document reports this event".to_owned();
    };
    let dates = || page.reports.iter().filter_map(|report| report.row.date);
    let days = dates().min().zip(dates().max()).map(|(first, last)| match first == last {
        true => first.words(),
        false => format!("{} – {}", first.words(), last.words()),
    });
    let copies = page.copies();
    let count = counted(page.reports.len() - copies, "report");
    let copies = match copies {
        0 => None,
        1 => Some("1 copy".to_owned()),
        _ => Some(format!("{copies} copies")),
    };
    [Some(count), copies, days, Some("~by words, names and days".to_owned())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn draw_line(screen: &StoryScreen, line: &StoryLine, columns: u16, theme: &Theme, mut pen: Pen) {
    pen.at(INDENT);
    let role = match line.kind {
        StoryLineKind::Blank => return,
        StoryLineKind::Report => {
            let report = screen.page.as_ref().zip(line.report).and_then(|(page, at)| page.reports.get(at));
            report.into_iter().for_each(|report| draw_report(report, &line.text, columns, theme, &mut pen));
            return;
        }
        StoryLineKind::Remark => {
            pen.skip(2);
            Role::Muted
        }
        StoryLineKind::Heading => Role::Heading,
        StoryLineKind::Source => Role::Muted,
        StoryLineKind::Text => Role::Text,
    };
    let room = pen.room().saturating_sub(1);
    pen.put(&shorten(&line.text, room), theme.style(role));
}

/// A report: its date, source, title and length.
fn draw_report(report: &StoryReport, title: &str, columns: u16, theme: &Theme, pen: &mut Pen) {
    let muted = theme.style(Role::Muted);
    let (guess, date) = match report.row.date {
        Some(date) if report.row.sure => ("", date.words()),
        Some(date) => ("~", date.words()),
        None => ("", "undated".to_owned()),
    };
    pen.put(guess, theme.style(Role::Guess)).put(&date, muted).at(INDENT + DATE);
    let mut at = INDENT + DATE;
    if columns >= WIDE {
        let source = report.row.marked_source().unwrap_or_default();
        pen.put(&shorten(&sanitize_line(&source), SOURCE - 2), muted);
        at += SOURCE;
        pen.at(at);
    }
    let length =
        if columns < NARROW { String::new() } else { format!("{} words", group_digits(report.words as u64)) };
    let room = pen.room().saturating_sub(width(&length) + 3);
    pen.put(&shorten(title, room), theme.style(Role::Title));
    pen.put_right(&length, theme.style(Role::Count));
}
