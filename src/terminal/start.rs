//! Opens everything the screen needs, in an order in which errors are still printed on a free terminal,
//! and closes it again.
//!
//! Not here: the loop in between (`event_loop`).

use std::collections::HashMap;
use std::env;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::channel;

use super::appearance::Appearance;
use super::clipboard::Clipboard;
use super::crash;
use super::editor::Editor;
use super::error::Error;
use super::event::{Event, Outbox};
use super::event_loop::EventLoop;
use super::fault;
use super::input::{self, Input};
use super::open_roots::OpenRoots;
use super::output::background;
use super::output::display::Display;
use super::output::link;
use super::output::window;
use super::own_settings::{keymap, settings};
use super::own_themes::own_themes;
use super::programs::Programs;
use super::settings_watch::SettingsWatch;
use super::signals::Signals;
use super::workers::{self, Desktop, NotebookKeys, Notebooks, Opener, OwnFiles, Workers};
use crate::app::input::keymap::Keymap;
use crate::app::tutor::Tutor;
use crate::app::{self, App, Greeting, Message, Session, Settings, Trouble};
use crate::config::Config;
use crate::engine::Engine;
use crate::ingest::{Lists, index_locator, known_path};
use crate::model::DocumentId;
use crate::notebook::{self, Notebook};
use crate::paths::Paths;
use crate::query::{DocumentLocation, KeptStep, Marks, ReadingPosition, RecordedCorrection, SavedSearch};
use crate::run_log;
use crate::ui::OwnTheme;

/// What is to be opened, and how.
#[derive(Debug)]
pub struct Options {
    /// The folders and files to read; at least one.
    pub roots: Vec<PathBuf>,
    /// Where everything is kept.
    pub paths: Paths,
    /// The settings.
    pub config: Config,
    /// Notices to show at once, such as faults in the settings.
    pub notices: Vec<String>,
    /// Where the roots are the sample that comes with the program, the document of it that a first look begins with,
    /// below its folder.
    pub sample: Option<&'static str>,
    /// Whether the tutor goes along.
    pub tutor: bool,
    /// What the reader has marked, noted and corrected.
    pub notebook: Notebook,
    /// The reader's own lists of names.
    pub lists: Lists,
}

/// Why the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// The reader quit.
    Quit,
    /// The reader wants this opened in place of what was open.
    Instead(PathBuf),
    /// The system asked to end, by the signal of this number.
    Signal(i32),
}

/// Whether standard output is a terminal.
pub fn is_present() -> bool {
    rustix::termios::isatty(rustix::stdio::stdout())
}

/// Opens everything, runs until the reader quits, gives the terminal back, and writes down what
/// is still to be written.
///
/// # Errors
/// When there is no terminal, a root cannot be reached, or the notebook cannot be read. Nothing
/// is then left on the screen.
pub fn run(options: Options) -> Result<ExitReason, Error> {
    if !is_present() {
        return Err(Error::NoTerminal);
    }
    let terminal = input::open()?;
    let crash_reports = options.paths.state.clone();
    let mut prepared = Prepared::open(options)?;
    let (theme, mut notices) = (prepared.settings.theme.clone(), std::mem::take(&mut prepared.notices));
    let troubles = std::mem::take(&mut prepared.troubles);
    let own = std::mem::take(&mut prepared.themes);

    crash::install_hook(crash_reports);
    fault::install();
    let (sender, events) = channel();
    let outbox = Outbox(sender);
    let links = prepared.config.links && link::are_known(env::var("TERM").ok().as_deref());
    let mut display = Display::take(terminal.as_fd(), prepared.config.mouse, has_title(&prepared.config))?;
    let signals = Signals::start(outbox.clone())?;

    let collection = prepared.settings.collection.clone();
    let _settings =
        SettingsWatch::start(&prepared.paths, prepared.config.clone(), &collection, outbox.clone());
    // The first list is made while the terminal is asked for its colours.
    let (mut app, workers) = prepared.start(&outbox)?;
    let reply = background::ask(terminal.as_fd(), &mut display);
    let appearance = Appearance::choose(&theme, own, reply.colours, &mut notices)?;
    send_notices(&notices, &outbox);
    for trouble in troubles {
        outbox.send(Message::Trouble(Trouble::Opening, trouble));
    }
    let input = Input::start(terminal, reply.typed, outbox)?;
    let editor = Editor::new(&|name| env::var(name).ok());
    let (columns, rows) = app.size;
    run_log::note("screen opened", &[("columns", columns.into()), ("rows", rows.into())]);
    let ended = EventLoop {
        app: &mut app,
        appearance,
        display,
        links,
        input,
        events: &events,
        workers: &workers,
        editor,
        instead: None,
    }
    .run();
    run_log::note("screen closed", &[]);
    // The screen has been given back by now.
    drop(workers);
    let instead = ended?;
    // What failed since the last frame is on no screen.
    if let Some(unsaved) = events.try_iter().find_map(unsaved) {
        return Err(Error::Unsaved(unsaved));
    }
    let wanted = instead.map_or(ExitReason::Quit, ExitReason::Instead);
    Ok(signals.ending().map_or(wanted, ExitReason::Signal))
}

