//! Reading: opening and closing the page, names, marks, copies.

use crate::app::journal::{Deed, Step};
use crate::app::message::Effect;
use crate::app::reader::{Shown, date_words};
use crate::app::sheets::Sheet;
use crate::app::{App, CardFor, Focus, View};
use crate::query::{MarkChange, State};
use crate::text::sanitize::{sanitize, sanitize_line};

impl App {
    /// Opens the selected document for reading.
    pub(in crate::app) fn open(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        self.view = View::Read;
        self.focus = Focus::Reader;
        self.visits.note(id);
        self.mark_read(effects);
        if self.reader.id() == Some(id) && self.reader.is_at_start() {
            self.resume_reading();
        }
    }

    /// Goes to where reading stopped last time.
    pub(in crate::app) fn resume_reading(&mut self) {
        let Some(page) = self.reader.page.clone() else { return };
        if page.position > 0 {
            self.reader.go_to_offset(page.position as usize, 0);
            if !self.reader.is_at_start() {
                self.say("where you stopped reading; gg goes to the top");
            }
        }
    }

    pub(in crate::app) fn close(&mut self, effects: &mut Vec<Effect>) {
        self.leave(effects);
        self.view = View::Browse;
        self.focus = Focus::List;
        self.zoomed = false;
        self.reader.mention = None;
        self.requests.arrive_at = None;
        if matches!(self.sheets.last(), Some(Sheet::Page(_))) {
            self.close_sheet();
        }
    }

    pub(in crate::app) fn step_name(&mut self, forward: bool) {
        if !self.reader.step_name(forward) {
            self.say(if forward { "no name below" } else { "no name above" });
        }
    }

    pub(in crate::app) fn step_mention(&mut self, forward: bool) {
        match self.reader.step_mention(forward) {
            Some(true) => {}
            Some(false) if forward => self.say("not named again below"),
            Some(false) => self.say("not named above"),
            None => self.say("no name under the cursor: e goes to the next one"),
        }
    }

    pub(in crate::app) fn name_card(&mut self, effects: &mut Vec<Effect>) {
        if self.reader.mention.is_none() && self.view == View::Browse {
            return self.open(effects);
        }
        self.ask_card(CardFor::Reading, effects);
    }

    /// Asks who the name under the cursor is.
    pub(in crate::app) fn ask_card(&mut self, card_for: CardFor, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let mention = self.reader.mention.and_then(|at| page.document.mentions.get(at));
        let key = mention.and_then(|mention| page.document.keys.get(mention.key? as usize));
        let Some(key) = key else { return self.say("no name under the cursor: e goes to the next one") };
        let ticket = self.requests.ticket();
        (self.requests.card, self.requests.card_for) = (ticket, card_for);
        effects.push(Effect::Card { ticket, id: page.id, key: key.clone() });
    }

    pub(in crate::app) fn show_as(&mut self, shown: Shown) {
        let now = if self.reader.shown == shown { Shown::Clean } else { shown };
        self.reader.set_shown(now);
        match now {
            Shown::Clean => {}
            Shown::WithChrome => self.say("site chrome shown"),
            Shown::Original => {
                self.reader.go_to_start();
                self.say("the whole text of the document, as it was read");
            }
        }
    }

    pub(in crate::app) fn mark_read(&mut self, effects: &mut Vec<Effect>) {
        if let Some(id) = self.current().filter(|&id| self.marks.holds(id, State::Unread)) {
            // Reading is no act of its own, so it is not in the journal.
            self.do_deed(&Deed::Change(MarkChange::Read { id, value: true }), effects);
        }
    }

    pub(in crate::app) fn mark(&mut self, star: bool, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        let (change, said) = if star {
            let value = !self.marks.holds(id, State::Starred);
            (MarkChange::Star { id, value }, if value { "starred" } else { "star taken away" })
        } else {
            let value = self.marks.holds(id, State::Unread);
            (MarkChange::Read { id, value }, if value { "marked as read" } else { "marked as unread" })
        };
        let deed = Deed::Change(change);
        self.do_deed(&deed, effects);
        self.journal.note(Step { said: said.into(), deed });
        self.say(said);
    }

    pub(in crate::app) fn copy(&mut self, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let Some(passage) = self.reader.passage() else { return self.say("nothing to copy here") };
        let document = &page.document;
        let mut source: Vec<String> = Vec::new();
        source.extend(document.title.clone());
        source.extend(document.source.clone());
        if let Some(published) = &document.published
            && let Some(date) = published.date
        {
            source.push(format!("{}{}", if published.sure { "" } else { "~" }, date_words(date)));
        }
        source.push(page.path.clone());
        let text = format!("“{passage}”\n— {}\n", source.join(", "));
        effects.push(Effect::Copy(sanitize(&text).text.into_owned()));
    }

    pub(in crate::app) fn copy_path(&mut self, effects: &mut Vec<Effect>) {
        if let Some(page) = &self.reader.page {
            effects.push(Effect::Copy(sanitize_line(&page.path).into_owned()));
        }
    }
}
