//! Opens pickers (names, orders) and carries out what is chosen in one.
//!
//! Not here: the picker itself (`picker`), that of commands (`commands`), and what `V` opens (`view_menu`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use super::prompt::{self, PromptOutcome};
use crate::app::input::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::pane::sidebar;
use crate::app::screens::Screen;
use crate::app::state::{App, Overlay};
use crate::query::{
    CompletedBy, Completion, Criterion, EntityListOrder, Facet, FacetGroup, MOST_WEIGHED, Mode, Order,
    Question,
};
use crate::text::digits::group_digits;

/// What is typed in the palette before a folder to open.
const OPEN: &str = "open ";

/// Lines the page keys move in a picker.
const PAGE: isize = 10;

impl App {
    /// Shows what is known of the name under the cursor; on other lines opens all values.
    pub(in crate::app) fn choose_here(&mut self) {
        let height = usize::from(self.panes.filter_lines().height);
        match self.sidebar.criterion_at(&self.search.filters, height) {
            Some(Criterion::Entity { kind, name }) => self.open_profile(kind, name),
            _ => self.choose_name(),
        }
    }

    /// Opens the values of the group under the cursor to filter by; without one all names.
    pub(in crate::app) fn choose_name(&mut self) {
        let height = usize::from(self.panes.filter_lines().height);
        let here = self.sidebar.facet_at(&self.search.filters, height);
        let wanted: Vec<Facet> = match here {
            Some(facet) => vec![facet],
            None => self
                .sidebar
                .facets
                .groups
                .iter()
                .map(|group| group.facet)
                .filter(Facet::is_of_names)
                .collect(),
        };
        let groups = wanted.iter().filter_map(|&facet| self.sidebar.group(facet));
        let all: usize = groups.clone().map(|group| group.total).sum();
        let entries: Vec<Entry> = groups.flat_map(|group| self.facet_entries(group)).collect();
        if entries.is_empty() {
            return self.notify(if self.is_reading() {
                "no names so far; reading goes on"
            } else {
                "no names here"
            });
        }
        let heading = here.map_or("Names".into(), Facet::heading);
        let shown = entries.len();
        let title = if shown < all {
            format!("{heading} · the first {shown} of {all}")
        } else {
            heading.into_owned()
        };
        let cursor = self.sidebar.criterion_at(&self.search.filters, height);
        let is_here =
            |entry: &Entry| cursor.as_ref().is_some_and(|here| entry.choice == Choice::Filter(here.clone()));
        let picker = Picker::new(PickerPurpose::Names, title, entries).opened_on(is_here);
        self.overlay = Some(Overlay::Picker(Picker { facet: here, ..picker }));
    }

    /// Asks for names beyond the most frequent ones, once the beginning of a name is typed.
    fn ask_for_more_names(&mut self, picker: &Picker, effects: &mut Vec<Effect>) {
        let kind = picker.facet.map(Facet::kind);
        let typed = picker.input.value().trim();
        // An answer still on its way is for what was typed before.
        self.requests.complete = self.requests.ticket();
        if picker.purpose == PickerPurpose::Names && kind != Some(None) && !typed.is_empty() {
            let (ticket, typed) = (self.requests.complete, typed.to_owned());
            let question = Question::Completions { by: CompletedBy::Names(kind.flatten()), typed };
            effects.push(Effect::Ask { ticket, question });
        }
    }

    /// Names that the list of most frequent ones does not hold; they are counted over all documents.
    pub(in crate::app) fn take_more_names(&mut self, names: Vec<Completion>) {
        let entry = |Completion { kind, name, documents }: Completion| {
            let criterion = Criterion::Entity { kind: kind?, name: name.clone() };
            let mode = sidebar::mode_of(&self.search.filters, &criterion);
            Some(Entry {
                group: criterion.facet()?.heading(),
                label: name,
                detail: mode.map_or("", mode_word).to_owned(),
                right: if self.search.is_empty() {
                    documents.to_string()
                } else {
                    format!("{documents} in all")
                },
                choice: Choice::Filter(criterion),
            })
        };
        let entries = names.into_iter().filter_map(entry).collect();
        if let Some(Overlay::Picker(picker)) = &mut self.overlay
            && picker.purpose == PickerPurpose::Names
        {
            picker.add(entries);
        }
    }

