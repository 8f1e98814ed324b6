//! Carries out commands on the full screens.
//!
//! Not here: what they ask and are answered (`asking`), what is typed into them and pointed at (`typing`).

use super::screen::Screen;
use super::{EntityListScreen, ProfileScreen, ProfileSection, SentencesScreen};
use crate::app::focus::{Focus, View};
use crate::app::input::command::{Command, Topic};
use crate::app::message::Effect;
use crate::app::reader::Arrival;
use crate::app::state::App;
use crate::model::Kind;
use crate::query::{Condition, Criterion, EntityListOrder, Filter, Mode, ReadAfter, Search};

impl App {
    pub(super) fn entity_list_mut(&mut self) -> Option<&mut EntityListScreen> {
        match self.screens.last_mut() {
            Some(Screen::EntityList(entities)) => Some(entities),
            _ => None,
        }
    }

    /// Lays a screen over what is there.
    pub(in crate::app) fn push_screen(&mut self, screen: Screen) {
        if let Some(entities) = self.entity_list_mut() {
            entities.input = None;
        }
        if self.screen().is_none() && self.view == View::Read {
            match (self.current(), self.screens.last_mut()) {
                (Some(id), Some(Screen::Document(page))) => *page = id,
                (Some(id), _) => self.screens.push(Screen::Document(id)),
                (None, _) => {}
            }
        }
        self.screens.push(screen);
    }

    /// All entities; a list that is open below comes up again.
    pub(in crate::app) fn open_entity_list(&mut self) {
        if let Some(at) = self.screens.iter().rposition(|screen| matches!(screen, Screen::EntityList(_))) {
            self.screens.truncate(at + 1);
            return self.renew_screen();
        }
        let entities = EntityListScreen::new(self.settings.lists.clone(), self.settings.identifiers);
        self.push_screen(Screen::EntityList(Box::new(entities)));
    }

    /// What is known of an entity.
    pub(in crate::app) fn open_profile(&mut self, kind: Kind, name: String) {
        self.open_profile_at(kind, name, ProfileSection::Head);
    }

    fn open_profile_at(&mut self, kind: Kind, name: String, section: ProfileSection) {
        self.push_screen(Screen::Profile(Box::new(ProfileScreen::new(kind, name, section))));
    }

    /// All hits of the search; without words the sentences with all the names of the search and the filters.
    pub(in crate::app) fn open_sentences(&mut self) {
        let search = self.search.shown_search();
        if search.asks_for_words() {
            let mut title = vec![self.search.shown_text()];
            title.extend(search.filters.iter().map(Filter::words));
            return self.open_sentences_of(title.join(" · "), search);
        }
        let names = searched_names(&search);
        if names.is_empty() {
            return self.notify("nothing to list: no words or names in the search or the filters");
        }
        self.open_sentences_of(names.join(", "), search);
    }

    fn open_sentences_of(&mut self, title: String, search: Search) {
        self.push_screen(Screen::Sentences(Box::new(SentencesScreen::new(title, search))));
    }

    /// Closes what is on top: a screen, or a page opened from one.
    pub(in crate::app) fn close_screen(&mut self) {
        self.screens.pop();
        match self.screens.last() {
            Some(&Screen::Document(id)) => {
                (self.view, self.focus) = (View::Read, Focus::Reader);
                self.lay_out();
                self.go_to(id);
            }
            Some(_) => {
                self.detached = None;
                self.renew_screen();
            }
            None => {}
        }
    }

    /// One step back inside the screen: the narrowing, the reasons; else it is closed.
    pub(in crate::app) fn back_in_screen(&mut self) {
        if self.back_in_notebook() {
            return;
        }
        match self.screen_mut() {
            Some(Screen::EntityList(entities)) if !entities.typed.is_empty() => entities.widen(),
            Some(Screen::Profile(profile)) if profile.section == ProfileSection::Why => profile.toggle_why(),
            _ => self.close_screen(),
        }
    }

