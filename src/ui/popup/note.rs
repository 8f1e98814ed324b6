//! Draws a note over the page: its words, its tags, its colour and its day; of one that has lost its place the passage
//! as it was.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::typeset::wrap::wrap;
use crate::query::{Note, NoteSubject, Tag};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;
use crate::ui::format::day_of;
use crate::ui::frame::draw_frame;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of the card at most.
const WIDE: u16 = 64;
/// Lines of words that are shown at most; an editor shows the others.
const LINES: usize = 12;

/// Draws a note at the lower end of the page, or at the upper one where it would cover its passage.
pub fn draw(app: &App, note: &Note, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let page = if panes.reader.width > 0 { panes.page(app.settings.page_width) } else { panes.screen };
    let columns = page.width.min(WIDE);
    let lines = lines(app, note, usize::from(columns).saturating_sub(4));
    let height = (lines.len() as u16 + 2).min(page.height);
    let row = app.reader.note_row().map_or(0, |row| row as u16);
    let is_low = row >= page.height.saturating_sub(height);
    let y = if is_low && row > height { page.y } else { page.bottom().saturating_sub(height) };
    let area = Rect { x: page.x, y, width: columns, height };
    let colour = note.colour.filter(|_| note.on.anchor().is_some());
    let title = match colour {
        Some(colour) => format!("note · {}", app.settings.colour_words(colour)),
        None => "note".to_owned(),
    };
    let inner = draw_frame(&title, theme, area, buffer);
    for (y, (text, role)) in lines.iter().enumerate() {
        Pen::new(buffer, inner, y as u16).put(text, theme.style(*role));
    }
}

/// The lines of the card.
fn lines(app: &App, note: &Note, columns: usize) -> Vec<(String, Role)> {
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut put = |text: &str, role: Role| {
        let text = sanitize_line(text);
        lines.extend(wrap(&text, columns.max(1)).into_iter().map(|range| (text[range].to_owned(), role)));
    };
    note.words.lines().filter(|line| !line.trim().is_empty()).for_each(|line| put(line, Role::Text));
    let lost = app.reader.notes().iter().any(|of| of.note.id == note.id && of.is_lost());
    if let Some(anchor) = note.on.anchor().filter(|_| lost) {
        put("has lost its place; its passage was:", Role::Failure);
        put(&format!("“{}”", anchor.quote.trim()), Role::Quote);
    }
    if lines.len() > LINES {
        lines.truncate(LINES - 1);
        lines.push(("…".to_owned(), Role::Muted));
    }
    let what = match &note.on {
        NoteSubject::Passage(..) => "",
        NoteSubject::Document(_) => "on the document",
        NoteSubject::Entity(..) => "on the name",
        NoteSubject::Collection => "on the collection",
    };
    let tags = note.tags.iter().map(Tag::name).map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
    let day = day_of(note.made);
    let facts = [tags.as_str(), what, &day].into_iter().filter(|fact| !fact.is_empty());
    let facts = facts.collect::<Vec<_>>().join(" · ");
    lines.push((shorten(&sanitize_line(&facts), columns).to_string(), Role::Muted));
    lines
}
