//! What greets the reader of a collection once it is read for the first time: its overview, or the document that a
//! first look begins with. Whoever types anything before is left alone.
//!
//! Not here: whether it is the first time (`terminal::start`).

use super::message::{Effect, Ticket};
use super::requests::Greeting;
use super::state::App;
use crate::model::DocumentId;
use crate::query::Question;

impl App {
    /// Everything is read: greets the reader, if that is still to be done. The document of a greeting is asked for until
    /// the collection that answers has it.
    pub(super) fn greet(&mut self, effects: &mut Vec<Effect>) {
        if !self.progress.finished || self.progress.failed {
            return;
        }
        match &self.greeting {
            Some(Greeting::Document(location)) => {
                let question = Question::DocumentAt(location.clone());
                self.requests.first = self.requests.ticket();
                effects.push(Effect::Ask { ticket: self.requests.first, question });
            }
            Some(Greeting::Overview) => {
                self.greeting = None;
                if self.list.of.max(self.progress.of) > 1 {
                    self.list.select(0, self.panes.rows());
                    self.open_overview();
                }
            }
            None => {}
        }
    }

    /// The reader does something: nothing moves by itself any more.
    pub(super) fn stop_greeting(&mut self) {
        self.greeting = None;
        (self.requests.first, self.requests.first_document) = (0, None);
    }

    /// The document that a first look begins with is known.
    pub(super) fn begin_with(&mut self, ticket: Ticket, found: Option<DocumentId>) {
        if ticket != 0 && ticket == self.requests.first && found.is_some() {
            self.greeting = None;
            self.requests.first_document = found;
            self.go_to_first_document();
        }
    }

    /// Selects the document that a first look begins with, once the list has it.
    pub(super) fn go_to_first_document(&mut self) {
        let Some(id) = self.requests.first_document.filter(|id| self.list.ids.contains(id)) else { return };
        self.requests.first_document = None;
        self.go_to(id);
        // With others above and below it.
        let height = self.panes.rows();
        self.list.top = self.list.selected.saturating_sub(height / 2);
        self.list.clamp(height);
    }
}
