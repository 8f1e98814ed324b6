//! What the terminal says of itself, asked outside the screen: for `perusal doctor`.
//!
//! Not here: asking at the start of the screen (`background`).

use std::io::{self, Write as _};
use std::os::fd::AsFd as _;

use rustix::termios::{OptionalActions, tcgetattr, tcgetwinsize, tcsetattr};

use super::background::{QUERY, is_silent, listen, palette, split_replies};
use crate::terminal::input;
use crate::ui::{Palette, TerminalColours};

/// What is known of the terminal.
pub struct TerminalFacts {
    /// Columns and rows.
    pub size: (u16, u16),
    /// How many colours it is taken to have.
    pub palette: Palette,
    /// Its text and ground, where it answered.
    pub colours: Option<TerminalColours>,
}

/// Asks the terminal. Its modes are afterwards as they were.
///
/// # Errors
/// When there is no terminal, or it refuses.
pub fn inspect() -> io::Result<TerminalFacts> {
    let terminal = input::open()?;
    let size = tcgetwinsize(&terminal)?;
    let mut received = Vec::new();
    if !is_silent() {
        let before = tcgetattr(&terminal)?;
        let mut raw = before.clone();
        raw.make_raw();
        tcsetattr(&terminal, OptionalActions::Now, &raw)?;
        let mut out = io::stdout().lock();
        let asked = out.write_all(QUERY).and_then(|()| out.flush());
        let heard = asked.and_then(|()| listen(terminal.as_fd(), &mut received));
        tcsetattr(&terminal, OptionalActions::Now, &before)?;
        heard?;
    }
    let (colours, _) = split_replies(&received);
    Ok(TerminalFacts { size: (size.ws_col, size.ws_row), palette: palette(), colours })
}
