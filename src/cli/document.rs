//! `perusal document` and `perusal annotate`: what is read from single files, without an index.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

use super::{Files, Outcome, complain, json};
use crate::model::{Document, Problem};
use crate::text::sanitize::{sanitize, sanitize_line};
use crate::{annotate, extract, ingest};

/// Prints the documents found in files.
pub fn documents(files: &Files) -> io::Result<Outcome> {
    let read = |name: &str, bytes: &[u8]| ingest::read::read(name, bytes);
    print(files, read, json::document)
}

/// Prints the mentions in texts taken as they are.
pub fn annotate(files: &Files) -> io::Result<Outcome> {
    let read = |name: &str, bytes: &[u8]| {
        let text = extract::decode(name, bytes)?;
        Ok(vec![annotate::annotate_text(text)])
    };
    print(files, read, json::annotated)
}

fn print(
    files: &Files,
    read: impl Fn(&str, &[u8]) -> Result<Vec<Document>, Problem>,
    write_json: impl Fn(&mut BufWriter<StdoutLock<'static>>, &str, &Document) -> io::Result<()>,
) -> io::Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::NothingFound;
    for path in &files.files {
        let file = path.to_string_lossy();
        match load(path).and_then(|bytes| read(&file, &bytes)) {
            Ok(documents) => {
                for document in &documents {
                    match files.json {
                        true => write_json(&mut out, &file, document)?,
                        false => plain(&mut out, &file, document)?,
                    }
                }
                if !documents.is_empty() && outcome == Outcome::NothingFound {
                    outcome = Outcome::Found;
                }
            }
            Err(problem) => {
                outcome = Outcome::Failed;
                match files.json {
                    true => json::problem(&mut out, &file, &problem)?,
                    false => _ = complain(&format!("{file}: {problem}")),
                }
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn load(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(|error| Problem::new(error.to_string()))
}

/// A document for a person: head, then the text without chrome, then the names.
fn plain(out: &mut impl Write, file: &str, document: &Document) -> io::Result<()> {
    let title = document.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "{}  {} of {}", sanitize_line(file), document.part, document.parts)?;
    writeln!(out, "{}\n", sanitize_line(title))?;
    for block in document.body_blocks() {
        writeln!(out, "{}\n", sanitize(block.span.of(&document.text)).text)?;
    }
    Ok(())
}
