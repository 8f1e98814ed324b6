//! Draws the map beside the page: which part of it is on the screen, and where hits, notes and the name under the
//! cursor stand.
//!
//! Not here: what a row of the map stands for (`app::reader::map`).

use ratatui::buffer::Buffer;

use crate::app::pane::areas::Panes;
use crate::app::reader::{MapMark, MapRow};
use crate::app::{App, Focus};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Draws the map over the rule beside the page, or where one would be.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let area = panes.map(app.settings.page_width);
    for (y, row) in app.reader.map(usize::from(area.height)).into_iter().enumerate() {
        let (sign, role) = match sign(row) {
            // The rule of the pane beside it, which has the focus.
            (sign, Role::Rule | Role::Muted) if app.focus == Focus::Filters => (sign, Role::RuleFocus),
            drawn => drawn,
        };
        Pen::new(buffer, area, y as u16).put(sign, theme.style(role));
    }
}

fn sign(row: MapRow) -> (&'static str, Role) {
    match (row.mark, row.visible) {
        (None, true) => ("┃", Role::Muted),
        (None, false) => ("│", Role::Rule),
        (Some(MapMark::Note(colour)), _) => ("◆", Role::of_sign(colour)),
        (Some(MapMark::CurrentHit | MapMark::Hit), true) => ("┫", Role::MapHit),
        (Some(MapMark::CurrentHit | MapMark::Hit), false) => ("┥", Role::MapHit),
        (Some(MapMark::Name), true) => ("┨", Role::MapName),
        (Some(MapMark::Name), false) => ("┤", Role::MapName),
    }
}
