//! Draws the notebook view: two rows a note, only those on screen; a heading above notes that have lost their place
//! and above those on documents that are not here.

use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::{NoteSection, NotebookRow, NotebookScreen};
use crate::query::{NoteSubject, Tag};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::{counted, day_of, title_of};
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the words: bar, mark, sign.
const LEAD: usize = 5;
/// Columns of the title of a document at most.
const TITLE: usize = 44;

/// Draws the list; returns the cell of the cursor while something is typed.
pub fn draw(
    screen: &NotebookScreen,
    zone: &TimeZone,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let cursor = draw_head(screen, theme, area, buffer);
    let rows = screen.rows_area(area);
    if screen.rows.is_empty() {
        let notice = match (screen.answered, screen.typed.is_empty()) {
            (false, _) => "reading …",
            (true, true) => "nothing is noted: w writes a note on what is pointed at",
            (true, false) => "no note has this: Esc shows all",
        };
        Pen::new(buffer, rows, 0).skip(LEAD).put(notice, theme.style(Role::Muted));
    }
    let height = usize::from(rows.height);
    for (at, y) in screen.cursor.visible(screen.rows.len(), height, |at| screen.entry_rows(at)) {
        let Some(row) = screen.rows.get(at) else { continue };
        let mut y = y as u16;
        if screen.begins_section(at) {
            let mut pen = Pen::new(buffer, rows, y + 1);
            pen.skip(LEAD).put(&heading(screen, row.section), theme.style(Role::Accent));
            y += 2;
        }
        for line in [y, y + 1].into_iter().filter(|_| at == screen.cursor.at) {
            draw_cursor(&mut Pen::new(buffer, rows, line), theme, 0);
        }
        draw_words(screen, row, zone, theme, Pen::new(buffer, rows, y));
        draw_origin(screen, row, theme, Pen::new(buffer, rows, y + 1));
    }
    cursor
}

/// What the notes below have in common.
fn heading(screen: &NotebookScreen, section: NoteSection) -> String {
    match (section, screen.lost_count()) {
        (NoteSection::Placed, _) => String::new(),
        (NoteSection::Lost, 1) => "1 note has lost its place".to_owned(),
        (NoteSection::Lost, lost) => format!("{lost} notes have lost their place"),
        (NoteSection::Elsewhere, _) => "on documents that are not in this collection".to_owned(),
    }
}

fn draw_head(screen: &NotebookScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut pen = Pen::new(buffer, area, 0);
    let mut counts = counted(screen.rows.len(), "note");
    if screen.rows.len() < screen.total {
        counts = format!("{} of {}", screen.rows.len(), counted(screen.total, "note"));
    }
    if !screen.marked.is_empty() {
        counts = format!("{} marked · {counts}", screen.marked.len());
    }
    if screen.answered && pen.room() > width(&counts) + 24 {
        pen.put_right(&format!("{counts} "), theme.style(Role::Muted));
    }
    pen.skip(LEAD - 2).put("Notebook", theme.style(Role::Title)).skip(3);
    let mut cursor = None;
    match &screen.input {
        Some(input) => {
            pen.put("/ ", theme.style(Role::Accent));
            let x = usize::from(area.width) - pen.room() + input.visual_cursor();
            cursor = Some((area.x + x as u16, area.y));
            pen.put(input.value(), theme.style(Role::Title));
            if input.value().is_empty() {
                pen.put("words, tag:…, colour:…, date:…, person:…", theme.style(Role::Muted));
            }
        }
        None if !screen.typed.is_empty() => {
            let typed = format!("/ {}", screen.typed);
            let room = pen.room().saturating_sub(2);
            pen.put(&shorten(&sanitize_line(&typed), room), theme.style(Role::Title));
        }
        None => {}
    }
    if let Some(remark) = &screen.remark {
        let room = pen.skip(3).room().saturating_sub(1);
        pen.put(&shorten(&sanitize_line(remark), room), theme.style(Role::Notice));
    }
    cursor
}

/// The first row: the words of the note, or of a highlight its passage; the day.
fn draw_words(screen: &NotebookScreen, row: &NotebookRow, zone: &TimeZone, theme: &Theme, mut pen: Pen) {
    let note = &row.note;
    pen.put_right(&format!("{} ", day_of(note.made, zone)), theme.style(Role::Muted));
    if screen.marked.contains(&note.id) {
        pen.at(1).put("✓", theme.style(Role::Include));
    }
    let words = note.words.lines().find(|line| !line.trim().is_empty());
    let sign = if words.is_some() { "✎" } else { "▎" };
    let role = note.colour.map_or(Role::Note, Role::of_sign);
    pen.at(3).put(sign, theme.style(role)).at(LEAD);
    let room = pen.room().saturating_sub(2);
    match words {
        Some(words) => {
            let more = note.words.trim().lines().count() > 1;
            let words = format!("{}{}", words.trim(), if more { " …" } else { "" });
            pen.put(&shorten(&sanitize_line(&words), room), theme.style(Role::Title));
        }
        None => _ = pen.put(&shorten(&quote(row), room), theme.style(Role::Text)),
    }
}

/// The second row: the tags, the passage and the document.
fn draw_origin(screen: &NotebookScreen, row: &NotebookRow, theme: &Theme, mut pen: Pen) {
    let (note, muted) = (&row.note, theme.style(Role::Muted));
    pen.at(LEAD);
    let tags: Vec<String> = note.tags.iter().map(Tag::name).map(|tag| format!("#{tag}")).collect();
    if !tags.is_empty() {
        let room = pen.room() / 3;
        pen.put(&shorten(&sanitize_line(&tags.join(" ")), room), theme.style(Role::Accent)).skip(2);
    }
    let on = match &note.on {
        NoteSubject::Entity(kind, name) => format!("{} · {name}", kind.word()),
        NoteSubject::Collection => "on the collection".to_owned(),
        NoteSubject::Passage(..) | NoteSubject::Document(_) => {
            match note.on.document().and_then(|id| screen.document(id)) {
                Some(document) => title_of(document).into_owned(),
                None if row.section == NoteSection::Elsewhere => String::new(),
                None => "…".to_owned(),
            }
        }
    };
    let on = shorten(&sanitize_line(&on), TITLE.min(pen.room().saturating_sub(2))).to_string();
    let quote = if note.words.trim().is_empty() { String::new() } else { quote(row) };
    let room = pen.room().saturating_sub(width(&on) + 5);
    // A passage of a few letters says nothing.
    if !quote.is_empty() && (room >= 16 || on.is_empty()) {
        pen.put(&shorten(&quote, room), theme.style(Role::Quote));
        pen.put(if on.is_empty() { "" } else { " · " }, muted);
    }
    pen.put(&on, muted);
}

/// The passage of a note in quotation marks, on one line; empty without one.
fn quote(row: &NotebookRow) -> String {
    let words = |quote: &str| quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = row.note.on.anchor().map(|anchor| format!("“{}”", words(&anchor.quote)));
    quote.map(|quote| sanitize_line(&quote).into_owned()).unwrap_or_default()
}
