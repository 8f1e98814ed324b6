//! The log of a run, for whoever wants to know what happened when and what took long: a line for each thing that
//! happened, with its time and figures. What is noted are words of this program and numbers, which the types see to;
//! nothing of a document, a query, a name or a path can get in.
//!
//! Not here: what is said to the reader, and the report of a fault (`terminal::crash`).

use std::fs::File;
use std::io::{self, Write as _};
use std::panic::Location;
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;

/// A log that has grown beyond this is begun anew at the next start, in bytes. Set by hand: some fifty thousand lines.
const LARGEST: u64 = 4 << 20;

static LOG: OnceLock<Log> = OnceLock::new();

struct Log {
    file: Mutex<File>,
    start: Instant,
}

/// Begins to write into a file, behind what is there. Without it nothing is noted.
///
/// # Errors
/// When the file cannot be written.
pub fn begin(path: &Path) -> io::Result<()> {
    let mut options = File::options();
    let file = options.append(true).create(true).open(path)?;
    if file.metadata()?.is_file() && file.metadata()?.len() > LARGEST {
        file.set_len(0)?;
    }
    // A second log of one process would be the same.
    let _ = LOG.set(Log { file: Mutex::new(file), start: Instant::now() });
    note(
        concat!("begun, version ", env!("CARGO_PKG_VERSION")),
        &[("process", u64::from(std::process::id()))],
    );
    Ok(())
}

/// Notes what happened, with what can be counted of it.
pub fn note(what: &'static str, figures: &[(&'static str, u64)]) {
    if let Some(log) = LOG.get() {
        log.write(what, &counted(figures));
    }
}

/// Notes a fault of the program by its place in the sources: what it says may quote a document.
pub fn note_fault(place: Option<&Location<'_>>) {
    if let Some(log) = LOG.get() {
        log.write("fault", &place.map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default());
    }
}

/// Notes how long something took, in milliseconds, when it is dropped.
pub struct Timed {
    what: &'static str,
    of: &'static str,
    start: Option<Instant>,
}

/// Begins to measure.
pub fn timed(what: &'static str, of: &'static str) -> Timed {
    Timed { what, of, start: LOG.get().map(|_| Instant::now()) }
}

impl Drop for Timed {
    fn drop(&mut self) {
        if let (Some(log), Some(start)) = (LOG.get(), self.start) {
            log.write(self.what, &format!(" {} ms={}", self.of, start.elapsed().as_millis()));
        }
    }
}

fn counted(figures: &[(&'static str, u64)]) -> String {
    figures.iter().map(|(name, figure)| format!(" {name}={figure}")).collect()
}

impl Log {
    /// The time, the milliseconds since the start, what happened.
    fn write(&self, what: &str, more: &str) {
        let (now, since) = (jiff::Timestamp::now(), self.start.elapsed().as_millis());
        let line = format!("{now:.3} +{since} {what}{more}\n");
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A disk that is full must not end what is logged.
        let _ = file.write_all(line.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_time_what_happened_and_figures() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let log = Log { file: Mutex::new(file.reopen().unwrap()), start: Instant::now() };
        log.write("files read", &counted(&[("files", 39), ("documents", 49)]));
        let text = std::fs::read_to_string(file.path()).unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words[0].ends_with('Z') && words[0].contains('T') && words[1].starts_with('+'), "{text}");
        assert_eq!(words[2..], ["files", "read", "files=39", "documents=49"]);
    }
}
