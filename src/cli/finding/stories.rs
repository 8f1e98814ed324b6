//! `perusal stories`: which documents report one event.
//!
//! Not here: finding that out (`compare::story`).

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use crate::cli::index::index_if_unknown;
use crate::cli::indexed::{Indexed, notebook};
use crate::cli::{Outcome, json, report_failure};
use crate::model::{DocumentId, PartialDate};
use crate::paths::Paths;
use crate::query::{Answer, Question, ScoredHit, Search, Story, StoryTable};
use crate::text::sanitize::sanitize_line;

/// Where to look for stories.
#[derive(clap::Args)]
pub struct StoriesArguments {
    /// Only stories of this file or folder, indexed first where it is not yet
    #[arg(value_name = "PATH", conflicts_with = "within")]
    path: Option<PathBuf>,
    /// Only in this file or folder; else in everything indexed
    #[arg(long = "in", value_name = "PATH")]
    within: Option<PathBuf>,
    /// Print JSON, a document a line, those alone in their story included
    #[arg(long)]
    json: bool,
}

/// What was found: the documents asked for, and the stories of all.
struct Found {
    hits: Vec<ScoredHit>,
    table: Arc<StoryTable>,
}

/// Prints the stories that several documents report.
///
/// # Errors
/// When nothing can be printed.
pub fn stories(asked: &StoriesArguments, paths: &Paths) -> io::Result<Outcome> {
    let found = match find(asked, paths) {
        Ok(found) => found,
        Err(error) => return Ok(report_failure(&error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let any = if asked.json { print_json(&mut out, &found)? } else { print(&mut out, &found)? };
    out.flush()?;
    Ok(if any { Outcome::Found } else { Outcome::NothingFound })
}

fn find(asked: &StoriesArguments, paths: &Paths) -> Result<Found, String> {
    let path = asked.path.as_ref().or(asked.within.as_ref());
    if let Some(path) = path {
        index_if_unknown(path, paths)?;
    }
    let asked: Vec<PathBuf> = path.into_iter().cloned().collect();
    let indexed = Indexed::open(&asked, paths)?;
    let engine = indexed.engine(notebook(paths).as_ref());
    let search = Search { filters: indexed.filters().collect(), ..Search::default() };
    let all = Question::TopHits { search, marks: Arc::default(), limit: usize::MAX };
    match (indexed.ask(&engine, &all)?, indexed.ask(&engine, &Question::Stories)?) {
        (Answer::TopHits { hits, .. }, Answer::Stories(table)) => Ok(Found { hits, table }),
        _ => Err("the stories could not be found".to_owned()),
    }
}

/// A line a document. Clusters are numbered in the order of the lines.
fn print_json(out: &mut impl Write, found: &Found) -> io::Result<bool> {
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    let mut next = 0;
    let mut hits: Vec<&ScoredHit> = found.hits.iter().collect();
    hits.sort_by(|a, b| (&a.file, a.row.part).cmp(&(&b.file, b.row.part)));
    for hit in &hits {
        let mut new = || {
            next += 1;
            next
        };
        let cluster = match found.table.number(hit.row.id) {
            Some(story) => *numbers.entry(story).or_insert_with(new),
            None => new(),
        };
        json::line(out, &json!({ "file": hit.file, "part": hit.row.part, "cluster": cluster }))?;
    }
    Ok(!hits.is_empty())
}

/// The stories that most documents report first, each with its reports by date.
fn print(out: &mut impl Write, found: &Found) -> io::Result<bool> {
    let hits: HashMap<DocumentId, &ScoredHit> = found.hits.iter().map(|hit| (hit.row.id, hit)).collect();
    let reports = |story: &Story| -> Vec<&ScoredHit> {
        let mut reports: Vec<&ScoredHit> =
            story.reports.iter().filter_map(|id| hits.get(id).copied()).collect();
        reports.sort_by_key(|hit| (hit.row.date.is_none(), hit.row.date, &hit.file, hit.row.part));
        reports
    };
    let stories = found.table.stories().iter().map(|story| (story, reports(story)));
    // Of a story that is in the folder with one report only there is nothing to show.
    let mut stories: Vec<_> = stories.filter(|(_, reports)| reports.len() > 1).collect();
    stories.sort_by_key(|(story, reports)| {
        (std::cmp::Reverse(reports.len()), reports.first().map(|hit| hit.row.date), story.fullest)
    });
    for (story, reports) in &stories {
        let fullest = reports.iter().find(|hit| hit.row.id == story.fullest).or(reports.first());
        let name = fullest.map_or("", |hit| title(hit));
        let days = days(reports).map(|days| format!(" · {days}")).unwrap_or_default();
        writeln!(out, "{} · {} reports{days}", sanitize_line(name), reports.len())?;
        for hit in reports {
            let day = hit.row.date.map(PartialDate::words).unwrap_or_default();
            let place =
                if hit.row.part > 1 { format!("{}#{}", hit.file, hit.row.part) } else { hit.file.clone() };
            writeln!(out, "  {day:12} {}", sanitize_line(&format!("{place} · {}", title(hit))))?;
        }
    }
    Ok(!stories.is_empty())
}

fn title(hit: &ScoredHit) -> &str {
    hit.row.title.as_deref().unwrap_or(&hit.row.path)
}

/// The first and the last day of some documents.
fn days(reports: &[&ScoredHit]) -> Option<String> {
    let dates = || reports.iter().filter_map(|hit| hit.row.date);
    let (first, last) = (dates().min()?, dates().max()?);
    Some(if first == last { first.words() } else { format!("{} – {}", first.words(), last.words()) })
}
