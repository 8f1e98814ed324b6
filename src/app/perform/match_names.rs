//! Carries out commands on a list of names: reading one, listing where its names stand, and searching for one of them.
//!
//! Not here: the table (`screens::name_matches`).

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::screens::{NameMatchesScreen, Screen};
use crate::app::search_state::WholeSearch;
use crate::app::state::App;
use crate::app::undo::{Action, UNDO_HINT, UndoStep};
use crate::query::{Criterion, Filter, FoundAs, Mode, NameMatch, TypedSearch, WantedName};

impl App {
    /// Asks which list of names is to be looked for.
    pub(in crate::app) fn ask_for_names(&mut self) {
        if self.is_asking() {
            return;
        }
        let of_last = self.screens.iter().rev().find_map(|screen| match screen {
            Screen::NameMatches(names) => Some(names.of.clone()),
            _ => None,
        });
        let before = BeforePrompt { text: of_last.unwrap_or_default(), ..BeforePrompt::default() };
        self.open_prompt(Prompt::new(PromptPurpose::Names, before));
    }

    /// Has the names of a file, or of an own list, read.
    pub(in crate::app) fn read_names(&mut self, typed: &str, effects: &mut Vec<Effect>) {
        match typed.trim() {
            "" => self.notify("no list: type the path of a file with a name a line, or a list of yours"),
            named => effects.push(Effect::ReadNames(named.to_owned())),
        }
    }

    /// Lists where these names stand.
    pub(in crate::app) fn take_names(&mut self, of: String, names: Vec<WantedName>, faults: &[String]) {
        if names.is_empty() {
            return self.notify_failure(format!("{of}: no names in it; it needs a name a line"));
        }
        match faults {
            [] => {}
            [only] => self.notify_failure(only.clone()),
            [first, others @ ..] => self.notify_failure(format!("{first} (and {} more)", others.len())),
        }
        let filters = self.search.filters.clone();
        self.push_screen(Screen::NameMatches(Box::new(NameMatchesScreen::new(of, names, filters))));
    }

    /// Searches for the name under the cursor of the table, among the documents it was looked for in.
    pub(in crate::app) fn open_matched_name(&mut self, effects: &mut Vec<Effect>) {
        let Some(Screen::NameMatches(screen)) = self.screen() else { return };
        let Some(row) = screen.selected() else { return };
        let Some((text, added)) = search_of(row) else {
            let notice = format!("“{}” stands in none of these documents", row.name);
            return self.notify(notice);
        };
        let mut filters = screen.filters.clone();
        filters.extend(added.into_iter().filter(|filter| !screen.filters.contains(filter)));
        let (name, order) = (row.name.clone(), self.search.order);
        let before = self.search.typed();
        self.screens.clear();
        (self.view, self.focus, self.zoomed) = (View::Browse, Focus::List, false);
        let whole = |typed| Box::new(WholeSearch { typed, selected: None });
        let action =
            Action::Search { before: whole(before), after: whole(TypedSearch { text, filters, order }) };
        let step = UndoStep { label: format!("searching for “{name}”"), action };
        self.make(step, format!("documents with “{name}”{UNDO_HINT}"), effects);
    }
}

/// What finds the documents of a name: filters on those who have it, else its words.
fn search_of(row: &NameMatch) -> Option<(String, Vec<Filter>)> {
    match row.found.as_ref()? {
        FoundAs::Words => Some((format!("\"{}\"", row.name.replace('"', " ")), Vec::new())),
        FoundAs::Entities { named, .. } => {
            let mode = if named.len() > 1 { Mode::AnyOf } else { Mode::Include };
            let filter = |(kind, name): &(_, String)| Filter {
                mode,
                criterion: Criterion::Entity { kind: *kind, name: name.clone() },
            };
            Some((String::new(), named.iter().map(filter).collect()))
        }
    }
}
