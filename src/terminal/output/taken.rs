//! The terminal as the system knows it while it is taken: its modes, and how it is given back, from any
//! thread, in the middle of a frame, and after a fault of the process.
//!
//! What has to be undone is kept here and nowhere else, since neither a panic nor a fault can ask the one who
//! took the terminal. Not here: what is drawn (`display`).

use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::termios::{
    Action, OptionalActions, QueueSelector, Termios, tcflow, tcflush, tcgetattr, tcsetattr,
};

use super::outgoing;

/// Undoes whatever the program has set and whatever a frame broken off may have left: the first two bytes end
/// a sequence that is not whole.
const GIVE_BACK: &[u8] =
    b"\x1b\\\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[2J\x1b[?1049l\x1b[?25h";

/// The title of the window as it was before.
const GIVE_TITLE_BACK: &[u8] = b"\x1b\\\x1b[23;2t";

/// How long a terminal that takes nothing is waited for before what it has not taken is thrown away.
const PATIENCE: Duration = Duration::from_millis(200);

/// Something only while the terminal is ours.
static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);

/// What is needed to give the terminal back.
struct Taken {
    /// Where it is read from.
    input: OwnedFd,
    /// Where it is written to, without waiting.
    output: OwnedFd,
    /// Its modes before.
    before: Termios,
    /// Whether the title of its window is ours.
    has_title: bool,
}

/// Makes the terminal pass on every key at once and echo none, until it is given back. If it is ours already
/// nothing changes.
///
/// # Errors
/// When there is no terminal.
pub fn take(input: BorrowedFd<'_>, has_title: bool) -> io::Result<()> {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if taken.is_none() {
        let before = tcgetattr(input)?;
        let mut raw = before.clone();
        raw.make_raw();
        let (input, output) = (input.try_clone_to_owned()?, outgoing::open()?);
        tcsetattr(&input, OptionalActions::Now, &raw)?;
        *taken = Some(Taken { input, output, before, has_title });
    }
    Ok(())
}

/// Gives the modes back and forgets that the terminal is ours: another program has had it, in whatever modes
/// it left it.
pub fn set_modes_again() {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(taken) = taken.take() {
        taken.restore_modes();
    }
}

/// Gives the terminal back if it is ours.
pub fn give_back() {
    let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(taken) = taken {
        taken.end();
    }
}

/// The same after a fault, of which `last_words` are written on the shell's screen: it waits for no lock, for
/// the thread that holds it may be the one that was broken off, and asks for no memory.
pub fn give_back_after_fault(last_words: &[u8]) {
    let Some(taken) = TAKEN.try_lock().ok().and_then(|mut taken| taken.take()) else { return };
    taken.end();
    outgoing::write_within(&taken.output, last_words, PATIENCE);
}

impl Taken {
    fn end(&self) {
        if !outgoing::write_within(&self.output, GIVE_BACK, PATIENCE) {
            // Nobody reads, or the flow was stopped by key or by call: what is queued is of a screen that is
            // about to go, and stands in the way of what gives the shell's back.
            let _ = tcflow(&self.output, Action::OOff);
            let _ = tcflow(&self.output, Action::OOn);
            let _ = tcflush(&self.output, QueueSelector::OFlush);
            outgoing::write_within(&self.output, GIVE_BACK, PATIENCE);
        }
        if self.has_title {
            outgoing::write_within(&self.output, GIVE_TITLE_BACK, PATIENCE);
        }
        self.restore_modes();
    }

    fn restore_modes(&self) {
        // An error cannot be shown: the terminal may have gone.
        let _ = tcsetattr(&self.input, OptionalActions::Now, &self.before);
    }
}
