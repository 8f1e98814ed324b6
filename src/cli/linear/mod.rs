//! `perusal --linear`: the program as a dialogue by lines, for screen readers, braille and terminals that can do no
//! more: numbered results, texts paragraph by paragraph, names, filters, notes. Everything that happens is a printed line;
//! no escape sequence is written.
//!
//! Not here: the screen (`terminal`).

mod dialogue;
mod keeping;
mod narrowed;
mod opened;
mod spoken;
mod typed;

use std::io::{self, BufRead, Write as _};
use std::path::PathBuf;

use self::dialogue::{Dialogue, Wishes};
use self::spoken::{counted, line};
use self::typed::Asked;
use super::finding::Searched;
use super::index::bring_up_to_date;
use super::outcome::Outcome;
use crate::config::Config;
use crate::ingest::Progress;
use crate::paths::Paths;
use crate::query::{Answer, Question};
use crate::text::copy_as::CopyAs;

/// How the dialogue ended.
pub enum Ended {
    /// With the program.
    Quit(Outcome),
    /// With another folder to be opened.
    Instead(PathBuf),
}

/// Holds the dialogue over folders and files until it ends; these are read first.
///
/// # Errors
/// When nothing can be printed.
pub fn hold(roots: &[PathBuf], paths: &Paths, config: &Config, notices: &[String]) -> io::Result<Ended> {
    notices.iter().try_for_each(|notice| say(&line(notice)))?;
    read_all(roots, paths)?;
    let searched = match Searched::open_all(roots, paths) {
        Ok(searched) => searched,
        Err(error) => {
            say(&line(&error))?;
            return Ok(Ended::Quit(Outcome::Failed));
        }
    };
    say(&greeting(&searched))?;
    let copy_as = CopyAs::parse(&config.copy_as).unwrap_or_default();
    converse(Dialogue::new(searched, paths, Wishes { copy_as, read_after: config.read_after }))
}

/// Brings the indexes of folders and files up to date, and says so.
fn read_all(roots: &[PathBuf], paths: &Paths) -> io::Result<()> {
    for root in roots {
        say(&format!("Reading {}.", line(&root.to_string_lossy())))?;
        let read = bring_up_to_date(root, paths, Box::new(progress_in_lines()));
        read.err().map_or(Ok(()), |error| say(&line(&error)))?;
    }
    Ok(())
}

/// How much there is, and what can be typed first.
fn greeting(searched: &Searched) -> String {
    const FIRST: &str = "Type /WORDS to search, list for all, help for what else can be typed.";
    let Ok(Answer::Counts(counts)) = searched.ask(&Question::Counts) else { return FIRST.to_owned() };
    let documents = counted(counts.documents as usize, "document");
    let files = counted(counts.files as usize, "file");
    let unread = match counts.problems {
        0 => String::new(),
        unread => format!(" {} not read or not wholly: unread lists them.", counted(unread as usize, "file")),
    };
    format!("{documents} of {files}.{unread} {FIRST}")
}

/// Takes in a line after the other, and answers each.
fn converse(mut dialogue: Dialogue<'_>) -> io::Result<Ended> {
    let mut input = io::stdin().lock();
    loop {
        prompt()?;
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            say("")?;
            return Ok(Ended::Quit(Outcome::Found));
        }
        let answer = match typed::read(&String::from_utf8_lossy(&bytes)) {
            Ok(Asked::Quit) => return Ok(Ended::Quit(Outcome::Found)),
            Ok(Asked::Folder(path)) => match PathBuf::from(&path) {
                there if there.exists() => return Ok(Ended::Instead(there)),
                _ => Err(format!("Nothing is at {path}.")),
            },
            Ok(asked) => dialogue.answer(asked),
            Err(error) => Err(error),
        };
        match answer {
            Ok(lines) => lines.iter().try_for_each(|said| say(said))?,
            Err(error) => say(&line(&error))?,
        }
    }
}

/// Says how far reading is at each tenth of the files, if there are many.
fn progress_in_lines() -> impl FnMut(&Progress) {
    const MANY: usize = 200;
    let mut tenth = 0;
    move |progress| {
        let now = progress.done * 10 / progress.of.max(1);
        if progress.of >= MANY && now > tenth {
            tenth = now;
            let _ = say(&format!("Read {} of {} files.", progress.done, progress.of));
        }
    }
}

fn say(said: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{said}")?;
    out.flush()
}

fn prompt() -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "> ")?;
    out.flush()
}
