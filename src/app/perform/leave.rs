//! Carries out undo and redo, one step back, and quitting.
//!
//! Not here: the stack of undo steps (`app::undo`).

use std::sync::Arc;

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::reader::PageMode;
use crate::app::state::App;
use crate::app::undo::{Action, UndoStep};

impl App {
    pub(in crate::app) fn undo(&mut self, effects: &mut Vec<Effect>) {
        match self.undo_stack.undo() {
            Some(step) => {
                self.apply_action(&step.action, effects);
                self.notify(format!("taken back: {}", step.label));
            }
            None if self.corrections.holding().is_empty() => self.notify("nothing to take back"),
            None => self.notify("nothing to take back; , , lists what was said of names"),
        }
    }

    pub(in crate::app) fn redo(&mut self, effects: &mut Vec<Effect>) {
        match self.undo_stack.redo() {
            Some(step) => {
                self.apply_action(&step.action, effects);
                self.notify(format!("done again: {}", step.label));
            }
            None => self.notify("nothing to do again"),
        }
    }

    pub(in crate::app) fn apply_action(&mut self, action: &Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Filters { after, .. } => {
                self.search.filters = after.clone();
                self.detached = None;
                self.ask(true, effects);
            }
            Action::Text { after, .. } => {
                self.search.set_text(after);
                self.requests.reload = true;
                self.ask(true, effects);
            }
            Action::Correct(edit) => {
                self.corrections.apply(edit);
                effects.push(Effect::Correct(edit.clone()));
            }
            Action::Change(change) => {
                Arc::make_mut(&mut self.marks).apply(*change);
                self.sidebar.count_mark(*change);
                effects.push(Effect::Record(*change));
            }
        }
    }

    /// One step back: closes what is innermost, and at last shows the whole collection.
    pub(in crate::app) fn back(&mut self, effects: &mut Vec<Effect>) {
        if !self.keys.pending.is_empty() || self.keys.count.take().is_some() {
            self.keys.pending.clear();
        } else if self.screen().is_some() {
            self.back_in_screen();
        } else if self.reader.mention.is_some() && self.focus == Focus::Reader {
            self.reader.mention = None;
        } else if self.reader.is_searched() {
            self.reader.reset_hits();
        } else if self.reader.mode != PageMode::Clean {
            self.reader.set_mode(PageMode::Clean);
        } else if self.zoomed {
            self.zoomed = false;
        } else if self.view == View::Read || self.focus != Focus::List {
            self.reader.reset_hits();
            self.close(effects);
        } else if self.shows_problems() {
            self.leave_problems(effects);
        } else if !self.search.text().is_empty() {
            let action = Action::Text { before: self.search.text().to_owned(), after: String::new() };
            self.apply_action(&action, effects);
            self.undo_stack.push(UndoStep { label: "clearing the search".into(), action });
            self.notify("all documents again; u takes it back");
        }
    }

    pub(in crate::app) fn close_or_quit(&mut self, effects: &mut Vec<Effect>) {
        if self.screen().is_some() {
            self.close_screen();
        } else if self.view == View::Read {
            self.close(effects);
        } else {
            self.quit(effects);
        }
    }

    /// Saves everything and leaves.
    pub(in crate::app) fn quit(&mut self, effects: &mut Vec<Effect>) {
        self.leave(effects);
        effects.push(Effect::Remember(self.session()));
        effects.push(Effect::Quit);
    }
}
