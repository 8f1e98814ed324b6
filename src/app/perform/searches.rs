//! Carries out commands on saved searches: saving the one on the screen, listing them, opening, renaming and
//! deleting one.
//!
//! Not here: the list itself (`screens::searches`), and writing them down (`terminal`).

use tui_input::Input;

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::screens::{Screen, SearchRow, SearchesScreen};
use crate::app::search_state::WholeSearch;
use crate::app::state::App;
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::app::unsaved::{Occasion, UnsavedChange};
use crate::model::DocumentId;
use crate::query::{LastLook, SavedSearch, SearchChange, TypedSearch};
use crate::text::sanitize::sanitize_line;

impl App {
    /// Asks under which name the search on the screen is to be saved.
    pub(in crate::app) fn save_search(&mut self) {
        if self.is_asking() {
            return;
        }
        let typed = self.search.typed();
        if typed.is_empty() {
            return self.notify("nothing is searched for: / types a search, s saves it");
        }
        let before = BeforePrompt { text: typed.words(), ..BeforePrompt::default() };
        self.open_prompt(Prompt::new(PromptPurpose::SaveSearch, before));
    }

    /// Lists the saved searches; a list that is open below comes up again.
    pub(in crate::app) fn open_searches(&mut self) {
        if let Some(at) = self.screens.iter().rposition(|screen| matches!(screen, Screen::Searches(_))) {
            self.screens.truncate(at + 1);
            return self.renew_screen();
        }
        if self.saved.is_empty() {
            return self.notify("no search is saved yet: s saves the one on the screen");
        }
        self.push_screen(Screen::Searches(Box::new(SearchesScreen::new(self.search_rows()))));
    }

    /// Whether a search is saved under a name.
    pub fn is_saved_as(&self, name: &str) -> bool {
        self.saved.iter().any(|saved| saved.name == name.trim())
    }

    fn search_rows(&self) -> Vec<SearchRow> {
        let context = self.settings.query_context();
        let row = |saved: &SavedSearch| SearchRow::new(saved.clone(), saved.typed.to_search(&context));
        self.saved.iter().map(row).collect()
    }

    fn selected_search(&self) -> Option<SavedSearch> {
        match self.screen() {
            Some(Screen::Searches(searches)) => Some(searches.selected()?.saved.clone()),
            _ => None,
        }
    }

    /// Searches for what was saved.
    pub(in crate::app) fn open_saved_search(&mut self, effects: &mut Vec<Effect>) {
        let Some(saved) = self.selected_search() else { return };
        let new = match self.screen() {
            Some(Screen::Searches(searches)) => {
                searches.selected().map(|row| row.new_words(self.settings.today))
            }
            _ => None,
        };
        self.screens.clear();
        (self.view, self.focus, self.zoomed) = (View::Browse, Focus::List, false);
        let whole = |typed| Box::new(WholeSearch { typed, selected: None });
        let action = Action::Search { before: whole(self.search.typed()), after: whole(saved.typed.clone()) };
        let step = UndoStep { label: format!("opening “{}”", saved.name), action };
        let new = new.filter(|new| !new.is_empty()).map_or_else(String::new, |new| format!(" · {new}"));
        self.make(step, format!("“{}”{new}{UNDO_HINT}", saved.name), effects);
        self.requests.looked_at = Some(saved);
    }

    /// Searches for what a piece of a dossier keeps.
    pub(in crate::app) fn open_kept_search(&mut self, typed: TypedSearch, effects: &mut Vec<Effect>) {
        self.screens.clear();
        (self.view, self.focus, self.zoomed) = (View::Browse, Focus::List, false);
        let label = format!("searching for “{}”", typed.words());
        let whole = |typed| Box::new(WholeSearch { typed, selected: None });
        let action = Action::Search { before: whole(self.search.typed()), after: whole(typed) };
        let said = format!("{label}{UNDO_HINT}");
        self.make(UndoStep { label, action }, said, effects);
    }

    /// Searches for something else, in text, filters and order; perhaps to `keep` the selected document.
    pub(in crate::app) fn search_for(&mut self, typed: &TypedSearch, keep: bool, effects: &mut Vec<Effect>) {
        self.search.set_text(&typed.text);
        (self.search.filters, self.search.order) = (typed.filters.clone(), typed.order);
        self.detached = None;
        self.requests.reload = true;
        self.ask(keep, effects);
    }

