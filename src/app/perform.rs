//! What each command does: one arm each. Commands that open something to choose from go on in
//! `choose`.

use super::command::{Command, Scope};
use super::journal::{Deed, Step};
use super::layout::panes;
use super::message::{Change, Effect};
use super::prompt::{Before, Prompt, Purpose};
use super::reader::{Shown, date_words};
use super::{App, CardFor, Focus, Overlay, View, sidebar};
use crate::model::DocumentId;
use crate::query::{Criterion, Filter, Mode, State, parse};

impl App {
    /// Carries out a command, `count` times where that makes sense.
    pub(super) fn perform(&mut self, command: Command, count: Option<usize>, effects: &mut Vec<Effect>) {
        let times = count.unwrap_or(1).min(isize::MAX as usize) as isize;
        let page = self.page_rows();
        match command {
            Command::Down => self.move_by(times, effects),
            Command::Up => self.move_by(-times, effects),
            Command::HalfPageDown => self.move_by((page / 2).max(1) * times, effects),
            Command::HalfPageUp => self.move_by(-(page / 2).max(1) * times, effects),
            Command::PageDown | Command::ReaderPageDown => self.move_by(page * times, effects),
            Command::PageUp | Command::ReaderPageUp => self.move_by(-page * times, effects),
            Command::First => self.go_to_row(count.unwrap_or(1).saturating_sub(1)),
            Command::Last => self.go_to_row(count.map_or(usize::MAX, |row| row.saturating_sub(1))),
            Command::NextPane => self.turn_focus(true),
            Command::PreviousPane => self.turn_focus(false),
            Command::NextDocument => self.step_document(times),
            Command::PreviousDocument => self.step_document(-times),
            Command::NextUnread => self.next_unread(),
            Command::HistoryBack => self.step_history(false),
            Command::HistoryForward => self.step_history(true),
            Command::Search => self.search_here(),
            Command::SearchAll => self.search_collection(),
            Command::NextHit => self.step_hit(true),
            Command::PreviousHit => self.step_hit(false),
            Command::ClearFilters => self.clear_filters(effects),
            Command::ToggleFilters => self.toggle_sidebar(),
            Command::NextName | Command::PreviousName => self.step_name(command == Command::NextName),
            Command::NameCard => self.name_card(effects),
            Command::FilterName => self.ask_card(CardFor::Filtering(Mode::Include), effects),
            Command::ExcludeName => self.ask_card(CardFor::Filtering(Mode::Exclude), effects),
            Command::Include => self.filter_at_cursor(Mode::Include, effects),
            Command::Exclude => self.filter_at_cursor(Mode::Exclude, effects),
            Command::AnyOf => self.filter_at_cursor(Mode::AnyOf, effects),
            Command::Fold => self.fold(true),
            Command::Unfold => self.fold(false),
            Command::Open => self.open(effects),
            Command::Close => self.close(effects),
            Command::NextParagraph => self.reader.step_paragraph(true),
            Command::PreviousParagraph => self.reader.step_paragraph(false),
            Command::NextHeading => self.reader.step_heading(true),
            Command::PreviousHeading => self.reader.step_heading(false),
            Command::NextSibling => self.step_sibling(true),
            Command::PreviousSibling => self.step_sibling(false),
            Command::ToggleChrome => self.show_as(Shown::WithChrome),
            Command::Original => self.show_as(Shown::Original),
            Command::Facts => self.overlay = self.reader.page.is_some().then_some(Overlay::Facts),
            Command::Star | Command::ToggleRead => self.mark(command == Command::Star, effects),
            Command::Copy => self.copy(effects),
            Command::CopyPath => self.copy_path(effects),
            Command::Undo => self.undo(effects),
            Command::Redo => self.redo(effects),
            Command::Zoom => self.zoomed = !self.zoomed,
            Command::Refresh => {
                self.say("looking for changes");
                effects.push(Effect::Refresh);
            }
            Command::Sort => self.choose_order(),
            Command::Names | Command::Choose => self.choose_name(command == Command::Names),
            Command::ViewMenu => self.choose_view(),
            Command::Problems => self.show_problems(effects),
            Command::Help => self.choose_command(true),
            Command::Palette => self.choose_command(false),
            Command::Back => self.back(effects),
            Command::Suspend => effects.push(Effect::Suspend),
            Command::Quit => self.close_or_quit(effects),
            Command::QuitNow => self.quit(effects),
        }
    }

