//! How a command ended, and the one function that prints an error.

use crate::text::sanitize::sanitize_line;

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
    eprintln!("perusal: {}", sanitize_line(what));
    Outcome::Failed
}
