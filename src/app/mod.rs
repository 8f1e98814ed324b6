//! The state of the program and the one function that changes it. Pure: no terminal, clock,
//! thread, file or lock; what happens arrives as a [`Message`], what shall be done leaves as an
//! [`Effect`].
//!
//! One file a part of the screen (`list`, `reader`, `sidebar`, `screens`, `prompt`, `picker`), some for
//! what each command does (`perform`, `choose`, `correct`), one for what each message does (`update`).

pub mod chips;
mod choose;
pub mod command;
pub mod completions;
mod correct;
pub mod excerpt;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod list;
mod message;
mod perform;
pub mod picker;
pub mod prompt;
pub mod reader;
pub mod screens;
mod search_state;
pub mod sidebar;
mod undo;
mod update;
pub mod wrap;

pub use correct::words as correction_words;
pub use message::{Effect, Message, Mouse, MouseAction, Progress, Session, Ticket};
pub use search_state::SearchState;
pub use update::update;

use std::collections::HashMap;
use std::sync::Arc;

use command::{Command, Scope};
use correct::CorrectionTarget;
use key::Key;
use keymap::Keymap;
use list::List;
use picker::Picker;
use prompt::Prompt;
use reader::Reader;
use screens::{Arrival, Screen};
use sidebar::Sidebar;
use undo::{ReadingHistory, UndoStack};

use crate::model::{DocumentId, ListName};
use crate::query::{CorrectionLog, EntityCard, Marks, Mode, NameReference, Question};

/// Everything on the screen, and everything needed to decide what a key means.
#[derive(Debug)]
pub struct App {
    /// The terminal's size in columns and rows.
    pub size: (u16, u16),
    pub settings: Settings,
    pub view: View,
    pub focus: Focus,
    /// Only the focused pane is shown.
    pub zoomed: bool,
    pub keys: Keys,
    pub search: SearchState,
    pub list: List,
    pub reader: Reader,
    pub sidebar: Sidebar,
    /// What lies over the panes, the topmost last.
    pub screens: Vec<Screen>,
    pub prompt: Option<Prompt>,
    pub overlay: Option<Overlay>,
    pub notice: Option<Notice>,
    pub marks: Arc<Marks>,
    /// Where reading stopped: byte offsets of the texts.
    positions: HashMap<DocumentId, u32>,
    pub progress: Progress,
    /// Texts searched for, the latest last.
    pub searches: Vec<String>,
    corrections: CorrectionLog,
    undo_stack: UndoStack,
    history: ReadingHistory,
    requests: Requests,
    /// A document being read that is not the selected one: reached by the history or among the
    /// articles of a file.
    detached: Option<DocumentId>,
    /// The document to select once the next answer is there.
    resume: Option<DocumentId>,
    /// Where reading of the page shown had stopped when it was asked for.
    resume_at: u32,
}

/// What the reader may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What is open, as shown in the corner.
    pub collection: String,
    /// Whether the last row shows the keys that matter.
    pub hints: bool,
    /// Columns of text on a page.
    pub page_width: u16,
    /// Whether names are marked in the text.
    pub names: bool,
    /// Whether dates, sums and quantities are marked in the text.
    pub amounts: bool,
    /// The reader's own lists of names.
    pub lists: Vec<ListName>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            collection: String::new(),
            hints: true,
            page_width: 76,
            names: true,
            amounts: false,
            lists: Vec::new(),
        }
    }
}

/// What the screen is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// List, preview and filters.
    Browse,
    /// The page takes the middle.
    Read,
}

/// The pane that has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    List,
    Reader,
    Filters,
}

impl Focus {
    /// Whose keys are valid.
    pub fn scope(self) -> Scope {
        match self {
            Focus::List => Scope::List,
            Focus::Reader => Scope::Reader,
            Focus::Filters => Scope::Filters,
        }
    }
}

/// The key map, and the keys of a chord or count pressed so far.
#[derive(Debug, Default)]
pub struct Keys {
    pub map: Keymap,
    pub pending: Vec<Key>,
    pub count: Option<usize>,
}

/// Something that lies over the panes.
#[derive(Debug)]
pub enum Overlay {
    Picker(Picker),
    /// What is known of a name.
    Card(Box<EntityCard>),
    /// What is known of the document, and why.
    Facts,
}

/// A line for the reader, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Not yet sanitised.
    pub text: String,
    pub failed: bool,
}

/// The requests that are under way, and what their answers are for.
#[derive(Debug, Default)]
struct Requests {
    latest: Ticket,
    load: Ticket,
    /// The document asked for last.
    loading: Option<DocumentId>,
    /// Where reading of it had stopped when it was asked for.
    position: u32,
    /// It is to be asked for again: what is marked in it has changed.
    reload: bool,
    find: Ticket,
    card: Ticket,
    complete: Ticket,
    card_for: CardFor,
    /// The reader asked to look for changes and wants to hear what came of it.
    refreshing: bool,
    /// The list is to show what could not be read.
    expects_problems: bool,
    /// Once the document is there, go to its first hit (true) or its last (false).
    arrive_at_hit: Option<bool>,
    /// What nobody waits for has begun.
    upkeep_started: bool,
    /// Once the document is there, go to this place of it.
    arrive_at: Option<Arrival>,
}

