//! `perusal searches`: lists the saved searches, with how much each finds and what of that is new.
//!
//! Not here: saving them (`app::perform::searches`): what is printed here counts as not looked at.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use serde_json::json;

use super::finding::SearchScope;
use super::indexed::{Indexed, kept, notebook};
use super::{Outcome, json, own_lists, report_failure};
use crate::paths::Paths;
use crate::query::{Answer, Marks, QueryContext, Question, SavedSearch, SearchCount};
use crate::text::sanitize::sanitize_line;

/// Which saved searches are listed.
#[derive(clap::Args)]
pub struct SearchesArguments {
    #[command(flatten)]
    scope: SearchScope,
}

/// Prints the saved searches.
pub fn searches(asked: &SearchesArguments, paths: &Paths) -> io::Result<Outcome> {
    match counted(asked, paths) {
        Ok(counted) => print(&counted, asked.scope.json),
        Err(error) => Ok(report_failure(&error)),
    }
}

fn counted(asked: &SearchesArguments, paths: &Paths) -> Result<Vec<(SavedSearch, SearchCount)>, String> {
    let indexed = Indexed::open(asked.scope.path.as_slice(), paths)?;
    let Some(notebook) = notebook(paths) else { return Ok(Vec::new()) };
    let saved = notebook.searches(&indexed.collection()).map_err(|error| error.to_string())?;
    let engine = indexed.engine(Some(&notebook));
    let lists = own_lists(paths);
    let context = QueryContext { lists: lists.names(), today: jiff::Zoned::now().date() };
    let search = |saved: &SavedSearch| {
        let mut search = saved.typed.to_search(&context);
        search.filters.extend(indexed.filters());
        (search, saved.look.map(|look| look.newest))
    };
    let searches = saved.iter().map(search).collect();
    let notes = kept(notebook.notes(&indexed.collection()));
    let marks = Arc::new(Marks { notes, ..kept(notebook.marks()) });
    match indexed.ask(&engine, &Question::SearchCounts { searches, marks })? {
        Answer::SearchCounts(counts) => Ok(saved.into_iter().zip(counts).collect()),
        _ => Ok(Vec::new()),
    }
}

fn print(counted: &[(SavedSearch, SearchCount)], as_json: bool) -> io::Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    for (saved, SearchCount { documents, new }) in counted {
        let (words, since) = (saved.typed.words(), saved.look.map(|look| look.day.to_string()));
        if as_json {
            let object = json!({
                "name": saved.name, "query": saved.typed.text, "words": words, "documents": documents, "new": new,
                "since": since,
            });
            json::line(&mut out, &object)?;
            continue;
        }
        let new = since
            .filter(|_| *new > 0)
            .map_or_else(String::new, |since| format!(" · {new} new since {since}"));
        let words = Some(words).filter(|words| *words != saved.name);
        let words = words.map_or_else(String::new, |words| format!(": {words}"));
        writeln!(out, "{documents:>7}  {}{new}", sanitize_line(&format!("{}{words}", saved.name)))?;
    }
    out.flush()?;
    Ok(if counted.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}
