//! Runs after every change of the state: makes everything fit the screen again, and asks for what is
//! missing.
//!
//! Not here: what the answers do (`update::answers`).

use std::sync::Arc;

use super::focus::View;
use super::input::command::Command;
use super::message::{Effect, Ticket};
use super::preferences::Settings;
use super::reader::{PageEnd, Reader};
use super::requests::CopiesWanted;
use super::state::App;
use crate::model::file_name;
use crate::query::{Age, CopyRows, Order, Question, ReadAfter, ReadingPosition, RowSharing, StoryRows};

impl App {
    /// The first effects: ask for the documents.
    pub fn start(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.search.is_empty() {
            self.notify("searched and filtered as last time; Esc and X show everything");
        }
        self.ask(true, &mut effects);
        self.settle(&mut effects);
        effects
    }

    /// Asks for the list again.
    pub(super) fn ask(&mut self, keep: bool, effects: &mut Vec<Effect>) {
        // What comes before may have changed the layout.
        self.lay_out();
        let height = self.panes.rows();
        if let Some(id) = self.current().filter(|_| self.view == View::Read) {
            // A document under another search or other filters is another place to go back to.
            self.visit(id);
        }
        let ticket = self.requests.ticket();
        self.search.ticket = ticket;
        self.requests.looked_at = None;
        self.search.keep = keep;
        (self.search.arrives, self.search.costliest) = (false, None);
        let row = self.list.selected.saturating_sub(self.list.top);
        let kept = self.resume.or(self.list.selected_id());
        let around = kept.filter(|_| keep).map(|id| (id, row));
        let (search, marks) = (self.search.to_search(), Arc::clone(&self.marks));
        let Settings { threads, copies, stories, .. } = self.settings;
        let sharing = RowSharing { threads, copies, stories };
        let question = Question::Search { search, marks, around, height, sharing };
        effects.push(Effect::Ask { ticket, question });
    }

    /// Asks which documents are copies of others, where that is not known of the collection as it is now.
    pub(super) fn ask_for_copies(&mut self, known: bool, effects: &mut Vec<Effect>) {
        if known || self.settings.copies == CopyRows::Apart {
            return;
        }
        let ticket = self.requests.ticket();
        self.requests.copies = ticket;
        effects.push(Effect::Ask { ticket, question: Question::NearCopies });
    }

    /// Takes over that it is known which documents are copies of others: the list is asked for again where these are
    /// others than before.
    pub(super) fn take_copies(&mut self, checksum: u64, effects: &mut Vec<Effect>) {
        let was_known = std::mem::replace(&mut self.requests.copies_known, checksum) == checksum;
        if std::mem::take(&mut self.requests.copies_wanted) == CopiesWanted::ForPage {
            self.requests.reload = true;
            // The list was kept with them.
            if self.search.age == Age::Kept {
                return;
            }
        }
        if !was_known {
            self.requests.beside_of = None;
            self.ask(true, effects);
            self.refresh_screens(effects);
        }
    }

    /// Asks which documents report one story, where rows are to be shared by that and it is not known of the collection
    /// as it is now. While that is read it changes again and again, and is found out at the end.
    pub(super) fn ask_for_stories(&mut self, effects: &mut Vec<Effect>) {
        let wanted = self.settings.stories == StoryRows::Rows && self.progress.finished;
        if wanted && !self.requests.stories.known && self.requests.stories.finding.is_none() {
            let ticket = self.requests.ticket();
            self.requests.stories.finding = Some(ticket);
            effects.push(Effect::Ask { ticket, question: Question::Stories });
        }
    }

    /// Takes over that it is known which documents report one story. Whether that is still so of the collection as it is
    /// tells the list, which is asked for again.
    pub(super) fn take_stories(&mut self, ticket: Ticket, effects: &mut Vec<Effect>) {
        if self.requests.stories.finding.take_if(|finding| *finding == ticket).is_some() {
            self.ask(true, effects);
        }
    }

