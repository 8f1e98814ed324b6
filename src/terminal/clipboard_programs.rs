//! The programs that take a text for a clipboard: those of the desktop, and tmux for its buffer. One that does not
//! end is given up.
//!
//! Not here: which way is taken (`clipboard`).

use std::env;
use std::io::{self, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The programs that set a clipboard, each with its arguments and with the variable that says
/// its desktop is there.
const PROGRAMS: [(&str, &[&str], Option<&str>); 4] = [
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], Some("DISPLAY")),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("pbcopy", &[], None),
];

/// A program that takes longer hangs: its desktop does not answer. Set by hand.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often a program that runs is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Starts the first program that is there and whose desktop is; its name if it took the text.
pub(super) fn run_any(text: &str) -> Option<Result<&'static str, String>> {
    for (program, arguments, desktop) in PROGRAMS {
        if desktop.is_some_and(|variable| env::var_os(variable).is_none()) {
            continue;
        }
        match run(program, arguments, text, PATIENCE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Some(Err(format!("{program}: {error}"))),
            Ok(()) => return Some(Ok(program)),
        }
    }
    None
}

/// Puts a text in the buffer of the tmux server at a socket, and has it tell its terminal.
pub(super) fn load_into_tmux(socket: &str, text: &str) -> io::Result<()> {
    let load = |arguments: &[&str]| {
        let all = [&["-S", socket, "load-buffer"], arguments, &["-"]].concat();
        run("tmux", &all, text, PATIENCE)
    };
    // Before 3.2 it cannot tell its terminal.
    load(&["-w"]).or_else(|_| load(&[]))
}

/// Runs a program with a text as its input, for as long as it may take.
fn run(program: &str, arguments: &[&str], text: &str, patience: Duration) -> io::Result<()> {
    let until = Instant::now() + patience;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let (sender, written) = mpsc::channel();
    if let Some(mut stdin) = child.stdin.take() {
        let text = text.to_owned();
        // A program that does not read would hold up whoever writes.
        thread::Builder::new().name("to a program".to_owned()).spawn(move || {
            // Then it is closed, and the program sees the end.
            _ = sender.send(stdin.write_all(text.as_bytes()));
        })?;
    }
    let status = wait(&mut child, until)?;
    if !status.success() {
        return Err(io::Error::other(format!("failed ({status})")));
    }
    match written.recv_timeout(until.saturating_duration_since(Instant::now())) {
        Ok(written) => written,
        Err(RecvTimeoutError::Timeout) => Err(io::Error::other("did not take the text")),
        Err(RecvTimeoutError::Disconnected) => Ok(()),
    }
}

/// Waits for the end of a program; one that does not end by then is ended.
fn wait(child: &mut Child, until: Instant) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() >= until {
            _ = child.kill();
            _ = child.wait();
            return Err(io::Error::other("did not answer and was given up"));
        }
        thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_hangs_is_given_up_and_one_that_fails_is_said() {
        let soon = Duration::from_millis(20);
        let long = "x".repeat(1 << 20);
        let error = run("sleep", &["1000"], &long, soon).unwrap_err();
        assert!(error.to_string().contains("given up"), "{error}");
        assert!(run("false", &[], "x", PATIENCE).unwrap_err().to_string().starts_with("failed"));
        assert!(
            run("no-such-program-here", &[], "x", PATIENCE).unwrap_err().kind() == io::ErrorKind::NotFound
        );
        run("cat", &[], &long, PATIENCE).unwrap();
    }
}
