//! Opening everything the screen needs, and closing it again.

use std::io::ErrorKind;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::{env, fs};

use super::clipboard::Clipboard;
use super::event_loop::EventLoop;
use super::input::{self, Input};
use super::opened::Opened;
use super::screen::{self, Screen};
use super::signals::Signals;
use super::workers::{self, NotebookKeys, Notebooks, Workers};
use super::{Error, Outbox, background, crash};
use crate::app::keymap::Keymap;
use crate::app::{self, App, Message, Settings};
use crate::config::Config;
use crate::engine::Engine;
use crate::ingest::Lists;
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::ui::{Background, Palette, Theme};

/// What is to be opened, and how.
#[derive(Debug)]
pub struct Options {
    /// The folders and files to read; at least one.
    pub roots: Vec<PathBuf>,
    pub paths: Paths,
    pub config: Config,
    /// What the reader should be told at once, such as faults in the settings.
    pub notices: Vec<String>,
    /// The roots are the sample that comes with the program.
    pub sample: bool,
    pub notebook: Notebook,
    /// The reader's own lists of names.
    pub lists: Lists,
}

/// What ended the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The reader did.
    Quit,
    /// The system did, by the signal of this number.
    Signal(i32),
}

/// Whether standard output is a terminal.
pub fn is_present() -> bool {
    rustix::termios::isatty(rustix::stdio::stdout())
}

/// How things look: the theme, and what it was chosen by.
pub(super) struct Look {
    pub theme: Theme,
    background: Background,
    palette: Palette,
}

impl Look {
    fn new(name: &str, background: Background, palette: Palette) -> Option<Look> {
        let theme = Theme::named(name, background, palette)?;
        Some(Look { theme, background, palette })
    }

    /// Changes the theme; an unknown name changes nothing.
    pub fn switch_to(&mut self, name: &str) {
        if let Some(theme) = Theme::named(name, self.background, self.palette) {
            self.theme = theme;
        }
    }
}

/// Opens everything, runs until the reader quits, gives the terminal back, and writes down what
/// is still to be written.
///
/// # Errors
/// When there is no terminal, a root cannot be reached, or the notebook cannot be read. Nothing
/// is then left on the screen.
pub fn run(options: Options) -> Result<Ending, Error> {
    if !is_present() {
        return Err(Error::NoTerminal);
    }
    let terminal = input::open()?;
    let Options { roots, paths, config, mut notices, sample, notebook, lists } = options;
    let keymap = keymap(&paths, &mut notices)?;
    // An index that is kept while the notebook is not would be left with ids of nobody's.
    let edition = if notebook.is_kept() { Some(notebook.edition()?) } else { None };
    let opened = Opened::open(&roots, &paths, edition.as_deref(), &mut notices)?;
    let notebooks = Notebooks { ingest: notebook.another()?, writer: notebook };
    let mut session = workers::session(&notebooks.writer, &opened.session_key)?;
    opened.narrow(&mut session);
    let marks = Message::Marks(notebooks.writer.marks()?);
    // A document is read from the top when its position is not known, for whatever reason.
    let positions = Message::Positions(notebooks.writer.positions().unwrap_or_default());
    let corrections = notebooks.writer.corrections(&opened.collection)?;

    crash::install_hook(paths.state);
    let (sender, events) = channel();
    let outbox = Outbox(sender);
    let screen = Screen::take(config.mouse)?;
    let signals = Signals::start(outbox.clone())?;

    let collection = if sample { "sample" } else { &opened.name };
    let settings = Settings { lists: lists.names().to_vec(), ..settings(&config, collection) };
    let mut app = App::new(keymap, settings, session, screen::size()?);
    let clipboard =
        Clipboard::new(config.copy, &|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let (roots, indexes) = opened.roots.into_iter().unzip();
    let workers = Workers::start(
        Engine::new(indexes, roots, corrections.clone()),
        notebooks,
        lists,
        clipboard,
        NotebookKeys { session: opened.session_key, collection: opened.collection },
        outbox.clone(),
    )?;
    let mut effects = app::update(&mut app, marks);
    effects.extend(app::update(&mut app, positions));
    effects.extend(app::update(&mut app, Message::Corrections(corrections)));
    effects.extend(app.start());
    // The first list is made while the terminal thinks about its colours.
    effects.into_iter().for_each(|effect| workers.perform(effect));
    let answer = background::ask(terminal.as_fd());
    let look = look(&config.theme, answer.background, &mut notices)?;

    if let [first, others @ ..] = notices.as_slice() {
        // There is one line for all of them.
        let more = if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
        outbox.send(Message::Failed(format!("{first}{more}")));
    }
    let input = Input::start(terminal, answer.typed, outbox)?;
    let ended = EventLoop { app: &mut app, look, screen, input, events, workers: &workers }.run();
    // The screen has been given back by now.
    drop(workers);
    ended?;
    Ok(signals.ending().map_or(Ending::Quit, Ending::Signal))
}

fn settings(config: &Config, collection: &str) -> Settings {
    Settings {
        collection: collection.to_owned(),
        hints: config.hints,
        page_width: config.page_width,
        names: config.names,
        amounts: config.amounts,
        lists: Vec::new(),
    }
}

/// The built-in key map with the reader's own laid over; faults of that become notices.
fn keymap(paths: &Paths, notices: &mut Vec<String>) -> Result<Keymap, Error> {
    let mut keymap = Keymap::built_in().map_err(Error::BuiltIn)?;
    let file = paths.config.join("keymap.toml");
    let laid = match fs::read_to_string(&file) {
        Ok(toml) => keymap.lay_over(&toml),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        Err(error) => Err(error.to_string()),
    };
    notices.extend(laid.err().map(|fault| format!("{}: {fault}", file.display())));
    Ok(keymap)
}

/// The theme wished for; one that is not known becomes the usual one and a notice.
fn look(theme: &str, background: Background, notices: &mut Vec<String>) -> Result<Look, Error> {
    let palette = background::palette();
    let wished = Look::new(theme, background, palette);
    if wished.is_none() {
        notices.push(format!("no theme is called “{theme}”"));
    }
    let usual = || Look::new("auto", background, palette);
    wished.or_else(usual).ok_or_else(|| Error::BuiltIn("its themes are missing".into()))
}
