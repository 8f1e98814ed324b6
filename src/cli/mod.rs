//! The command line: one file a subcommand, and the only place that prints, but for the last
//! words of a panic (`terminal::crash`).

mod corrections;
mod document;
mod entities;
mod index;
mod indexed;
mod json;
mod open;
mod resolve;
mod search;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::ingest::{self, Lists};
use crate::paths::Paths;
use crate::text::sanitize::sanitize_line;

/// Read a pile of documents in the terminal.
#[derive(Parser)]
#[command(version, about)]
#[command(subcommand_precedence_over_arg = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files and folders to open; none: the folder opened last, or the sample
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Keep configuration, index, notebook and state below this folder
    #[arg(long, global = true, value_name = "DIR")]
    home: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the index of files and folders up to date
    Index(index::Roots),
    /// Search what is indexed
    Search(search::Asked),
    /// List the people, organisations, places and own names in what is indexed
    Entities(entities::Names),
    /// Print what was said of names, or take it in from a file
    Corrections(corrections::Corrections),
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
    /// The system asked to end, by the signal of this number.
    Signalled(u8),
}

/// Runs the program with the given arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let paths = Paths::find(arguments.home.as_deref(), &|name| std::env::var_os(name));
    let paths = match paths {
        Ok(paths) => paths,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(2);
        }
    };
    let outcome = match arguments.command {
        Some(Command::Index(roots)) => index::index(&roots, &paths),
        Some(Command::Search(asked)) => search::search(&asked, &paths),
        Some(Command::Entities(names)) => entities::entities(&names, &paths),
        Some(Command::Corrections(asked)) => corrections::corrections(&asked, &paths),
        Some(Command::Document(files)) => document::documents(&files, &paths),
        Some(Command::Annotate(files)) => document::annotate(&files, &paths),
        Some(Command::Resolve(names)) => resolve::names(&names),
        None => open::open(&arguments.paths, paths),
    };
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // As a shell reports a process that a signal ended.
        Ok(Outcome::Signalled(number)) => ExitCode::from(128_u8.saturating_add(number)),
        // Whoever read our output has gone away: that is success, as for `grep | head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// The reader's own lists of names; what is wrong with settings or lists is said.
fn own_lists(paths: &Paths) -> Lists {
    let (lists, notices) = match Config::load(&paths.config.join("config.toml")) {
        Ok((config, mut notices)) => (lists_in(&config, paths, &mut notices), notices),
        Err(error) => (Lists::default(), vec![error]),
    };
    notices.iter().for_each(|notice| _ = complain(notice));
    lists
}

/// The lists in the folder that the settings name.
fn lists_in(config: &Config, paths: &Paths, notices: &mut Vec<String>) -> Lists {
    let Some((folder, named)) = config.lists_folder(&paths.config) else { return Lists::default() };
    let (lists, faults) = ingest::lists::read(&folder, named);
    notices.extend(faults);
    lists
}

/// Says on standard error what went wrong.
fn complain(what: &str) -> Outcome {
    eprintln!("perusal: {}", sanitize_line(what));
    Outcome::Failed
}
