//! Handles panics of threads: the terminal is given back before anything is printed, and a report is
//! left in the state folder. Nothing is sent anywhere.
//!
//! Threads are known by their names. Without the main, input or signal thread the program cannot go on;
//! a worker's panic is caught where its job was started and only leaves the report. All other threads
//! (those that parse files, those of libraries) handle their panics themselves: the hook does not touch
//! screen or disk for them.

use std::backtrace::Backtrace;
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::thread::{Builder, JoinHandle};

use super::output::taken;
use super::program_thread::ProgramThread;
use crate::text::sanitize::sanitize_line;

/// The exit code of a process that panicked, as Rust's own runtime has it.
const EXIT_CODE: i32 = 101;

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

/// Installs the hook; reports go to the folder `state`.
pub fn install_hook(state: PathBuf) {
    std::panic::set_hook(Box::new(move |panic| {
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
    let payload = panic.payload_as_str().unwrap_or("no reason given");
    let safe = sanitize_line(payload);
    match panic.location() {
        Some(at) => format!("{safe} ({}:{})", at.file(), at.line()),
        None => safe.into_owned(),
    }
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