    fn facet_entries(&self, group: &FacetGroup) -> Vec<Entry> {
        let entry = |value: &crate::query::FacetValue| {
            let mode = sidebar::mode_of(&self.search.filters, &value.criterion);
            Entry {
                group: group.facet.heading(),
                label: if value.guess { format!("~{}", value.label) } else { value.label.clone() },
                detail: mode.map_or("", mode_word).to_owned(),
                right: value.documents.to_string(),
                choice: Choice::Filter(value.criterion.clone()),
            }
        };
        group.values.iter().map(entry).collect()
    }

    /// Opens the orders of the list.
    pub(in crate::app) fn choose_order(&mut self) {
        if let Some(screen) = self.screen() {
            return match screen {
                Screen::EntityList(entities) => self.choose_entity_order(entities.order),
                Screen::Notebook(notebook) => self.choose_note_order(notebook.order),
                _ => self.notify("nothing to sort here"),
            };
        }
        let now = self.search.effective_order();
        let entry = |order: Order| Entry {
            group: "".into(),
            label: order.name().to_owned(),
            detail: order_detail(order, order == now),
            right: String::new(),
            choice: Choice::Order(order),
        };
        let entries = Order::ALL.into_iter().map(entry).collect();
        let picker = Picker::new(PickerPurpose::Sort, "Sort by", entries);
        self.overlay = Some(Overlay::Picker(picker.opened_on(|entry| entry.choice == Choice::Order(now))));
    }

    /// Opens the choice between the file of a document and its address, both of which it shows.
    pub(in crate::app) fn choose_what_to_open(&mut self, path: &str, address: &str) {
        let entry = |label: &str, detail: &str, choice| Entry {
            group: "".into(),
            label: label.to_owned(),
            detail: detail.to_owned(),
            right: String::new(),
            choice,
        };
        let entries = vec![
            entry("the file", path, Choice::OpenFile),
            entry("the page on the web", address, Choice::OpenAddress(address.to_owned())),
        ];
        self.overlay = Some(Overlay::Picker(Picker::new(PickerPurpose::Open, "Open", entries)));
    }

    fn choose_entity_order(&mut self, now: EntityListOrder) {
        let entry = |order: EntityListOrder| Entry {
            group: "".into(),
            label: order.name().to_owned(),
            detail: if order == now { "now".into() } else { String::new() },
            right: String::new(),
            choice: Choice::EntityListOrder(order),
        };
        let entries = EntityListOrder::ALL.into_iter().map(entry).collect();
        let picker = Picker::new(PickerPurpose::Sort, "Sort by", entries);
        self.overlay =
            Some(Overlay::Picker(picker.opened_on(|entry| entry.choice == Choice::EntityListOrder(now))));
    }

