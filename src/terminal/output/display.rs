//! Takes over the terminal, draws frames to it, and gives it back. While it is taken there is an
//! alternate screen, every key arrives at once and nothing is echoed; afterwards all is as it was.
//!
//! A frame is collected and written in one piece, inside the brackets of synchronised output, so that no
//! half-drawn frame is ever seen.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode, is_raw_mode_enabled};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::sanitizing::SanitizingBackend;

/// Alternate screen, cleared; bracketed paste.
const TAKE: &str = "\x1b[?1049h\x1b[2J\x1b[H\x1b[?2004h\x1b[?25l";
/// Presses and the wheel, in SGR form. Not every movement, as crossterm's own command asks for:
/// a program at rest should not wake because the mouse moves.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// Undoes both, and whatever a frame broken off may have left.
const GIVE_BACK: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[2J\x1b[?1049l\x1b[?25h";
/// The brackets of synchronised output; terminals that do not know them skip them.
const BEGIN_FRAME: &str = "\x1b[?2026h";
const END_FRAME: &str = "\x1b[?2026l";

/// The terminal while it is ours. Dropping it gives it back.
pub struct Display {
    terminal: Terminal<SanitizingBackend<CrosstermBackend<FrameBuffer>>>,
    frame: FrameBuffer,
    mouse: bool,
    /// As the last frame left it.
    cursor_hidden: bool,
}

/// The bytes of a frame that is drawn and not yet written.
#[derive(Clone, Default)]
struct FrameBuffer(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: a frame goes out as one.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

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
    let at_once = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut polled, Some(&at_once)).is_ok() && polled[0].revents().contains(PollFlags::HUP)
}

/// Gives the terminal back if it is ours; from any thread, also in the middle of a frame.
pub fn give_back() {
    // The terminal is ours exactly as long as it is raw.
    if is_raw_mode_enabled().unwrap_or(false) {
        // An error cannot be shown: the terminal may have gone.
        let _ = write_out(GIVE_BACK.as_bytes());
        let _ = disable_raw_mode();
    }
}

/// Writes to the terminal past the standard library's buffer, in one piece if the system takes
/// it in one.
///
/// # Errors
/// When the terminal has gone.
pub fn write_out(mut bytes: &[u8]) -> io::Result<()> {
    let output = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(output, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            // Another program that shares the terminal has made it non-blocking.
            Err(Errno::AGAIN) => {
                let _ = poll(&mut [PollFd::from_borrowed_fd(output, PollFlags::OUT)], None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

impl Display {
    /// Takes the terminal, with its mouse if wanted.
    ///
    /// # Errors
    /// When standard output is no terminal, or it cannot be set up.
    pub fn take(mouse: bool) -> io::Result<Display> {
        let frame = FrameBuffer::default();
        let backend = SanitizingBackend::new(CrosstermBackend::new(frame.clone()));
        set_up(mouse)?;
        let terminal = Terminal::new(backend).inspect_err(|_| give_back())?;
        Ok(Display { terminal, frame, mouse, cursor_hidden: false })
    }

    /// Draws a frame with `view`.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.frame.write_all(BEGIN_FRAME.as_bytes())?;
        self.terminal.draw(view)?;
        self.frame.write_all(END_FRAME.as_bytes())?;
        let frame = self.frame.0.take();
        // Not every change of the state can be seen: then nothing is written at all. Whatever is
        // drawn begins with a move of the cursor, and a cursor that is seen is moved, too.
        if self.cursor_hidden && !moves_cursor(&frame) {
            return Ok(());
        }
        self.cursor_hidden = hides_cursor(&frame);
        write_out(&frame)
    }

    /// Gives the terminal back for a while.
    pub fn leave(&mut self) {
        give_back();
    }

    /// Takes the terminal again, whatever state it is in. Everything is drawn again.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn retake(&mut self) -> io::Result<()> {
        // Even if it was not given back, another program may have reset it.
        let _ = disable_raw_mode();
        set_up(self.mouse)?;
        // The screen is blank now. `Terminal::clear` would ask the terminal where its cursor is,
        // and the answer would go to the input thread.
        self.terminal.swap_buffers();
        Ok(())
    }
}

/// Whether a frame holds CUP, which ends in `H`; text follows only after one.
fn moves_cursor(frame: &[u8]) -> bool {
    frame.contains(&b'H')
}

fn hides_cursor(frame: &[u8]) -> bool {
    frame.windows(6).any(|bytes| bytes == b"\x1b[?25l")
}

impl Drop for Display {
    fn drop(&mut self) {
        give_back();
    }
}

fn set_up(mouse: bool) -> io::Result<()> {
    let result = enable_raw_mode().and_then(|()| {
        write_out(TAKE.as_bytes())?;
        if mouse { write_out(TAKE_MOUSE.as_bytes()) } else { Ok(()) }
    });
    result.inspect_err(|_| give_back())
}
