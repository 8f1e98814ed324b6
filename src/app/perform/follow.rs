//! Following what is on the page: letters appear on links and notes, and typing one goes there. An address is shown in
//! full before it is opened.
//!
//! Not here: the letters (`popup::follow`), what links and notes are on the page (`reader`).

use crate::app::input::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::popup::follow::Follow;
use crate::app::reader::Followed;
use crate::app::state::{App, Overlay};

impl App {
    /// Puts letters on the links and notes on the screen.
    pub(in crate::app) fn follow(&mut self) {
        let found = self.reader.followed();
        if found.is_empty() {
            return self.notify("no links or notes in sight");
        }
        self.overlay = Some(Overlay::Follow(Follow::new(found)));
    }

    /// Takes the letters away where the page has moved under them.
    pub(in crate::app) fn close_stale_letters(&mut self) {
        if let Some(Overlay::Follow(follow)) = &self.overlay {
            let found = self.reader.followed();
            if !follow.targets.iter().map(|(_, target)| target).eq(&found) {
                self.overlay = None;
            }
        }
    }

    /// A key while the letters are on the page.
    pub(in crate::app) fn press_on_letters(&mut self, mut follow: Follow, key: Key) {
        let KeyCode::Char(typed) = key.code else { return };
        if key.ctrl {
            return;
        }
        follow.typed.extend(typed.to_lowercase());
        if let Some((_, target)) = follow.targets.iter().find(|(label, _)| *label == follow.typed) {
            return match target {
                Followed::Address { address, .. } => self.overlay = Some(Overlay::Address(address.clone())),
                Followed::Note { id, .. } => {
                    self.reader.go_to_note(*id);
                    self.show_note();
                }
            };
        }
        match follow.targets.iter().any(|(label, _)| label.starts_with(&follow.typed)) {
            true => self.overlay = Some(Overlay::Follow(follow)),
            false => self.notify(format!("nothing has the letter {}", follow.typed)),
        }
    }

    /// A key while an address is shown.
    pub(in crate::app) fn press_on_address(&mut self, address: String, key: Key, effects: &mut Vec<Effect>) {
        match key.code {
            KeyCode::Enter => self.open_address(address, effects),
            KeyCode::Char('y') if !key.ctrl => effects.push(Effect::Copy(address)),
            _ => {}
        }
    }
}