    /// A key while a picker is open: it narrows, moves, chooses or leaves.
    pub(in crate::app) fn press_in_picker(
        &mut self,
        mut picker: Picker,
        key: Key,
        effects: &mut Vec<Effect>,
    ) {
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) => return self.leave_picker(&picker),
            (KeyCode::Enter, _) => return self.choose(picker, effects),
            (KeyCode::Tab, _) => self.choose_and_stay(&mut picker, Mode::Include, effects),
            (KeyCode::Char('x'), true) => self.choose_and_stay(&mut picker, Mode::Exclude, effects),
            (KeyCode::Char('o'), true) => self.choose_and_stay(&mut picker, Mode::AnyOf, effects),
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => picker.step(-1),
            (KeyCode::Down, _) | (KeyCode::Char('n'), true) => picker.step(1),
            // What is typed is taken away by the key that does so everywhere; with nothing typed it moves.
            (KeyCode::Char('u'), true) if picker.input.value().is_empty() => picker.step(-PAGE / 2),
            (KeyCode::Char('d'), true) => picker.step(PAGE / 2),
            (KeyCode::PageUp, _) | (KeyCode::Char('b'), true) => picker.step(-PAGE),
            (KeyCode::PageDown, _) | (KeyCode::Char('f'), true) => picker.step(PAGE),
            (KeyCode::Home, _) => picker.step(isize::MIN),
            (KeyCode::End, _) => picker.step(isize::MAX),
            _ => match prompt::edit(&mut picker.input, key) {
                PromptOutcome::Changed => {
                    picker.narrow();
                    self.ask_for_more_names(&picker, effects);
                    // Who types the command as one does in a shell goes on with the folder.
                    if picker.purpose == PickerPurpose::Palette && picker.input.value() == OPEN {
                        return self.ask_for_folder(effects);
                    }
                }
                PromptOutcome::Full => self.say_if_full(false),
                _ => {}
            },
        }
        self.preview_outline(&picker);
        // What was in it may be taken away.
        self.overlay = (!picker.entries.is_empty()).then_some(Overlay::Picker(picker));
    }

    /// Filters by a name and leaves the picker open for the next one.
    fn choose_and_stay(&mut self, picker: &mut Picker, mode: Mode, effects: &mut Vec<Effect>) {
        if picker.purpose == PickerPurpose::Sets {
            return self.turn_set(picker, mode, effects);
        }
        let Some(Choice::Filter(criterion)) = picker.chosen().map(|entry| entry.choice.clone()) else {
            return;
        };
        self.toggle_filter(&criterion, mode, effects);
        let filters = &self.search.filters;
        for entry in &mut picker.entries {
            if let Choice::Filter(criterion) = &entry.choice {
                entry.detail = sidebar::mode_of(filters, criterion).map_or("", mode_word).to_owned();
            }
        }
    }

    fn choose(&mut self, picker: Picker, effects: &mut Vec<Effect>) {
        let Some(choice) = picker.chosen().map(|entry| entry.choice.clone()) else { return };
        match choice {
            Choice::Run(command) => self.run_chosen(command, effects),
            Choice::Filter(criterion) => self.toggle_filter(&criterion, Mode::Include, effects),
            Choice::Clause(at) => self.edit_clause(at),
            Choice::Turn(criterion) => {
                let excluded = sidebar::mode_of(&self.search.filters, &criterion) == Some(Mode::Exclude);
                let mode = if excluded { Mode::Include } else { Mode::Exclude };
                self.toggle_filter(&criterion, mode, effects);
            }
            Choice::Order(order) => self.sort_by(order, effects),
            Choice::EntityListOrder(order) => self.sort_entity_list(order),
            Choice::NoteOrder(order) => self.sort_notes(order),
            Choice::Colour(colour) => self.set_colour(colour, effects),
            choice @ (Choice::Theme(_)
            | Choice::Rows(_)
            | Choice::Layer(_)
            | Choice::Copies(_)
            | Choice::Stories(_)
            | Choice::ToggleNames
            | Choice::ToggleAmounts
            | Choice::ToggleIdentifiers
            | Choice::ToggleThreads) => self.change_view(picker, choice, effects),
            Choice::Detach(spelling) => {
                if let Some(target) = picker.target {
                    self.detach(&target, spelling, effects);
                }
            }
            Choice::Kind(kind) => {
                if let Some(target) = picker.target {
                    self.set_kind(&target, kind, effects);
                }
            }
            Choice::Put(put) => self.put(put, effects),
            Choice::Dossier(id) => self.use_dossier(id),
            Choice::RenameDossier => self.rename_dossier(),
            Choice::DeleteDossier => self.delete_dossier(effects),
            Choice::Export(format) => self.ask_for_export_file(format),
            Choice::Replace(format, path) => self.export_to(Some(format), path, true, effects),
            Choice::TakeBack(corrections) => self.take_corrections_back(corrections, effects),
            Choice::Copy(text) => effects.push(Effect::Copy(text)),
            Choice::CopyClippings => effects.push(Effect::Copy(self.clippings.together())),
            Choice::ClearClippings => self.clear_clippings(effects),
            Choice::Step(number) => self.turn_step(number, effects),
            Choice::Restore(name) => {
                self.notify(format!("going back to the notebook of {name} …"));
                effects.push(Effect::Restore(name));
            }
            choice @ (Choice::Heading(_) | Choice::Read(_)) => self.go_in_outline(&choice),
            Choice::OpenFile => self.open_only_file(effects),
            Choice::OpenBatch => self.open_all(effects),
            Choice::OpenAddress(address) => self.open_address(address, effects),
        }
    }
}

/// A mode in a word.
pub fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Include => "included",
        Mode::Exclude => "excluded",
        Mode::AnyOf => "any of",
    }
}

/// What stands beside an order: whether it is the one there is now, and how far it reaches.
fn order_detail(order: Order, is_now: bool) -> String {
    let reach = || format!("of the latest {}", group_digits(MOST_WEIGHED as u64));
    let reach = (order == Order::MostNew).then(reach);
    is_now.then(|| "now".to_owned()).into_iter().chain(reach).collect::<Vec<_>>().join(", ")
}
