//! `perusal corrections`: exports the user's corrections of names and documents to a file, and imports them from one.
//!
//! Not here: the file's format (`query::correction::file`).

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::finding::{document_at, location, those_that_wait};
use super::indexed::Indexed;
use super::read_text::read_text;
use super::{Outcome, report_failure};
use crate::engine::Engine;
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::{CorrectionLog, Question, correction_line, corrections_head, read_corrections};

/// A longer file of corrections is not read, in bytes.
const LARGEST: u64 = 256 << 20;

/// Whose corrections, and what to do with them.
#[derive(clap::Args)]
pub struct Corrections {
    /// Those said of these files and folders together; else of everything indexed
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Take in those of a file that was printed so; - is standard input
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
}

/// Prints the corrections that hold, or takes in those of a file.
pub fn corrections(asked: &Corrections, paths: &Paths) -> io::Result<Outcome> {
    let opened = Indexed::open(&asked.paths, paths).and_then(|indexed| {
        let engine = indexed.engine(None);
        // An index that cannot answer is said before anything is printed.
        indexed.ask(&engine, &Question::Counts)?;
        Ok((engine, indexed.collection()))
    });
    let (engine, collection) = match opened {
        Ok(opened) => opened,
        Err(error) => return Ok(report_failure(&error)),
    };
    let Some(file) = &asked.import else {
        return match Notebook::open_to_read(&paths.notebook()) {
            Ok(Some(notebook)) => print(&engine, &notebook, &collection),
            Ok(None) => Ok(none_made()),
            Err(error) => Ok(report_failure(&error.to_string())),
        };
    };
    match Notebook::open_or_mend(&paths.notebook(), jiff::Zoned::now().date()) {
        Ok((mut notebook, mended)) => {
            if let Some(mended) = mended {
                report_failure(&mended.to_string());
            }
            import(file, &engine, &mut notebook, &collection)
        }
        Err(error) => Ok(report_failure(&error.to_string())),
    }
}

/// Says that there are none: a file that stays empty would leave one to wonder.
fn none_made() -> Outcome {
    report_failure("nothing was corrected yet: in the program, press , on a name, a title or a date");
    Outcome::NothingFound
}

fn print(engine: &Engine, notebook: &Notebook, collection: &str) -> io::Result<Outcome> {
    let corrections = match notebook.corrections(collection) {
        Ok(corrections) => corrections,
        Err(error) => return Ok(report_failure(&error.to_string())),
    };
    if corrections.is_empty() {
        return Ok(none_made());
    }
    let location = |id| location(engine, id);
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "{}", corrections_head())?;
    for correction in &corrections {
        match correction_line(correction, &location) {
            Ok(line) => writeln!(out, "{line}")?,
            Err(line) => _ = report_failure(&format!("left out: {line}")),
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// Takes in a file whose every line is understood. Lines about documents that are not indexed
/// are reported.
fn import(file: &Path, engine: &Engine, notebook: &mut Notebook, collection: &str) -> io::Result<Outcome> {
    let name = file.display();
    let text = match read_text(file, LARGEST) {
        Ok(text) => text,
        Err(error) => return Ok(report_failure(&format!("{name}: {error}"))),
    };
    let read = read_corrections(&text, &|location, passage| document_at(engine, location, passage));
    for (line, expected) in &read.misread {
        report_failure(&format!("{name}: line {line}: {expected}"));
    }
    if !read.misread.is_empty() {
        return Ok(Outcome::Failed);
    }
    for (line, text) in &read.unlocated {
        report_failure(&format!("{name}: line {line}: the document is not indexed: {text}"));
    }
    let in_all = read.corrections.len();
    let path_of = |id| location(engine, id).map(|location| location.path);
    let added = notebook.corrections(collection).and_then(|held| {
        let (now, waiting) = those_that_wait(read.corrections, &held, &path_of);
        let edit = CorrectionLog::new(held).add(now);
        notebook.correct(&edit, collection)?;
        Ok((edit.recorded.len(), edit.split().documents.recorded.len(), waiting.len()))
    });
    match added {
        Ok((added, of_documents, waiting)) => {
            writeln!(io::stdout(), "{added} of {in_all} corrections added")?;
            if waiting > 0 {
                writeln!(
                    io::stdout(),
                    "{waiting} wait until their files are taken apart as the others say: perusal index, then import \
                     again"
                )?;
            }
            if of_documents > 0 {
                writeln!(
                    io::stdout(),
                    "those of documents ({of_documents}) show once their files are read: perusal index"
                )?;
            }
        }
        Err(error) => return Ok(report_failure(&error.to_string())),
    }
    Ok(if in_all == 0 { Outcome::NothingFound } else { Outcome::Found })
}
