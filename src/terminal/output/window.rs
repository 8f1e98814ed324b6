//! What is asked about the terminal's window: how large it is, and whether it is still there.

use std::io;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// The terminal's size in columns and rows.
///
/// # Errors
/// When there is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Whether the terminal has hung up: its window was closed, or its line broke.
pub fn has_gone() -> bool {
    let mut polled = [PollFd::from_borrowed_fd(rustix::stdio::stdout(), PollFlags::empty())];
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut polled, Some(&at_once)).is_ok() && polled[0].revents().contains(PollFlags::HUP)
}
