//! Carries out undo and redo, one step back, and quitting.
//!
//! Not here: the stack of undo steps (`app::undo`).

use std::sync::Arc;

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::reader::PageMode;
use crate::app::state::App;
use crate::app::undo::{Action, Course, UndoStep};
use crate::app::unsaved::Occasion;
use crate::query::{Age, Shown, StepEntry};

impl App {
    pub(in crate::app) fn undo(&mut self, effects: &mut Vec<Effect>) {
        match self.undo_stack.undo() {
            Some((number, step)) => {
                let said = Some(format!("taken back: {}", step.label));
                let occasion = Occasion { said, step: Some((number, Course::Undone)), ..Occasion::default() };
                self.apply_action(&step.action, occasion, effects);
                effects.extend(step.action.kept().map(|_| Effect::Step(StepEntry::Undone(number))));
            }
            None if self.corrections.holding().is_empty() => self.notify("nothing to take back"),
            None => self.notify("nothing to take back; , , lists what was said of names"),
        }
    }

    pub(in crate::app) fn redo(&mut self, effects: &mut Vec<Effect>) {
        match self.undo_stack.redo() {
            Some((number, step)) => {
                let said = Some(format!("done again: {}", step.label));
                let occasion = Occasion { said, step: Some((number, Course::Redone)), ..Occasion::default() };
                self.apply_action(&step.action, occasion, effects);
                effects.extend(step.action.kept().map(|_| Effect::Step(StepEntry::Redone(number))));
            }
            None => self.notify("nothing to do again"),
        }
    }

    /// Does what an action says: at once on the screen, or once it is written in the notebook.
    pub(in crate::app) fn apply_action(
        &mut self,
        action: &Action,
        occasion: Occasion,
        effects: &mut Vec<Effect>,
    ) {
        match action {
            Action::Correct(edit) => return self.record_edit(edit.clone(), occasion, effects),
            Action::Change(changes) => return self.record_changes(changes.clone(), occasion, effects),
            Action::Save(change) => return self.record_search((**change).clone(), occasion, effects),
            Action::Filters { after, .. } => {
                self.search.filters = after.clone();
                self.detached = None;
                self.ask(true, effects);
            }
            Action::Search { after, .. } => {
                self.resume = after.selected;
                self.search_for(&after.typed, after.selected.is_some(), effects);
            }
            Action::Clip { before, after } => {
                self.clippings.turn(before, after);
                effects.push(Effect::KeepTrail(self.trail()));
            }
            Action::Text { after, .. } => {
                self.search.set_text(after);
                self.requests.reload = true;
                self.ask(true, effects);
            }
        }
        if let Some(said) = occasion.said {
            self.notify(said);
        }
    }

    /// One step back: closes what is innermost, and at last shows the whole collection.
    pub(in crate::app) fn back(&mut self, effects: &mut Vec<Effect>) {
        if !self.keys.pending.is_empty() || self.keys.count.take().is_some() {
            self.keys.pending.clear();
        } else if self.screen().is_some() {
            self.back_in_screen();
        } else if self.reader.selection.take().is_some() {
            // What was selected no longer is.
        } else if self.on_time_line() && self.sidebar.time.let_go() {
            // The range that was being selected is gone.
        } else if self.reader.mention.is_some() && self.focus == Focus::Reader {
            self.reader.mention = None;
        } else if self.reader.note().is_some() && self.focus == Focus::Reader {
            self.reader.leave_note();
        } else if self.reader.is_searched() {
            self.reader.reset_hits();
        } else if self.reader.mode != PageMode::Clean {
            self.reader.set_mode(PageMode::Clean);
        } else if self.zoomed {
            self.zoomed = false;
        } else if self.view == View::Read || self.focus != Focus::List {
            self.reader.reset_hits();
            self.close(effects);
        } else if self.clear_batch() {
            // Nothing is in it any longer.
        } else if self.shows_problems() {
            self.leave_problems(effects);
        } else if !self.search.text().is_empty() {
            let action = Action::Text { before: self.search.text().to_owned(), after: String::new() };
            let step = UndoStep { label: "clearing the search".into(), action };
            self.make(step, "all documents again; u takes it back".into(), effects);
        } else {
            self.troubles.put_away();
        }
    }

    pub(in crate::app) fn close_or_quit(&mut self, effects: &mut Vec<Effect>) {
        if self.screen().is_some() {
            self.close_screen();
        } else if self.view == View::Read {
            self.close(effects);
        } else if !self.clear_batch() {
            self.quit(effects);
        }
    }

    /// Saves everything and leaves.
    pub(in crate::app) fn quit(&mut self, effects: &mut Vec<Effect>) {
        self.leave(effects);
        self.keep_seen(effects);
        effects.push(Effect::Remember(self.session()));
        effects.push(Effect::Quit);
    }

    /// Has what is shown kept for the next start, where it is all there.
    pub(in crate::app) fn keep_seen(&self, effects: &mut Vec<Effect>) {
        if self.list.answered && self.search.counted == self.search.ticket && self.search.age != Age::LastTime
        {
            effects.push(Effect::KeepSeen(Box::new(Shown {
                facets: self.sidebar.facets.clone(),
                marks: Arc::clone(&self.marks),
                selected: self.resume.or(self.list.selected_id()),
                height: self.panes.rows(),
            })));
        }
    }
}
