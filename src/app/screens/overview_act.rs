//! Opens the overview, and carries out Enter on a line of it: everything else that narrowed the list goes, and what
//! the line is of narrows it.
//!
//! Not here: the lines (`overview`), and opening another folder (`popup::open_folder`).

use super::overview::{OverviewLine, OverviewScreen};
use super::screen::Screen;
use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::search_state::WholeSearch;
use crate::app::state::App;
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::query::{Criterion, Filter, Mode, TypedSearch};

impl App {
    /// What is in the collection, and which others there are.
    pub(in crate::app) fn open_overview(&mut self) {
        if matches!(self.screen(), Some(Screen::Overview(_))) {
            return;
        }
        let known = self.settings.known.clone();
        self.push_screen(Screen::Overview(Box::new(OverviewScreen::new(self.last_look, known))));
    }

    /// Enter in the overview.
    pub(super) fn open_in_overview(&mut self, effects: &mut Vec<Effect>) {
        let area = self.panes.screen;
        let Some(Screen::Overview(overview)) = self.screen() else { return };
        let Some(line) = overview.selected(area).map(|cell| cell.line) else { return };
        match line {
            OverviewLine::NotRead => self.show_problems(effects),
            OverviewLine::Time => {
                self.narrow_to(None, effects);
                self.go_to_time_line();
            }
            OverviewLine::Known(path) => {
                let path = path.to_string_lossy().into_owned();
                self.open_folder(&path, effects);
            }
            OverviewLine::OtherFolder => self.ask_for_folder(effects),
            _ => {
                let criterion = overview.criterion(area);
                self.narrow_to(criterion, effects);
            }
        }
    }

    /// Back to the list, which shows what has this; without anything all documents.
    fn narrow_to(&mut self, criterion: Option<Criterion>, effects: &mut Vec<Effect>) {
        self.screens.clear();
        (self.view, self.focus, self.zoomed) = (View::Browse, Focus::List, false);
        self.detached = None;
        let label = criterion.as_ref().map_or_else(|| "all documents".to_owned(), Criterion::label);
        let filters = criterion.into_iter().map(|criterion| Filter { mode: Mode::Include, criterion });
        let before = self.search.typed();
        let after = TypedSearch { text: String::new(), filters: filters.collect(), order: before.order };
        if before == after {
            return;
        }
        let whole = |typed| Box::new(WholeSearch { typed, selected: None });
        let action = Action::Search { before: whole(before), after: whole(after) };
        let step = UndoStep { label: format!("showing {label}"), action };
        self.make(step, format!("shown: {label}{UNDO_HINT}"), effects);
    }
}
