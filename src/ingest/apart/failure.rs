//! What can become of a file in the parser process beside an outcome, in words for the reader.

use std::process::ExitStatus;

use super::frame::LARGEST_OUTCOME;
use super::limits;
use crate::ingest::error::fault;
use crate::model::Problem;

/// Why there is no outcome.
#[derive(Debug)]
pub enum Failure {
    /// There is no process, and none can be started. No fault of the file.
    NoProcess(String),
    /// Nothing came for so many seconds.
    Slow(u64),
    /// The process ended.
    Ended(ExitStatus),
    /// The outcome is too large.
    Large,
    /// The outcome is none.
    Senseless,
}

impl Failure {
    /// What the reader is told of the file.
    pub fn problem(&self) -> Problem {
        match self {
            Failure::NoProcess(reason) => {
                Problem::new(format!("the process that reads such files cannot be started: {reason}"))
            }
            Failure::Slow(seconds) => Problem::new(format!("it took more than {seconds} s to read")),
            Failure::Ended(status) => of_status(*status),
            Failure::Large => {
                Problem::new(format!("what is in it takes more than {} MiB", LARGEST_OUTCOME >> 20))
            }
            Failure::Senseless => fault(),
        }
    }
}

/// The reason why the process ended, by the signal that ended it.
#[cfg(unix)]
fn of_status(status: ExitStatus) -> Problem {
    use std::os::unix::process::ExitStatusExt as _;

    use rustix::process::Signal;
    let is = |signal: Signal| status.signal() == Some(signal.as_raw());
    if is(Signal::XCPU) {
        return Problem::new("it took too long to read");
    }
    // A program without memory ends itself, and so does one that has nested too deeply.
    if is(Signal::ABORT) {
        return Problem::new(format!("reading it took more memory than {} MiB", limits::MEMORY >> 20));
    }
    Problem::new("reading it failed: the process that read it crashed")
}

#[cfg(not(unix))]
fn of_status(_: ExitStatus) -> Problem {
    Problem::new("reading it failed: the process that read it crashed")
}
