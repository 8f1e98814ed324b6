//! Sends a file to the parser process and takes the outcome, without ever waiting for longer than agreed: both
//! directions are looked at together, so that neither side waits for the other in a circle.
//!
//! Not here: starting and ending the process (`process`).

use std::io::{ErrorKind, Read, Write};
use std::process::{ChildStdin, ChildStdout};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::frame::{self, LARGEST_OUTCOME, LENGTH};

/// How much is read at once, in bytes.
const CHUNK: usize = 64 << 10;

/// Why an exchange came to nothing.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    /// Nothing came in time.
    Slow,
    /// The other side has ended.
    Ended,
    /// The outcome is too large.
    Large,
    /// More came than an outcome.
    Senseless,
}

/// How long the other side is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Since it last took or gave anything.
    pub without_progress: Duration,
    /// For one file, whatever it gives.
    pub in_all: Duration,
}

/// Sends stretches of bytes one after the other, and gives the frame that comes back.
///
/// # Errors
/// When none comes in time, or something else.
pub fn exchange(
    stdin: &mut ChildStdin,
    stdout: &mut ChildStdout,
    sent: &[&[u8]],
    patience: Patience,
) -> Result<Vec<u8>, Broken> {
    let end = Instant::now() + patience.in_all;
    let mut until = Instant::now() + patience.without_progress;
    let (mut unsent, mut answer) = (Unsent { parts: sent, at: 0 }, Answer::default());
    loop {
        // Where this program was stopped meanwhile the time is over, but the outcome may be there.
        let left = until.min(end).saturating_duration_since(Instant::now());
        let (readable, writable) = wait(stdin, stdout, !unsent.is_done(), left)?;
        if !readable && !writable {
            return Err(Broken::Slow);
        }
        let before = (unsent.parts.len(), unsent.at, answer.bytes.len());
        if writable {
            unsent.send_to(stdin);
        }
        if readable && answer.take_from(stdout)? {
            // Before it has the whole file it cannot know.
            return if unsent.is_done() { Ok(answer.bytes) } else { Err(Broken::Senseless) };
        }
        if before != (unsent.parts.len(), unsent.at, answer.bytes.len()) {
            until = Instant::now() + patience.without_progress;
        }
    }
}

/// Waits until there is something to read, or room to write if `sending`.
fn wait(
    stdin: &ChildStdin,
    stdout: &ChildStdout,
    sending: bool,
    left: Duration,
) -> Result<(bool, bool), Broken> {
    let timeout = Timespec::try_from(left).unwrap_or_default();
    let mut both = [PollFd::new(stdout, PollFlags::IN), PollFd::new(stdin, PollFlags::OUT)];
    let looked_at = if sending { &mut both[..] } else { &mut both[..1] };
    match poll(looked_at, Some(&timeout)) {
        // A signal came: as if something could be read, which is then found not to be so.
        Err(rustix::io::Errno::INTR) => return Ok((true, false)),
        Err(_) => return Err(Broken::Ended),
        Ok(_) => {}
    }
    let [readable, writable] = both.map(|side| !side.revents().is_empty());
    Ok((readable, writable))
}

/// What is still to be sent.
struct Unsent<'a> {
    parts: &'a [&'a [u8]],
    /// How much of the first part is sent.
    at: usize,
}

impl Unsent<'_> {
    fn is_done(&self) -> bool {
        self.parts.is_empty()
    }

    /// Sends as much as there is room for.
    fn send_to(&mut self, stdin: &mut ChildStdin) {
        while let Some(part) = self.parts.first() {
            match stdin.write(&part[self.at..]) {
                Ok(count) => self.at += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // Nobody reads any more; what was written before that is still to be had.
                Err(_) => self.parts = &[],
            }
            if self.parts.first().is_some_and(|part| self.at >= part.len()) {
                (self.parts, self.at) = (&self.parts[1..], 0);
            }
        }
    }
}

/// The frame that comes back, as far as it is there.
#[derive(Default)]
struct Answer {
    /// The length that stands before it, as far as it is there.
    head: Vec<u8>,
    bytes: Vec<u8>,
}

impl Answer {
    /// Takes what has come; whether all of it is there.
    fn take_from(&mut self, stdout: &mut ChildStdout) -> Result<bool, Broken> {
        let mut chunk = [0; CHUNK];
        let count = match stdout.read(&mut chunk) {
            Ok(0) => return Err(Broken::Ended),
            Ok(count) => count,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
                return Ok(false);
            }
            Err(_) => return Err(Broken::Ended),
        };
        let (head, rest) = chunk[..count].split_at(count.min(LENGTH - self.head.len()));
        self.head.extend_from_slice(head);
        let Some(head) = self.head.first_chunk::<LENGTH>() else { return Ok(false) };
        let length = frame::length(*head);
        if length > LARGEST_OUTCOME {
            return Err(Broken::Large);
        }
        if self.bytes.capacity() == 0 {
            // Once, so that a large one is not copied while it grows.
            self.bytes.try_reserve_exact(length).map_err(|_| Broken::Large)?;
        }
        self.bytes.extend_from_slice(rest);
        match self.bytes.len().cmp(&length) {
            std::cmp::Ordering::Less => Ok(false),
            std::cmp::Ordering::Equal => Ok(true),
            std::cmp::Ordering::Greater => Err(Broken::Senseless),
        }
    }
}
