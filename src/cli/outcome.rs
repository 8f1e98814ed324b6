//! How a command ended, and the only functions that print an error.

use std::io::{self, IsTerminal as _, Write as _};

use crate::ingest::Progress;
use crate::text::sanitize::{sanitize, sanitize_line};

/// How a command ended, and so the exit code of the process.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Found,
    /// Exit code 1.
    NothingFound,
    /// Exit code 2.
    Failed,
    /// The system asked to end, by the signal of this number.
    Signalled(u8),
}

/// Prints on standard error what went wrong; the outcome is always [`Outcome::Failed`].
pub fn report_failure(what: &str) -> Outcome {
    print(&format!("perusal: {}\n", sanitize_line(&in_plain_words(what))));
    Outcome::Failed
}

/// The words of the system without its numbers, and that something is missing as the program says it elsewhere.
fn in_plain_words(what: &str) -> String {
    let mut said = what.replace("No such file or directory", "nothing is there");
    while let Some(start) = said.find(" (os error ") {
        let Some(length) = said[start..].find(')') else { break };
        said.replace_range(start..=start + length, "");
    }
    said
}

/// Prints on standard error what went wrong in lines of its own.
pub fn report_as_it_is(what: &str) {
    print(&sanitize(what).text);
}

/// Shows on standard error, if that is a terminal, how far the reading of files is.
pub fn show_progress(progress: &Progress) {
    const COLUMNS: usize = 24;
    if io::stderr().is_terminal() {
        let filled = progress.done * COLUMNS / progress.of.max(1);
        let bar = format!("{}{}", "█".repeat(filled), "░".repeat(COLUMNS - filled.min(COLUMNS)));
        print(&format!("\r\x1b[Kindexing {bar} {} of {} files", progress.done, progress.of));
    }
}

/// Clears what [`show_progress`] shows.
pub fn end_progress() {
    if io::stderr().is_terminal() {
        print("\r\x1b[K");
    }
}

/// Standard error may be closed or full: then nobody learns of it but by the exit code.
fn print(what: &str) {
    let _ = io::stderr().write_all(what.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_has_no_numbers() {
        let said = |what: &str| in_plain_words(what);
        assert_eq!(said("a: No such file or directory (os error 2)"), "a: nothing is there");
        assert_eq!(said("a: Is a directory (os error 21); left out"), "a: Is a directory; left out");
        assert_eq!(said("a (os error"), "a (os error");
    }
}
