//! What the parser process does: takes files, gives outcomes, until nobody asks any more.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::failure::Failure;
use super::request::ParserRequest;
use super::{frame, limits};
use crate::extract::{self, ReadOptions, ReadOutcome};
use crate::ingest::error::fault;

/// Limits this process, then reads the files that come in, each a frame with what is asked and one with its bytes,
/// and writes a frame with the outcome of each. Returns when the input ends.
///
/// # Errors
/// When the streams break off, or a file is larger than the memory that is left.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    limits::confine();
    while let Some(request) = frame::read(&mut input)? {
        let request: ParserRequest = postcard::from_bytes(&request).map_err(io::Error::other)?;
        let Some(bytes) = frame::read(&mut input)? else { break };
        limits::renew_time();
        frame::write(&mut output, &encoded(&outcome(&request, bytes))?)?;
    }
    Ok(())
}

/// A panic of a parser is of the file alone.
fn outcome(request: &ParserRequest, bytes: Vec<u8>) -> ReadOutcome {
    let by = ReadOptions { from: request.from, passwords: &request.passwords, ..ReadOptions::default() };
    let read = || extract::read_here(&request.name, bytes.into(), by);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(fault()))
}

fn encoded(outcome: &ReadOutcome) -> io::Result<Vec<u8>> {
    let encode = |outcome: &ReadOutcome| postcard::to_stdvec(outcome).map_err(io::Error::other);
    let bytes = encode(outcome)?;
    if bytes.len() <= frame::LARGEST_OUTCOME { Ok(bytes) } else { encode(&Err(Failure::Large.problem())) }
}
