//! Handles panics of threads: the terminal is given back before anything is printed, and a report is
//! left in the state folder. Nothing is sent anywhere, and nothing of a document stands in it.
//!
//! Threads are known by their names. Without the main, input or signal thread the program cannot go on;
//! a worker's panic is caught where its job was started and only leaves the report. All other threads
//! (those that parse files, those of libraries) handle their panics themselves: the hook does not touch
//! screen or disk for them.

use std::backtrace::Backtrace;
use std::fs::File;
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread::{Builder, JoinHandle};

use super::output::taken;
use super::program_thread::ProgramThread;
use crate::run_log;
use crate::text::sanitize::sanitize_line;

/// The exit code of a process that panicked, as Rust's own runtime has it.
const EXIT_CODE: i32 = 101;

/// What is said where a value is missing; the quotation marks in it are no text of a document.
const MISSING: [&str; 2] =
    ["called `Option::unwrap()` on a `None` value", "called `Result::unwrap()` on an `Err` value"];

/// So many bytes of a message are shown.
const LONGEST_REASON: usize = 160;

/// The report of this process.
static REPORT: OnceLock<PathBuf> = OnceLock::new();

/// Where reports are written: the last one in a folder.
pub fn report_path(state: &Path) -> PathBuf {
    state.join("crash.txt")
}

/// Starts a thread of the program, under the name by which the hook knows it.
///
/// # Errors
/// When the system has no thread left.
pub fn spawn(thread: ProgramThread, run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    Builder::new().name(thread.name().to_owned()).spawn(run)
}

/// Adds the names of commands, the latest last, to the report that was just written.
pub fn add_commands(names: impl Iterator<Item = &'static str>) {
    let Some(path) = REPORT.get() else { return };
    // A report is better without them than not at all.
    let _ = add_commands_to(path, names);
}

fn add_commands_to(path: &Path, names: impl Iterator<Item = &'static str>) -> io::Result<()> {
    let mut report = File::options().append(true).open(path)?;
    writeln!(report, "The last commands, the latest last: {}", names.collect::<Vec<_>>().join(" "))
}

/// Installs the hook; reports go to the folder `state`.
pub fn install_hook(state: PathBuf) {
    let _ = REPORT.set(report_path(&state));
    std::panic::set_hook(Box::new(move |panic| {
        run_log::note_fault(panic.location());
        let thread = std::thread::current().name().and_then(ProgramThread::named);
        match thread {
            Some(thread) if thread.is_vital() => {
                taken::give_back();
                let written = write_report(&state, thread.name(), panic);
                print_reason(panic, written.as_deref().ok());
                if thread != ProgramThread::Main {
                    // The main thread would wait for ever for this one.
                    std::process::exit(EXIT_CODE);
                }
            }
            Some(worker) => _ = write_report(&state, worker.name(), panic),
            None => {}
        }
    }));
}

/// Installs the hook of a command that only prints. A panic over a file is caught and becomes a Problem
/// of that file; only what nobody catches ends the command, and the exit code says so.
pub fn install_printing_hook() {
    std::panic::set_hook(Box::new(|panic| {
        run_log::note_fault(panic.location());
        if std::thread::current().name() == Some(ProgramThread::Main.name()) {
            let _ = writeln!(io::stderr(), "perusal: a fault of its own: {}", reason(panic));
        }
    }));
}

/// Prints what happened, on a terminal that is the shell's again. A closed one must not cause a
/// second panic.
fn print_reason(panic: &PanicHookInfo<'_>, report: Option<&Path>) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "perusal ended by a fault of its own: {}", reason(panic));
    if let Some(report) = report {
        let path = report.to_string_lossy();
        let _ = writeln!(stderr, "A report for its authors is in {}", sanitize_line(&path));
    }
}

fn reason(panic: &PanicHookInfo<'_>) -> String {
    let safe = own_words(panic.payload_as_str().unwrap_or("no reason given"));
    match panic.location() {
        Some(at) => format!("{safe} ({}:{})", at.file(), at.line()),
        None => safe,
    }
}

/// The message of a panic as far as no text of a document can stand in it: what is sliced wrongly is
/// quoted behind the first words. The place in the source says the rest.
fn own_words(message: &str) -> String {
    if let Some(own) = MISSING.into_iter().find(|own| message.starts_with(own)) {
        return own.to_owned();
    }
    let line = message.lines().next().unwrap_or_default();
    let end = line.find(['`', '\'', '"', '“', '‘', '{', '[']).unwrap_or(line.len()).min(LONGEST_REASON);
    let own = sanitize_line(&line[..line.floor_char_boundary(end)]).into_owned();
    if end < message.len() { format!("{}…", own.trim_end()) } else { own }
}

fn write_report(state: &Path, thread: &str, panic: &PanicHookInfo<'_>) -> io::Result<PathBuf> {
    std::fs::create_dir_all(state)?;
    let path = report_path(state);
    let report = format!(
        "perusal {} on {} {}\nthread {thread}: {}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        reason(panic),
        Backtrace::force_capture(),
    );
    std::fs::write(&path, report)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_the_last_commands() {
        let folder = tempfile::tempdir().unwrap();
        let path = report_path(folder.path());
        assert!(add_commands_to(&path, ["down"].into_iter()).is_err(), "there is no report");
        std::fs::write(&path, "thread main\n").unwrap();
        add_commands_to(&path, ["down", "read-document"].into_iter()).unwrap();
        let report = std::fs::read_to_string(&path).unwrap();
        assert!(
            report.starts_with("thread main\n") && report.ends_with(": down read-document\n"),
            "{report}"
        );
    }

    #[test]
    fn no_text_of_a_document_stands_in_a_reason() {
        let secret = "Ann\u{1b}[31m\u{e9} met";
        for cut in [
            std::panic::catch_unwind(|| secret[..9].len()).map(|_| ()),
            std::panic::catch_unwind(|| secret[400..].len()).map(|_| ()),
            std::panic::catch_unwind(|| panic!("wrong: {secret:?}")),
            std::panic::catch_unwind(|| assert_eq!(secret, "")),
            std::panic::catch_unwind(|| panic!("{}", ["two\nlines", secret].concat())),
        ] {
            let payload = cut.unwrap_err();
            let message = payload.downcast_ref::<String>().unwrap();
            let said = own_words(message);
            assert!(message.contains("met") && !said.contains("met") && said.len() > 3, "{said}");
            assert!(said.len() <= LONGEST_REASON + 3 && !said.contains('\u{1b}'), "{said}");
        }
        assert_eq!(own_words("index out of bounds: the len is 3"), "index out of bounds: the len is 3");
        assert!(own_words("called `Option::unwrap()` on a `None` value").contains("None"));
    }
}
