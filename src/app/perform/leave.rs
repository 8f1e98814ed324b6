//! Taking back and leaving: undo, one step back, quitting.

use crate::app::journal::{Deed, Step};
use crate::app::message::Effect;
use crate::app::reader::Shown;
use crate::app::{App, Focus, View};

impl App {
    pub(in crate::app) fn undo(&mut self, effects: &mut Vec<Effect>) {
        match self.journal.undo() {
            Some(step) => {
                self.do_deed(&step.deed, effects);
                self.say(format!("taken back: {}", step.said));
            }
            None if self.corrections.holding().is_empty() => self.say("nothing to take back"),
            None => self.say("nothing to take back; , , lists what was said of names"),
        }
    }

    pub(in crate::app) fn redo(&mut self, effects: &mut Vec<Effect>) {
        match self.journal.redo() {
            Some(step) => {
                self.do_deed(&step.deed, effects);
                self.say(format!("done again: {}", step.said));
            }
            None => self.say("nothing to do again"),
        }
    }

    pub(in crate::app) fn do_deed(&mut self, deed: &Deed, effects: &mut Vec<Effect>) {
        match deed {
            Deed::Filters { after, .. } => {
                self.search.filters = after.clone();
                self.aside = None;
                self.ask(true, effects);
            }
            Deed::Text { after, .. } => {
                self.search.set_text(after);
                self.requests.reload = true;
                self.ask(true, effects);
            }
            Deed::Correct(edit) => {
                self.corrections.apply(edit);
                effects.push(Effect::Correct(edit.clone()));
            }
            Deed::Change(change) => {
                self.marks.apply(*change);
                self.sidebar.count_mark(*change);
                effects.push(Effect::Record(*change));
            }
        }
    }

    /// One step back, from the innermost thing open; at the end of it the whole collection.
    pub(in crate::app) fn back(&mut self, effects: &mut Vec<Effect>) {
        if !self.keys.pending.is_empty() || self.keys.count.take().is_some() {
            self.keys.pending.clear();
        } else if self.sheet().is_some() {
            self.back_in_sheet();
        } else if self.reader.mention.is_some() && self.focus == Focus::Reader {
            self.reader.mention = None;
        } else if self.reader.is_searched() {
            self.reader.reset_hits();
        } else if self.reader.shown != Shown::Clean {
            self.reader.set_shown(Shown::Clean);
        } else if self.zoomed {
            self.zoomed = false;
        } else if self.view == View::Read || self.focus != Focus::List {
            self.reader.reset_hits();
            self.close(effects);
        } else if !self.search.text().is_empty() {
            let deed = Deed::Text { before: self.search.text().to_owned(), after: String::new() };
            self.do_deed(&deed, effects);
            self.journal.note(Step { said: "clearing the search".into(), deed });
            self.say("all documents again; u takes it back");
        }
    }

    pub(in crate::app) fn close_or_quit(&mut self, effects: &mut Vec<Effect>) {
        if self.sheet().is_some() {
            self.close_sheet();
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