    /// After any change: everything fits the screen again, and what is missing is asked for.
    pub(super) fn settle(&mut self, effects: &mut Vec<Effect>) {
        self.lay_out();
        let panes = self.panes;
        self.list.clamp(panes.rows());
        let ids = match panes.list.height {
            // The end of the page names the next document.
            0 if panes.reader.height > 0 => self.list.missing_next(),
            _ => self.list.missing(panes.rows()),
        };
        if !ids.is_empty() {
            let search = self.search.shown_search();
            let ticket = self.search.ticket;
            let read = self.marks.sentences.clone().filter(|_| search.order == Order::MostNew);
            effects.push(Effect::Ask { ticket, question: Question::Rows { search, ids, read } });
        }
        if panes.reader.height > 0 {
            self.load_current(effects);
            self.place_notes();
            self.reader.set_end(self.page_end());
            self.reader.show_name_signs(self.settings.names && self.is_without_colour());
            let page = panes.page(self.settings.page_width);
            self.reader.fit(usize::from(page.width), usize::from(page.height));
            if let Some(arrival) = self.requests.arrive_at.take_if(|at| Some(at.id) == self.reader.id()) {
                self.reader.arrive(&arrival);
                self.reader.fit(usize::from(page.width), usize::from(page.height));
            }
        }
        self.ask_beside(effects);
        self.close_stale_letters();
        self.settle_screen(effects);
        if self.history.take_changed() {
            effects.push(Effect::KeepTrail(self.trail()));
        }
        self.sidebar.clamp(&self.search.filters, usize::from(panes.filter_lines().height));
    }

    /// What comes after the page: the next document of the list, where the page is of the selected one.
    fn page_end(&self) -> PageEnd {
        let next = self.list.next_id().filter(|_| self.detached.is_none());
        let Some(row) = next.and_then(|id| self.list.row(id)) else { return PageEnd::default() };
        let title = row.title.as_deref().filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| file_name(&row.path)).to_owned();
        let key = self.keys.map.chords(Command::NextDocument).into_iter().next().unwrap_or_default();
        PageEnd { title, key }
    }

    pub(super) fn load_current(&mut self, effects: &mut Vec<Effect>) {
        let current = self.current();
        let new = current != self.requests.loading;
        if !std::mem::take(&mut self.requests.reload) && !new {
            return;
        }
        // A page asked for before must not come now, even if none is wanted.
        self.requests.load = self.requests.ticket();
        if new {
            self.leave(effects);
            self.requests.loading = current;
            self.requests.arrive_at.take_if(|arrival| Some(arrival.id) != current);
        }
        if let Some(id) = current {
            // The first page is part of what was kept, too.
            let is_other = self.reader.id().is_some() || self.view == View::Read;
            if new && is_other && self.requests.copies_wanted == CopiesWanted::Later {
                self.requests.copies_wanted = CopiesWanted::ForPage;
                self.ask_for_copies(false, effects);
            }
            if new && self.view == View::Read {
                self.visit(id);
                self.note_opening(id, effects);
                // What is only passed over is seen, not read.
                if self.requests.passed != Some(id) {
                    self.mark_read(id, ReadAfter::Open, effects);
                }
            }
            let query = self.search.shown_search().query;
            self.requests.position = self.positions.get(&id).cloned().unwrap_or_default();
            let (ticket, notes) = (self.requests.load, Arc::clone(&self.marks.notes));
            effects.push(Effect::Ask { ticket, question: Question::Page { id, query, notes } });
        } else {
            self.reader = Reader::default();
            self.show_identifiers();
        }
    }

    /// Writes down where reading stopped, before another document is shown.
    pub(super) fn leave(&mut self, effects: &mut Vec<Effect>) {
        if self.view != View::Read {
            return;
        }
        let page = self.reader.page.clone().filter(|page| page.id.is_document());
        let Some(page) = page else { return };
        let id = page.id;
        if self.requests.passed != Some(id) && self.reader.percent() == 100 {
            self.mark_read(id, ReadAfter::End, effects);
        }
        self.keep_read(&page, effects);
        if let Some(offset) = self.reader.top_offset() {
            let position = ReadingPosition::at(&page.document.text, offset);
            self.positions.insert(id, position.clone());
            self.history.leave(id, offset as u32);
            effects.push(Effect::Position { id, position });
        }
    }
}
