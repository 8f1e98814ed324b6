//! Carries out commands that move about: by rows and lines, to the next document or article of a file,
//! through the reading history, from pane to pane.
//!
//! Not here: moving inside a page (`reader::travel`) or a screen of entities (`screens`).

use crate::app::focus::{Focus, View};
use crate::app::history::VisitedPlace;
use crate::app::message::Effect;
use crate::app::screens::Screen;
use crate::app::state::App;
use crate::model::DocumentId;
use crate::query::{ReadingPosition, State};

impl App {
    /// How many rows a page key moves by, in the pane with the focus or on the open screen.
    pub(in crate::app) fn page_rows(&self) -> isize {
        if let Some(rows) = self.screen_page() {
            return rows;
        }
        let panes = self.panes;
        match self.focus {
            Focus::List => (panes.rows() as isize - 1).max(1),
            Focus::Reader => (panes.reader.height as isize - 2).max(1),
            Focus::Filters => (panes.filters.height as isize - 1).max(1),
        }
    }

    /// Moves by rows or lines in the pane with the focus or on the open screen.
    pub(in crate::app) fn move_by(&mut self, by: isize, effects: &mut Vec<Effect>) {
        match self.focus {
            _ if self.screen().is_some() => self.step_in_screen(by),
            Focus::List => self.step_document(by),
            Focus::Filters => self.step_filters(by),
            Focus::Reader => {
                self.reader.scroll(by);
                self.note_scrolling(effects);
            }
        }
    }

    /// Goes to a row, counted from 0; filters and page go to their start or end instead.
    pub(in crate::app) fn go_to_row(&mut self, row: usize, effects: &mut Vec<Effect>) {
        match self.focus {
            _ if self.screen().is_some() => {
                self.step_in_screen(isize::MIN);
                self.step_in_screen(isize::try_from(row).unwrap_or(isize::MAX));
            }
            Focus::List => {
                self.detached = None;
                self.list.select(row, self.panes.rows());
            }
            Focus::Filters => self.step_filters(if row == 0 { isize::MIN / 2 } else { isize::MAX / 2 }),
            Focus::Reader if row == 0 => self.reader.go_to_start(),
            Focus::Reader => {
                self.reader.go_to_end();
                self.note_scrolling(effects);
            }
        }
    }

    /// Moves the cursor of the filter pane; up from its first line to the time line.
    pub(in crate::app) fn step_filters(&mut self, by: isize) {
        match (self.on_time_line(), by < 0) {
            (true, true) => return,
            (true, false) => {
                (self.sidebar.time.entered, self.sidebar.cursor) = (false, 0);
                return self.scroll_filters(by - 1);
            }
            (false, true) if self.sidebar.cursor == 0 && self.enter_time_line() => return,
            (false, _) => {}
        }
        self.scroll_filters(by);
    }

    /// Moves the cursor among the values of the filter pane.
    pub(in crate::app) fn scroll_filters(&mut self, by: isize) {
        let height = usize::from(self.panes.filter_lines().height);
        self.sidebar.step(by, &self.search.filters, height);
    }

    /// Moves the selection in the document list.
    pub(in crate::app) fn step_document(&mut self, by: isize) {
        let was_detached = self.detached.take().is_some();
        let height = self.panes.rows();
        let before = self.list.selected;
        self.list.step(by, height);
        if self.list.selected != before || was_detached {
            self.requests.passed = self.list.selected_id();
        } else if self.focus != Focus::List {
            self.notify(if by < 0 { "this is the first document" } else { "this is the last document" });
        }
    }

    /// Selects the next unread document of the list.
    pub(in crate::app) fn next_unread(&mut self) {
        let after = self.list.selected + 1;
        let unread = |id: DocumentId| self.marks.holds(id, State::Unread);
        let hidden = |id: DocumentId| self.list.hidden_in(id).into_iter().find(|&id| unread(id));
        // What shares the row of the selected document comes after it, too.
        let here = self.list.selected_id().and_then(hidden);
        let below = || {
            self.list
                .ids
                .iter()
                .skip(after)
                .find_map(|&id| Some(id).filter(|&id| unread(id)).or_else(|| hidden(id)))
        };
        let Some(next) = here.or_else(below) else { return self.notify("no unread document below") };
        self.list.show(next);
        self.go_to(next);
    }

    /// Notes that a document is being read.
    pub(in crate::app) fn visit(&mut self, id: DocumentId) {
        let place = self.place_of(id);
        self.history.visit(place);
    }

