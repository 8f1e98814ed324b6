//! What commands, keys, answers and the mouse do to the sheets.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{Arrival, Part, ProfileSheet, Request, RosterSheet, SentencesSheet, Sheet};
use crate::app::command::{Command, Topic};
use crate::app::key::{Code, Key};
use crate::app::layout::panes;
use crate::app::message::{Effect, Mouse, MouseAction, Ticket};
use crate::app::{App, Focus, View, prompt};
use crate::model::Kind;
use crate::query::{Answer, Condition, Criterion, EntityListOrder, Filter, Mode, Question, Search};

impl App {
    /// The sheet on the screen, if one is.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.last().filter(|sheet| !matches!(sheet, Sheet::Page(_)))
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        self.sheets.last_mut().filter(|sheet| !matches!(sheet, Sheet::Page(_)))
    }

    fn roster_mut(&mut self) -> Option<&mut RosterSheet> {
        match self.sheets.last_mut() {
            Some(Sheet::Roster(roster)) => Some(roster),
            _ => None,
        }
    }

    /// Lays a sheet over what is there.
    fn push_sheet(&mut self, sheet: Sheet) {
        if let Some(roster) = self.roster_mut() {
            roster.input = None;
        }
        if self.sheet().is_none() && self.view == View::Read {
            match (self.current(), self.sheets.last_mut()) {
                (Some(id), Some(Sheet::Page(page))) => *page = id,
                (Some(id), _) => self.sheets.push(Sheet::Page(id)),
                (None, _) => {}
            }
        }
        self.sheets.push(sheet);
    }

    /// All entities; a list that is open below comes up again.
    pub(in crate::app) fn open_roster(&mut self) {
        if let Some(at) = self.sheets.iter().rposition(|sheet| matches!(sheet, Sheet::Roster(_))) {
            self.sheets.truncate(at + 1);
            return self.renew_sheet();
        }
        let roster = RosterSheet::new(self.settings.lists.clone());
        self.push_sheet(Sheet::Roster(Box::new(roster)));
    }

    /// What is known of an entity.
    pub(in crate::app) fn open_profile(&mut self, kind: Kind, name: String) {
        self.open_profile_at(kind, name, Part::Head);
    }

    fn open_profile_at(&mut self, kind: Kind, name: String, part: Part) {
        self.push_sheet(Sheet::Profile(Box::new(ProfileSheet::new(kind, name, part))));
    }

    /// The sentences that name all the names of the search and the filters.
    pub(in crate::app) fn open_sentences(&mut self) {
        let search = self.search.to_search();
        let names = names_sought(&search);
        if names.is_empty() {
            return self.say("no name in the search or the filters: person:bell, or a on a name");
        }
        self.open_sentences_of(names.join(", "), search);
    }

    fn open_sentences_of(&mut self, title: String, search: Search) {
        self.push_sheet(Sheet::Sentences(Box::new(SentencesSheet::new(title, search))));
    }

    /// Closes what is on top: a sheet, or a page opened from one.
    pub(in crate::app) fn close_sheet(&mut self) {
        self.sheets.pop();
        match self.sheets.last() {
            Some(&Sheet::Page(id)) => {
                (self.view, self.focus) = (View::Read, Focus::Reader);
                self.go_to(id);
            }
            Some(_) => {
                self.aside = None;
                self.renew_sheet();
            }
            None => {}
        }
    }

    /// One step back inside the sheet: the narrowing, the reasons; else it is closed.
    pub(in crate::app) fn back_in_sheet(&mut self) {
        match self.sheet_mut() {
            Some(Sheet::Roster(roster)) if !roster.typed.is_empty() => roster.widen(),
            Some(Sheet::Profile(profile)) if profile.part == Part::Why => profile.toggle_why(),
            _ => self.close_sheet(),
        }
    }

    /// An answer that was on its way while the sheet lay below may have been passed over.
    fn renew_sheet(&mut self) {
        if let Some(request) = self.sheet_mut().and_then(Sheet::request).filter(|request| request.waiting) {
            *request = Request::default();
        }
    }

    /// Has all sheets ask anew: the one on the screen now, others when they come up.
    pub fn refresh_sheets(&mut self, effects: &mut Vec<Effect>) {
        for request in self.sheets.iter_mut().filter_map(Sheet::request) {
            *request = Request::default();
        }
        self.ask_for_sheet(effects);
    }

    /// Has the sheet on the screen ask what it has not asked.
    fn ask_for_sheet(&mut self, effects: &mut Vec<Effect>) {
        let request = self.sheet_mut().and_then(Sheet::request);
        if request.is_some_and(|request| request.ticket == 0) {
            let (ticket, marks) = (self.requests.ticket(), Arc::clone(&self.marks));
            let question = self.sheet_mut().and_then(|sheet| sheet.ask(ticket, marks));
            effects.extend(question.map(|question| Effect::Ask { ticket, question }));
        }
    }

    /// Makes the sheet fit the screen and asks for what it needs.
    pub(in crate::app) fn settle_sheet(&mut self, effects: &mut Vec<Effect>) {
        let area = panes(self).sheet;
        let Some(sheet) = self.sheet_mut() else { return };
        sheet.fit(area);
        self.ask_for_sheet(effects);
        if let Some(Sheet::Sentences(sentences)) = self.sheet_mut() {
            let places = sentences.missing(area);
            if !places.is_empty() {
                let (ticket, search) = (sentences.request.ticket, sentences.search.clone());
                let question = Question::SentenceLines { search, places };
                effects.push(Effect::Ask { ticket, question });
            }
        }
    }

    /// Hands an answer to the sheet that waits for it.
    pub(in crate::app) fn take_for_sheet(&mut self, ticket: Ticket, answer: Answer) {
        let waits = |sheet: &mut &mut Sheet| sheet.request().is_some_and(|request| request.is(ticket));
        match (self.sheets.iter_mut().find_map(|mut sheet| waits(&mut sheet).then_some(sheet)), answer) {
            (Some(Sheet::Roster(sheet)), Answer::EntityList(list)) => sheet.take(list),
            (Some(Sheet::Profile(sheet)), Answer::Profile(profile)) => sheet.take(profile),
            (Some(Sheet::Sentences(sheet)), Answer::Sentences(places)) => sheet.take(places),
            (Some(Sheet::Sentences(sheet)), Answer::SentenceLines(lines)) => sheet.learn(lines),
            _ => {}
        }
    }

    /// Enter: the page of an entity, or the document at the place shown.
    pub(in crate::app) fn open_in_sheet(&mut self, effects: &mut Vec<Effect>) {
        let arrival = match self.sheet_mut() {
            Some(Sheet::Profile(profile)) if matches!(profile.part, Part::Head | Part::Why) => {
                return profile.toggle_why();
            }
            Some(Sheet::Profile(profile)) => profile.arrival(),
            Some(Sheet::Sentences(sentences)) => sentences.arrival(),
            _ => None,
        };
        if let Some(arrival) = arrival {
            return self.arrive(arrival, effects);
        }
        let entity = self.sheet().and_then(Sheet::entity).map(|(kind, name)| (kind, name.to_owned()));
        if let Some((kind, name)) = entity {
            self.open_profile(kind, name);
        }
    }

    /// Opens a document for reading, over the sheets.
    fn arrive(&mut self, arrival: Arrival, effects: &mut Vec<Effect>) {
        self.sheets.push(Sheet::Page(arrival.id));
        (self.view, self.focus, self.zoomed) = (View::Read, Focus::Reader, false);
        self.go_to(arrival.id);
        self.mark_read(effects);
        self.requests.arrive_at = Some(arrival).filter(|arrival| !arrival.span.is_empty());
    }

    pub(in crate::app) fn filter_in_sheet(&mut self, mode: Mode, effects: &mut Vec<Effect>) {
        if let Some(criterion) = self.sheet().and_then(Sheet::criterion) {
            self.toggle_filter(&criterion, mode, effects);
        }
    }

    /// The sentences about the entity under the cursor: on a page, with that of the page.
    pub(in crate::app) fn sentences_in_sheet(&mut self) {
        let Some(sheet) = self.sheet() else { return };
        let mut criteria = Vec::from_iter(match sheet {
            Sheet::Profile(profile) => Some(profile.own_criterion()),
            _ => None,
        });
        criteria.extend(sheet.criterion().filter(|criterion| !criteria.contains(criterion)));
        if criteria.is_empty() {
            return;
        }
        let title = criteria.iter().map(Criterion::label).collect::<Vec<_>>().join(", ");
        let include = |criterion| Filter { mode: Mode::Include, criterion };
        let filters = criteria.into_iter().map(include).collect();
        self.open_sentences_of(title, Search { filters, ..Search::default() });
    }

    /// Shows why the names of an entity are one.
    pub(in crate::app) fn why_in_sheet(&mut self) {
        match self.sheet_mut() {
            Some(Sheet::Profile(profile)) => profile.toggle_why(),
            Some(Sheet::Roster(roster)) => {
                let entity = roster.selected().map(|row| (row.kind, row.name.clone()));
                if let Some((kind, name)) = entity {
                    self.open_profile_at(kind, name, Part::Why);
                }
            }
            _ => {}
        }
    }

    /// Sorts the list of entities.
    pub(in crate::app) fn sort_roster(&mut self, order: EntityListOrder) {
        if let Some(roster) = self.roster_mut() {
            roster.order = order;
            roster.ask_anew();
        }
    }

    pub(in crate::app) fn turn_in_sheet(&mut self, forward: bool) {
        match self.sheet_mut() {
            Some(Sheet::Roster(roster)) => roster.turn_kind(forward),
            Some(Sheet::Profile(profile)) => profile.turn(forward),
            _ => {}
        }
    }

    pub(in crate::app) fn search_in_sheet(&mut self) {
        match self.roster_mut() {
            Some(roster) => roster.type_on(),
            None => self.say("/ narrows lists of names; g / searches everything"),
        }
    }

    pub(in crate::app) fn step_in_sheet(&mut self, by: isize) {
        let area = panes(self).sheet;
        if let Some(sheet) = self.sheet_mut() {
            sheet.step(by, area);
        }
    }

    /// Entries on a page of the sheet on the screen.
    pub(in crate::app) fn sheet_page(&self) -> Option<isize> {
        self.sheet().map(|sheet| sheet.page(panes(self).sheet))
    }

    /// Says why a command about documents cannot be carried out on a sheet.
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
        let is = self.sheet().is_some() && (other || command.spec().topic == Topic::Document);
        if is {
            self.say("that is for documents: q goes back to them");
        }
        is
    }

    /// A key while one types into a sheet. Says whether one does.
    pub(in crate::app) fn type_in_sheet(&mut self, key: Key) -> bool {
        let area = panes(self).sheet;
        let Some(roster) = self.roster_mut() else { return false };
        let Some(input) = &mut roster.input else { return false };
        match key.code {
            Code::Enter => roster.stop_typing(false),
            Code::Esc => roster.stop_typing(true),
            Code::Up => roster.step(-1, area),
            Code::Down => roster.step(1, area),
            _ => {
                prompt::edit(input, key);
                roster.narrow();
            }
        }
        true
    }

    /// A paste while one types into a sheet. Says whether one does.
    pub(in crate::app) fn paste_in_sheet(&mut self, text: &str) -> bool {
        let Some(roster) = self.roster_mut() else { return false };
        let Some(input) = &mut roster.input else { return false };
        prompt::paste(input, text);
        roster.narrow();
        true
    }

    pub(in crate::app) fn point_in_sheet(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let area: Rect = panes(self).sheet;
        let Some(sheet) = self.sheet_mut() else { return };
        let cell = (mouse.column, mouse.row);
        match mouse.what {
            MouseAction::WheelUp => sheet.scroll(-3, area, cell),
            MouseAction::WheelDown => sheet.scroll(3, area, cell),
            MouseAction::Click => {
                if sheet.point(area, cell) {
                    self.open_in_sheet(effects);
                }
            }
        }
    }
}

/// The names a search asks for, in words: those of its filters as they are shown, others as typed.
fn names_sought(search: &Search) -> Vec<String> {
    let clauses = search.query.clauses.iter().filter(|clause| !clause.negated);
    let typed = clauses.filter_map(|clause| {
        let names = clause.any.iter().filter_map(|condition| match condition {
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
    use crate::query::parse;

    #[test]
    fn names_are_those_of_query_and_filters() {
        let filter = |mode, name: &str| Filter {
            mode,
            criterion: Criterion::Entity { kind: Kind::Place, name: name.into() },
        };
        let search = Search {
            query: parse("person:\"ann bell\" with:pike harbour -place:vell", false, &[]).query,
            filters: vec![filter(Mode::Include, "Norwick"), filter(Mode::Exclude, "Tarn")],
            ..Search::default()
        };
        assert_eq!(names_sought(&search), ["ann bell", "pike", "Norwick"]);
    }
}