    // Moving.

    fn page_rows(&self) -> isize {
        let panes = panes(self);
        match self.focus {
            Focus::List => (panes.rows() as isize - 1).max(1),
            Focus::Reader => (panes.reader.height as isize - 2).max(1),
            Focus::Filters => (panes.filters.height as isize - 1).max(1),
        }
    }

    fn move_by(&mut self, by: isize, effects: &mut Vec<Effect>) {
        match self.focus {
            Focus::List => self.step_document(by),
            Focus::Filters => self.step_filters(by),
            Focus::Reader => {
                self.reader.scroll(by);
                // Who reads on to the end of a text has read it, wherever the page is shown.
                if self.view == View::Browse && self.reader.percent() == 100 {
                    self.mark_read(effects);
                }
            }
        }
    }

    fn go_to_row(&mut self, row: usize) {
        match self.focus {
            Focus::List => {
                self.aside = None;
                self.list.select(row, panes(self).rows());
            }
            Focus::Filters => self.step_filters(if row == 0 { isize::MIN / 2 } else { isize::MAX / 2 }),
            Focus::Reader if row == 0 => self.reader.go_to_start(),
            Focus::Reader => self.reader.go_to_end(),
        }
    }

    pub(super) fn step_filters(&mut self, by: isize) {
        let height = usize::from(panes(self).filter_lines().height);
        self.sidebar.step(by, &self.question.filters, height);
    }

    fn step_document(&mut self, by: isize) {
        let was_aside = self.aside.take().is_some();
        let height = panes(self).rows();
        let before = self.list.selected;
        self.list.step(by, height);
        if self.list.selected == before && !was_aside && self.focus != Focus::List {
            self.say(if by < 0 { "this is the first document" } else { "this is the last document" });
        }
    }

    fn next_unread(&mut self) {
        let after = self.list.selected + 1;
        let unread = |id: &DocumentId| self.marks.holds(*id, State::Unread);
        match self.list.ids.iter().skip(after).position(unread) {
            Some(at) => {
                self.aside = None;
                self.list.select(after + at, panes(self).rows());
            }
            None => self.say("no unread document below"),
        }
    }

    fn step_history(&mut self, forward: bool) {
        match self.visits.step(forward) {
            Some(id) => self.go_to(id),
            None => self.say(if forward { "nothing further forward" } else { "nothing further back" }),
        }
    }

    fn step_sibling(&mut self, forward: bool) {
        let Some(page) = self.reader.page.clone() else { return };
        let here = page.siblings.iter().position(|&id| id == page.id);
        let next = here.and_then(|at| if forward { Some(at + 1) } else { at.checked_sub(1) });
        match next.and_then(|at| page.siblings.get(at)) {
            Some(&id) => self.go_to(id),
            None if page.siblings.len() < 2 => self.say("the only article of its file"),
            None => self.say(if forward {
                "the last article of its file"
            } else {
                "the first article of its file"
            }),
        }
    }

    /// Shows a document, selecting its row when the list has one.
    fn go_to(&mut self, id: DocumentId) {
        match self.list.ids.iter().position(|&other| other == id) {
            Some(at) => {
                self.aside = None;
                self.list.select(at, panes(self).rows());
            }
            None => self.aside = Some(id),
        }
    }

