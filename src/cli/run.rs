//! Parses the program's arguments, runs the subcommand, and gives the exit code.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use clap::{CommandFactory as _, Parser, Subcommand};

use super::document::DocumentArguments;
use super::finding::{copies, grep, match_names, stories};
use super::outcome::{Outcome, report_as_it_is, report_failure};
use super::{
    corrections, document, entities, export, index, notes, open, private, program, purge, resolve, search,
    searches,
};
use crate::config::Config;
use crate::ingest::apart::{self, PARSER_SUBCOMMAND};
use crate::paths::Paths;
use crate::{run_log, terminal};

/// Read a pile of documents in the terminal.
#[derive(Parser)]
#[command(version, about, bin_name = "perusal")]
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
    /// A dialogue by lines in place of the screen, for screen readers; it is what TERM=dumb gets, too
    #[arg(long)]
    linear: bool,
    /// Write into this file what happens when, with counts and times; nothing of what is read, searched for or named
    #[arg(long, global = true, value_name = "FILE")]
    log: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the index of files and folders up to date
    Index(index::IndexArguments),
    /// Search what is indexed
    Search(search::SearchArguments),
    /// List the searches saved on the screen, with how much each finds
    Searches(searches::SearchesArguments),
    /// Print every line that a query finds, as grep does
    Grep(grep::GrepArguments),
    /// List the people, organisations, places and own names in what is indexed
    Entities(entities::EntityArguments),
    /// Tell which names of a list stand in which documents
    Match(match_names::MatchArguments),
    /// Tell which documents are copies of each other
    Copies(copies::CopiesArguments),
    /// Tell which documents report one event
    Stories(stories::StoriesArguments),
    /// Print what was said of names, or take it in from a file
    Corrections(corrections::Corrections),
    /// Note something on a passage or a document
    Note(notes::NoteArguments),
    /// List notes and tags, with their passages as they stand now
    Notes(notes::NotesArguments),
    /// Tag a document, or take tags away
    Tag(notes::TagArguments),
    /// Write a dossier, notes or documents as a file for others
    Export(export::ExportArguments),
    /// Show what is read from files: documents, blocks, names
    Document(DocumentArguments),
    /// Recognise names in plain text taken as it is
    Annotate(DocumentArguments),
    /// Tell which names of a list are one entity
    Resolve(resolve::NameList),
    /// Learn the program in twelve tasks, in the program itself
    Tutor(open::TutorArguments),
    /// Remove what perusal keeps of files and folders
    Purge(purge::PurgeArguments),
    /// Say whether folders, settings, terminal, notebook and indexes are well, and what to do where they are not
    Doctor(program::DoctorArguments),
    /// Print the settings, where they are, and what is wrong in them
    Config(program::ConfigArguments),
    /// Print what a shell needs to complete subcommands and options
    Completions(program::CompletionArguments),
    /// Write the manual pages into a folder
    Man(program::ManualArguments),
    /// Read files that come in on standard input, for another perusal
    #[command(hide = true, name = PARSER_SUBCOMMAND)]
    Parser,
}

/// Runs the program with the given arguments. `program` is started as parser process: the path of this program,
/// where it is known.
pub fn run(arguments: impl IntoIterator<Item = OsString>, program: Option<PathBuf>) -> ExitCode {
    private::write_privately();
    terminal::install_printing_hook();
    let given: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&given) {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    if io::stderr().is_terminal() {
        namesake(&given, Path::new(".")).iter().for_each(|said| _ = report_failure(said));
    }
    if let Some(Command::Parser) = arguments.command {
        // It looks at nothing but its input.
        let served = apart::serve(io::stdin().lock(), io::stdout().lock());
        return exit_code(served.map(|()| Outcome::Found));
    }
    let paths = Paths::find(arguments.home.as_deref(), &|name| std::env::var_os(name));
    let paths = match paths {
        Ok(paths) => Paths { program, ..paths },
        Err(error) => {
            report_failure(&error.to_string());
            return ExitCode::from(2);
        }
    };
    private::close(&paths);
    begin_log(arguments.log, &paths);
    let Some(command) = arguments.command else {
        let linear = arguments.linear || is_dumb_terminal();
        return exit_code(open::open(&arguments.paths, paths, linear));
    };
    // The screen sees to its own faults.
    if let Command::Tutor(asked) = &command {
        return exit_code(open::tutor(asked, paths));
    }
    let fault = note_faults();
    match catch_unwind(AssertUnwindSafe(|| perform(&command, &paths))) {
        Ok(outcome) => exit_code(outcome),
        Err(_) => {
            let place = fault.lock().unwrap_or_else(PoisonError::into_inner).take();
            let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
            report_failure(&format!("that failed by a fault of perusal{place}"));
            ExitCode::from(2)
        }
    }
}

