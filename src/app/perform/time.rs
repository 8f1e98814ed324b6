//! Carries out commands on the time line: entering it, moving, zooming, selecting, filtering.
//!
//! Not here: what is on it (`pane::time_line`).

use crate::app::focus::Focus;
use crate::app::message::Effect;
use crate::app::pane::sidebar;
use crate::app::state::App;
use crate::query::{Criterion, Mode};

impl App {
    /// Whether the keys of the filter pane are for the time line.
    pub fn on_time_line(&self) -> bool {
        let shown = self.panes.time_line().height > 0 && self.screen().is_none();
        shown && self.focus == Focus::Filters && self.sidebar.time.entered
    }

    /// The columns of the time line.
    fn time_columns(&self) -> usize {
        usize::from(self.panes.time_line().width)
    }

    /// Goes to the time line, from any pane.
    pub(in crate::app) fn go_to_time_line(&mut self) {
        self.screens.clear();
        self.sidebar.shown = true;
        self.focus = Focus::Filters;
        self.lay_out();
        if self.panes.time_line().height == 0 {
            return self.notify("the screen is too low for the time line; date:2021..2022 searches by date");
        }
        if !self.enter_time_line() {
            self.notify("no document here has a date");
        }
    }

    /// The keys are for the time line; `false` where there is none, or no date.
    pub(in crate::app) fn enter_time_line(&mut self) -> bool {
        let columns = self.time_columns();
        self.panes.time_line().height > 0 && self.sidebar.time.enter(&self.sidebar.facets.time, columns)
    }

    /// Moves the cursor of the time line.
    pub(in crate::app) fn step_time(&mut self, by: isize) {
        let columns = self.time_columns();
        self.sidebar.time.step(by, &self.sidebar.facets.time, columns);
    }

    /// Shorter or longer periods on the time line.
    pub(in crate::app) fn zoom_time(&mut self, closer: bool) {
        if !self.on_time_line() && !self.enter_time_line() {
            return self.notify("no document here has a date");
        }
        let (columns, counts) = (self.time_columns(), &self.sidebar.facets.time);
        let zoomed = match closer {
            true => self.sidebar.time.zoom_in(counts, columns),
            false => self.sidebar.time.zoom_out(counts, columns),
        };
        if !zoomed {
            self.notify(if closer { "no date here is known more exactly" } else { "these are the years" });
        }
    }

    /// Space on the time line: a range begins at the cursor, or ends there and is filtered by.
    pub(in crate::app) fn select_time(&mut self, effects: &mut Vec<Effect>) {
        if self.sidebar.time.is_selecting() {
            return self.filter_time(Mode::Include, effects);
        }
        self.sidebar.time.begin();
    }

    /// Filters by the range being selected, or by the period under the cursor. A range takes the place
    /// of another: no document would be left of both.
    pub(in crate::app) fn filter_time(&mut self, mode: Mode, effects: &mut Vec<Effect>) {
        let Some(range) = self.sidebar.time.selected() else { return };
        self.sidebar.time.let_go();
        let criterion = Criterion::Published(range);
        let mut filters = self.search.toggled(&criterion, mode);
        let replaced = |other: &Criterion| matches!(other, Criterion::Published(_)) && *other != criterion;
        filters.retain(|filter| {
            mode != Mode::Include || filter.mode != Mode::Include || !replaced(&filter.criterion)
        });
        let words = range.words();
        let label = match sidebar::mode_of(&filters, &criterion) {
            Some(Mode::Include) => format!("filtered by {words}"),
            Some(Mode::Exclude) => format!("{words} excluded"),
            Some(Mode::AnyOf) => format!("any of {words} and others so marked"),
            None => format!("no filter on {words}"),
        };
        self.set_filters(filters, label, effects);
    }

    /// A click on a column of the time line: the cursor goes there; again, it is filtered by.
    pub(in crate::app) fn click_time(&mut self, column: usize, effects: &mut Vec<Effect>) {
        let columns = self.time_columns();
        if column >= columns {
            return;
        }
        let before = self.sidebar.time.cursor().filter(|_| self.sidebar.time.entered);
        self.sidebar.time.point(column, &self.sidebar.facets.time, columns);
        if !self.enter_time_line() {
            return;
        }
        if before.is_some() && before == self.sidebar.time.cursor() {
            self.filter_time(Mode::Include, effects);
        }
    }
}
