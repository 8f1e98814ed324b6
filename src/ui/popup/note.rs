//! Draws a note over the page: its words, its tags, its colour and its day; of one that has lost its place the passage
//! as it was.

use ratatui::buffer::Buffer;

use super::ground::{draw_ground, place_beside};
use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::typeset::wrap::wrap;
use crate::query::{Note, NoteSubject, Tag};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;
use crate::ui::format::day_of;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of its words at most.
const WIDE: usize = 72;

/// Draws a note below the line where its passage begins, or above it.
pub fn draw(app: &App, note: &Note, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let page = if panes.reader.width > 0 { panes.page(app.settings.page_width) } else { panes.screen };
    let within = if panes.reader.width > 0 { panes.reader } else { panes.screen };
    let columns = usize::from(page.width.saturating_sub(4)).min(WIDE);
    let about = app.reader.note_row().map(|row| (row, row));
    let most = place_beside(page, about, usize::MAX).height.saturating_sub(2);
    let lines = lines(app, note, columns, usize::from(most));
    let area = place_beside(page, about, lines.len() + 2);
    let colour = note.colour.filter(|_| note.on.anchor().is_some());
    let title = match colour {
        Some(colour) => format!("note · {}", app.settings.colour_words(colour)),
        None => "note".to_owned(),
    };
    let inner = draw_ground(&title, theme, area, within, buffer);
    for (y, (text, role)) in lines.iter().enumerate() {
        Pen::new(buffer, inner, y as u16).put(text, theme.style(*role));
    }
}

/// The lines of the card, `most` at most; an editor shows the others.
fn lines(app: &App, note: &Note, columns: usize, most: usize) -> Vec<(String, Role)> {
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
    if lines.len() + 1 > most {
        lines.truncate(most.saturating_sub(2));
        lines.push(("…".to_owned(), Role::Muted));
    }
    let what = match &note.on {
        NoteSubject::Passage(of, _) if app.reader.id().is_some_and(|id| id != *of) => {
            "noted in a copy of this"
        }
        NoteSubject::Passage(..) => "",
        NoteSubject::Document(_) => "on the document",
        NoteSubject::Entity(..) => "on the name",
        NoteSubject::Collection => "on the collection",
    };
    let tags = note.tags.iter().map(Tag::name).map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
    let day = day_of(note.made, &app.settings.zone);
    let facts = [tags.as_str(), what, &day].into_iter().filter(|fact| !fact.is_empty());
    let facts = facts.collect::<Vec<_>>().join(" · ");
    lines.push((shorten(&sanitize_line(&facts), columns).to_string(), Role::Muted));
    lines
}
