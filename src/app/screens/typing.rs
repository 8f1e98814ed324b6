//! What is typed or pasted into a full screen, and what the mouse does on it.
//!
//! Not here: commands (`act`).

use ratatui::layout::Rect;

use crate::app::input::key::{Key, KeyCode};
use crate::app::message::{Effect, Mouse, MouseAction};
use crate::app::popup::prompt::{self, PromptOutcome};
use crate::app::state::App;

impl App {
    /// Takes a key that is typed into a screen. Returns whether one is being typed into.
    pub(in crate::app) fn type_in_screen(&mut self, key: Key) -> bool {
        let area = self.panes.screen;
        if self.type_in_notebook(key) {
            return true;
        }
        let Some(entities) = self.entity_list_mut() else { return false };
        let Some(input) = &mut entities.input else { return false };
        match key.code {
            KeyCode::Enter => entities.stop_typing(false),
            KeyCode::Esc => entities.stop_typing(true),
            KeyCode::Up => entities.step(-1, area),
            KeyCode::Down => entities.step(1, area),
            _ => match prompt::edit(input, key) {
                PromptOutcome::Changed => entities.narrow(),
                PromptOutcome::Full => self.say_if_full(false),
                _ => {}
            },
        }
        true
    }

    /// Takes a paste into a screen. Returns whether one is being typed into.
    pub(in crate::app) fn paste_in_screen(&mut self, text: &str) -> bool {
        if self.paste_in_notebook(text) {
            return true;
        }
        let Some(entities) = self.entity_list_mut() else { return false };
        let Some(input) = &mut entities.input else { return false };
        let all = prompt::paste(input, text);
        entities.narrow();
        self.say_if_full(all);
        true
    }

    pub(in crate::app) fn point_in_screen(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let area: Rect = self.panes.screen;
        let Some(screen) = self.screen_mut() else { return };
        let cell = (mouse.column, mouse.row);
        match mouse.what {
            MouseAction::WheelUp => screen.scroll(-3, area, cell),
            MouseAction::WheelDown => screen.scroll(3, area, cell),
            MouseAction::Click => {
                if screen.point(area, cell) {
                    self.open_in_screen(effects);
                }
            }
            MouseAction::Drag | MouseAction::Release | MouseAction::WheelLeft | MouseAction::WheelRight => {}
        }
    }
}
