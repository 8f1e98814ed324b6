//! Carries out commands of reading: opening and closing the page, stepping through names, and when a document
//! counts as read.
//!
//! Not here: stars and other marks (`batch`), copying (`copy`).

use std::sync::Arc;

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::pane::widths::Widths;
use crate::app::reader::PageMode;
use crate::app::requests::CardFor;
use crate::app::screens::Screen;
use crate::app::state::App;
use crate::app::unsaved::Occasion;
use crate::model::{DocumentId, web_address};
use crate::query::{NotebookChange, Question, ReadAfter, State};

impl App {
    /// Opens the selected document for reading.
    pub(in crate::app) fn open(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        self.view = View::Read;
        self.focus = Focus::Reader;
        self.visit(id);
        self.requests.passed = None;
        self.note_opening(id, effects);
        self.mark_read(id, ReadAfter::Open, effects);
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
        self.reader.selection = None;
        self.requests.arrive_at = None;
        if matches!(self.screens.last(), Some(Screen::Document(_))) {
            self.close_screen();
        }
    }

    /// Moves a table on the screen by so many of its columns to the right.
    pub(in crate::app) fn move_table(&mut self, times: isize) {
        let moved = (0..times).take_while(|_| self.reader.step_sideways(true)).count();
        if moved == 0 {
            let is_aside = self
                .reader
                .visible
                .iter()
                .any(|row| self.reader.laid(row.fragment).is_some_and(|laid| laid.hidden() > 0));
            self.notify(match is_aside {
                true => "the table ends here: h goes back to the left",
                false => "no table here is wider than the page",
            });
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
        if self.reader.mention.is_none() && self.show_note() {
            return;
        }
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

    /// Makes the lines of the page longer or shorter, from now on.
    pub(in crate::app) fn set_page_width(&mut self, wider: bool) {
        let shown = self.panes.page(self.settings.page_width).width;
        match Widths::next_page(self.settings.page_width, wider) {
            _ if wider && shown < self.settings.page_width => {
                self.notify("the page is as wide as the window")
            }
            None => self.notify(if wider {
                "lines are as long as they get"
            } else {
                "lines are as short as they get"
            }),
            Some(width) => {
                self.settings.page_width = width;
                self.widths.page = Some(width);
                self.notify(format!("lines of {width} columns"));
            }
        }
    }

    /// Notes that a document is on the page for reading.
    pub(in crate::app) fn note_opening(&mut self, id: DocumentId, effects: &mut Vec<Effect>) {
        // What is no document is in no state.
        if id.is_document() && !self.marks.openings.is_latest(id) {
            let number = Arc::make_mut(&mut self.marks).openings.open(id);
            effects.push(Effect::Opened { id, number });
        }
    }

    /// Notes that a document is being read, opened for that or at its end, where that is when it counts as read.
    pub(in crate::app) fn mark_read(&mut self, id: DocumentId, now: ReadAfter, effects: &mut Vec<Effect>) {
        let counts = match self.settings.read_after {
            ReadAfter::Open => true,
            ReadAfter::End => now == ReadAfter::End,
            ReadAfter::Never => false,
        };
        if counts && id.is_document() && self.will_hold(id, State::Unread) {
            // Reading is no action of its own, so undo does not take it back.
            self.record_changes(vec![NotebookChange::read(id, true)], Occasion::default(), effects);
        }
    }

    /// The page was moved: a text read to its end is read, wherever it is shown.
    pub(in crate::app) fn note_scrolling(&mut self, effects: &mut Vec<Effect>) {
        self.requests.passed = None;
        if let Some(id) = self.reader.id().filter(|_| self.reader.percent() == 100) {
            self.note_opening(id, effects);
            self.mark_read(id, ReadAfter::End, effects);
        }
    }

    /// Opens the file of the document in its program, and says where it is; one that has an address on the web is
    /// offered with it.
    pub(in crate::app) fn open_file(&mut self, effects: &mut Vec<Effect>) {
        if self.acts_on_batch() {
            return self.open_batch(effects);
        }
        let Some(page) = self.reader.page.clone() else { return };
        match page.document.link.as_deref().and_then(web_address) {
            Some(address) => self.choose_what_to_open(&page.path, address),
            None => self.open_only_file(effects),
        }
    }

    /// Opens an address in the browser.
    pub(in crate::app) fn open_address(&mut self, address: String, effects: &mut Vec<Effect>) {
        self.notify(format!("opening {address}"));
        effects.push(Effect::OpenAddress(address));
    }

    /// Opens the file of the document, whether or not it has an address.
    pub(in crate::app) fn open_only_file(&mut self, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let several = page.document.parts;
        let whole = if several > 1 { format!(", which holds {several} documents") } else { String::new() };
        let number = self.reader.page_number();
        let place = number.map_or_else(String::new, |number| format!(", page {number}"));
        self.notify(format!("opening {}{place}{whole}", page.path));
        effects.push(Effect::OpenFile { id: page.id, page: number });
    }
}
