//! Takes over the terminal, draws frames to it, and gives it back. While it is taken there is an
//! alternate screen, every key arrives at once and nothing is echoed; afterwards all is as it was.
//!
//! A frame is collected and sent in one piece, inside the brackets of synchronised output, so that no
//! half-drawn frame is ever seen. While the terminal takes nothing no frame is drawn.
//!
//! Not here: which bytes draw the cells (`painter`), and what gives the terminal back (`taken`).

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use ratatui::layout::Position;
use ratatui::{Frame, Terminal};

use super::backend::FrameBackend;
use super::outgoing::Outgoing;
use super::painter::Painter;
use super::taken;
use crate::text::sanitize::sanitize_line;
use crate::ui::ScreenLink;

/// Alternate screen, cleared; bracketed paste.
const TAKE: &str = "\x1b[?1049h\x1b[2J\x1b[H\x1b[?2004h\x1b[?25l";
/// Presses, movements with a button held and the wheel, in SGR form. Not every movement, as crossterm's own
/// command asks for: a program at rest should not wake because the mouse moves.
const TAKE_MOUSE: &str = "\x1b[?1002h\x1b[?1006h";
/// The brackets of synchronised output; terminals that do not know them skip them.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";
/// The title of the window put away, to be taken back in the end.
const KEEP_TITLE: &str = "\x1b[22;2t";
/// Characters of a title, at most: what is longer is cut off by the window anyway.
const LONGEST_TITLE: usize = 200;
const HIDE_CURSOR: &[u8] = b"\x1b[?25l";

/// The terminal while it is ours. Dropping it gives it back.
pub struct Display {
    input: OwnedFd,
    outgoing: Outgoing,
    terminal: Terminal<FrameBackend>,
    painter: Painter,
    mouse: bool,
    /// The title of the window as it was set last; `None` where it is left alone.
    title: Option<String>,
    /// As the last frame left it.
    cursor: Option<Position>,
}

impl Display {
    /// Takes the terminal that is read from `input`, with its mouse and the title of its window if wanted.
    ///
    /// # Errors
    /// When standard output is no terminal, or it cannot be set up.
    pub fn take(input: BorrowedFd<'_>, mouse: bool, title: bool) -> io::Result<Display> {
        let mut display = Display {
            input: input.try_clone_to_owned()?,
            outgoing: Outgoing::open()?,
            terminal: Terminal::new(FrameBackend::default())?,
            painter: Painter::default(),
            mouse,
            title: title.then(String::new),
            cursor: None,
        };
        display.set_up()?;
        Ok(display)
    }

    /// Draws a frame with `view`, whose links these are. What the terminal does not take at once waits.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame), links: &[ScreenLink]) -> io::Result<()> {
        let mut frame = BEGIN_FRAME.to_vec();
        if self.cursor.is_some() {
            frame.extend_from_slice(HIDE_CURSOR);
        }
        let drawn = self.terminal.draw(view)?;
        let painted = self.painter.paint(drawn.buffer, links, &mut frame);
        let cursor = self.terminal.backend().cursor();
        // Not every change of the state can be seen: then nothing is written at all.
        if !painted && cursor == self.cursor {
            return Ok(());
        }
        if let Some(Position { x, y }) = cursor {
            frame.extend_from_slice(format!("\x1b[{};{}H\x1b[?25h", y + 1, x + 1).as_bytes());
        }
        self.cursor = cursor;
        frame.extend_from_slice(END_FRAME);
        self.outgoing.send(&frame)
    }

    /// Gives the window a title, if it has another and titles are wanted.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn set_title(&mut self, title: &str) -> io::Result<()> {
        let Some(shown) = &mut self.title else { return Ok(()) };
        let title = title_shown(title);
        if *shown == title {
            return Ok(());
        }
        let sequence = format!("\x1b]2;{title}\x1b\\");
        *shown = title;
        self.outgoing.send(sequence.as_bytes())
    }

    /// Has the next frame draw everything, on a cleared screen, whatever stands there.
    pub fn repaint(&mut self) {
        self.painter.forget();
    }

    /// Sends bytes that are for the terminal itself.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.outgoing.send(bytes)
    }

    /// Sends on what waits; whether the terminal has taken everything, so that a frame may be drawn.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn catch_up(&mut self) -> io::Result<bool> {
        self.outgoing.send_on()?;
        Ok(!self.outgoing.is_waiting())
    }

    /// Waits until the terminal takes something, or the time is up.
    pub fn wait(&self, limit: Duration) {
        self.outgoing.wait(limit);
    }

    /// Gives the terminal back for a while.
    pub fn leave(&mut self) {
        self.outgoing.drop_waiting();
        taken::give_back();
    }

    /// Takes the terminal again, whatever state it is in. Everything is drawn again.
    ///
    /// # Errors
    /// When the terminal has gone.
    pub fn retake(&mut self) -> io::Result<()> {
        // Even if it was not given back, another program may have reset it.
        taken::set_modes_again();
        self.outgoing.drop_waiting();
        self.set_up()
    }

    fn set_up(&mut self) -> io::Result<()> {
        taken::take(self.input.as_fd(), self.title.is_some())?;
        self.painter.forget();
        self.cursor = None;
        self.outgoing.send(TAKE.as_bytes())?;
        if let Some(title) = &mut self.title {
            title.clear();
            self.outgoing.send(KEEP_TITLE.as_bytes())?;
        }
        if self.mouse { self.outgoing.send(TAKE_MOUSE.as_bytes()) } else { Ok(()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        taken::give_back();
    }
}

/// A title as it can be sent: without what a terminal would act on, and not without end.
fn title_shown(title: &str) -> String {
    sanitize_line(title).chars().filter(|c| !c.is_control()).take(LONGEST_TITLE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_its_sequence() {
        let shown = title_shown("Dam\u{7}\u{1b}]0;x\u{1b}\\\u{9c}\u{202e} gates\n");
        assert!(shown.contains("Dam") && shown.contains("gates"));
        assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}'), "{shown:?}");
        assert_eq!(title_shown(&"x".repeat(9000)).len(), LONGEST_TITLE);
    }
}