    fn turn_focus(&mut self, forward: bool) {
        let mut order = vec![Focus::List, Focus::Reader];
        if self.sidebar.shown {
            order.push(Focus::Filters);
        }
        let at = order.iter().position(|&focus| focus == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { order.len() - 1 };
        self.focus = order[(at + step) % order.len()];
    }

    // Searching and filtering.

    fn search_here(&mut self) {
        match self.focus {
            Focus::List => self.search_collection(),
            Focus::Filters => self.choose_name(false),
            Focus::Reader => {
                let before = Before { offset: self.reader.top_offset(), ..Before::default() };
                self.prompt = Some(Prompt::new(Purpose::Text, before));
            }
        }
    }

    fn search_collection(&mut self) {
        self.view = View::Browse;
        self.focus = Focus::List;
        self.zoomed = false;
        let before =
            Before { text: self.question.text().to_owned(), selected: self.list.selected_id(), offset: None };
        self.prompt = Some(Prompt::new(Purpose::Collection, before));
    }

    /// What is typed into the prompt has changed.
    pub(super) fn prompt_changed(&mut self, effects: &mut Vec<Effect>) {
        let Some(prompt) = &self.prompt else { return };
        let text = prompt.input.value().to_owned();
        match prompt.purpose {
            Purpose::Collection => {
                self.question.set_text(&text);
                self.aside = None;
                // The page shown may stay the same, but what is marked in it does not.
                self.requests.loading = None;
                self.ask(false, effects);
            }
            Purpose::Text => {
                let query = parse(&text, true).query;
                let found =
                    self.reader.page.as_ref().map(|page| crate::query::matches(&query, &page.document.text));
                let from = prompt.before.offset.unwrap_or(0);
                self.reader.set_hits(found.unwrap_or_default());
                self.reader.go_to_offset(from, 0);
                self.reader.step_hit(true);
            }
        }
    }

    /// Esc in the prompt: everything is as it was before.
    pub(super) fn take_back(&mut self, purpose: Purpose, before: Before, effects: &mut Vec<Effect>) {
        match purpose {
            Purpose::Collection => {
                if self.question.text() != before.text {
                    self.question.set_text(&before.text);
                    self.resume = before.selected;
                    self.requests.loading = None;
                    self.ask(true, effects);
                }
            }
            Purpose::Text => {
                self.find_query_words();
                if let Some(offset) = before.offset {
                    self.reader.go_to_offset(offset, 0);
                }
            }
        }
    }

    /// Marks the words of the collection search again, after a search in the text.
    fn find_query_words(&mut self) {
        let query = self.question.search().query;
        if let Some(page) = &self.reader.page {
            let hits = crate::query::matches(&query, &page.document.text);
            self.reader.set_hits(hits);
        }
    }

    fn step_hit(&mut self, forward: bool) {
        if self.reader.step_hit(forward) {
            return;
        }
        if !self.question.has_words() {
            return self.say(if self.reader.hits().is_empty() {
                "nothing to search for: / begins"
            } else {
                "no more hits"
            });
        }
        let selected = self.list.selected;
        self.step_document(if forward { 1 } else { -1 });
        if self.list.selected == selected {
            self.say("no more hits");
        } else {
            self.notice = None;
            self.requests.arrive_at_hit = Some(forward);
        }
    }

    /// Replaces the filters; can be undone.
    pub(super) fn set_filters(&mut self, filters: Vec<Filter>, said: String, effects: &mut Vec<Effect>) {
        let deed = Deed::Filters { before: self.question.filters.clone(), after: filters };
        self.do_deed(&deed, effects);
        self.journal.note(Step { said, deed });
    }

    pub(super) fn toggle_filter(&mut self, criterion: &Criterion, mode: Mode, effects: &mut Vec<Effect>) {
        let filters = self.question.toggled(criterion, mode);
        self.set_filters(filters, format!("filter {}", sidebar::label(criterion)), effects);
    }

    fn clear_filters(&mut self, effects: &mut Vec<Effect>) {
        if self.question.filters.is_empty() {
            return self.say("no filter is set");
        }
        self.set_filters(Vec::new(), "clearing the filters".into(), effects);
    }

    fn filter_at_cursor(&mut self, mode: Mode, effects: &mut Vec<Effect>) {
        let height = usize::from(panes(self).filter_lines().height);
        match self.sidebar.criterion_at(&self.question.filters, height) {
            Some(criterion) => self.toggle_filter(&criterion, mode, effects),
            None => self.fold_toggle(),
        }
    }

    fn fold_toggle(&mut self) {
        let height = usize::from(panes(self).filter_lines().height);
        let lines = self.sidebar.lines(&self.question.filters, height);
        match lines.get(self.sidebar.cursor) {
            Some(&sidebar::Line::Group { facet, folded }) => self.sidebar.set_folded(facet, !folded),
            Some(sidebar::Line::More { .. }) => self.choose_name(false),
            _ => {}
        }
    }

    fn fold(&mut self, folded: bool) {
        let height = usize::from(panes(self).filter_lines().height);
        if let Some(facet) = self.sidebar.facet_at(&self.question.filters, height) {
            self.sidebar.set_folded(facet, folded);
            let lines = self.sidebar.lines(&self.question.filters, height);
            let group =
                |line: &sidebar::Line| matches!(line, sidebar::Line::Group { facet: f, .. } if *f == facet);
            self.sidebar.cursor = lines.iter().position(group).unwrap_or(0);
        }
    }

    fn toggle_sidebar(&mut self) {
        self.sidebar.shown = !self.sidebar.shown;
        if !self.sidebar.shown && self.focus == Focus::Filters {
            self.focus = Focus::List;
        }
    }

    fn show_problems(&mut self, effects: &mut Vec<Effect>) {
        self.view = View::Browse;
        self.focus = Focus::List;
        let failed = Filter { mode: Mode::Include, criterion: Criterion::State(State::Failed) };
        self.question.set_text("");
        self.set_filters(vec![failed], "showing the problems".into(), effects);
    }

    // Reading.

    /// Opens the selected document for reading.
    pub(super) fn open(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        self.view = View::Read;
        self.focus = Focus::Reader;
        self.visits.note(id);
        self.mark_read(effects);
        if let Some(page) = self.reader.page.clone().filter(|page| page.id == id) {
            let position = page.position as usize;
            if position > 0 && page.matches.is_empty() && self.reader.top_offset() == Some(0) {
                self.reader.go_to_offset(position, 0);
            }
        }
    }

    fn close(&mut self, effects: &mut Vec<Effect>) {
        self.leave(effects);
        self.view = View::Browse;
        self.focus = Focus::List;
        self.zoomed = false;
        self.reader.mention = None;
    }

    fn step_name(&mut self, forward: bool) {
        if !self.reader.step_name(forward) {
            self.say(if forward { "no name below" } else { "no name above" });
        }
    }

    fn name_card(&mut self, effects: &mut Vec<Effect>) {
        if self.reader.mention.is_none() && self.view == View::Browse {
            return self.open(effects);
        }
        self.ask_card(CardFor::Reading, effects);
    }

    /// Asks who the name under the cursor is.
    pub(super) fn ask_card(&mut self, card_for: CardFor, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let mention = self.reader.mention.and_then(|at| page.document.mentions.get(at));
        let key = mention.and_then(|mention| page.document.keys.get(mention.key? as usize));
        let Some(key) = key else { return self.say("no name under the cursor: e goes to the next one") };
        let ticket = self.requests.ticket();
        self.requests.card = ticket;
        self.requests.card_for = card_for;
        effects.push(Effect::Card { ticket, id: page.id, key: key.clone() });
    }

    fn show_as(&mut self, shown: Shown) {
        let now = if self.reader.shown == shown { Shown::Clean } else { shown };
        self.reader.set_shown(now);
        match now {
            Shown::Clean => {}
            Shown::WithChrome => self.say("site chrome shown"),
            Shown::Original => self.say("the text as it stands in the file"),
        }
    }

    fn mark_read(&mut self, effects: &mut Vec<Effect>) {
        if let Some(id) = self.current().filter(|&id| self.marks.holds(id, State::Unread)) {
            // Reading is no act of its own, so it is not in the journal.
            self.do_deed(&Deed::Change(Change::Read { id, value: true }), effects);
        }
    }

    fn mark(&mut self, star: bool, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        let (change, said) = if star {
            let value = !self.marks.holds(id, State::Starred);
            (Change::Star { id, value }, if value { "starred" } else { "star taken away" })
        } else {
            let value = self.marks.holds(id, State::Unread);
            (Change::Read { id, value }, if value { "marked as read" } else { "marked as unread" })
        };
        let deed = Deed::Change(change);
        self.do_deed(&deed, effects);
        self.journal.note(Step { said: said.into(), deed });
        self.say(said);
    }

    fn copy(&mut self, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone() else { return };
        let Some(passage) = self.reader.passage() else { return self.say("nothing to copy here") };
        let document = &page.document;
        let mut source: Vec<String> = Vec::new();
        source.extend(document.title.clone());
        source.extend(document.source.clone());
        if let Some(published) = &document.published
            && let Some(date) = published.date
        {
            source.push(format!("{}{}", if published.sure { "" } else { "~" }, date_words(date)));
        }
        source.push(page.path.clone());
        let text = format!("“{passage}”\n— {}\n", source.join(", "));
        effects.push(Effect::Copy(crate::text::sanitize::sanitize(&text).text.into_owned()));
    }

    fn copy_path(&mut self, effects: &mut Vec<Effect>) {
        if let Some(page) = &self.reader.page {
            effects.push(Effect::Copy(crate::text::sanitize::sanitize_line(&page.path).into_owned()));
        }
    }

    // Taking back, leaving.

    fn undo(&mut self, effects: &mut Vec<Effect>) {
        match self.journal.undo() {
            Some(step) => {
                self.do_deed(&step.deed, effects);
                self.say(format!("taken back: {}", step.said));
            }
            None => self.say("nothing to take back"),
        }
    }

    fn redo(&mut self, effects: &mut Vec<Effect>) {
        match self.journal.redo() {
            Some(step) => {
                self.do_deed(&step.deed, effects);
                self.say(format!("done again: {}", step.said));
            }
            None => self.say("nothing to do again"),
        }
    }

    fn do_deed(&mut self, deed: &Deed, effects: &mut Vec<Effect>) {
        match deed {
            Deed::Filters { after, .. } => {
                self.question.filters = after.clone();
                self.aside = None;
                self.ask(true, effects);
            }
            Deed::Change(change) => {
                let (set, id, value) = match *change {
                    Change::Read { id, value } => (&mut self.marks.read, id, value),
                    Change::Star { id, value } => (&mut self.marks.starred, id, value),
                };
                if value {
                    set.insert(id);
                } else {
                    set.remove(&id);
                }
                effects.push(Effect::Record(*change));
            }
        }
    }

    /// One step back, from the innermost thing open; at the end of it the whole collection.
    fn back(&mut self, effects: &mut Vec<Effect>) {
        if !self.keys.pending.is_empty() || self.keys.count.take().is_some() {
            self.keys.pending.clear();
        } else if self.reader.mention.is_some() && self.focus == Focus::Reader {
            self.reader.mention = None;
        } else if self.reader.shown != Shown::Clean {
            self.reader.set_shown(Shown::Clean);
        } else if self.zoomed {
            self.zoomed = false;
        } else if self.view == View::Read || self.focus != Focus::List {
            self.find_query_words();
            self.close(effects);
        } else if !self.question.text().is_empty() {
            self.question.set_text("");
            self.requests.loading = None;
            self.ask(true, effects);
        }
    }

    fn close_or_quit(&mut self, effects: &mut Vec<Effect>) {
        if self.view == View::Read {
            self.close(effects);
        } else {
            self.quit(effects);
        }
    }

    /// Saves everything and leaves.
    pub(super) fn quit(&mut self, effects: &mut Vec<Effect>) {
        self.leave(effects);
        effects.push(Effect::Remember(self.session()));
        effects.push(Effect::Quit);
    }

    /// The scopes whose commands can be run now, the pane's first.
    pub fn scopes(&self) -> [Scope; 2] {
        [self.focus.scope(), Scope::Global]
    }
}
