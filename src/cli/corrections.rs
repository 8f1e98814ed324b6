//! `perusal corrections`: what the reader said of names, to a file and from one.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::indexed::Indexed;
use super::{Outcome, complain};
use crate::index::Snapshot;
use crate::model::DocumentId;
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::query::{CorrectionLog, DocumentPlace, correction_line, corrections_head, read_corrections};

/// Whose corrections, and what to do with them.
#[derive(clap::Args)]
pub struct Corrections {
    /// Those said of these files and folders together; else of everything indexed
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Take in those of a file that was printed so
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
}

/// Prints the corrections that hold, or takes in those of a file.
pub fn corrections(asked: &Corrections, paths: &Paths) -> io::Result<Outcome> {
    let opened = Indexed::open(&asked.paths, paths).and_then(|indexed| {
        let notebook = Notebook::open(&paths.notebook()).map_err(|error| error.to_string())?;
        Ok((indexed.snapshot(None)?, notebook, indexed.collection()))
    });
    let (snapshot, mut notebook, collection) = match opened {
        Ok(opened) => opened,
        Err(error) => return Ok(complain(&error)),
    };
    match &asked.import {
        None => print(&snapshot, &notebook, &collection),
        Some(file) => import(file, &snapshot, &mut notebook, &collection),
    }
}

fn print(snapshot: &Snapshot, notebook: &Notebook, collection: &str) -> io::Result<Outcome> {
    let corrections = match notebook.corrections(collection) {
        Ok(corrections) => corrections,
        Err(error) => return Ok(complain(&error.to_string())),
    };
    if corrections.is_empty() {
        return Ok(Outcome::NothingFound);
    }
    let place = |id: DocumentId| {
        let row = snapshot.rows(&[id]).pop()?;
        Some(DocumentPlace { path: row.path, part: row.part })
    };
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "{}", corrections_head())?;
    for told in &corrections {
        match correction_line(told, &place) {
            Ok(line) => writeln!(out, "{line}")?,
            Err(line) => _ = complain(&format!("left out: {line}")),
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// Takes in a file whose every line is understood. Lines about documents that are not indexed
/// are told.
fn import(
    file: &Path,
    snapshot: &Snapshot,
    notebook: &mut Notebook,
    collection: &str,
) -> io::Result<Outcome> {
    let name = file.display();
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return Ok(complain(&format!("{name}: {error}"))),
    };
    let read = read_corrections(&text, &|place| snapshot.at(&place.path, place.part));
    for (line, expected) in &read.misread {
        complain(&format!("{name}: line {line}: {expected}"));
    }
    if !read.misread.is_empty() {
        return Ok(Outcome::Failed);
    }
    for (line, text) in &read.unplaced {
        complain(&format!("{name}: line {line}: the document is not indexed: {text}"));
    }
    let in_all = read.told.len();
    let added = notebook.corrections(collection).and_then(|held| {
        let edit = CorrectionLog::new(held).add(read.told);
        notebook.correct(&edit, collection)?;
        Ok(edit.said.len())
    });
    match added {
        Ok(added) => writeln!(io::stdout(), "{added} of {in_all} corrections added")?,
        Err(error) => return Ok(complain(&error.to_string())),
    }
    Ok(if in_all == 0 { Outcome::NothingFound } else { Outcome::Found })
}
