//! Carries out commands of reading: opening and closing the page, stepping through names, read marks and
//! stars, copying.

use std::sync::Arc;

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::reader::{PageMode, date_words};
use crate::app::screens::Screen;
use crate::app::state::{App, CardFor};
use crate::app::undo::{Action, UndoStep};
use crate::app::unsaved::Occasion;
use crate::query::{NotebookChange, Question, State};
use crate::text::sanitize::{sanitize, sanitize_line};

impl App {
    /// Opens the selected document for reading.
    pub(in crate::app) fn open(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        self.view = View::Read;
        self.focus = Focus::Reader;
        self.visit(id);
        self.mark_read(effects);
        if self.reader.id() == Some(id) && self.reader.is_at_start() {
            self.resume_reading();
        }
    }

    /// Goes to where reading stopped last time.
    pub(in crate::app) fn resume_reading(&mut self) {
        if self.reader.page.is_some() && self.resume_at > 0 {
            self.reader.go_to_offset(self.resume_at as usize, 0);
            if !self.reader.is_at_start() {
                self.notify("where you stopped reading; gg goes to the top");
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
        if matches!(self.screens.last(), Some(Screen::Document(_))) {
            self.close_screen();
        }
    }

    pub(in crate::app) fn step_name(&mut self, forward: bool) {
        if !self.reader.step_name(forward) {
            self.notify(if forward { "no name below" } else { "no name above" });
        }
    }

    pub(in crate::app) fn step_mention(&mut self, forward: bool) {
        match self.reader.step_mention(forward) {
            Some(true) => {}
            Some(false) if forward => self.notify("not named again below"),
            Some(false) => self.notify("not named above"),
            None => self.notify("no name under the cursor: e goes to the next one"),
        }
    }

    pub(in crate::app) fn name_card(&mut self, effects: &mut Vec<Effect>) {
        if self.reader.mention.is_none() && self.view == View::Browse {
            return self.open(effects);
        }
        self.ask_card(CardFor::Reading, effects);
    }

    /// Asks for the entity of the name under the cursor.
    pub(in crate::app) fn ask_card(&mut self, card_for: CardFor, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let mention = self.reader.mention.and_then(|at| page.document.mentions.get(at));
        let key = mention.and_then(|mention| page.document.keys.get(mention.key? as usize));
        let Some(key) = key else { return self.notify("no name under the cursor: e goes to the next one") };
        let ticket = self.requests.ticket();
        (self.requests.card, self.requests.card_for) = (ticket, card_for);
        let question = Question::EntityOfKey { id: page.id, key: key.clone() };
        effects.push(Effect::Ask { ticket, question });
    }

    pub(in crate::app) fn show_as(&mut self, mode: PageMode) {
        let now = if self.reader.mode == mode { PageMode::Clean } else { mode };
        self.reader.set_mode(now);
        match now {
            PageMode::Clean => {}
            PageMode::WithChrome => self.notify("site chrome shown"),
            PageMode::Original => {
                self.reader.go_to_start();
                self.notify("the whole text of the document, as it was read");
            }
        }
    }

    pub(in crate::app) fn mark_read(&mut self, effects: &mut Vec<Effect>) {
        // What is no document is in no state, so it is not marked either.
        let Some(id) = self.current().filter(|id| id.is_document()) else { return };
        if !self.marks.openings.is_latest(id) {
            let number = Arc::make_mut(&mut self.marks).openings.open(id);
            effects.push(Effect::Opened { id, number });
        }
        if self.will_hold(id, State::Unread) {
            // Reading is no action of its own, so undo does not take it back.
            self.record_changes(vec![NotebookChange::read(id, true)], Occasion::default(), effects);
        }
    }

    pub(in crate::app) fn mark(&mut self, star: bool, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        if !id.is_document() {
            let what = if id.is_failed() { "a file that was not read" } else { "what is in no article" };
            return self.notify(match star {
                true => format!("{what} cannot be starred"),
                false => format!("{what} cannot be marked as read"),
            });
        }
        let (change, label) = if star {
            let value = !self.will_hold(id, State::Starred);
            (NotebookChange::star(id, value), if value { "starred" } else { "star taken away" })
        } else {
            let value = self.will_hold(id, State::Unread);
            (NotebookChange::read(id, value), if value { "marked as read" } else { "marked as unread" })
        };
        let step = UndoStep { label: label.into(), action: Action::Change(vec![change]) };
        self.make(step, label.into(), effects);
    }

    pub(in crate::app) fn copy(&mut self, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let Some((span, passage)) = self.reader.passage() else { return self.notify("nothing to copy here") };
        let document = &page.document;
        let mut source: Vec<String> = Vec::new();
        source.extend(document.title.clone());
        source.extend(document.marked_source());
        if let Some(published) = &document.published
            && let Some(date) = published.date
        {
            source.push(format!("{}{}", if published.sure { "" } else { "~" }, date_words(date)));
        }
        source.extend(page.corrected_words().map(|words| format!("{words} corrected")));
        source.push(page.path.clone());
        source.extend(document.page_at(span.start as usize).map(|number| format!("p. {number}")));
        let text = format!("“{passage}”\n— {}\n", source.join(", "));
        effects.push(Effect::Copy(sanitize(&text).text.into_owned()));
    }

    /// Opens the file of the document in its program, and says where it is.
    pub(in crate::app) fn open_file(&mut self, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let several = page.document.parts;
        let whole = if several > 1 { format!(", which holds {several} documents") } else { String::new() };
        let number = self.reader.page_number();
        let place = number.map_or_else(String::new, |number| format!(", page {number}"));
        self.notify(format!("opening {}{place}{whole}", page.path));
        effects.push(Effect::OpenFile { id: page.id, page: number });
    }

    pub(in crate::app) fn copy_path(&mut self, effects: &mut Vec<Effect>) {
        if let Some(page) = &self.reader.page {
            effects.push(Effect::Copy(sanitize_line(&page.path).into_owned()));
        }
    }
}
