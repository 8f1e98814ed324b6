//! Opening everything the screen needs, and closing it again.

use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::{env, fmt, fs, io};

use super::clipboard::Clipboard;
use super::event_loop::EventLoop;
use super::input::{self, Input};
use super::screen::{self, Screen};
use super::signals::Signals;
use super::workers::{self, Current, Notebooks, Workers};
use super::{Outbox, background, crash};
use crate::app::keymap::Keymap;
use crate::app::{self, App, Message, Settings};
use crate::config::Config;
use crate::index::{self, Index};
use crate::ingest::Root;
use crate::notebook::{self, Notebook};
use crate::paths::Paths;
use crate::ui::{Background, Palette, Theme};

/// What is to be opened, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folders and files to read; at least one.
    pub roots: Vec<PathBuf>,
    pub paths: Paths,
    pub config: Config,
    /// What the reader should be told at once, such as faults in the settings.
    pub notices: Vec<String>,
    /// The roots are the sample that comes with the program.
    pub sample: bool,
}

/// Why the screen could not be opened or kept.
#[derive(Debug)]
pub enum Error {
    /// Standard output is no terminal.
    NoTerminal,
    /// The terminal failed or has gone.
    Terminal(io::Error),
    /// A folder or file to read cannot be reached.
    Root {
        path: PathBuf,
        source: io::Error,
    },
    Index(index::Error),
    Notebook(notebook::Error),
    /// Something that is built in is wrong.
    BuiltIn(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoTerminal => f.write_str("reading needs a terminal; `perusal search` prints instead"),
            Error::Terminal(error) => write!(f, "the terminal failed: {error}"),
            Error::Root { path, source } => write!(f, "{}: {source}", path.display()),
            Error::Index(error) => error.fmt(f),
            Error::Notebook(error) => error.fmt(f),
            Error::BuiltIn(what) => write!(f, "this copy of perusal is damaged: {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::NoTerminal | Error::BuiltIn(_) => None,
            Error::Terminal(error) | Error::Root { source: error, .. } => Some(error),
            Error::Index(error) => Some(error),
            Error::Notebook(error) => Some(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Terminal(error)
    }
}

impl From<index::Error> for Error {
    fn from(error: index::Error) -> Error {
        Error::Index(error)
    }
}

impl From<notebook::Error> for Error {
    fn from(error: notebook::Error) -> Error {
        Error::Notebook(error)
    }
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
/// When there is no terminal, a root cannot be reached, or index or notebook cannot be opened.
/// Nothing is then left on the screen.
pub fn run(options: Options) -> Result<(), Error> {
    if !rustix::termios::isatty(rustix::stdio::stdout()) {
        return Err(Error::NoTerminal);
    }
    let terminal = input::open()?;
    let Options { roots, paths, config, mut notices, sample } = options;
    let keymap = keymap(&paths, &mut notices)?;
    let roots = open_roots(&roots, &paths)?;
    let file = paths.notebook();
    let open = || Notebook::open(&file);
    let notebooks = Notebooks { journal: open()?, load: open()?, ingest: open()? };
    let session_key = session_key(&roots);
    let session = workers::session(&notebooks.journal, &session_key)?;
    let marks = notebooks.journal.marks()?;

    crash::install_hook(paths.state);
    let (sender, events) = channel();
    let outbox = Outbox(sender);
    let screen = Screen::take(config.mouse)?;
    let _signals = Signals::start(outbox.clone())?;
    let answer = background::ask(terminal.as_fd());
    let look = look(&config.theme, answer.background, &mut notices)?;

    let collection = if sample { "sample".to_owned() } else { names(&roots) };
    let settings =
        Settings { collection, hints: config.hints, page_width: config.page_width, ..Settings::default() };
    let mut app = App::new(keymap, settings, session, screen::size()?);
    let clipboard =
        Clipboard::new(config.copy, &|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let mut workers = Workers::start(Current::new(roots), notebooks, clipboard, session_key, &outbox)?;
    let marks = Message::Marks(marks);
    workers.note(&marks);
    let mut effects = app::update(&mut app, marks);
    effects.extend(app.start());
    for notice in notices {
        outbox.send(Message::Failed(notice));
    }
    let input = Input::start(terminal, answer.typed, outbox)?;
    let ended = EventLoop { app: &mut app, look, screen, input, events, workers: &mut workers }.run(effects);
    // The screen has been given back by now.
    workers.finish();
    Ok(ended?)
}

/// The built-in key map with the reader's own laid over; faults of that become notices.
fn keymap(paths: &Paths, notices: &mut Vec<String>) -> Result<Keymap, Error> {
    let mut keymap = Keymap::built_in().map_err(Error::BuiltIn)?;
    let file = paths.config.join("keymap.toml");
    let laid = match fs::read_to_string(&file) {
        Ok(toml) => keymap.lay_over(&toml),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.to_string()),
    };
    notices.extend(laid.err().map(|fault| format!("{}: {fault}", file.display())));
    Ok(keymap)
}

fn open_roots(roots: &[PathBuf], paths: &Paths) -> Result<Vec<(Root, Index)>, Error> {
    let open = |path: &PathBuf| {
        let root = Root::open(path).map_err(|source| Error::Root { path: path.clone(), source })?;
        let index = Index::open(&paths.index_dir(root.path()))?;
        Ok((root, index))
    };
    roots.iter().map(open).collect()
}

/// The key under which the notebook keeps how these roots were left.
fn session_key(roots: &[(Root, Index)]) -> String {
    let mut paths: Vec<_> = roots.iter().map(|(root, _)| root.path().display().to_string()).collect();
    paths.sort();
    paths.join("\n")
}

/// The roots' names, as shown in the corner.
fn names(roots: &[(Root, Index)]) -> String {
    let name = |root: &Root| {
        root.path().file_name().unwrap_or(root.path().as_os_str()).to_string_lossy().into_owned()
    };
    roots.iter().map(|(root, _)| name(root)).collect::<Vec<_>>().join(", ")
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
