//! Carries out "more like this": the list shows the documents that are like the one that is open or selected, or like
//! the passage at the cursor.
//!
//! Not here: what makes documents alike (`index::search::like`).

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::search_state::WholeSearch;
use crate::app::state::App;
use crate::app::undo::{Action, UndoStep};
use crate::app::unsaved::Occasion;
use crate::model::{DocumentId, Span};
use crate::query::{Criterion, Example, Filter, Mode, Order, TypedSearch};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;

/// Columns of a chip's title.
const TITLE: usize = 36;

impl App {
    /// Shows the documents like the current one.
    pub(in crate::app) fn more_like_document(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.current().filter(|id| id.is_document()) else {
            return self.notify("no document is selected that others could be like");
        };
        let page = self.reader.page.as_ref().filter(|page| page.id == id);
        let row = self.list.row(id);
        let titled = page.and_then(|page| page.document.title.clone());
        let title = titled.or_else(|| row.and_then(|row| row.title.clone()));
        let file = || row.and_then(|row| row.path.rsplit('/').next()).unwrap_or_default().to_owned();
        self.show_like(id, None, &title.unwrap_or_else(file), effects);
    }

    /// Shows the documents like the passage at the cursor of the page.
    pub(in crate::app) fn more_like_passage(&mut self, effects: &mut Vec<Effect>) {
        let id = self.reader.id().filter(|id| id.is_document());
        let Some((id, (span, text))) = id.zip(self.reader.passage()) else {
            return self.notify("no passage is on the page that others could be like");
        };
        let text = text.to_owned();
        self.show_like(id, Some(span), &text, effects);
    }

    /// What was searched and filtered before stands in one step to go back to: what is like a document need not
    /// have what that was found by.
    fn show_like(&mut self, id: DocumentId, passage: Option<Span>, title: &str, effects: &mut Vec<Effect>) {
        let title = shorten(&sanitize_line(title), TITLE);
        let criterion = Criterion::Like(Example { id, passage, title });
        let label = criterion.label();
        let filters = vec![Filter { mode: Mode::Include, criterion }];
        let typed = TypedSearch { filters, order: Order::Relevance, ..TypedSearch::default() };
        let after = WholeSearch { typed, selected: None };
        let before = WholeSearch { typed: self.search.typed(), selected: self.current() };
        let action = Action::Search { before: Box::new(before), after: Box::new(after) };
        self.leave(effects);
        self.screens.clear();
        self.view = View::Browse;
        self.focus = Focus::List;
        self.zoomed = false;
        self.apply_action(&action, Occasion::default(), effects);
        self.undo_stack.push(UndoStep { label, action });
    }
}
