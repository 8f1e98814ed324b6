//! Opens the page of the story that a document reports, once it is known that there is one, and takes in what becomes
//! of an open page.
//!
//! Not here: which documents are one story (`compare::story`), and saying so (`correct::stories`).

use crate::app::message::{Effect, Ticket};
use crate::app::requests::StoryRequest;
use crate::app::screens::{Screen, StoryScreen};
use crate::app::state::App;
use crate::query::{Question, StoryPage};

const LOOKING: &str = "looking for other reports of this event …";

impl App {
    /// Asks for the story that the current document reports.
    pub(in crate::app) fn open_story(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.current().filter(|id| id.is_document()) else {
            return self.notify("no document is open whose story there could be");
        };
        let ticket = self.requests.ticket();
        self.requests.story = Some(StoryRequest { ticket, of: id, screens: self.screens.len() });
        effects.push(Effect::Ask { ticket, question: Question::Story(id) });
        self.notify_quietly(LOOKING.to_owned());
    }

    /// Takes in a story: it opens where its document is still the current one, or is new on its page.
    pub(in crate::app) fn take_story(&mut self, ticket: Ticket, page: Option<Box<StoryPage>>) {
        if let Some(asked) = self.requests.story.take_if(|asked| asked.ticket == ticket) {
            let id = asked.of;
            // Whoever has gone on in the meantime is not called back.
            if self.current() != Some(id) || self.screens.len() != asked.screens || self.is_asking() {
                return;
            }
            self.notice.take_if(|notice| notice.text == LOOKING);
            return match page {
                Some(page) => self.push_screen(Screen::Story(Box::new(StoryScreen::of(id, page, ticket)))),
                None => self.notify("no other document reports this event: it is a story by itself"),
            };
        }
        let is_it = |screen: &Screen| matches!(screen, Screen::Story(story) if story.waits_for(ticket));
        let Some(at) = self.screens.iter().position(is_it) else { return };
        if page.is_none() && at + 1 == self.screens.len() {
            self.close_screen();
            // What was said that made it so stays said.
            if self.notice.is_none() {
                self.notify("its other reports are of other stories: it is a story by itself");
            }
            return;
        }
        if let Some(Screen::Story(story)) = self.screens.get_mut(at) {
            story.take(page);
        }
    }
}
