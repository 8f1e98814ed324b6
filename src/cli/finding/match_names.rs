//! `perusal match`: which names of a list stand in which documents, as a table.
//!
//! Not here: reading a list (`ingest::own_lists`), and finding its names (`index::entities`).

use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::searched::SearchScope;
use crate::cli::index::index_if_unknown;
use crate::cli::indexed::{Indexed, notebook};
use crate::cli::{Outcome, json, own_lists, report_failure};
use crate::ingest::own_lists::wanted_names;
use crate::paths::Paths;
use crate::query::{Answer, FoundAs, MatchedDocument, NameMatch, Question, WantedName};
use crate::text::sanitize::sanitize_line;

/// A list of names, and where to look for them.
#[derive(clap::Args)]
pub struct MatchArguments {
    /// A file with a name a line (in a .csv file other spellings stand beside it), or a list of your own by its name
    #[arg(value_name = "NAMES")]
    names: String,
    #[command(flatten)]
    scope: SearchScope,
    /// Print a table for a spreadsheet
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// Prints which names of a list stand in which documents.
///
/// # Errors
/// When nothing can be printed.
pub fn match_names(asked: &MatchArguments, paths: &Paths) -> io::Result<Outcome> {
    let found = match wanted(&asked.names, paths).and_then(|names| look_for(names, asked, paths)) {
        Ok(found) => found,
        Err(error) => return Ok(report_failure(&error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match (asked.scope.json, asked.csv) {
        (true, _) => found.iter().try_for_each(|of| json::line(&mut out, &as_json(of)))?,
        (_, true) => print_csv(&mut out, &found)?,
        _ => print_table(&mut out, &found)?,
    }
    out.flush()?;
    let any = found.iter().any(|of| of.found.is_some());
    Ok(if any { Outcome::Found } else { Outcome::NothingFound })
}

fn wanted(names: &str, paths: &Paths) -> Result<Vec<WantedName>, String> {
    let (listed, faults) = wanted_names(&own_lists(paths), names)?;
    faults.iter().for_each(|fault| _ = report_failure(fault));
    Ok(listed)
}

fn look_for(names: Vec<WantedName>, asked: &MatchArguments, paths: &Paths) -> Result<Vec<NameMatch>, String> {
    if let Some(path) = &asked.scope.path {
        index_if_unknown(path, paths)?;
    }
    let indexed = Indexed::open(asked.scope.path.as_slice(), paths)?;
    let filters = indexed.filters().collect();
    let engine = indexed.engine(notebook(paths).as_ref());
    match indexed.ask(&engine, &Question::MatchNames { names, filters })? {
        Answer::NameMatches(found) => Ok(found),
        _ => Ok(Vec::new()),
    }
}

fn print_table(out: &mut impl Write, found: &[NameMatch]) -> io::Result<()> {
    let (there, missing): (Vec<&NameMatch>, Vec<&NameMatch>) =
        found.iter().partition(|of| of.found.is_some());
    if !there.is_empty() {
        writeln!(out, "documents  mentions  name")?;
    }
    for of in there {
        let (words, sure) = of.found_words();
        let guess = if sure { ' ' } else { '~' };
        let name = format!("{} · {words}", of.name);
        writeln!(out, "{:>9}  {:>8} {guess}{}", of.documents, of.mentions, sanitize_line(&name))?;
        for document in &of.first {
            let title = document.title.as_deref().map(|title| format!(" · {title}")).unwrap_or_default();
            writeln!(out, "{:21}{}", "", sanitize_line(&format!("{}{title}", document.place())))?;
        }
    }
    if !missing.is_empty() {
        writeln!(out, "not found: {} of {}", missing.len(), found.len())?;
        missing.iter().try_for_each(|of| writeln!(out, "{:21}{}", "", sanitize_line(&of.name)))?;
    }
    Ok(())
}

fn print_csv(out: &mut impl Write, found: &[NameMatch]) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["name", "documents", "mentions", "found_as", "sure", "first_documents"])?;
    for of in found {
        let (words, sure) = of.found_words();
        let sure = if of.found.is_none() {
            ""
        } else if sure {
            "yes"
        } else {
            "likely"
        };
        let first: Vec<String> = of.first.iter().map(MatchedDocument::place).collect();
        let cells =
            [&of.name, &of.documents.to_string(), &of.mentions.to_string(), &words, sure, &first.join("; ")];
        rows.write_record(cells.map(|cell| sanitize_line(cell).into_owned()))?;
    }
    rows.flush()
}

fn as_json(of: &NameMatch) -> Value {
    let (found, entities, sure) = match &of.found {
        Some(FoundAs::Entities { named, sure }) => {
            let entity =
                |(kind, name): &(crate::model::Kind, String)| json!({ "kind": kind.name(), "name": name });
            (Some("entity"), named.iter().map(entity).collect(), Some(*sure))
        }
        Some(FoundAs::Words) => (Some("words"), Vec::new(), Some(true)),
        None => (None, Vec::new(), None),
    };
    let first = of.first.iter();
    let first = first.map(|of| json!({ "file": of.file, "part": of.part, "title": of.title }));
    json!({
        "name": of.name, "found": found, "sure": sure, "entities": entities, "documents": of.documents,
        "mentions": of.mentions, "first": first.collect::<Vec<Value>>(),
    })
}
