//! The command line: one file a subcommand, and the only place that prints.

mod document;
mod json;
mod resolve;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Read a pile of documents in the terminal.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Show what is read from files: documents, blocks, names
    Document(Files),
    /// Recognise names in plain text taken as it is
    Annotate(Files),
    /// Tell which names of a list are one entity
    Resolve(resolve::Names),
}

/// Files to read, and how to print them.
#[derive(clap::Args)]
struct Files {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    json: bool,
}

/// How a command ended; the process's exit code says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Found,
    NothingFound,
    Failed,
}

/// Runs the program with the given arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let outcome = match arguments.command {
        Some(Command::Document(files)) => document::documents(&files),
        Some(Command::Annotate(files)) => document::annotate(&files),
        Some(Command::Resolve(names)) => resolve::names(&names),
        None => Ok(Outcome::NothingFound),
    };
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever read our output has gone away: that is success, as for `grep | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("perusal: {error}");
            ExitCode::from(2)
        }
    }
}
