//! `perusal copies`: which documents are copies of each other, a pair a line.
//!
//! Not here: what makes a copy (`compare::copies`).

use std::io::{self, BufWriter, Write};

use serde_json::json;

use super::searched::SearchScope;
use crate::cli::index::index_if_unknown;
use crate::cli::indexed::{Indexed, notebook};
use crate::cli::{Outcome, json, report_failure};
use crate::paths::Paths;
use crate::query::{Answer, CopyPairs, MatchedDocument, Question};
use crate::text::sanitize::sanitize_line;

/// Where to look for copies.
#[derive(clap::Args)]
pub struct CopiesArguments {
    #[command(flatten)]
    scope: SearchScope,
}

/// Prints the pairs of copies.
///
/// # Errors
/// When nothing can be printed.
pub fn copies(asked: &CopiesArguments, paths: &Paths) -> io::Result<Outcome> {
    let found = match found(asked, paths) {
        Ok(found) => found,
        Err(error) => return Ok(report_failure(&error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let document = |at: u32| found.documents.get(at as usize);
    for &(first, other, similarity) in &found.pairs {
        if let (Some(a), Some(b)) = (document(first), document(other)) {
            match asked.scope.json {
                true => print_json(&mut out, a, b, similarity)?,
                false => print_line(&mut out, a, b, similarity)?,
            }
        }
    }
    out.flush()?;
    Ok(if found.pairs.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

fn found(asked: &CopiesArguments, paths: &Paths) -> Result<CopyPairs, String> {
    if let Some(path) = &asked.scope.path {
        index_if_unknown(path, paths)?;
    }
    let indexed = Indexed::open(asked.scope.path.as_slice(), paths)?;
    let engine = indexed.engine(notebook(paths).as_ref());
    match indexed.ask(&engine, &Question::CopyPairs(indexed.filters().collect()))? {
        Answer::CopyPairs(found) => Ok(found),
        _ => Ok(CopyPairs::default()),
    }
}

fn print_json(
    out: &mut impl Write,
    a: &MatchedDocument,
    b: &MatchedDocument,
    similarity: f32,
) -> io::Result<()> {
    // To three places: more would only be noise of the narrow number.
    let similarity = (f64::from(similarity) * 1000.0).round() / 1000.0;
    let object =
        json!({ "a": a.file, "part_a": a.part, "b": b.file, "part_b": b.part, "similarity": similarity });
    json::line(out, &object)
}

fn print_line(
    out: &mut impl Write,
    a: &MatchedDocument,
    b: &MatchedDocument,
    similarity: f32,
) -> io::Result<()> {
    // Only what is wholly the same has 100 %.
    let percent = (similarity * 100.0).floor();
    writeln!(out, "{percent:>3} %  {}  {}", sanitize_line(&a.place()), sanitize_line(&b.place()))
}
