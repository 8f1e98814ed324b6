//! Copies a text to the clipboard of the person at the keyboard, and reports what is known of the
//! result: a terminal never replies whether it took a text, a program does.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::event::{Event, Outbox};
use crate::config::CopyBy;

/// Sequences longer than this, in bytes, are dropped by many terminals without notice.
const LONGEST_SEQUENCE: usize = 100_000;

/// The programs that set a clipboard, each with its arguments and with the variable that says
/// its desktop is there.
const PROGRAMS: [(&str, &[&str], Option<&str>); 4] = [
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], Some("DISPLAY")),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("pbcopy", &[], None),
];

/// The ways to a clipboard that exist here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clipboard {
    /// Ask the terminal (OSC 52).
    terminal: bool,
    /// Start a program of the desktop.
    program: bool,
    /// The terminal is inside tmux, which passes the sequence on only when it is wrapped.
    tmux: bool,
}

impl Clipboard {
    /// The ways of copying that `copy_by` allows, as far as they exist here; `variable` looks up the
    /// environment. Over SSH a program would set the clipboard of the far machine.
    pub fn new(copy_by: CopyBy, variable: &dyn Fn(&str) -> Option<String>) -> Clipboard {
        let remote = ["SSH_TTY", "SSH_CONNECTION"].iter().any(|name| variable(name).is_some());
        let no_clipboard = matches!(variable("TERM").as_deref(), Some("dumb" | "linux") | None);
        Clipboard {
            terminal: copy_by != CopyBy::Program && !no_clipboard,
            program: copy_by == CopyBy::Program || copy_by == CopyBy::Auto && !remote,
            tmux: variable("TMUX").is_some(),
        }
    }

    /// The bytes that ask the terminal, if it is to be asked; `Some` only for texts that it is
    /// likely to take.
    fn sequence(&self, text: &str) -> Option<String> {
        let plain = format!("\x1b]52;c;{}\x1b\\", STANDARD.encode(text));
        if !self.terminal || plain.len() > LONGEST_SEQUENCE {
            return None;
        }
        // tmux may take the plain one itself or pass the wrapped one on: that is its settings'
        // choice, and both together do no harm.
        let wrapped = format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"));
        Some(if self.tmux { plain + &wrapped } else { plain })
    }

    /// Copies a text; returns the result in words for the reader. The terminal's sequence goes to
    /// the loop, which alone writes to the terminal.
    ///
    /// # Errors
    /// When no way led to a clipboard.
    pub fn copy(&self, text: &str, outbox: &Outbox) -> Result<String, String> {
        let asked = self.sequence(text).map(|sequence| outbox.post(Event::Write(sequence.into_bytes())));
        let ran = self.program.then(|| run_any(text)).flatten();
        let size = match text.chars().count() {
            1 => "1 character".to_owned(),
            count => format!("{count} characters"),
        };
        match (ran, asked) {
            (Some(Ok(program)), _) => Ok(format!("copied {size} with {program}")),
            (_, Some(())) => Ok(format!("sent {size} to the terminal to copy; not every terminal does")),
            (Some(Err(error)), None) => Err(format!("not copied: {error}")),
            (None, None) if self.terminal => Err("not copied: too long for the terminal".to_owned()),
            (None, None) => Err("not copied: no program here sets the clipboard".to_owned()),
        }
    }
}

/// Starts the first program that is there and whose desktop is; its name if it took the text.
fn run_any(text: &str) -> Option<Result<&'static str, String>> {
    for (program, arguments, desktop) in PROGRAMS {
        if desktop.is_some_and(|variable| env::var_os(variable).is_none()) {
            continue;
        }
        match run(program, arguments, text) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Some(Err(format!("{program}: {error}"))),
            Ok(()) => return Some(Ok(program)),
        }
    }
    None
}

fn run(program: &str, arguments: &[&str], text: &str) -> io::Result<()> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Taken, so that it is closed and the program sees the end.
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let status = child.wait()?;
    written?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("failed ({status})"))) }
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
        (clipboard.terminal, clipboard.program, clipboard.tmux)
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
        let mut clipboard = Clipboard { terminal: true, program: false, tmux: false };
        let sequence = clipboard.sequence("a\x1b\\b").unwrap();
        assert_eq!(sequence, "\x1b]52;c;YRtcYg==\x1b\\");
        clipboard.tmux = true;
        let wrapped = "\x1bPtmux;\x1b\x1b]52;c;YRtcYg==\x1b\x1b\\\x1b\\";
        assert_eq!(clipboard.sequence("a\x1b\\b"), Some(sequence + wrapped));
    }

    #[test]
    fn the_report_is_what_happened() {
        let (sender, events) = std::sync::mpsc::channel();
        let outbox = Outbox(sender);
        let clipboard = |terminal| Clipboard { terminal, program: false, tmux: false };
        let report = clipboard(true).copy("naïve", &outbox).unwrap();
        assert!(report.starts_with("sent 5 characters to the terminal"), "{report}");
        assert!(matches!(events.try_recv(), Ok(Event::Write(bytes)) if bytes.starts_with(b"\x1b]52;c;")));
        let long = "x".repeat(LONGEST_SEQUENCE);
        assert!(clipboard(true).copy(&long, &outbox).unwrap_err().contains("too long"));
        assert!(clipboard(false).copy("x", &outbox).is_err());
        assert!(events.try_recv().is_err(), "and nothing was sent");
    }
}