    /// A document as a place of the history, under the search as it is.
    fn place_of(&self, id: DocumentId) -> VisitedPlace {
        let shown = self.reader.id() == Some(id);
        VisitedPlace {
            query: self.search.text().to_owned(),
            filters: self.search.filters.clone(),
            id,
            offset: self.reader.top_offset().filter(|_| shown).unwrap_or(0) as u32,
            reading: self.view == View::Read,
        }
    }

    /// Goes back or forward through the places visited: the search and the filters, the document, and how far
    /// it was read.
    pub(in crate::app) fn step_history(&mut self, forward: bool, effects: &mut Vec<Effect>) {
        // What was opened from the notebook view comes back to it.
        if let [.., Screen::Notebook(_), Screen::Document(id)] = &self.screens[..]
            && !forward
            && self.current() == Some(*id)
        {
            return self.close(effects);
        }
        self.leave(effects);
        let present = self.current().map(|id| self.place_of(id));
        let Some(place) = self.history.step(present, forward) else {
            return self.notify(if forward { "nothing further forward" } else { "nothing further back" });
        };
        let same_search = self.search.text() == place.query && self.search.filters == place.filters;
        // It is there before the list is.
        self.detached = Some(place.id);
        if same_search {
            self.go_to(place.id);
        } else {
            self.search.set_text(&place.query);
            self.search.filters = place.filters;
            self.resume = Some(place.id);
            self.requests.reload = true;
            self.ask(true, effects);
            self.notify("the search and the filters are those of that time");
        }
        if place.reading && self.view == View::Browse {
            (self.view, self.focus) = (View::Read, Focus::Reader);
        } else if !place.reading {
            (self.view, self.focus, self.zoomed) = (View::Browse, Focus::List, false);
        }
        let kept = self.positions.entry(place.id).or_default();
        if kept.offset != place.offset {
            *kept = ReadingPosition { offset: place.offset, passage: None };
        }
        if self.reader.id() == Some(place.id) {
            self.reader.go_to_offset(place.offset as usize, 0);
        }
    }

    /// Opens the selected row to all documents it stands for.
    pub(in crate::app) fn open_row(&mut self) {
        match self.list.selected_id().is_some_and(|id| self.list.open_row(id)) {
            true => self.list.reveal_opened(self.panes.rows()),
            false => self.notify("this row stands for one document only"),
        }
    }

    /// Closes the row of several documents again.
    pub(in crate::app) fn close_row(&mut self) {
        if !self.list.close_row(self.panes.rows()) {
            self.notify("no row is open here");
        }
    }

    /// Goes to the next article of the same file, or the one before; of a mail to the next in its thread.
    pub(in crate::app) fn step_sibling(&mut self, forward: bool) {
        let Some(page) = self.reader.page.clone() else { return };
        let of_thread = page.thread.len() > 1;
        let siblings = if of_thread { &page.thread } else { &page.siblings };
        let here = siblings.iter().position(|&id| id == page.id);
        let next = match (here, forward) {
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
            // The lines around the articles of a file lead to its first one.
            (None, _) => Some(0),
        };
        match next.and_then(|at| siblings.get(at)) {
            Some(&id) => self.go_to(id),
            None if of_thread => self.notify(match forward {
                true => "the last mail of its thread",
                false => "the first mail of its thread",
            }),
            None if siblings.len() < 2 => self.notify("the only article of its file"),
            None => self.notify(if forward {
                "the last article of its file"
            } else {
                "the first article of its file"
            }),
        }
    }

    /// Shows a document, selecting its row when the list has one.
    pub(in crate::app) fn go_to(&mut self, id: DocumentId) {
        match self.list.ids.place(id) {
            Some(at) => {
                self.detached = None;
                self.list.select(at, self.panes.rows());
            }
            None => self.detached = Some(id),
        }
    }

    /// Gives the focus to the next pane, or the one before.
    pub(in crate::app) fn turn_focus(&mut self, forward: bool) {
        if self.screen().is_some() {
            return self.turn_in_screen(forward);
        }
        let mut order = vec![Focus::List, Focus::Reader];
        if self.sidebar.shown {
            order.push(Focus::Filters);
        }
        let at = order.iter().position(|&focus| focus == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { order.len() - 1 };
        self.focus = order[(at + step) % order.len()];
    }
}
