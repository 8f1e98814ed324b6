//! Copies a text to the clipboard of the person at the keyboard, and says what is known of the result: a program
//! tells whether it took a text, a terminal never does.
//!
//! Not here: running the programs (`clipboard_programs`).

use std::env;
use std::sync::mpsc::channel;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::clipboard_programs::{load_into_tmux, run_any};
use super::event::{Event, Outbox};
use crate::config::CopyBy;

/// Sequences longer than this, in bytes, are dropped by many terminals without notice.
const LONGEST_SEQUENCE: usize = 100_000;
/// GNU screen passes on strings in pieces of so many bytes. Set by hand, below the 256 that its strings hold.
const SCREEN_PIECE: usize = 240;

/// The ways to a clipboard that exist here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clipboard {
    /// Ask the terminal (OSC 52).
    terminal: bool,
    /// Start a program of the desktop.
    program: bool,
    /// What the terminal is inside of.
    inside: Inside,
}

/// A program between this one and the terminal, which passes a sequence on only when it is wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inside {
    Nothing,
    /// With the socket of its server.
    Tmux(String),
    Screen,
}

impl Clipboard {
    /// The ways of copying that `copy_by` allows, as far as they exist here; `variable` looks up the
    /// environment. Over SSH a program would set the clipboard of the far machine.
    pub fn new(copy_by: CopyBy, variable: &dyn Fn(&str) -> Option<String>) -> Clipboard {
        let remote = ["SSH_TTY", "SSH_CONNECTION"].iter().any(|name| variable(name).is_some());
        let no_clipboard = matches!(variable("TERM").as_deref(), Some("dumb" | "linux") | None);
        // Of tmux the variable is the socket, the server's process and the session.
        let tmux = variable("TMUX").map(|at| at.split(',').next().unwrap_or_default().to_owned());
        let screen = || variable("STY").map_or(Inside::Nothing, |_| Inside::Screen);
        Clipboard {
            terminal: copy_by != CopyBy::Program && !no_clipboard,
            program: copy_by == CopyBy::Program || copy_by == CopyBy::Auto && !remote,
            inside: tmux.map_or_else(screen, Inside::Tmux),
        }
    }

    /// The bytes that ask the terminal, if it is to be asked; `Some` only for texts that it is
    /// likely to take.
    fn sequence(&self, text: &str) -> Option<String> {
        let plain = format!("\x1b]52;c;{}\x1b\\", STANDARD.encode(text));
        if !self.terminal || plain.len() > LONGEST_SEQUENCE {
            return None;
        }
        Some(match self.inside {
            Inside::Nothing => plain,
            // tmux may take the plain one itself or pass the wrapped one on: that is its settings'
            // choice, and both together do no harm.
            Inside::Tmux(_) => {
                let wrapped = format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"));
                plain + &wrapped
            }
            Inside::Screen => {
                // The end of a string would end the wrapping one.
                let inner = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
                let pieces = inner.as_bytes().chunks(SCREEN_PIECE).map(String::from_utf8_lossy);
                pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
            }
        })
    }

    /// Copies a text; returns the result in words for the reader. The terminal's sequence goes to
    /// the loop, which alone writes to the terminal.
    ///
    /// # Errors
    /// When no way led to a clipboard.
    pub fn copy(&self, text: &str, outbox: &Outbox) -> Result<String, String> {
        let tmux = match &self.inside {
            Inside::Tmux(socket) => Some(load_into_tmux(socket, text)),
            _ => None,
        };
        // What tmux has taken it also sends to its terminal, as far as its settings allow.
        let loaded = matches!(tmux, Some(Ok(())));
        let asked = match self.sequence(text).filter(|_| !loaded) {
            Some(sequence) => {
                outbox.post(Event::Write(sequence.into_bytes()));
                true
            }
            None => false,
        };
        let ran = self.program.then(|| run_any(text)).flatten();
        let size = match text.chars().count() {
            1 => "1 character".to_owned(),
            count => format!("{count} characters"),
        };
        match (ran, loaded, asked) {
            (Some(Ok(program)), true, _) => Ok(format!("copied {size} with {program} and to tmux's buffer")),
            (Some(Ok(program)), ..) => Ok(format!("copied {size} with {program}")),
            (_, true, _) => {
                Ok(format!("copied {size} to tmux's buffer, and to the clipboard if your terminal allows"))
            }
            (_, _, true) => Ok(format!("copied {size}, if your terminal allows")),
            (Some(Err(error)), ..) => Err(format!("not copied: {error}")),
            (None, ..) if self.terminal => Err("not copied: too long for the terminal".to_owned()),
            (None, ..) => Err("not copied: no program here sets the clipboard".to_owned()),
        }
    }
}

