//! Draws the document list: two rows a document, only those on screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::pane::areas::{Panes, ROW_HEIGHT};
use crate::app::typeset::excerpt::passage_excerpt;
use crate::app::{App, Focus};
use crate::model::DocumentKind;
use crate::query::{FacetText, Passage, Row, State};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{prefix, shorten, width};
use crate::ui::format::{counted, date_column, group_digits, title_of};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before title and date: bar, dot.
const LEAD: usize = 3;
/// Columns of the date, with a space after it.
const DATE: usize = 11;
/// The sign of a document in the batch.
const IN_BATCH: &str = "✓";
/// A row below that of its thread stands in by so many columns.
const INNER: usize = 2;
/// A passage with less room stands without its source.
const WIDE_PASSAGE: usize = 40;

/// Draws the list.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let area = panes.list;
    if app.list.ids.is_empty() {
        return draw_empty(app, theme, area, buffer);
    }
    // Where there is room for one row only, the row goes before the rule.
    let ruled = app.list.rule_line().filter(|_| panes.rows() > 1 || area.height > ROW_HEIGHT);
    if let Some(line) = ruled {
        draw_folded_rule(app.list.folded(), theme, Pen::new(buffer, area, line as u16));
    }
    for (at, &id) in app.list.ids.iter().enumerate().skip(app.list.top).take(panes.rows()) {
        let y = match ruled {
            Some(_) => app.list.line_of(at) as u16,
            None => (at - app.list.top) as u16 * ROW_HEIGHT,
        };
        if y + ROW_HEIGHT > area.height {
            break;
        }
        let selected = at == app.list.selected;
        if selected {
            let (role, bar) = match app.focus {
                Focus::List => (Role::Selected, Role::Bar),
                _ => (Role::SelectedIdle, Role::Muted),
            };
            for y in [y, y + 1] {
                let row = Rect { width: area.width.saturating_sub(1), ..area };
                Pen::new(buffer, row, y).fill(theme.style(role)).put("▌", theme.style(bar));
            }
        }
        if let Some(row) = app.list.row(id) {
            let is_folded = at >= app.list.unfolded;
            let passage =
                app.list.passage(id).filter(|passage| is_folded || passage.hits > 0 || passage.folded == 0);
            draw_title(app, theme, row, is_folded, Pen::new(buffer, area, y));
            draw_below(app, theme, row, passage, Pen::new(buffer, area, y + 1));
        }
    }
}

/// The rule above the documents that are found only in folded lines.
fn draw_folded_rule(count: usize, theme: &Theme, mut pen: Pen) {
    let columns = pen.room().saturating_sub(2);
    let words = format!("── only in folded lines · {} ", group_digits(count as u64));
    let rule = "─".repeat(columns.saturating_sub(width(&words)));
    pen.skip(1).put(prefix(&format!("{words}{rule}"), columns), theme.style(Role::Fold));
}

fn draw_title(app: &App, theme: &Theme, row: &Row, is_folded: bool, mut pen: Pen) {
    let passage = app.list.passage(row.id);
    let hits = passage.map(|passage| if is_folded { passage.hits + passage.folded } else { passage.hits });
    let hits = hits.filter(|&hits| hits > 0 && app.search.has_words());
    let right = hits.map_or_else(String::new, |hits| hits.to_string());
    let (sign, role) = if row.problem.is_some() {
        ("!", Role::Failure)
    } else if app.marks.holds(row.id, State::Starred) {
        ("★", Role::Star)
    } else if app.marks.holds(row.id, State::Noted) {
        ("✎", Role::Note)
    } else if app.marks.holds(row.id, State::Later) {
        ("◇", Role::Star)
    } else if app.marks.holds(row.id, State::Unread) {
        (if app.marks.holds(row.id, State::Seen) { "○" } else { "●" }, Role::Unread)
    } else {
        (" ", Role::Text)
    };
    pen.at(1).put(sign, theme.style(role));
    pen.at(LEAD + indent(app, row));
    let room = pen.room().saturating_sub(right.len() + 4);
    let unread = app.marks.holds(row.id, State::Unread);
    let title = theme.style(if unread { Role::Title } else { Role::Text });
    pen.put(&shorten(&sanitize_line(&words_of_title(app, row)), room), title);
    pen.put_right(&format!("{right}  "), theme.style(Role::Count));
}

/// Columns by which a row stands in that is shown since the row of its thread is open.
fn indent(app: &App, row: &Row) -> usize {
    if app.list.is_inner(row.id) { INNER } else { 0 }
}

/// What a row is called: its title; below the row of its thread, which has the same, who wrote it.
fn words_of_title(app: &App, row: &Row) -> String {
    let writer = row.texts.get(FacetText::Author).filter(|_| app.list.is_inner(row.id));
    writer.map_or_else(|| title_of(row).into(), str::to_owned)
}

/// How many mails a row stands for, at the right of its second line.
fn draw_others(app: &App, theme: &Theme, row: &Row, pen: &mut Pen) {
    let others = app.list.others(row.id);
    if others > 0 {
        let words = if pen.room() > WIDE_PASSAGE && !app.search.has_words() {
            format!("{} mails  ", others + 1)
        } else {
            format!("+{others}  ")
        };
        pen.put_right(&words, theme.style(Role::Count));
    }
}

