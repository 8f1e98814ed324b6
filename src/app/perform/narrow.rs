//! Carries out commands that search and filter: the search prompt, stepping through hits, the filter
//! pane.

use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::pane::sidebar;
use crate::app::popup::completions::Completions;
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::state::App;
use crate::app::undo::{Action, UndoStep};
use crate::app::unsaved::Occasion;
use crate::model::Span;
use crate::query::{Criterion, Filter, Mode, Question, State, Unfinished, parse};

impl App {
    pub(in crate::app) fn search_here(&mut self) {
        match self.focus {
            _ if self.screen().is_some() => self.search_in_screen(),
            Focus::List => self.search_collection(),
            Focus::Filters => self.choose_name(),
            Focus::Reader => {
                let before = BeforePrompt { offset: self.reader.top_offset(), ..BeforePrompt::default() };
                self.open_prompt(Prompt::new(PromptPurpose::Text, before));
            }
        }
    }

    pub(in crate::app) fn search_collection(&mut self) {
        self.screens.clear();
        self.view = View::Browse;
        self.focus = Focus::List;
        self.zoomed = false;
        let before = BeforePrompt {
            text: self.search.text().to_owned(),
            selected: self.list.selected_id(),
            offset: None,
        };
        self.open_prompt(Prompt::new(PromptPurpose::Collection, before));
    }

    /// Opens a prompt. Names still on their way are for what was typed before.
    pub(in crate::app) fn open_prompt(&mut self, prompt: Prompt) {
        self.requests.complete = self.requests.ticket();
        self.prompt = Some(prompt);
    }

    /// What is typed into the prompt has changed.
    pub(in crate::app) fn prompt_changed(&mut self, effects: &mut Vec<Effect>) {
        let Some(prompt) = &mut self.prompt else { return };
        let text = prompt.input.value().to_owned();
        prompt.completions = Completions::default();
        // An answer still on its way is for what was typed before.
        self.requests.complete = self.requests.ticket();
        let unfinished = prompt.unfinished(&self.settings.lists);
        let purpose = prompt.purpose;
        if self.offer_tags() {
            // They are the reader's: the collection is not asked for them.
        } else if let Some(Unfinished { by, value: typed, .. }) = unfinished {
            let question = Question::Completions { by, typed };
            effects.push(Effect::Ask { ticket: self.requests.complete, question });
        }
        match purpose {
            PromptPurpose::Rename
            | PromptPurpose::Merge
            | PromptPurpose::SaveSearch
            | PromptPurpose::RenameSearch
            | PromptPurpose::Names
            | PromptPurpose::Note
            | PromptPurpose::Tags
            | PromptPurpose::Dossier(_)
            | PromptPurpose::Part(_) => {}
            PromptPurpose::Folder => effects.push(Effect::ListFolders(text)),
            PromptPurpose::Collection => {
                self.search.set_text(&text);
                self.detached = None;
                // The page shown may stay the same, but what is marked in it does not.
                self.requests.reload = true;
                self.ask(false, effects);
            }
            PromptPurpose::Text => {
                let Some(page) = self.reader.page.clone() else { return };
                let ticket = self.requests.ticket();
                self.requests.find = ticket;
                let query = parse(&text, true, &self.settings.query_context()).query;
                effects.push(Effect::Ask { ticket, question: Question::Matches { page, query } });
            }
        }
    }

    /// Esc in the prompt: everything is as it was before.
    pub(in crate::app) fn take_back(
        &mut self,
        purpose: PromptPurpose,
        before: BeforePrompt,
        effects: &mut Vec<Effect>,
    ) {
        match purpose {
            PromptPurpose::Rename
            | PromptPurpose::Merge
            | PromptPurpose::SaveSearch
            | PromptPurpose::RenameSearch
            | PromptPurpose::Names
            | PromptPurpose::Note
            | PromptPurpose::Tags
            | PromptPurpose::Dossier(_)
            | PromptPurpose::Folder
            | PromptPurpose::Part(_) => {}
            PromptPurpose::Collection => {
                if self.search.text() != before.text {
                    self.search.set_text(&before.text);
                    self.resume = before.selected;
                    self.requests.reload = true;
                    self.ask(true, effects);
                }
            }
            PromptPurpose::Text => {
                // An answer still on its way must be dropped.
                self.requests.find = self.requests.ticket();
                self.reader.reset_hits();
                if let Some(offset) = before.offset {
                    self.reader.go_to_offset(offset, 0);
                }
            }
        }
    }

    /// Takes the matches of what was typed into the prompt of the page, and goes to the first of them
    /// after the place where the search began.
    pub(in crate::app) fn take_matches(&mut self, matches: Vec<Span>) {
        let from = self.prompt.as_ref().and_then(|prompt| prompt.before.offset);
        self.reader.set_hits(matches);
        if let Some(from) = from {
            self.reader.go_to_offset(from, 0);
        }
        self.reader.step_hit(true);
    }

    pub(in crate::app) fn step_hit(&mut self, forward: bool) {
        if self.reader.step_hit(forward) {
            return;
        }
        let opened = if forward { self.reader.open_hits() } else { 0 };
        if opened > 0 {
            let hits = if opened == 1 { "1 hit".to_owned() } else { format!("{opened} hits") };
            return self.notify(format!("{hits} in folded lines, shown now"));
        }
        if self.reader.is_searched() {
            return self.notify("no more hits in this text; Esc goes back to those of the search");
        }
        if !self.search.has_places() {
            return self.notify(if self.reader.hit_count() == 0 {
                "no hits in this text; / searches it, g / searches everything"
            } else {
                "no more hits"
            });
        }
        let selected = self.list.selected;
        self.step_document(if forward { 1 } else { -1 });
        if self.list.selected == selected {
            self.notify(match forward {
                true => "no more hits: this is the last document found",
                false => "no hits before: this is the first document found",
            });
        } else {
            self.notice = None;
            self.requests.arrive_at_hit = Some(forward);
        }
    }

