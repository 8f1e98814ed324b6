//! The picker of what a search consists of, its clauses and filters, each a set of documents: to change one, to
//! turn it (include, exclude) or to take it away.
//!
//! Not here: the row that shows them (`pane::chips`).

use super::choose::mode_word;
use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::message::Effect;
use crate::app::state::{App, Overlay};
use crate::app::undo::{Action, UndoStep};
use crate::query::{Clause, Mode, query_text};

impl App {
    /// Opens the clauses and filters of the search.
    pub(in crate::app) fn choose_set(&mut self) {
        let entries = self.set_entries();
        if entries.is_empty() {
            return self.notify("nothing is searched for or filtered by");
        }
        let title = "Search and filters   ⏎ changes one; include or exclude again takes it away";
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Sets, title, entries)));
    }

    fn set_entries(&self) -> Vec<Entry> {
        let entry = |group: &'static str, label: String, mode: Mode, choice| Entry {
            group: group.into(),
            label,
            detail: mode_word(mode).to_owned(),
            right: String::new(),
            choice,
        };
        let clauses = self.search.clauses().iter().enumerate().map(|(at, clause)| {
            let mode = if clause.negated { Mode::Exclude } else { Mode::Include };
            let included = Clause { negated: false, any: clause.any.clone() };
            entry("SEARCH", query_text(&[included]), mode, Choice::Clause(at))
        });
        let filters = self.search.filters.iter().map(|filter| {
            let choice = Choice::Turn(filter.criterion.clone());
            entry("FILTERS", filter.criterion.label(), filter.mode, choice)
        });
        clauses.chain(filters).collect()
    }

    /// Includes or excludes what is chosen; chosen in the mode that it has, it is taken away. The picker stays open
    /// as long as there is something in it.
    pub(super) fn turn_set(&mut self, picker: &mut Picker, mode: Mode, effects: &mut Vec<Effect>) {
        match picker.chosen().map(|entry| entry.choice.clone()) {
            Some(Choice::Clause(at)) => self.turn_clause(at, mode, effects),
            Some(Choice::Turn(criterion)) => self.toggle_filter(&criterion, mode, effects),
            _ => return,
        }
        let selected = picker.selected;
        picker.entries = self.set_entries();
        picker.narrow();
        picker.step(selected as isize);
    }

    /// Includes or excludes a clause of the query; in the mode that it has it is taken away.
    pub(in crate::app) fn turn_clause(&mut self, at: usize, mode: Mode, effects: &mut Vec<Effect>) {
        let mut clauses = self.search.clauses().to_vec();
        let Some(clause) = clauses.get_mut(at).filter(|_| mode != Mode::AnyOf) else { return };
        let text = query_text(std::slice::from_ref(clause));
        let excludes = mode == Mode::Exclude;
        let said = if clause.negated == excludes {
            clauses.remove(at);
            format!("no longer searched for: {text}")
        } else {
            clause.negated = excludes;
            format!("{} now: {text}", mode_word(mode))
        };
        let action = Action::Text { before: self.search.text().to_owned(), after: query_text(&clauses) };
        let step = UndoStep { label: said.clone(), action };
        self.make(step, format!("{said}; u takes it back"), effects);
    }

    /// Opens the prompt with a clause of the query at its end, to be gone on with.
    pub(super) fn edit_clause(&mut self, at: usize) {
        let mut clauses = self.search.clauses().to_vec();
        if at >= clauses.len() {
            return;
        }
        let text = match clauses.len() {
            1 => self.search.text().to_owned(),
            _ => {
                let clause = clauses.remove(at);
                clauses.push(clause);
                query_text(&clauses)
            }
        };
        self.search_collection();
        if let Some(prompt) = &mut self.prompt {
            prompt.replace(text);
        }
    }
}
