//! `perusal search`: asking the indexes from the command line.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::indexed::{Indexed, kept, notebook};
use super::{Outcome, complain, json, own_lists};
use crate::paths::Paths;
use crate::query::{Criterion, Filter, Mode, Order, Passage, Row, Search, parse};
use crate::text::sanitize::sanitize_line;

/// A query, and where to ask it.
#[derive(clap::Args)]
pub struct Question {
    /// Words, "phrases", -not, title: source: person: org: place: date: is:unread
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// At most so many hits
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
}

/// Where to ask.
#[derive(clap::Args)]
pub struct Place {
    /// Only in this file or folder; else in everything indexed
    #[arg(long = "in", value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Prints the documents a query finds.
pub fn search(question: &Question, paths: &Paths) -> io::Result<Outcome> {
    let indexed = match Indexed::open(question.place.path.as_slice(), paths) {
        Ok(indexed) => indexed,
        Err(error) => return Ok(complain(&error)),
    };
    // Without the notebook one can still search, only not for what is read or starred.
    let notebook = notebook(paths);
    let marks = notebook.as_ref().map(|notebook| kept(notebook.marks())).unwrap_or_default();
    let parsed = parse(&question.query.join(" "), false, own_lists(paths).names());
    // Somebody at a keyboard sees what was left out; a program would take the wrong answer.
    if !parsed.remarks.is_empty() {
        return Ok(complain(&parsed.remarks.join("; ")));
    }
    let below = indexed.below.iter().cloned();
    let filters =
        below.map(|path| Filter { mode: Mode::Include, criterion: Criterion::Path(path) }).collect();
    let search = Search { query: parsed.query, filters, order: Order::Relevance };
    let found = indexed.snapshot(notebook.as_ref()).and_then(|snapshot| {
        let found = snapshot.search(&search, &marks, &|| false).map_err(|error| error.to_string())?;
        Ok((snapshot, found))
    });
    let (snapshot, found) = match found {
        Ok(found) => found,
        Err(error) => return Ok(complain(&error)),
    };
    let ids: Vec<_> = found.ids.iter().take(question.limit).copied().collect();
    let passages = snapshot.passages(&search, &ids);
    let passages: HashMap<_, _> = passages.iter().map(|passage| (passage.id, passage)).collect();
    let scores = snapshot.scores(&search, &ids);
    let mut out = BufWriter::new(io::stdout().lock());
    if !question.place.json && !found.meant.is_empty() {
        writeln!(out, "means {}", sanitize_line(&found.meant.join(", ")))?;
    }
    for (row, score) in snapshot.rows(&ids).iter().zip(scores) {
        let passage = passages.get(&row.id).copied();
        let file = indexed
            .roots
            .get(row.root)
            .map_or_else(|| row.path.clone().into(), |root| root.path_of(&row.path));
        match question.place.json {
            true => json::line(&mut out, &hit(row, passage, &file, score))?,
            false => print(&mut out, row, passage, &file)?,
        }
    }
    if !question.place.json && found.ids.len() > ids.len() {
        writeln!(out, "{} of {} documents; --limit shows more", ids.len(), found.ids.len())?;
    }
    out.flush()?;
    Ok(if ids.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

fn hit(row: &Row, passage: Option<&Passage>, file: &Path, score: f32) -> serde_json::Value {
    json!({
        "document": row.id.0, "file": file.to_string_lossy(), "part": row.part, "title": row.title,
        "source": row.source, "date": row.date.map(|date| date.to_string()), "sure": row.sure,
        "score": score, "hits": passage.map(|passage| passage.hits),
        "snippet": passage.map(|passage| &passage.text),
    })
}

fn print(out: &mut impl Write, row: &Row, passage: Option<&Passage>, file: &Path) -> io::Result<()> {
    let guess = if row.sure { "" } else { "~" };
    let date = row.date.map_or_else(|| "undated".into(), |date| format!("{guess}{date}"));
    let title = row.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "{date:<12} {}", sanitize_line(title))?;
    let part = if row.parts > 1 { format!(" ({} of {})", row.part, row.parts) } else { String::new() };
    writeln!(out, "             {}{part}", sanitize_line(&file.to_string_lossy()))?;
    if let Some(passage) = passage.filter(|passage| !passage.text.is_empty()) {
        writeln!(out, "             “{}”", sanitize_line(&passage.text))?;
    }
    Ok(())
}
