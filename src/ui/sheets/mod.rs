//! The sheets about entities, and what they share: names with their marks, dates, headings.

mod profile;
mod roster;
mod sentences;

pub use profile::{role_shown, spelling_shown};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::app::excerpt::Excerpt;
use crate::app::layout::Panes;
use crate::app::sheets::Sheet;
use crate::model::Kind;
use crate::query::SentenceLine;

/// Draws the sheet on the screen; returns the cell of the cursor while something is typed there.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<(u16, u16)> {
    match app.sheet()? {
        Sheet::Roster(roster) => return roster::draw(app, roster, theme, panes.sheet, buffer),
        Sheet::Profile(profile) => profile::draw(profile, theme, panes.sheet, buffer),
        Sheet::Sentences(sentences) => sentences::draw(sentences, theme, panes.sheet, buffer),
        Sheet::Page(_) => {}
    }
    None
}

/// Marks the row of the cursor.
fn draw_cursor(pen: &mut Pen, theme: &Theme, bar: usize) {
    pen.fill(theme.style(Role::Selected));
    pen.at(bar).put("▌", theme.style(Role::Bar));
}

/// A name with the sign of a guess before it.
fn guessed(name: &str, guess: bool) -> String {
    format!("{}{name}", if guess { "~" } else { "" })
}

/// The marks of an excerpt in the style of a kind of names, or of names of several kinds.
pub fn styled(excerpt: &Excerpt, theme: &Theme, kind: Option<Kind>) -> Vec<(std::ops::Range<usize>, Style)> {
    let style = theme.style(kind.map_or(Role::Heading, |kind| Role::of_name(kind, true)));
    excerpt.marks.iter().map(|range| (range.clone(), style)).collect()
}

/// Date and source of a sentence: `5 Jun 23 · The Harbour Courier`.
fn origin(line: &SentenceLine) -> String {
    let date = line.date.map(|_| super::list::dated(line.date, line.sure));
    let from = line.source.clone().or_else(|| line.title.clone());
    date.into_iter().chain(from).collect::<Vec<_>>().join(" · ")
}
