//! The state of the program: everything on the screen, and everything needed to decide what a key means.
//!
//! Not here: changing it by a message (`update`) or by a command (`perform`), and fitting it to the
//! screen (`settle`).

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::clippings::Clippings;
use super::focus::{Focus, View};
use super::history::ReadingHistory;
use super::input::command::{Command, Scope};
use super::input::key::Key;
use super::input::keymap::Keymap;
use super::message::{Progress, Session, Trail};
use super::news::News;
use super::pane::areas::Panes;
use super::pane::list::List;
use super::pane::sidebar::Sidebar;
use super::pane::widths::Widths;
use super::pointer::Pointer;
use super::popup::follow::Follow;
use super::popup::notes_text::NotesInEditor;
use super::popup::picker::Picker;
use super::popup::prompt::{self, Prompt};
use super::preferences::Settings;
use super::reader::Reader;
use super::requests::{Greeting, Requests};
use super::screens::Screen;
use super::search_state::SearchState;
use super::trouble::Troubles;
use super::tutor::Tutor;
use super::undo::UndoStack;
use super::unsaved::{Relabel, Unsaved};
use crate::model::DocumentId;
use crate::query::{
    Colour, CorrectionLog, DocumentCorrection, DossierId, EntityCard, LastLook, Marks, NoteId,
    ReadingPosition, SavedSearch,
};

/// Everything on the screen, and everything needed to decide what a key means.
#[derive(Debug)]
pub struct App {
    /// The terminal's size in columns and rows.
    pub size: (u16, u16),
    /// What the reader may set.
    pub settings: Settings,
    /// What the screen is for.
    pub view: View,
    /// The pane that has the keys.
    pub focus: Focus,
    /// Where everything on the screen is, as of the last [`App::lay_out`].
    pub panes: Panes,
    /// How wide they are where the reader has set it.
    pub widths: Widths,
    /// Only the focused pane is shown.
    pub zoomed: bool,
    /// The key map, and what has been pressed of a chord.
    pub keys: Keys,
    /// The search on the screen.
    pub search: SearchState,
    /// The document list.
    pub list: List,
    /// The page.
    pub reader: Reader,
    /// The filter pane.
    pub sidebar: Sidebar,
    pub(super) pointer: Pointer,
    /// What lies over the panes, the topmost last.
    pub screens: Vec<Screen>,
    /// The line that is being typed, if one is open.
    pub prompt: Option<Prompt>,
    /// What lies over everything else.
    pub overlay: Option<Overlay>,
    /// A line for the reader.
    pub notice: Option<Notice>,
    /// The time of the last key, in seconds since 1970.
    pub(super) now: i64,
    /// The failures that stay said.
    pub troubles: Troubles,
    /// What the reader has starred and read, as far as it is on the disk.
    pub marks: Arc<Marks>,
    /// Where reading stopped.
    pub(super) positions: HashMap<DocumentId, ReadingPosition>,
    /// How far indexing has come.
    pub progress: Progress,
    /// Texts searched for, the latest last.
    pub searches: Vec<String>,
    /// The passages copied.
    pub clippings: Clippings,
    /// The saved searches, as far as they are on the disk.
    pub(super) saved: Vec<SavedSearch>,
    pub(super) corrections: CorrectionLog,
    /// What can be said of other documents, as it was said of one last.
    pub(super) alike: Vec<DocumentCorrection>,
    pub(super) undo_stack: UndoStack,
    pub(super) unsaved: Unsaved,
    /// The labels that change with the next correction.
    pub(super) relabels: Vec<Relabel>,
    pub(super) history: ReadingHistory,
    pub(super) requests: Requests,
    /// The last commands, the latest last: the report of a fault names them.
    pub recent: VecDeque<Command>,
    /// How many commands were done in all.
    pub performed: usize,
    /// The tutor, if it was asked for.
    pub tutor: Option<Tutor>,
    /// The colour that a new note on a passage has.
    pub(super) note_colour: Colour,
    /// The note that is to be put back at a passage.
    pub(super) lost_note: Option<NoteId>,
    /// Notes in the editor as one text.
    pub(super) notes_in_editor: Option<NotesInEditor>,
    /// A document being read that is not the selected one: reached by the history or among the
    /// articles of a file.
    pub(super) detached: Option<DocumentId>,
    /// The search and filters before the list showed what could not be read.
    pub(super) before_problems: Option<Session>,
    /// When the collection was open before; `None` the first time.
    pub(super) last_look: Option<LastLook>,
    /// What greets the reader once everything is read, unless something was typed before.
    pub greeting: Option<Greeting>,
    /// The dossier that things are put into.
    pub(super) dossier: Option<DossierId>,
    /// The document to select once the next answer is there.
    pub(super) resume: Option<DocumentId>,
    /// Where reading of the page shown had stopped when it was asked for: a byte of its text.
    pub(super) resume_at: u32,
}

/// The key map, and the keys of a chord or count pressed so far.
#[derive(Debug, Default)]
pub struct Keys {
    /// Chords and their commands.
    pub map: Keymap,
    /// The keys of an unfinished chord.
    pub pending: Vec<Key>,
    /// The count typed before a command.
    pub count: Option<usize>,
}

/// Something that lies over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// A list to choose from.
    Picker(Picker),
    /// What is known of an entity.
    Card(Box<EntityCard>),
    /// What is known of the document, and why.
    Facts,
    /// A note of the page.
    Note(NoteId),
    /// Letters on what can be followed.
    Follow(Follow),
    /// An address of the web, before it is opened.
    Address(String),
}

/// A line for the reader, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Not yet sanitised.
    pub text: String,
    /// Whether it reports a failure.
    pub failed: bool,
    /// Whether it is only in passing, and drawn so.
    pub quiet: bool,
    /// What it says of changes in the folders.
    pub news: News,
}