/// Whether the window gets a title: it is wanted, and the terminal is not one that would show the bytes.
fn has_title(config: &Config) -> bool {
    let terminal = env::var("TERM").unwrap_or_default();
    config.window_title && !matches!(terminal.as_str(), "" | "dumb" | "linux")
}

/// What was not written into the notebook, and why.
fn unsaved(event: Event) -> Option<String> {
    match event {
        Event::Message(Message::Recorded { outcome: Err(reason), .. }) => {
            Some(format!("the last mark or correction is not saved: {reason}"))
        }
        Event::Message(Message::Trouble(Trouble::Notebook, reason)) => Some(reason),
        _ => None,
    }
}

/// What is opened before the terminal is taken, while an error can still be printed.
struct Prepared {
    keymap: Keymap,
    themes: Vec<OwnTheme>,
    settings: Settings,
    greeting: Option<Greeting>,
    paths: Paths,
    config: Config,
    lists: Lists,
    opened: OpenRoots,
    notebooks: Notebooks,
    session: Session,
    marks: Marks,
    positions: HashMap<DocumentId, ReadingPosition>,
    corrections: Vec<RecordedCorrection>,
    searches: Vec<SavedSearch>,
    tutor: Option<Tutor>,
    steps: Vec<KeptStep>,
    /// What is said until the next key.
    notices: Vec<String>,
    /// What stays said, the most important last.
    troubles: Vec<String>,
}

/// What is read of a notebook whatever is opened.
struct Kept {
    /// Absent for a notebook in memory: an index that is kept while it is not would have ids that no
    /// notebook issued.
    edition: Option<String>,
    notebooks: Notebooks,
    marks: Marks,
    positions: HashMap<DocumentId, ReadingPosition>,
}

impl Kept {
    /// What a notebook holds. One that cannot be read is left alone for one in memory, and that is said.
    fn of(notebook: Notebook, troubles: &mut Vec<String>) -> Result<Kept, notebook::Error> {
        let path = notebook.path().to_owned();
        Kept::read(notebook).or_else(|error| {
            troubles.push(format!("nothing will be remembered: {}", error.reason()));
            Kept::read(Notebook::in_memory_from(&path)?).or_else(|_| Kept::read(Notebook::in_memory()?))
        })
    }

    fn read(notebook: Notebook) -> Result<Kept, notebook::Error> {
        let read = || {
            let edition = if notebook.is_kept() { Some(notebook.edition()?) } else { None };
            // Those of no folder: whether there are any that can be read.
            notebook.corrections("")?;
            Ok((edition, notebook.marks()?, notebook.positions()?, notebook.another()?))
        };
        let read = read();
        if read.as_ref().is_err_and(notebook::Error::is_damage) {
            notebook.suspect();
        }
        let (edition, marks, positions, ingest) = read?;
        Ok(Kept { edition, notebooks: Notebooks { ingest, writer: notebook }, marks, positions })
    }
}

/// What was read, or nothing and a word about that.
fn or_default<T: Default>(read: Result<T, notebook::Error>, troubles: &mut Vec<String>) -> T {
    read.unwrap_or_else(|error| {
        troubles.push(error.to_string());
        T::default()
    })
}