    /// What a saved search finds is on the screen: only what is first read from now on is new.
    pub(in crate::app) fn note_look(&mut self, newest: DocumentId, effects: &mut Vec<Effect>) {
        let Some(before) = self.requests.looked_at.take() else { return };
        let look = Some(LastLook { day: self.settings.today, newest });
        if before.look != look {
            let after = Some(SavedSearch { look, ..before.clone() });
            let change = SearchChange { before: Some(before), after };
            self.record_search(change, Occasion::default(), effects);
        }
    }

    /// Asks for another name of the search under the cursor.
    pub(in crate::app) fn rename_search(&mut self) {
        let Some(saved) = self.selected_search().filter(|_| !self.is_asking()) else { return };
        let before = BeforePrompt { text: saved.name.clone(), ..BeforePrompt::default() };
        let mut prompt = Prompt::new(PromptPurpose::RenameSearch, before);
        (prompt.input, prompt.selected) = (Input::new(saved.name), false);
        self.open_prompt(prompt);
    }

    /// Deletes the search under the cursor.
    pub(in crate::app) fn delete_search(&mut self, effects: &mut Vec<Effect>) {
        match self.selected_search() {
            Some(saved) => {
                let label = format!("“{}” deleted", saved.name);
                self.change_search(SearchChange { before: Some(saved), after: None }, label, effects);
            }
            None => self.notify("no saved search under the cursor: g s lists them"),
        }
    }

    /// Takes the name that was typed into its prompt.
    pub(in crate::app) fn take_search_name(&mut self, prompt: &Prompt, effects: &mut Vec<Effect>) {
        let name = sanitize_line(prompt.input.value()).trim().to_owned();
        if name.is_empty() {
            return self.notify("not saved: no name was typed");
        }
        let of_name = |name: &str| self.saved.iter().find(|saved| saved.name == name).cloned();
        let held = of_name(&name);
        match (prompt.purpose, held, of_name(&prompt.before.text)) {
            (PromptPurpose::SaveSearch, held, _) => {
                let label = match held {
                    Some(_) => format!("“{name}” replaced"),
                    None => format!("saved as “{name}”, g s lists it"),
                };
                let look = LastLook { day: self.settings.today, newest: self.search.newest };
                let collection = held.as_ref().and_then(|held| held.collection.clone());
                let look = self.list.answered.then_some(look);
                let after = Some(SavedSearch { name, typed: self.search.typed(), collection, look });
                self.change_search(SearchChange { before: held, after }, label, effects);
            }
            (_, None, Some(before)) => {
                let label = format!("“{}” renamed to “{name}”", before.name);
                let after = Some(SavedSearch { name, ..before.clone() });
                self.change_search(SearchChange { before: Some(before), after }, label, effects);
            }
            (_, Some(held), _) if held.name != prompt.before.text => {
                self.notify(format!("not renamed: another saved search is called “{name}”"));
            }
            _ => {}
        }
    }

    /// Changes a saved search; can be undone.
    fn change_search(&mut self, change: SearchChange, label: String, effects: &mut Vec<Effect>) {
        let said = format!("{label}{UNDO_HINT}");
        self.make(UndoStep { label, action: Action::Save(Box::new(change)) }, said, effects);
    }

    pub(in crate::app) fn record_search(
        &mut self,
        change: SearchChange,
        occasion: Occasion,
        effects: &mut Vec<Effect>,
    ) {
        let ticket = self.requests.ticket();
        self.unsaved.push(UnsavedChange { ticket, action: Action::Save(Box::new(change.clone())), occasion });
        effects.push(Effect::Save { ticket, change });
    }

    /// Takes in a change that is on the disk.
    pub(in crate::app) fn take_search_change(&mut self, change: &SearchChange) {
        change.apply(&mut self.saved);
        self.show_searches();
    }

    /// Takes in all saved searches.
    pub(in crate::app) fn take_searches(&mut self, saved: Vec<SavedSearch>) {
        self.saved = saved;
        self.show_searches();
    }

    fn show_searches(&mut self) {
        let rows = self.search_rows();
        let lists = self.screens.iter_mut().filter_map(|screen| match screen {
            Screen::Searches(searches) => Some(searches),
            _ => None,
        });
        lists.for_each(|searches| searches.show(rows.clone()));
    }
}