    /// Enter: the page of an entity, or the document at the place shown.
    pub(in crate::app) fn open_in_screen(&mut self, effects: &mut Vec<Effect>) {
        let arrival = match self.screen_mut() {
            Some(Screen::Profile(profile))
                if matches!(profile.section, ProfileSection::Head | ProfileSection::Why) =>
            {
                return profile.toggle_why();
            }
            Some(Screen::Profile(profile)) => profile.arrival(),
            Some(Screen::Sentences(sentences)) => sentences.arrival(),
            Some(Screen::Story(story)) => story.arrival(),
            Some(Screen::Searches(_)) => return self.open_saved_search(effects),
            Some(Screen::Overview(_)) => return self.open_in_overview(effects),
            Some(Screen::Notebook(_)) => return self.open_noted(effects),
            Some(Screen::Dossier(dossier)) => match dossier.arrival() {
                None => return self.open_piece(effects),
                arrival => arrival,
            },
            Some(Screen::NameMatches(_)) => return self.open_matched_name(effects),
            _ => None,
        };
        if let Some(arrival) = arrival {
            return self.arrive(arrival, effects);
        }
        let entity = self.screen().and_then(Screen::entity).map(|(kind, name)| (kind, name.to_owned()));
        if let Some((kind, name)) = entity {
            self.open_profile(kind, name);
        }
    }

    /// Opens a document for reading, over the screens.
    pub(in crate::app) fn arrive(&mut self, arrival: Arrival, effects: &mut Vec<Effect>) {
        self.screens.push(Screen::Document(arrival.id));
        (self.view, self.focus, self.zoomed) = (View::Read, Focus::Reader, false);
        self.lay_out();
        self.go_to(arrival.id);
        self.requests.passed = None;
        self.note_opening(arrival.id, effects);
        self.mark_read(arrival.id, ReadAfter::Open, effects);
        self.requests.arrive_at =
            Some(arrival).filter(|at| !at.span.is_empty() || at.hit.is_some() || at.note.is_some());
    }

    pub(in crate::app) fn filter_in_screen(&mut self, mode: Mode, effects: &mut Vec<Effect>) {
        let area = self.panes.screen;
        let of_overview = match self.screen() {
            Some(Screen::Overview(overview)) => overview.criterion(area),
            _ => None,
        };
        if let Some(criterion) = of_overview.or_else(|| self.screen().and_then(Screen::criterion)) {
            self.toggle_filter(&criterion, mode, effects);
        }
    }

    /// The sentences about the entity under the cursor: on a page, with that of the page.
    pub(in crate::app) fn sentences_in_screen(&mut self) {
        let Some(screen) = self.screen() else { return };
        let mut criteria = Vec::from_iter(match screen {
            Screen::Profile(profile) => Some(profile.own_criterion()),
            _ => None,
        });
        criteria.extend(screen.criterion().filter(|criterion| !criteria.contains(criterion)));
        if criteria.is_empty() {
            return;
        }
        let title = criteria.iter().map(Criterion::label).collect::<Vec<_>>().join(", ");
        let include = |criterion| Filter { mode: Mode::Include, criterion };
        let filters = criteria.into_iter().map(include).collect();
        self.open_sentences_of(title, Search { filters, ..Search::default() });
    }

    /// Shows why the names of an entity are one.
    pub(in crate::app) fn why_in_screen(&mut self) {
        match self.screen_mut() {
            Some(Screen::Profile(profile)) => profile.toggle_why(),
            Some(Screen::EntityList(entities)) => {
                let entity = entities.selected().map(|row| (row.kind, row.name.clone()));
                if let Some((kind, name)) = entity {
                    self.open_profile_at(kind, name, ProfileSection::Why);
                }
            }
            _ => {}
        }
    }

    /// Sorts the list of entities.
    pub(in crate::app) fn sort_entity_list(&mut self, order: EntityListOrder) {
        if let Some(entities) = self.entity_list_mut() {
            entities.order = order;
            entities.ask_again();
        }
    }

