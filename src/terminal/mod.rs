//! The only threads of the program and its only real terminal. Here crossterm, signals and
//! descriptors are known, and nowhere else.
//!
//! ```text
//! input ─┐
//! signals ┼─ Event ─ queue → EventLoop ─→ app::update → effects → workers
//! workers ┘                      └──────→ ui::view → Screen
//! ```

mod background;
mod crash;
mod decode;
mod event_loop;
mod guard;
mod input;
mod screen;
mod signals;
mod stand_in;
mod workers;

use std::fmt;
use std::io;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::channel;

use stand_in::app::{App, Message};
use stand_in::ui::{Background, Theme};

use event_loop::EventLoop;
use input::Input;
use screen::Screen;
use signals::Signals;
use workers::Workers;

/// What the loop waits for.
#[derive(Debug)]
enum Event {
    /// Something for the state.
    Message(Message),
    /// The system asks us to stop for a while (SIGTSTP).
    Suspend,
    /// We were stopped and go on (SIGCONT); the terminal may look like anything.
    Continued,
}

/// What is to be opened, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub state: PathBuf,
    pub mouse: bool,
}

/// Why the screen could not be opened or kept.
#[derive(Debug)]
pub enum Error {
    /// Standard output is no terminal.
    NoTerminal,
    /// The terminal failed or has gone.
    Terminal(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoTerminal => f.write_str("this needs a terminal; `perusal search` prints instead"),
            Error::Terminal(error) => write!(f, "the terminal does not work: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Terminal(error)
    }
}

/// How things look: the theme, and what it was chosen by.
struct Look {
    theme: Theme,
    background: Background,
    colours: bool,
}

impl Look {
    /// The theme of that name, or the usual one if there is none.
    fn new(name: &str, background: Background, colours: bool) -> Option<Look> {
        let theme = Theme::named(name, background, colours)?;
        Some(Look { theme, background, colours })
    }

    /// Changes the theme; an unknown name changes nothing.
    fn switch_to(&mut self, name: &str) {
        if let Some(theme) = Theme::named(name, self.background, self.colours) {
            self.theme = theme;
        }
    }
}

/// Opens everything, runs until the reader quits, and gives the terminal back.
///
/// # Errors
/// When there is no terminal.
pub fn run(options: Options) -> Result<(), Error> {
    if !rustix::termios::isatty(rustix::stdio::stdout()) {
        return Err(Error::NoTerminal);
    }
    let terminal = input::open()?;
    crash::install_hook(options.state);
    let (sender, events) = channel();
    let screen = Screen::take(options.mouse)?;
    let signals = Signals::start(sender.clone())?;
    let answer = background::ask(terminal.as_fd());
    let Some(look) = Look::new("auto", answer.background, background::colours()) else { return Ok(()) };
    let mut workers = Workers::start(sender.clone());
    let input = Input::start(terminal, answer.typed, sender)?;
    let mut app = App { size: screen::size()?, ..App::default() };
    let start = app.start();
    let ended = EventLoop { app: &mut app, look, screen, input, events, workers: &mut workers }.run(start);
    drop(signals);
    Ok(ended?)
}