/// What the card of an entity was asked for.
#[derive(Debug, Default)]
enum CardFor {
    #[default]
    Reading,
    Filtering(Mode),
    /// With the spelling that was pointed at.
    Correcting(Command, Option<NameReference>),
    /// The one that is to be the same.
    Merging(Box<CorrectionTarget>),
}

impl Requests {
    fn ticket(&mut self) -> Ticket {
        self.latest += 1;
        self.latest
    }
}

impl App {
    /// The state at the start. The first [`Message::Resize`] asks for the first documents.
    pub fn new(map: Keymap, settings: Settings, session: Session, size: (u16, u16)) -> App {
        let mut search = SearchState::over(settings.lists.clone());
        (search.filters, search.order) = (session.filters, session.order);
        search.set_text(&session.query);
        App {
            size,
            settings,
            view: View::Browse,
            focus: Focus::List,
            zoomed: false,
            keys: Keys { map, ..Keys::default() },
            search,
            list: List::default(),
            reader: Reader::default(),
            sidebar: Sidebar::new(session.facets),
            screens: Vec::new(),
            prompt: None,
            overlay: None,
            notice: None,
            marks: Arc::default(),
            positions: HashMap::new(),
            progress: Progress::default(),
            searches: session.searches,
            corrections: CorrectionLog::default(),
            undo_stack: UndoStack::default(),
            history: ReadingHistory::default(),
            requests: Requests::default(),
            detached: None,
            resume: session.selected,
            resume_at: 0,
        }
    }

    /// The first effects: ask for the documents.
    pub fn start(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.search.is_empty() {
            self.notify("searched and filtered as last time; Esc and X show everything");
        }
        self.ask(true, &mut effects);
        self.settle(&mut effects);
        effects
    }

    /// The scope whose keys come before the global ones.
    pub fn scope(&self) -> Scope {
        if self.screen().is_some() { Scope::Screen } else { self.focus.scope() }
    }

    /// The document one looks at.
    pub fn current(&self) -> Option<DocumentId> {
        self.detached.or_else(|| self.list.selected_id())
    }

    /// Says something to the reader.
    fn notify(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: false });
    }

    /// Asks the index anew.
    fn ask(&mut self, keep: bool, effects: &mut Vec<Effect>) {
        let height = layout::panes(self).rows();
        let ticket = self.requests.ticket();
        self.search.ticket = ticket;
        self.search.keep = keep;
        let row = self.list.selected.saturating_sub(self.list.top);
        let kept = self.resume.or(self.list.selected_id());
        let around = kept.filter(|_| keep).map(|id| (id, row));
        let (search, marks) = (self.search.to_search(), Arc::clone(&self.marks));
        effects.push(Effect::Ask { ticket, question: Question::Search { search, marks, around, height } });
    }

    /// After any change: everything fits the screen again, and what is missing is asked for.
    fn settle(&mut self, effects: &mut Vec<Effect>) {
        let panes = layout::panes(self);
        self.list.clamp(panes.rows());
        if panes.list.height > 0 {
            let ids = self.list.missing(panes.rows());
            if !ids.is_empty() {
                let search = self.search.to_search();
                let ticket = self.search.ticket;
                effects.push(Effect::Ask { ticket, question: Question::Rows { search, ids } });
            }
        }
        if panes.reader.height > 0 {
            self.load_current(effects);
            let page = panes.page(self.settings.page_width);
            self.reader.fit(usize::from(page.width), usize::from(page.height));
            if let Some(arrival) = self.requests.arrive_at.take_if(|at| Some(at.id) == self.reader.id()) {
                self.reader.arrive(&arrival);
                self.reader.fit(usize::from(page.width), usize::from(page.height));
            }
        }
        self.settle_screen(effects);
        let filters = std::mem::take(&mut self.search.filters);
        self.sidebar.clamp(&filters, usize::from(panes.filter_lines().height));
        self.search.filters = filters;
    }

    fn load_current(&mut self, effects: &mut Vec<Effect>) {
        let current = self.current();
        let new = current != self.requests.loading;
        if !std::mem::take(&mut self.requests.reload) && !new {
            return;
        }
        // A page asked for before must not come now, even if none is wanted.
        self.requests.load = self.requests.ticket();
        if new {
            self.leave(effects);
            self.requests.loading = current;
            self.requests.arrive_at.take_if(|arrival| Some(arrival.id) != current);
        }
        if let Some(id) = current {
            if new && self.view == View::Read {
                self.history.visit(id);
                self.mark_read(effects);
            }
            let query = self.search.to_search().query;
            self.requests.position = self.positions.get(&id).copied().unwrap_or(0);
            let ticket = self.requests.load;
            effects.push(Effect::Ask { ticket, question: Question::Page { id, query } });
        } else {
            self.reader = Reader::default();
        }
    }

    /// Writes down where reading stopped, before another document is shown.
    fn leave(&mut self, effects: &mut Vec<Effect>) {
        if self.view != View::Read {
            return;
        }
        if let (Some(id), Some(offset)) = (self.reader.id(), self.reader.top_offset()) {
            let offset = offset as u32;
            self.positions.insert(id, offset);
            effects.push(Effect::Position { id, offset });
        }
    }

    /// What the next start is to find again.
    fn session(&self) -> Session {
        Session {
            query: self.search.text().to_owned(),
            filters: self.search.filters.clone(),
            order: self.search.order,
            selected: self.resume.or(self.list.selected_id()),
            searches: self.searches.clone(),
            facets: self.sidebar.shown_facets(),
        }
    }
}
