//! How a command ended, and the only functions that print an error.

use std::io::{self, Write as _};

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
    print(&format!("perusal: {}\n", sanitize_line(what)));
    Outcome::Failed
}

/// Prints on standard error what went wrong in lines of its own.
pub fn report_as_it_is(what: &str) {
    print(&sanitize(what).text);
}

/// Standard error may be closed or full: then nobody learns of it but by the exit code.
fn print(what: &str) {
    let _ = io::stderr().write_all(what.as_bytes());
}