    /// Goes to the first or last hit of the document that hits have run on into, and says which it is.
    pub(in crate::app) fn arrive_at_hit(&mut self, forward: bool) {
        self.reader.go_to_hit(forward);
        let Some(page) = &self.reader.page else { return };
        let title = page.document.title.as_deref().unwrap_or(&page.path);
        let which = if forward { "next document" } else { "previous document" };
        let found = if self.reader.hit_count() == 0 { " (no hit in its text)" } else { "" };
        self.notify(format!("{which}: {title}{found}"));
    }

    /// Replaces the filters; can be undone.
    pub(in crate::app) fn set_filters(
        &mut self,
        filters: Vec<Filter>,
        label: String,
        effects: &mut Vec<Effect>,
    ) {
        let action = Action::Filters { before: self.search.filters.clone(), after: filters };
        self.apply_action(&action, Occasion::default(), effects);
        if self.view == View::Read || self.screen().is_some() {
            // The chips are out of sight.
            self.notify(format!("{label}; u takes it back"));
        }
        self.undo_stack.push(UndoStep { label, action });
    }

    pub(in crate::app) fn toggle_filter(
        &mut self,
        criterion: &Criterion,
        mode: Mode,
        effects: &mut Vec<Effect>,
    ) {
        let filters = self.search.toggled(criterion, mode);
        let name = criterion.label();
        let label = match sidebar::mode_of(&filters, criterion) {
            Some(Mode::Include) => format!("filtered by {name}"),
            Some(Mode::Exclude) => format!("{name} excluded"),
            Some(Mode::AnyOf) => format!("any of {name} and others so marked"),
            None => format!("no filter on {name}"),
        };
        self.set_filters(filters, label, effects);
    }

    pub(in crate::app) fn clear_filters(&mut self, effects: &mut Vec<Effect>) {
        if self.search.filters.is_empty() {
            return self.notify("no filter is set");
        }
        self.set_filters(Vec::new(), "clearing the filters".into(), effects);
    }

    pub(in crate::app) fn filter_at_cursor(&mut self, mode: Mode, effects: &mut Vec<Effect>) {
        if self.on_time_line() {
            return self.filter_time(mode, effects);
        }
        match self.criterion_at_cursor() {
            Some(criterion) => self.toggle_filter(&criterion, mode, effects),
            None => self.fold_toggle(),
        }
    }

    /// What the cursor of the filter pane is on.
    pub fn criterion_at_cursor(&self) -> Option<Criterion> {
        let height = usize::from(self.panes.filter_lines().height);
        self.sidebar.criterion_at(&self.search.filters, height)
    }

    pub(in crate::app) fn fold_toggle(&mut self) {
        let height = usize::from(self.panes.filter_lines().height);
        let lines = self.sidebar.lines(&self.search.filters, height);
        match lines.get(self.sidebar.cursor) {
            Some(&sidebar::SidebarLine::Group { facet, folded, .. }) => {
                self.sidebar.set_folded(facet, !folded)
            }
            Some(sidebar::SidebarLine::More { .. }) => self.choose_name(),
            _ => {}
        }
    }

    pub(in crate::app) fn fold(&mut self, folded: bool) {
        let height = usize::from(self.panes.filter_lines().height);
        if let Some(facet) = self.sidebar.facet_at(&self.search.filters, height) {
            self.sidebar.set_folded(facet, folded);
            let lines = self.sidebar.lines(&self.search.filters, height);
            let group = |line: &sidebar::SidebarLine| matches!(line, sidebar::SidebarLine::Group { facet: f, .. } if *f == facet);
            self.sidebar.cursor = lines.iter().position(group).unwrap_or(0);
        }
    }

    pub(in crate::app) fn toggle_sidebar(&mut self) {
        self.sidebar.shown = !self.sidebar.shown;
        if !self.sidebar.shown && self.focus == Focus::Filters {
            self.focus = Focus::List;
        }
    }

    pub(in crate::app) fn show_problems(&mut self, effects: &mut Vec<Effect>) {
        self.screens.clear();
        self.view = View::Browse;
        self.focus = Focus::List;
        if self.shows_problems() {
            return;
        }
        let failed = Filter { mode: Mode::Include, criterion: Criterion::State(State::Failed) };
        self.before_problems = Some(self.session());
        self.search.set_text("");
        self.requests.expects_problems = true;
        self.set_filters(vec![failed], "showing the problems".into(), effects);
    }

    /// Whether the list shows what could not be read.
    pub fn shows_problems(&self) -> bool {
        sidebar::mode_of(&self.search.filters, &Criterion::State(State::Failed)) == Some(Mode::Include)
    }

    /// Leaves the view of what could not be read, with the filter that it brought along: everything is
    /// searched and filtered as before.
    pub(in crate::app) fn leave_problems(&mut self, effects: &mut Vec<Effect>) {
        // In a session that began with this view only the filter goes.
        let before = self.before_problems.take().unwrap_or_else(|| self.session());
        self.search.set_text(&before.query);
        self.search.filters = before.filters;
        self.search.filters.retain(|filter| filter.criterion != Criterion::State(State::Failed));
        self.detached = None;
        self.resume = before.selected;
        self.requests.reload = true;
        self.ask(true, effects);
    }
}