/// Begins the log where one is asked for, on the command line or in the settings.
fn begin_log(asked: Option<PathBuf>, paths: &Paths) {
    let settings = || Config::load(&paths.config.join("config.toml")).ok()?.0.log_file(&paths.config);
    if let Some(file) = asked.or_else(settings)
        && let Err(error) = run_log::begin(&file)
    {
        report_failure(&format!("there is no log: {}: {error}", file.display()));
    }
}

/// Whether a person sits at a terminal that can do no more than lines.
fn is_dumb_terminal() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
        && io::stdin().is_terminal()
        && terminal::is_present()
}

/// What to type for a file or folder in `here` that is called as the subcommand that was given.
fn namesake(given: &[OsString], here: &Path) -> Option<String> {
    let program = Arguments::command();
    let name = given.iter().skip(1).find(|word| program.find_subcommand(word).is_some())?;
    let is_there = here.join(name).exists();
    let name = name.to_string_lossy();
    is_there.then(|| format!("this is the subcommand {name}; perusal ./{name} opens what is called so here"))
}

/// Has panics noted by their place instead of printed: what they say may quote a document, and those of
/// the engine over damaged files are answered in other words.
fn note_faults() -> Arc<Mutex<Option<String>>> {
    let last = Arc::<Mutex<Option<String>>>::default();
    let noted = Arc::clone(&last);
    set_hook(Box::new(move |panic| {
        run_log::note_fault(panic.location());
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        *noted.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
    last
}

fn perform(command: &Command, paths: &Paths) -> io::Result<Outcome> {
    match command {
        Command::Index(roots) => index::index(roots, paths),
        Command::Search(asked) => search::search(asked, paths),
        Command::Searches(asked) => searches::searches(asked, paths),
        Command::Grep(asked) => grep::grep(asked, paths),
        Command::Entities(names) => entities::entities(names, paths),
        Command::Match(asked) => match_names::match_names(asked, paths),
        Command::Copies(asked) => copies::copies(asked, paths),
        Command::Stories(asked) => stories::stories(asked, paths),
        Command::Corrections(asked) => corrections::corrections(asked, paths),
        Command::Export(asked) => export::export(asked, paths),
        Command::Note(asked) => notes::note(asked, paths),
        Command::Notes(asked) => notes::notes(asked, paths),
        Command::Tag(asked) => notes::tag(asked, paths),
        Command::Document(files) => document::documents(files, paths),
        Command::Annotate(files) => document::annotate(files, paths),
        Command::Resolve(names) => resolve::names(names),
        Command::Purge(asked) => purge::purge(asked, paths),
        Command::Doctor(asked) => program::doctor(asked, paths),
        Command::Config(asked) => program::config(asked, paths),
        Command::Completions(asked) => program::completions(asked, Arguments::command()),
        Command::Man(asked) => program::manual(asked, Arguments::command()),
        // Dealt with before.
        Command::Parser | Command::Tutor(_) => Ok(Outcome::Found),
    }
}

/// Prints what is wrong with the arguments, or the help that they ask for. Help is made of the program's
/// own words and may have colours; an error quotes arguments, and names of files are among these.
fn not_understood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return exit_code(error.print().map(|()| Outcome::Found));
    }
    // All that goes wrong is said in one way.
    let said = error.to_string();
    let said = said.strip_prefix("error: ").map_or(said.clone(), |what| format!("perusal: {what}"));
    report_as_it_is(&said);
    ExitCode::from(2)
}

fn exit_code(outcome: io::Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // As a shell reports a process that a signal ended.
        Ok(Outcome::Signalled(number)) => ExitCode::from(128_u8.saturating_add(number)),
        // The reader of our output has closed it: that is success, as for `grep | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report_failure(&error.to_string());
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_folder_that_is_called_as_a_subcommand_is_said() {
        let here = tempfile::tempdir().unwrap();
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(namesake(&words(&["perusal", "notes"]), here.path()), None);
        std::fs::create_dir(here.path().join("notes")).unwrap();
        let said = namesake(&words(&["perusal", "notes", "--json"]), here.path()).unwrap();
        assert!(said.contains("perusal ./notes"), "{said}");
        assert_eq!(namesake(&words(&["perusal", "./notes"]), here.path()), None);
    }

    #[test]
    fn the_arguments_are_put_together_as_they_should_be() {
        Arguments::command().debug_assert();
    }
}
