//! The document list: two rows a document, only those on screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::excerpt::excerpt;
use crate::app::layout::{Panes, ROW_HEIGHT};
use crate::app::{App, Focus};
use crate::model::{DocumentKind, PartialDate};
use crate::query::{Passage, Row, State};
use crate::text::width::shorten;

/// Columns before title and date: bar, dot.
const LEAD: usize = 3;
/// Columns of the date, with a space after it.
const DATE: usize = 11;

/// A passage with less room stands without its source.
const WIDE_PASSAGE: usize = 40;

/// Draws the list.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let area = panes.list;
    if app.list.ids.is_empty() {
        return draw_empty(app, theme, area, buffer);
    }
    let first = app.list.top;
    for (at, &id) in app.list.ids.iter().enumerate().skip(first).take(panes.rows()) {
        let y = (at - first) as u16 * ROW_HEIGHT;
        let selected = at == app.list.selected;
        if selected {
            let role = if app.focus == Focus::List { Role::Selected } else { Role::SelectedIdle };
            for y in [y, y + 1] {
                let row = Rect { width: area.width.saturating_sub(1), ..area };
                Pen::new(buffer, row, y).fill(theme.style(role)).put("▌", theme.style(Role::Bar));
            }
        }
        if let Some(row) = app.list.row(id) {
            draw_title(app, theme, row, Pen::new(buffer, area, y));
            draw_below(app, theme, row, app.list.passage(id), Pen::new(buffer, area, y + 1));
        }
    }
}

fn draw_title(app: &App, theme: &Theme, row: &Row, mut pen: Pen) {
    let passage = app.list.passage(row.id);
    let hits = passage.map(|passage| passage.hits).filter(|&hits| hits > 0 && app.search.has_words());
    let right = hits.map_or_else(String::new, |hits| hits.to_string());
    let (sign, role) = if row.problem.is_some() {
        ("!", Role::Failure)
    } else if app.marks.holds(row.id, State::Starred) {
        ("★", Role::Star)
    } else if app.marks.holds(row.id, State::Unread) {
        ("●", Role::Unread)
    } else {
        (" ", Role::Text)
    };
    pen.at(1).put(sign, theme.style(role));
    pen.at(LEAD);
    let room = pen.room().saturating_sub(right.len() + 4);
    let unread = app.marks.holds(row.id, State::Unread) && row.problem.is_none();
    let title = theme.style(if unread { Role::Title } else { Role::Text });
    pen.put(&shorten(&crate::text::sanitize::sanitize_line(title_of(row)), room), title);
    pen.put_right(&format!("{right}  "), theme.style(Role::Count));
}

/// What a document is called in lists: its title, else its file.
pub fn title_of(row: &Row) -> &str {
    match row.title.as_deref() {
        // The name of a file says little without its folder.
        _ if row.problem.is_some() => &row.path,
        Some(title) if !title.is_empty() => title,
        _ => row.path.rsplit('/').next().unwrap_or(&row.path),
    }
}

/// The second row: the date, then the best passage under a query, else where the document comes
/// from.
fn draw_below(app: &App, theme: &Theme, row: &Row, passage: Option<&Passage>, mut pen: Pen) {
    let muted = theme.style(Role::Muted);
    pen.at(LEAD);
    if let Some(problem) = &row.problem {
        pen.put(&shorten(problem, pen.room().saturating_sub(2)), theme.style(Role::Failure));
        return;
    }
    let date_style = theme.style(if row.sure { Role::Muted } else { Role::Guess });
    pen.put(&date_column(row), date_style).at(LEAD + DATE);
    let origin = row.source.clone().unwrap_or_default();
    let passage = passage.filter(|passage| !passage.text.is_empty());
    if let Some(passage) = passage {
        // In a narrow list the words found are worth more than where they stand.
        if !origin.is_empty() && pen.room() > WIDE_PASSAGE {
            pen.put(&format!("{} · ", shorten(&origin, 16)), muted);
        }
        return draw_passage(theme, passage, muted, &mut pen);
    }
    let file = row.path.rsplit('/').next().unwrap_or(&row.path);
    let mut parts: Vec<String> = Vec::new();
    if row.kind == DocumentKind::List {
        parts.push("list of headlines".into());
    }
    if !origin.is_empty() {
        parts.push(origin);
    }
    match row.parts {
        ..2 if parts.is_empty() => parts.push(file.to_owned()),
        ..2 => {}
        _ => parts.push(format!("{} of {} in {file}", row.part, row.parts)),
    }
    let folded = app.list.passage(row.id).map_or(0, |passage| passage.folded);
    if folded > 0 && app.search.has_words() {
        parts.push(format!("+{folded} in folded lines"));
    }
    pen.put(&shorten(&parts.join(" · "), pen.room().saturating_sub(2)), muted);
}

fn draw_passage(theme: &Theme, passage: &Passage, muted: Style, pen: &mut Pen) {
    let room = pen.room().saturating_sub(3);
    let cut = excerpt(&passage.text, &passage.matches, room);
    let hit = theme.style(Role::Hit);
    let marks: Vec<_> = cut.marks.iter().map(|range| (range.clone(), hit)).collect();
    pen.put_marked(&cut.text, muted, &marks);
}

/// The date in at most ten columns: `5 Jun 23`, `~Feb 2022`, and bounds: `>May 2024`, `<2025`.
pub fn date_column(row: &Row) -> String {
    match (row.date, row.after, row.before) {
        (Some(_), ..) | (None, None, None) => dated(row.date, row.sure),
        (None, Some(after), _) => format!(">{}", month_of(after)),
        (None, None, Some(before)) => format!("<{}", month_of(before)),
    }
}

/// A date in at most ten columns with the sign of a guess.
pub fn dated(date: Option<PartialDate>, sure: bool) -> String {
    let guess = if sure { "" } else { "~" };
    date.map_or_else(|| "–".to_owned(), |date| format!("{guess}{}", short_date(date)))
}

fn short_date(date: PartialDate) -> String {
    let words = crate::app::reader::date_words(date);
    match date.parts() {
        // Two digits tell the century only for our own time.
        (1970..=2069, Some(_), Some(_)) => {
            let (rest, year) = words.split_at(words.len().saturating_sub(4));
            format!("{rest}{}", &year[2..])
        }
        (_, Some(_), Some(_)) => words.split_once(' ').map_or(words.clone(), |(_, month)| month.to_owned()),
        _ => words,
    }
}

fn month_of(date: PartialDate) -> String {
    let (year, month, _) = date.parts();
    let month = month.and_then(|month| PartialDate::month(year, month));
    crate::app::reader::date_words(month.unwrap_or(PartialDate::year(year)))
}

/// What to say when there is nothing to list.
fn draw_empty(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (said, hint) = if !app.list.answered || (!app.progress.finished && app.search.is_empty()) {
        ("reading …".to_owned(), String::new())
    } else if !app.search.is_empty() {
        let key =
            if app.search.filters.is_empty() { "Esc takes the search back" } else { "X clears the filters" };
        (format!("nothing found in {}", super::header::counted(app.list.of, "document")), key.to_owned())
    } else if app.progress.problems > 0 {
        let files = super::header::counted(app.progress.problems, "file");
        (format!("no text found in {files}"), "g p shows why".to_owned())
    } else {
        ("no files to read here".to_owned(), "text, Markdown and HTML can be read; R looks again".to_owned())
    };
    Pen::new(buffer, area, 1).skip(3).put(&said, theme.style(Role::Muted));
    Pen::new(buffer, area, 2).skip(3).put(&hint, theme.style(Role::Muted));
}