/// Copies a text outside the screen, by programs and tmux only; returns the result in words for the reader.
///
/// # Errors
/// When no way led to a clipboard.
pub fn copy_by_programs(text: &str) -> Result<String, String> {
    // Nothing is sent to the terminal.
    let (sender, _) = channel();
    let clipboard = Clipboard::new(CopyBy::Auto, &|name| env::var(name).ok());
    Clipboard { terminal: false, ..clipboard }.copy(text, &Outbox(sender))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clipboard(wish: CopyBy, set: &[&str]) -> (bool, bool, bool) {
        let value = |name: &str| match name {
            "TERM" if !set.contains(&"TERM") => Some("xterm-256color".to_owned()),
            "TERM" => Some("linux".to_owned()),
            _ => set.contains(&name).then(|| "x".to_owned()),
        };
        let clipboard = Clipboard::new(wish, &value);
        (clipboard.terminal, clipboard.program, clipboard.inside != Inside::Nothing)
    }

    #[test]
    fn over_ssh_only_the_terminal_reaches_the_person() {
        assert_eq!(clipboard(CopyBy::Auto, &["SSH_TTY"]), (true, false, false));
        assert_eq!(clipboard(CopyBy::Auto, &["TMUX"]), (true, true, true));
        assert_eq!(clipboard(CopyBy::Auto, &["TERM"]), (false, true, false), "the console has no clipboard");
        assert_eq!(clipboard(CopyBy::Program, &["SSH_TTY"]), (false, true, false), "who insists gets it");
        assert_eq!(clipboard(CopyBy::Terminal, &[]), (true, false, false));
    }

    #[test]
    fn the_text_cannot_end_the_sequence() {
        let mut clipboard = Clipboard { terminal: true, program: false, inside: Inside::Nothing };
        let sequence = clipboard.sequence("a\x1b\\b").unwrap();
        assert_eq!(sequence, "\x1b]52;c;YRtcYg==\x1b\\");
        clipboard.inside = Inside::Tmux(String::new());
        let wrapped = "\x1bPtmux;\x1b\x1b]52;c;YRtcYg==\x1b\x1b\\\x1b\\";
        assert_eq!(clipboard.sequence("a\x1b\\b"), Some(sequence + wrapped));
        clipboard.inside = Inside::Screen;
        let sequence = clipboard.sequence(&"x".repeat(600)).unwrap();
        assert!(sequence.split("\x1b\\").all(|piece| piece.len() <= SCREEN_PIECE + 2));
        let joined = sequence.replace("\x1b\\\x1bP", "");
        assert_eq!(joined, format!("\x1bP\x1b]52;c;{}\x07\x1b\\", STANDARD.encode("x".repeat(600))));
    }

    #[test]
    fn the_report_is_what_happened() {
        let (sender, events) = std::sync::mpsc::channel();
        let outbox = Outbox(sender);
        let clipboard = |terminal| Clipboard { terminal, program: false, inside: Inside::Nothing };
        let report = clipboard(true).copy("naïve", &outbox).unwrap();
        assert!(report == "copied 5 characters, if your terminal allows", "{report}");
        assert!(matches!(events.try_recv(), Ok(Event::Write(bytes)) if bytes.starts_with(b"\x1b]52;c;")));
        let long = "x".repeat(LONGEST_SEQUENCE);
        assert!(clipboard(true).copy(&long, &outbox).unwrap_err().contains("too long"));
        assert!(clipboard(false).copy("x", &outbox).is_err());
        assert!(events.try_recv().is_err(), "and nothing was sent");
    }

    /// With a server of tmux; nothing where it is not installed.
    #[test]
    fn in_tmux_the_text_is_in_its_buffer() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("s").display().to_string();
        let tmux = |arguments: &[&str]| {
            let command = ["-f", "/dev/null", "-S", &socket];
            let output = std::process::Command::new("tmux").args(command).args(arguments).output().ok()?;
            output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
        };
        if tmux(&["new-session", "-d", "cat"]).is_none() {
            return;
        }
        let value = |name: &str| match name {
            "TMUX" => Some(format!("{socket},1,0")),
            _ => Some("tmux-256color".to_owned()).filter(|_| name == "TERM"),
        };
        let (sender, events) = std::sync::mpsc::channel();
        let text = "“The dam held.” — A thaw, line 3\nö".repeat(4000);
        let report = Clipboard::new(CopyBy::Terminal, &value).copy(&text, &Outbox(sender)).unwrap();
        let buffer = tmux(&["show-buffer"]);
        tmux(&["kill-server"]);
        assert!(
            report.ends_with("to tmux's buffer, and to the clipboard if your terminal allows"),
            "{report}"
        );
        assert!(buffer.is_some_and(|buffer| buffer == text) && events.try_recv().is_err());
    }
}
