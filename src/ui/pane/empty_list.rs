//! Draws what is said where the list has no rows: that files are read, that nothing is found and what stands in the
//! way, or that there is nothing to read; and the key that helps.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::input::command::Command;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::announcement::KEY;
use crate::ui::format::{counted, group_digits};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns that stay empty at each side.
const MARGIN: usize = 2;
/// Columns between a key and what it does.
const GAP: usize = 2;

/// One line: words, a key, and words after it.
#[derive(Default)]
struct EmptyLine {
    before: String,
    key: String,
    after: String,
    is_title: bool,
}

impl EmptyLine {
    fn words(words: impl Into<String>) -> EmptyLine {
        EmptyLine { before: words.into(), ..EmptyLine::default() }
    }

    fn key(app: &App, command: Command, after: &str) -> EmptyLine {
        let key = app.keys.map.chords(command).into_iter().next().unwrap_or_default();
        EmptyLine { key, after: after.to_owned(), ..EmptyLine::default() }
    }

    fn width(&self) -> usize {
        width(&self.before) + width(&self.key) + width(&self.after)
    }
}

/// Draws the lines in the middle of an area, from a third of its height on: what is said centred, the keys below it in a
/// table.
pub fn draw_empty(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(2 * MARGIN);
    let mut lines = lines(app, room);
    // In a low pane only what is said matters.
    lines.retain(|line| area.height > 8 || line.width() > 0);
    let first = (usize::from(area.height) / 3).min(usize::from(area.height).saturating_sub(lines.len()));
    let is_row = |line: &&EmptyLine| line.before.is_empty() && !line.key.is_empty();
    let keys = lines.iter().filter(is_row).map(|line| width(&line.key)).max().unwrap_or(0);
    let columns = lines.iter().filter(is_row).map(|line| keys + GAP + width(&line.after)).max().unwrap_or(0);
    for (y, line) in lines.iter().enumerate() {
        let mut pen = Pen::new(buffer, area, (first + y) as u16);
        let row = is_row(&line);
        let taken = if row { columns } else { line.width() };
        pen.skip(MARGIN + room.saturating_sub(taken) / 2);
        let words = theme.style(if line.is_title { Role::Title } else { Role::Text });
        let left = pen.room().saturating_sub(MARGIN);
        pen.put(&shorten(&line.before, left), words);
        pen.put(&line.key, theme.style(Role::Key));
        pen.skip(if row { keys + GAP - width(&line.key) } else { 0 })
            .put(&line.after, theme.style(Role::Muted));
    }
}

fn lines(app: &App, room: usize) -> Vec<EmptyLine> {
    let title = |words: &str| EmptyLine { is_title: true, ..EmptyLine::words(words) };
    let unread = app.list.files.unread.max(app.progress.problems as u32) as usize;
    if !app.list.answered || (app.is_reading() && app.search.is_empty()) {
        return vec![title("reading …")];
    }
    if !app.search.is_empty() {
        return found_nothing(app, room);
    }
    match unread {
        0 => vec![
            title("no files to read here"),
            EmptyLine::default(),
            EmptyLine::words(fitting(
                room,
                &[
                    "texts, web pages, PDF, mail, office files and exports are read",
                    "texts, PDF, mail, office files",
                ],
            )),
            EmptyLine::key(app, Command::Refresh, "looks again"),
        ],
        unread => vec![
            title(&format!("no text found in {}", counted(unread, "file"))),
            EmptyLine::default(),
            EmptyLine { key: KEY.to_owned(), after: "shows why".to_owned(), ..EmptyLine::default() },
        ],
    }
}

/// Nothing has what was searched for: what stands in the way, and how to get it out of the way.
fn found_nothing(app: &App, room: usize) -> Vec<EmptyLine> {
    let so_far = if app.is_reading() { " so far" } else { "" };
    let words = format!("nothing found in {}{so_far}", counted(app.list.of, "document"));
    let words = fitting(room, &[&words, "nothing found"]);
    let mut lines = vec![EmptyLine { is_title: true, ..EmptyLine::words(words) }, EmptyLine::default()];
    if let Some(suggestion) = app.search.suggestion.as_ref().filter(|suggestion| !suggestion.shown) {
        let words = sanitize_line(&suggestion.new_words()).into_owned();
        let found = counted(suggestion.documents, "document");
        lines.push(EmptyLine::words(format!("did you mean “{}”? {found}", shorten(&words, room / 2))));
    }
    if let Some(part) = &app.search.costliest {
        let part_words = sanitize_line(&part.words).into_owned();
        let whole = counted(part.documents, "document");
        let is_whole = width("without “”: ") + width(&part_words) + width(&whole) <= room;
        let found = if is_whole { whole } else { group_digits(part.documents as u64) };
        let left = room.saturating_sub(width("without “”: ") + width(&found));
        let words = shorten(&part_words, left);
        lines.push(EmptyLine::words(format!("without “{words}”: {found}")));
    }
    lines.extend(not_searched(app, room));
    if lines.len() > 2 {
        lines.push(EmptyLine::default());
    }
    if !app.search.text().is_empty() {
        lines.push(EmptyLine::key(app, Command::Search, "changes the search"));
        lines.push(EmptyLine::key(app, Command::Back, "takes it back"));
    }
    if !app.search.filters.is_empty() {
        lines.push(EmptyLine::key(app, Command::ClearFilters, "clears the filters"));
    }
    lines
}

/// That files were not searched, and where to see why.
fn not_searched(app: &App, room: usize) -> Option<EmptyLine> {
    let files = app.list.files;
    if files.unread == 0 || app.shows_problems() {
        return None;
    }
    let (unread, searched) = match files.unsearched() {
        0 => (files.unread, "searched as last read"),
        unread => (unread, "not searched"),
    };
    let were = if unread == 1 { "was" } else { "were" };
    let full = format!("{} {were} {searched} · ", counted(unread as usize, "file"));
    let line = EmptyLine { key: KEY.to_owned(), ..EmptyLine::default() };
    let before =
        if width(&full) + width(&line.key) <= room { full } else { format!("{unread} {searched} · ") };
    Some(EmptyLine { before, after: String::new(), ..line })
}

/// The first wording that has room.
fn fitting(room: usize, wordings: &[&str]) -> String {
    let fits = |words: &&&str| width(words) <= room;
    wordings.iter().find(fits).or(wordings.last()).copied().unwrap_or_default().to_owned()
}
