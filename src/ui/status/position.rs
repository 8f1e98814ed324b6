//! The position of the cursor in list, reader and screens, in words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::screens::Screen;
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;
use crate::ui::format::{counted, group_digits};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// A heading is shown where it has so many columns. Set by hand: two or three words.
const HEADING: usize = 12;
/// Columns of the name under the cursor, at most.
const NAME: usize = 32;

/// Draws the position in each pane, or in the screen over them.
pub fn draw_places(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let muted = theme.style(Role::Muted);
    let row = |pane: Rect| Rect { y: panes.status.y, height: 1, ..pane };
    if let Some(place) = screen_place(app) {
        Pen::new(buffer, panes.status, 0).skip(1).put(&place, muted);
    }
    if panes.list.width > 0 && !app.list.ids.is_empty() {
        Pen::new(buffer, row(panes.list), 0).skip(1).put(&list_place(app), muted);
    }
    if panes.reader.width > 0 && app.reader.page.is_some() {
        let page = panes.page(app.settings.page_width);
        let mut parts = Vec::new();
        if let Some(selection) = app.reader.selection {
            parts.push(format!("{} selected", counted(selection.words, "word")));
        }
        if let Some((name, at, of)) = app.reader.place_among_mentions() {
            let (at, of) = (group_digits(at as u64), group_digits(of as u64));
            parts.push(format!("{} {at} of {of}", shorten(&sanitize_line(name), NAME)));
        }
        if app.reader.hit_count() > 0 {
            parts.push(place_among_hits(app));
        }
        let folded = app.reader.hits_in_folds();
        if folded > 0 {
            parts.push(format!("+{} in folded lines", group_digits(folded as u64)));
        }
        parts.extend(app.reader.page_number().map(|number| format!("p. {}", group_digits(number.into()))));
        parts.push(format!("{} %", app.reader.percent()));
        if panes.list.width == 0 && !app.list.ids.is_empty() {
            parts.push(list_place(app));
        }
        let mut pen = Pen::new(buffer, row(page), 0);
        pen.put(&parts.join(" · "), muted);
        // The heading one reads under, where it fits with some words.
        let room = pen.room().saturating_sub(3);
        if let Some(heading) = app.reader.heading().filter(|_| room >= HEADING) {
            pen.put(" · ", muted).put(&shorten(&heading, room), muted);
        }
    }
}

/// The position in the list of documents; among those found only in folded lines it is counted anew.
fn list_place(app: &App) -> String {
    let (at, unfolded) = (app.list.selected, app.list.unfolded);
    let (at, of, folded) = match at.checked_sub(unfolded) {
        Some(at) => (at, app.list.folded(), " folded"),
        None => (at, unfolded, ""),
    };
    let batch = match app.list.batch.ids().len() {
        0 => String::new(),
        count => format!(" · {} in the batch", group_digits(count as u64)),
    };
    format!("{}/{}{folded}{batch}", group_digits(at as u64 + 1), group_digits(of as u64))
}

/// The position in a list of names or sentences.
fn screen_place(app: &App) -> Option<String> {
    let (at, of) = match app.screen()? {
        Screen::EntityList(entities) => (entities.cursor.at, entities.total),
        Screen::Searches(searches) => (searches.cursor.at, searches.rows.len()),
        Screen::Notebook(notebook) => (notebook.cursor.at, notebook.rows.len()),
        Screen::Dossier(dossier) => (dossier.cursor.at, dossier.rows.len()),
        Screen::NameMatches(names) => (names.cursor.at, names.rows.len()),
        Screen::Sentences(sentences) => (sentences.cursor.at, sentences.places.len()),
        Screen::Story(story) => (story.cursor.at, story.lines.len()),
        _ => return None,
    };
    (of > 0).then(|| format!("{}/{}", group_digits(at as u64 + 1), group_digits(of as u64)))
}

/// The number of the hit under the cursor and of all, in words; empty without hits.
pub fn place_among_hits(app: &App) -> String {
    let total = app.reader.hit_count();
    match app.reader.hit {
        Some(at) => format!("hit {}/{total}", at + 1),
        None if total == 1 => "1 hit".into(),
        None => format!("{total} hits"),
    }
}