impl Prepared {
    fn open(options: Options) -> Result<Prepared, Error> {
        let Options { roots, paths, config, notices: mut troubles, sample, tutor, notebook, lists } = options;
        let keymap = keymap(&paths, &mut troubles)?;
        let themes = own_themes(&paths.config.join("themes"), &mut troubles);
        troubles.reverse();
        let mut notices = Vec::new();
        let Kept { edition, notebooks, marks, positions } = Kept::of(notebook, &mut troubles)?;
        let opened = OpenRoots::open(&roots, &paths, edition.as_deref(), &mut notices)?;
        let session = workers::session(&notebooks.writer, &opened.session_key);
        let is_first = matches!(notebooks.writer.session(&opened.session_key), Ok(None));
        let mut session = or_default(session, &mut troubles);
        opened.narrow(&mut session);
        let tutor = tutor.then(|| Tutor::built_in(session.tasks_done)).transpose().map_err(Error::BuiltIn)?;
        let corrections = or_default(notebooks.writer.corrections(&opened.collection), &mut troubles);
        let notes = or_default(notebooks.writer.notes(&opened.collection), &mut troubles);
        let dossiers = or_default(notebooks.writer.dossiers(&opened.collection), &mut troubles);
        let steps = or_default(notebooks.writer.steps(&opened.collection), &mut troubles);
        let searches = or_default(notebooks.writer.searches(&opened.collection), &mut troubles);
        let collection = if sample.is_some() { "sample" } else { &opened.name };
        let known = known_beside(&paths, &opened);
        let mut settings = Settings {
            lists: lists.names().to_vec(),
            known,
            sample_folder: known_path(&paths.sample()),
            sample: sample.is_some(),
            ..settings(&config, collection)
        };
        settings.themes.extend(themes.iter().map(|theme| theme.choice.clone()));
        settings.take_view(or_default(workers::kept_view(&notebooks.writer), &mut troubles));
        let is_greeted = is_first && tutor.is_none() && (sample.is_some() || config.overview);
        let greeting = is_greeted.then(|| greeting(sample));
        let newest_before = session.look.map(|look| look.newest);
        Ok(Prepared {
            keymap,
            themes,
            settings,
            greeting,
            paths,
            config,
            lists,
            opened,
            notebooks,
            session,
            marks: Marks { notes, dossiers, newest_before, ..marks },
            positions,
            corrections,
            searches,
            tutor,
            steps,
            notices,
            troubles,
        })
    }

    /// The state and the workers, with the first effects under way.
    fn start(self, outbox: &Outbox) -> Result<(App, Workers), Error> {
        let mut app = App::new(self.keymap, self.settings, self.session, window::size()?);
        app.tutor = self.tutor;
        app.greeting = self.greeting;
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let programs = Programs::built_in().map_err(Error::BuiltIn)?;
        let desktop = Desktop {
            clipboard: Clipboard::new(self.config.copy, &variable),
            opener: Opener::new(programs, self.config.open, &variable),
        };
        let (roots, indexes) = self.opened.roots.into_iter().unzip();
        let workers = Workers::start(
            Engine::new(indexes, roots, self.corrections.clone()).beginning_with_last(),
            self.notebooks,
            OwnFiles { lists: self.lists, paths: self.paths },
            desktop,
            self.config.watch,
            NotebookKeys { session: self.opened.session_key, collection: self.opened.collection },
            outbox.clone(),
        )?;
        let mut effects = app::update(&mut app, Message::Marks(Box::new(self.marks)));
        effects.extend(app::update(&mut app, Message::Positions(self.positions)));
        effects.extend(app::update(&mut app, Message::Corrections(self.corrections)));
        effects.extend(app::update(&mut app, Message::Searches(self.searches)));
        effects.extend(app::update(&mut app, Message::Steps(self.steps)));
        effects.extend(app.start());
        effects.into_iter().for_each(|effect| workers.perform(effect));
        Ok((app, workers))
    }
}

/// What greets whoever opens something for the first time.
fn greeting(sample: Option<&str>) -> Greeting {
    let first = |path: &str| Greeting::Document(DocumentLocation { path: path.to_owned(), part: 1 });
    sample.map_or(Greeting::Overview, first)
}

/// What was opened before, without what is open. That the list cannot be had is no reason to say anything: nothing
/// depends on it.
fn known_beside(paths: &Paths, opened: &OpenRoots) -> Vec<PathBuf> {
    let mut known = index_locator::known(paths).unwrap_or_default();
    known.retain(|path| opened.roots.iter().all(|(root, _)| root.path() != path));
    known
}

/// Sends the notices as one message: the screen has one line for all of them.
fn send_notices(notices: &[String], outbox: &Outbox) {
    if let [first, others @ ..] = notices {
        let more = if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
        outbox.send(Message::Failed(format!("{first}{more}")));
    }
}
