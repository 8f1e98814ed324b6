//! Draws the keys that an unfinished chord may go on with: a table over as many rows above the last one as it needs.
//!
//! Not here: the hints of the last row (`hints`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::app::App;
use crate::app::input::keymap;
use crate::app::pane::areas::Panes;
use crate::text::width::width;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Between the columns of the table.
const GAP: usize = 3;
/// Before the first of them.
const LEAD: usize = 1;

/// A table of keys, filled from top to bottom: how wide keys and cells are, and how many rows it has.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    key: usize,
    cell: usize,
    rows: usize,
}

/// Draws what may follow the keys typed: in the last row these keys, above it the table on a ground of its own.
pub(super) fn draw_which_key(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let keys = continuations(app);
    let room = usize::from(panes.hints.width).saturating_sub(2 * LEAD);
    let shape = shape(&keys, room);
    let rows = (shape.rows as u16).min(panes.hints.y);
    // An empty row parts it from the panes.
    let above = (rows + 1).min(panes.hints.y);
    Clear.render(Rect { y: panes.hints.y - above, height: above + 1, ..panes.hints }, buffer);
    let table = Rect { y: panes.hints.y - rows, height: rows + 1, ..panes.hints };
    buffer.set_style(table, theme.style(Role::Overlay));
    for (at, (key, words)) in keys.iter().enumerate() {
        let (column, row) = (at / shape.rows.max(1), at % shape.rows.max(1));
        if row >= usize::from(rows) {
            continue;
        }
        let mut pen = Pen::new(buffer, table, row as u16);
        pen.at(LEAD + column * (shape.cell + GAP));
        pen.put(key, theme.style(Role::Key)).skip(shape.key - width(key) + 1);
        pen.put(words, theme.style(Role::Text));
    }
    let mut pen = Pen::new(buffer, table, rows);
    let typed = format!("{}…", keymap::show(&app.keys.pending));
    pen.skip(LEAD).put(&typed, theme.style(Role::Accent)).skip(GAP);
    pen.put("Esc", theme.style(Role::Key)).skip(1).put("back", theme.style(Role::Muted));
}

/// The fewest rows in which all keys have room beside each other.
fn shape(keys: &[(String, String)], room: usize) -> Shape {
    let key = keys.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let cell = key + 1 + keys.iter().map(|(_, words)| width(words)).max().unwrap_or(0);
    let columns = ((room + GAP) / (cell + GAP)).max(1);
    Shape { key, cell, rows: keys.len().div_ceil(columns) }
}

/// What may follow the keys of an unfinished chord, in the order of the table of commands, which begins with the most
/// frequent ones.
fn continuations(app: &App) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    for scope in app.scopes() {
        let mut rest: Vec<_> = app.keys.map.continuations(scope, &app.keys.pending).collect();
        rest.sort_by_key(|&(_, command)| command as usize);
        keys.extend(rest.iter().map(|(rest, command)| (keymap::show(rest), command.spec().short.to_owned())));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_as_few_rows_as_its_words_allow() {
        let key = |words: &str| ("g".to_owned(), words.to_owned());
        let keys: Vec<_> = ["top", "everything", "sets", "saved", "time"].map(key).to_vec();
        assert_eq!(shape(&keys, 75), Shape { key: 1, cell: 12, rows: 1 });
        assert_eq!(shape(&keys, 71).rows, 2);
        assert_eq!(shape(&keys, 12).rows, 5);
        assert_eq!(shape(&keys, 3).rows, 5, "one column is always there");
        assert_eq!(shape(&[], 30).rows, 0);
    }
}
