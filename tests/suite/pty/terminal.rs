//! A program in a pseudo-terminal: keys go in, and a screen shows what it draws. Tests and the
//! example that takes the picture share it; it knows nothing of either.
//!
//! Nothing here is timed: one waits for what is to be seen, and [`LIMIT`] only ends a wait that
//! has become hopeless.

use std::io::{self, Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

/// After so long without what was waited for, it will not come any more.
const LIMIT: Duration = Duration::from_secs(30);
/// How long to listen before what makes no sound, such as a process being stopped, is looked at
/// again.
const LISTEN: Duration = Duration::from_millis(10);
/// A program that has been silent for so many of them rests.
const REST: usize = 15;
/// What the brackets round a frame begin with: `h` opens, `l` closes.
const FRAME: &[u8] = b"\x1b[?2026";

/// A program in a pseudo-terminal. Dropping it ends both.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    /// All that the program has written, as the terminal received it.
    pub written: Vec<u8>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: Parser,
}

/// How one wait went.
enum Heard {
    Something,
    Silence,
    /// Nobody has the terminal open any more.
    End,
}

impl Terminal {
    /// Starts a program on a screen of `size`: columns and rows. `typed` waits to be read before
    /// the program does.
    ///
    /// # Errors
    /// When there is no pseudo-terminal, or the program cannot be started.
    pub fn start(program: CommandBuilder, size: (u16, u16), typed: &str) -> io::Result<Terminal> {
        let pair = native_pty_system().openpty(pty_size(size)).map_err(io::Error::other)?;
        let mut reader = pair.master.try_clone_reader().map_err(io::Error::other)?;
        let mut keyboard = pair.master.take_writer().map_err(io::Error::other)?;
        keyboard.write_all(typed.as_bytes())?;
        let child = pair.slave.spawn_command(program).map_err(io::Error::other)?;
        // Only the program holds the other end now: when it ends, so does its output.
        drop(pair.slave);
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (columns, rows) = cells(size)?;
        let parser = Parser::new(rows, columns, 0);
        Ok(Terminal { master: pair.master, child, written: Vec::new(), keyboard, output, parser })
    }

    /// What is on the screen.
    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Types, in the bytes a keyboard sends.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn type_keys(&mut self, keys: &str) -> io::Result<()> {
        self.keyboard.write_all(keys.as_bytes())
    }

    /// Makes the window larger or smaller; the program is told by the system.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn resize(&mut self, size: (u16, u16)) -> io::Result<()> {
        let (columns, rows) = cells(size)?;
        self.parser.set_size(rows, columns);
        self.master.resize(pty_size(size)).map_err(io::Error::other)
    }

    /// Waits until the screen is as wanted. A half-drawn one is not looked at.
    ///
    /// # Errors
    /// When the program ends instead, or nothing of the kind is ever seen; the error shows the
    /// screen as it was last.
    pub fn wait_until(&mut self, wanted: impl Fn(&Screen) -> bool) -> io::Result<()> {
        let since = Instant::now();
        while !(self.frame_is_whole() && wanted(self.screen())) {
            match self.listen() {
                Heard::End => return Err(self.failure("the program has ended")),
                Heard::Silence if since.elapsed() > LIMIT => {
                    return Err(self.failure("this is not what was waited for"));
                }
                Heard::Something | Heard::Silence => {}
            }
        }
        Ok(())
    }

    /// Waits until the program has ended, and takes in all that it had to say.
    ///
    /// # Errors
    /// When it does not end.
    pub fn wait_for_end(&mut self) -> io::Result<ExitStatus> {
        let since = Instant::now();
        while !matches!(self.listen(), Heard::End) {
            if since.elapsed() > LIMIT {
                return Err(self.failure("the program does not end"));
            }
        }
        self.child.wait()
    }

    /// Waits until the program has had nothing to say for a while and, where that can be seen, sleeps: on a
    /// machine that is busy with others it may be silent for want of time.
    ///
    /// # Errors
    /// When it ends, or never rests.
    pub fn wait_for_rest(&mut self) -> io::Result<()> {
        let since = Instant::now();
        let mut silent = 0;
        while silent < REST {
            match self.listen() {
                Heard::End => return Err(self.failure("the program has ended")),
                Heard::Silence if is_asleep(self.child.process_id()) => silent += 1,
                Heard::Silence => silent = 0,
                Heard::Something if since.elapsed() > LIMIT => {
                    return Err(self.failure("the program does not rest"));
                }
                Heard::Something => silent = 0,
            }
        }
        Ok(())
    }

    /// Takes in what comes next, if something comes at all.
    fn listen(&mut self) -> Heard {
        match self.output.recv_timeout(LISTEN) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.written.extend(bytes);
                Heard::Something
            }
            Err(RecvTimeoutError::Timeout) => Heard::Silence,
            Err(RecvTimeoutError::Disconnected) => Heard::End,
        }
    }

    /// Whether the last frame begun is closed.
    fn frame_is_whole(&self) -> bool {
        let brackets = self.written.windows(FRAME.len() + 1).rev();
        let last = brackets.filter(|bytes| bytes.starts_with(FRAME)).map(|bytes| bytes[FRAME.len()]).next();
        last != Some(b'h')
    }

    fn failure(&self, what: &str) -> io::Error {
        io::Error::other(format!("{what}:\n{}", self.screen().contents()))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended long since.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether no thread of a process runs or waits for the disk; where the system does not say, it is taken for so.
fn is_asleep(process: Option<u32>) -> bool {
    let tasks = process.and_then(|id| std::fs::read_dir(format!("/proc/{id}/task")).ok());
    let is_awake = |task: std::fs::DirEntry| {
        let stat = std::fs::read_to_string(task.path().join("stat")).unwrap_or_default();
        // The state stands behind the name, which is in brackets.
        stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('S'))
    };
    !tasks.into_iter().flatten().flatten().any(is_awake)
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells((columns, rows): (u16, u16)) -> io::Result<(NonZeroU16, NonZeroU16)> {
    let none = || io::Error::from(io::ErrorKind::InvalidInput);
    Ok((NonZeroU16::new(columns).ok_or_else(none)?, NonZeroU16::new(rows).ok_or_else(none)?))
}
