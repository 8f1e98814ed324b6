//! The keys while text is selected: fixed ones that move the ends of the selection. All others mean what they
//! mean without one; those that take a passage take what is selected.
//!
//! Not here: what is selected (`reader`).

use crate::app::focus::Focus;
use crate::app::input::key::{Key, KeyCode};
use crate::app::state::App;

impl App {
    /// Begins to select.
    pub(in crate::app) fn select(&mut self) {
        self.focus = Focus::Reader;
        if !self.reader.select() {
            self.notify("no text here to select");
        }
    }

    /// Whether the keys of selecting are in force.
    pub fn is_selecting(&self) -> bool {
        let in_reach = self.focus == Focus::Reader && self.screen().is_none() && self.overlay.is_none();
        in_reach && self.reader.selection.is_some() && self.prompt.is_none() && self.keys.pending.is_empty()
    }
}

/// Whether a key is one of selecting; it has then been acted on.
pub(super) fn press(app: &mut App, key: Key) -> bool {
    if !app.is_selecting() || key.ctrl || key.alt {
        return false;
    }
    let times = app.keys.count.unwrap_or(1).min(isize::MAX as usize) as isize;
    match key.on_latin_layout().unwrap_or(key).code {
        KeyCode::Char('v') => app.reader.widen_selection(),
        KeyCode::Char('l') | KeyCode::Right => app.reader.extend_selection(times),
        KeyCode::Char('h') | KeyCode::Left => app.reader.extend_selection(-times),
        KeyCode::Char('j') | KeyCode::Down => app.reader.extend_selection_by_line(times),
        KeyCode::Char('k') | KeyCode::Up => app.reader.extend_selection_by_line(-times),
        KeyCode::Char('o') => app.reader.swap_selection_ends(),
        KeyCode::Char('q') | KeyCode::Esc => app.reader.selection = None,
        _ => return false,
    }
    app.keys.count = None;
    true
}
