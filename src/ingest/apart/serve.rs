//! What the parser process does: takes files, gives outcomes, until nobody asks any more.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::failure::Failure;
use super::{frame, limits};
use crate::extract::{self, ReadOutcome};
use crate::ingest::error::fault;

/// Limits this process, then reads the files that come in, each a frame with its name, one with the passwords to
/// try and one with its bytes,
/// and writes a frame with the outcome of each. Returns when the input ends.
///
/// # Errors
/// When the streams break off, or a file is larger than the memory that is left.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    limits::confine();
    while let Some(name) = frame::read(&mut input)? {
        let Some(passwords) = frame::read(&mut input)? else { break };
        let Some(bytes) = frame::read(&mut input)? else { break };
        let passwords: Vec<String> = postcard::from_bytes(&passwords).unwrap_or_default();
        limits::renew_time();
        frame::write(&mut output, &encoded(&outcome(&String::from_utf8_lossy(&name), bytes, &passwords))?)?;
    }
    Ok(())
}

/// A panic of a parser is of the file alone.
fn outcome(name: &str, bytes: Vec<u8>, passwords: &[String]) -> ReadOutcome {
    let read = || extract::read_here(name, bytes.into(), passwords);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(fault()))
}

fn encoded(outcome: &ReadOutcome) -> io::Result<Vec<u8>> {
    let encode = |outcome: &ReadOutcome| postcard::to_stdvec(outcome).map_err(io::Error::other);
    let bytes = encode(outcome)?;
    if bytes.len() <= frame::LARGEST_OUTCOME { Ok(bytes) } else { encode(&Err(Failure::Large.problem())) }
}