    pub(in crate::app) fn turn_in_screen(&mut self, forward: bool) {
        let area = self.panes.screen;
        match self.screen_mut() {
            Some(Screen::Overview(overview)) => overview.turn(forward, area),
            Some(Screen::EntityList(entities)) => entities.turn_kind(forward),
            Some(Screen::Profile(profile)) => profile.turn(forward),
            Some(Screen::Notebook(_)) => self.turn_notebook(true),
            Some(Screen::Dossier(_)) => self.turn_notebook(false),
            _ => {}
        }
    }

    /// Shows the dossier in the place of the notes, or these in its place.
    fn turn_notebook(&mut self, to_dossier: bool) {
        let before = self.screens.pop();
        let below = self.screens.len();
        if to_dossier {
            self.open_dossier()
        } else {
            self.open_notebook()
        }
        if self.screens.len() == below {
            self.screens.extend(before);
        }
    }

    pub(in crate::app) fn search_in_screen(&mut self) {
        match self.screens.last_mut() {
            Some(Screen::Overview(_)) => self.search_collection(),
            Some(Screen::EntityList(entities)) => entities.open_input(),
            Some(Screen::Notebook(notebook)) => notebook.open_input(),
            _ => self.notify("/ narrows lists of names; g / searches everything"),
        }
    }

    pub(in crate::app) fn step_in_screen(&mut self, by: isize) {
        let area = self.panes.screen;
        if let Some(screen) = self.screen_mut() {
            screen.step(by, area);
        }
    }

    /// Entries on a page of the topmost screen.
    pub(in crate::app) fn screen_page(&self) -> Option<isize> {
        self.screen().map(|screen| screen.page(self.panes.screen))
    }

    /// Whether a command is about documents while a screen is open; the reader is notified why it is
    /// not carried out.
    pub(in crate::app) fn is_for_documents(&mut self, command: Command) -> bool {
        use Command as C;
        let other = matches!(
            command,
            C::NextDocument
                | C::PreviousDocument
                | C::NextUnread
                | C::HistoryBack
                | C::HistoryForward
                | C::NextHit
                | C::PreviousHit
                | C::ToggleFilters
                | C::Zoom
        );
        let of_notes =
            matches!(command, C::WriteNote | C::Tags | C::PutNoteBack | C::NoteOnCollection | C::MarkNote);
        // A sentence of a list is copied as one of a page is.
        let of_sentence =
            command == C::Copy && self.screen().is_some_and(|screen| screen.sentence().is_some());
        let of_story = matches!(command, C::SameStory | C::OtherStory)
            && matches!(self.screen(), Some(Screen::Story(_)));
        let of_documents = command.spec().topic == Topic::Document && !of_notes && !of_sentence && !of_story;
        let is = self.screen().is_some() && (other || of_documents);
        if is {
            self.notify("that is for documents: q goes back to them");
        }
        is
    }
}

/// The names a search asks for, in words: those of its filters as they are shown, others as typed.
fn searched_names(search: &Search) -> Vec<String> {
    let typed = search.query.clauses.iter().filter_map(|clause| {
        let names = clause.demanded().into_iter().filter_map(|condition| match condition {
            Condition::Named { terms, .. } | Condition::With { terms, .. } => Some(terms.join(" ")),
            _ => None,
        });
        Some(names.collect::<Vec<_>>().join(" or ")).filter(|names| !names.is_empty())
    });
    let chosen = search.filters.iter().filter(|filter| filter.mode == Mode::Include);
    let chosen = chosen.filter_map(|filter| match &filter.criterion {
        Criterion::Entity { name, .. } => Some(name.clone()),
        _ => None,
    });
    typed.chain(chosen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{QueryContext, parse};

    #[test]
    fn names_are_those_of_query_and_filters() {
        let filter = |mode, name: &str| Filter {
            mode,
            criterion: Criterion::Entity { kind: Kind::Place, name: name.into() },
        };
        let search = Search {
            query: parse(
                "person:\"ann bell\" with:pike harbour -place:vell",
                false,
                &QueryContext::default(),
            )
            .query,
            filters: vec![filter(Mode::Include, "Norwick"), filter(Mode::Exclude, "Tarn")],
            ..Search::default()
        };
        assert_eq!(searched_names(&search), ["ann bell", "pike", "Norwick"]);
    }
}