impl Notice {
    /// One that says what was done.
    pub fn plain(text: String) -> Notice {
        Notice { text, failed: false, quiet: false, news: News::default() }
    }
}

impl App {
    /// The state at the start. The first [`Message::Resize`] asks for the first documents.
    pub fn new(map: Keymap, settings: Settings, session: Session, size: (u16, u16)) -> App {
        let mut search = SearchState::over(settings.lists.clone(), settings.today);
        (search.filters, search.order) = (session.filters, session.order);
        search.set_text(&session.query);
        let mut app = App {
            size,
            settings,
            view: View::Browse,
            focus: Focus::List,
            panes: Panes::default(),
            widths: session.widths,
            zoomed: false,
            keys: Keys { map, ..Keys::default() },
            search,
            list: List::default(),
            reader: Reader::default(),
            sidebar: Sidebar::new(session.facets),
            pointer: Pointer::default(),
            screens: Vec::new(),
            prompt: None,
            overlay: None,
            notice: None,
            now: 0,
            troubles: Troubles::default(),
            marks: Arc::default(),
            positions: HashMap::new(),
            progress: Progress::default(),
            searches: session.searches,
            clippings: session.clippings,
            saved: Vec::new(),
            corrections: CorrectionLog::default(),
            alike: Vec::new(),
            undo_stack: UndoStack::default(),
            unsaved: Unsaved::default(),
            relabels: Vec::new(),
            history: session.history,
            requests: Requests::default(),
            recent: VecDeque::new(),
            performed: 0,
            tutor: None,
            note_colour: Colour::default(),
            lost_note: None,
            notes_in_editor: None,
            detached: None,
            before_problems: None,
            last_look: session.look,
            greeting: None,
            dossier: session.dossier,
            resume: session.selected,
            resume_at: 0,
        };
        app.settings.page_width = app.widths.page.unwrap_or(app.settings.page_width);
        app.show_identifiers();
        app
    }

    /// Shows identifiers where names are shown, if the reader asks for them.
    pub(super) fn show_identifiers(&mut self) {
        let asked_for = self.settings.identifiers;
        (self.sidebar.identifiers, self.reader.identifiers) = (asked_for, asked_for);
    }

    /// The scope whose keys come before the global ones.
    pub fn scope(&self) -> Scope {
        if self.screen().is_some() { Scope::Screen } else { self.focus.scope() }
    }

    /// The screen over the panes, if one is open.
    pub fn screen(&self) -> Option<&Screen> {
        self.screens.last().filter(|screen| !matches!(screen, Screen::Document(_)))
    }

    /// The same, to be changed.
    pub(super) fn screen_mut(&mut self) -> Option<&mut Screen> {
        self.screens.last_mut().filter(|screen| !matches!(screen, Screen::Document(_)))
    }

    /// The document on the page: the detached one, else the selected one.
    pub fn current(&self) -> Option<DocumentId> {
        self.detached.or_else(|| self.list.selected_id())
    }

    /// Shows a line until the next key.
    pub(super) fn notify(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice::plain(text.into()));
    }

    /// Says in passing, until the next key, what is hardly worth a word.
    pub(super) fn notify_quietly(&mut self, text: String) {
        self.notice = Some(Notice { quiet: true, ..Notice::plain(text) });
    }

    /// Whether files are still being read.
    pub fn is_reading(&self) -> bool {
        !self.progress.finished
    }

    /// Whether it is being found out which documents report one story.
    pub fn is_finding_stories(&self) -> bool {
        self.requests.stories.finding.is_some()
    }

    /// Says that a line holds no more, unless all of what was typed or pasted is there.
    pub(super) fn say_if_full(&mut self, all: bool) {
        if !all {
            self.notify(prompt::FULL);
        }
    }

    /// Shows, until the next key, what went wrong.
    pub(super) fn notify_failure(&mut self, text: String) {
        self.notice = Some(Notice { failed: true, ..Notice::plain(text) });
    }

    /// Says news, with those that are still said; a failure stays said before them.
    pub(super) fn take_news(&mut self, news: News) {
        let Some(words) = news.words() else { return };
        let before = self.notice.take();
        self.notice = Some(match before {
            Some(notice) if notice.failed => Notice { text: format!("{}; {words}", notice.text), ..notice },
            before => {
                let news = before.map(|notice| notice.news).unwrap_or_default().and(news);
                Notice { news, ..Notice::plain(news.words().unwrap_or(words)) }
            }
        });
    }

    /// What one can go back to.
    pub(super) fn trail(&self) -> Trail {
        let clippings = self.clippings.clone();
        Trail { searches: self.searches.clone(), history: self.history.kept(), clippings }
    }

    /// The look at the collection that this session is: what is first read later is new the next time.
    fn look_now(&self) -> Option<LastLook> {
        let newest = self.search.newest.max(self.last_look.map_or(DocumentId(0), |look| look.newest));
        self.list.answered.then_some(LastLook { day: self.settings.today, newest }).or(self.last_look)
    }

    /// What the next start is to find again.
    pub(super) fn session(&self) -> Session {
        Session {
            query: self.search.text().to_owned(),
            filters: self.search.filters.clone(),
            order: self.search.order,
            selected: self.resume.or(self.list.selected_id()),
            searches: self.searches.clone(),
            history: self.history.kept(),
            clippings: self.clippings.clone(),
            facets: self.sidebar.shown_facets(),
            tasks_done: self.tutor.as_ref().map_or(0, |tutor| tutor.progress().0),
            dossier: self.dossier,
            widths: self.widths,
            look: self.look_now(),
        }
    }
}