/// The second row: the date, then the best passage under a query, else where the document comes
/// from.
fn draw_below(app: &App, theme: &Theme, row: &Row, passage: Option<&Passage>, mut pen: Pen) {
    let muted = theme.style(Role::Muted);
    draw_others(app, theme, row, &mut pen);
    if app.list.batch.holds(row.id) {
        pen.at(1).put(IN_BATCH, theme.style(Role::Include));
    }
    pen.at(LEAD + indent(app, row));
    if let Some(problem) = &row.problem {
        pen.put(&shorten(problem, pen.room().saturating_sub(2)), theme.style(Role::Failure));
        return;
    }
    if row.frame {
        let line = passage.and_then(|passage| passage.line);
        pen.put(&line.map_or_else(String::new, |line| format!("line {line}")), muted).at(LEAD + DATE);
        return match passage {
            Some(passage) => draw_passage(theme, passage, muted, &mut pen),
            None => _ = pen.put(&shorten(&row.path, pen.room().saturating_sub(2)), muted),
        };
    }
    let date_style = theme.style(if row.sure { Role::Muted } else { Role::Guess });
    pen.put(&date_column(row), date_style).at(LEAD + DATE);
    // Who wrote it is its title there.
    let origin = &if app.list.is_inner(row.id) { String::new() } else { origin(row) };
    let passage = passage.filter(|passage| !passage.text.is_empty());
    if let Some(passage) = passage {
        // A narrow list has room for the words found or for their place, not both.
        if !origin.is_empty() && pen.room() > WIDE_PASSAGE {
            pen.put(&format!("{} · ", shorten(origin, 16)), muted);
        }
        return draw_passage(theme, passage, muted, &mut pen);
    }
    if let Some(shared) = app.list.passage(row.id).and_then(Passage::shared_words) {
        // What it shares says more here than where it is from.
        pen.put(&shorten(&sanitize_line(&shared), pen.room().saturating_sub(2)), muted);
        return;
    }
    pen.put(&shorten(&place(app, row, origin), pen.room().saturating_sub(2)), muted);
}

/// Where a document is found, in words: whom it is from, its place in a file, what it has in folded lines.
fn place(app: &App, row: &Row, origin: &str) -> String {
    let file = row.path.rsplit('/').next().unwrap_or(&row.path);
    let mut parts: Vec<String> = Vec::new();
    if app.search.asks_for_tags() {
        let tags = app.marks.notes.all_tags_of(row.id);
        parts.extend(tags.into_iter().map(|tag| sanitize_line(&format!("#{tag}")).into_owned()));
    }
    if row.kind == DocumentKind::List {
        parts.push("list of headlines".into());
    }
    if !origin.is_empty() {
        parts.push(origin.to_owned());
    }
    if let Some(path) = row.attachment.as_deref().filter(|path| row.title.as_deref() != Some(path)) {
        parts.push(sanitize_line(path).into_owned());
    }
    match row.parts {
        // Its place in a box says nothing of a mail.
        _ if row.texts.get(FacetText::Sender).is_some() => {}
        ..2 if parts.is_empty() => parts.push(file.to_owned()),
        ..2 => {}
        _ => parts.push(format!("{} of {} in {file}", row.part, row.parts)),
    }
    let folded = app.list.passage(row.id).map_or(0, |passage| passage.folded);
    if folded > 0 && app.search.has_words() {
        parts.push(format!("+{folded} in folded lines"));
    }
    parts.join(" · ")
}

/// Where a document is from: its source; of a mail who wrote it.
fn origin(row: &Row) -> String {
    let sender = || {
        let writer = row.texts.get(FacetText::Sender).and(row.texts.get(FacetText::Author))?;
        Some(sanitize_line(writer).into_owned())
    };
    row.marked_source().or_else(sender).unwrap_or_default()
}

fn draw_passage(theme: &Theme, passage: &Passage, muted: Style, pen: &mut Pen) {
    let room = pen.room().saturating_sub(3);
    let cut = passage_excerpt(&passage.text, &passage.matches, room);
    let hit = theme.style(Role::Hit);
    let marks: Vec<_> = cut.marks.iter().map(|range| (range.clone(), hit)).collect();
    pen.put_marked(&cut.text, muted, &marks);
}

/// The notice shown when there is nothing to list, and a hint.
fn draw_empty(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (notice, hint) = if !app.list.answered || (!app.progress.finished && app.search.is_empty()) {
        ("reading …".to_owned(), String::new())
    } else if !app.search.is_empty() {
        let key =
            if app.search.filters.is_empty() { "Esc takes the search back" } else { "X clears the filters" };
        (format!("nothing found in {}", counted(app.list.of, "document")), key.to_owned())
    } else if app.list.files.unread.max(app.progress.problems as u32) > 0 {
        let files = counted(app.list.files.unread.max(app.progress.problems as u32) as usize, "file");
        (format!("no text found in {files}"), "g p shows why".to_owned())
    } else {
        (
            "no files to read here".to_owned(),
            "texts, PDF, mail, office files, exports are read; R looks again".to_owned(),
        )
    };
    let muted = theme.style(Role::Muted);
    let say = |y: u16, words: &str, buffer: &mut Buffer| {
        let mut pen = Pen::new(buffer, area, y);
        let room = pen.skip(LEAD).room();
        pen.put(&shorten(words, room), muted);
    };
    say(1, &notice, buffer);
    let files = app.list.files;
    let unsearched = !app.search.is_empty() && files.unread > 0 && !app.shows_problems();
    if unsearched {
        let mut pen = Pen::new(buffer, area, 2);
        pen.skip(LEAD);
        let (unread, searched) = match files.unsearched() {
            0 => (files.unread, "searched as last read"),
            unread => (unread, "not searched"),
        };
        let were = if unread == 1 { "was" } else { "were" };
        let words = [
            format!("{} {were} {searched}", counted(unread as usize, "file")),
            format!("{unread} {searched}"),
        ];
        let [full, short] = &words;
        let words = if width(full) + 6 <= pen.room() { full } else { short };
        pen.put(words, muted).put(" · ", muted).put("g p", theme.style(Role::Key));
    }
    say(if unsearched { 3 } else { 2 }, &hint, buffer);
}
