//! Bytes on their way to the terminal. It may take none for a long time: stopped by Ctrl-S, behind a line that
//! hangs, in a window that does not read. Whoever writes must not wait for it then, for the keys and signals
//! that end the program are handled by the same thread.
//!
//! Not here: what the bytes say (`painter`, `display`).

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

/// Bytes that wait until the terminal takes them.
pub struct Outgoing {
    output: OwnedFd,
    waiting: Vec<u8>,
    /// How many of them have gone out.
    sent: usize,
}

/// Opens the terminal anew for writing without waiting. Standard output itself stays as it is: it is shared
/// with the shell, whose writing would fail too.
///
/// # Errors
/// When there is no terminal.
pub fn open() -> io::Result<OwnedFd> {
    let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let stdout = rustix::stdio::stdout();
    let by_name = rustix::termios::ttyname(stdout, Vec::new())
        .and_then(|name| rustix::fs::open(name, flags, Mode::empty()));
    let opened = by_name.or_else(|_| rustix::fs::open("/dev/tty", flags, Mode::empty()));
    // A terminal without a name that can be opened here is written to as it was handed over.
    opened.or_else(|_| rustix::io::dup(stdout)).map_err(io::Error::from)
}

impl Outgoing {
    /// Nothing to the terminal yet.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn open() -> io::Result<Outgoing> {
        Ok(Outgoing { output: open()?, waiting: Vec::new(), sent: 0 })
    }

    /// Sends bytes after those that wait, as far as the terminal takes them at once.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.waiting.extend_from_slice(bytes);
        self.send_on()
    }

    /// Sends on what waits, as far as the terminal takes it at once.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn send_on(&mut self) -> io::Result<()> {
        while let Some(rest @ [_, ..]) = self.waiting.get(self.sent..) {
            match rustix::io::write(&self.output, rest) {
                Ok(written) => self.sent += written,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        self.waiting.clear();
        self.sent = 0;
        Ok(())
    }

    /// Drops what waits: the screen it is for has gone.
    pub fn drop_waiting(&mut self) {
        self.waiting.clear();
        self.sent = 0;
    }

    /// Whether bytes wait.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Waits until the terminal takes something, or has gone, or the time is up.
    pub fn wait(&self, limit: Duration) {
        wait_for_room(&self.output, limit);
    }
}

/// Writes all of the bytes within a time; whether they have gone out. It asks for no memory and no lock: it is
/// also called after a fault.
pub fn write_within(output: &OwnedFd, mut bytes: &[u8], limit: Duration) -> bool {
    let since = Instant::now();
    while !bytes.is_empty() {
        match rustix::io::write(output, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => match limit.checked_sub(since.elapsed()) {
                Some(left) => wait_for_room(output, left),
                None => return false,
            },
            Err(_) => return false,
        }
    }
    true
}

fn wait_for_room(output: &OwnedFd, limit: Duration) {
    let limit = Timespec { tv_sec: limit.as_secs() as i64, tv_nsec: limit.subsec_nanos().into() };
    // What happened is found out by the next writing.
    let _ = poll(&mut [PollFd::from_borrowed_fd(output.as_fd(), PollFlags::OUT)], Some(&limit));
}
