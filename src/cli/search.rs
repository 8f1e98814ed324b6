//! `perusal search`: searches the indexes from the command line and prints the hits.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::indexed::{Indexed, kept, notebook};
use super::{Outcome, json, own_lists, report_failure};
use crate::paths::Paths;
use crate::query::{
    Answer, Criterion, FacetText, FileCounts, Filter, Mode, Order, QueryContext, Question, ScoredHit, Search,
    SearchResults, field_names, parse,
};
use crate::text::sanitize::sanitize_line;

/// A query, and where to ask it.
#[derive(clap::Args)]
pub struct SearchArguments {
    #[arg(required = true, value_name = "QUERY", help = query_help())]
    query: Vec<String>,
    #[command(flatten)]
    scope: SearchScope,
    /// At most so many hits
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
}

/// What a query is made of.
fn query_help() -> String {
    let fields: Vec<String> = field_names().map(|name| format!("{name}:")).collect();
    format!("Words, \"phrases\", -not; in fields {}", fields.join(" "))
}

/// Where to ask.
#[derive(clap::Args)]
pub struct SearchScope {
    /// Only in this file or folder; else in everything indexed
    #[arg(long = "in", value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub(super) json: bool,
}

/// What is found in all, the best hits, and the command that lists what was not searched.
type Found = (SearchResults, Vec<ScoredHit>, String);

/// Prints the documents a query finds.
pub fn search(asked: &SearchArguments, paths: &Paths) -> io::Result<Outcome> {
    match find(asked, paths) {
        Ok(found) => print(asked, &found),
        Err(error) => Ok(report_failure(&error)),
    }
}

fn find(asked: &SearchArguments, paths: &Paths) -> Result<Found, String> {
    let indexed = Indexed::open(asked.scope.path.as_slice(), paths)?;
    // Without the notebook one can still search, only not for what is read or starred.
    let notebook = notebook(paths);
    let marks = notebook.as_ref().map(|notebook| kept(notebook.marks())).unwrap_or_default();
    let lists = own_lists(paths);
    let context = QueryContext { lists: lists.names(), today: jiff::Zoned::now().date() };
    let parsed = parse(&asked.query.join(" "), false, &context);
    // A person sees the remark on what was left out; a program would take the wrong answer.
    if let Some(remark) = parsed.remarks.first() {
        return Err(remark.words.clone());
    }
    let below = indexed.below.iter().cloned();
    let filters =
        below.map(|path| Filter { mode: Mode::Include, criterion: Criterion::Path(path) }).collect();
    let search = Search { query: parsed.query, filters, order: Order::Relevance };
    let question = Question::TopHits { search, marks: Arc::new(marks), limit: asked.limit };
    match indexed.ask(&indexed.engine(notebook.as_ref()), &question)? {
        Answer::TopHits { results, hits } => {
            Ok((results, hits, indexed.search_for_failed(asked.scope.path.as_deref())))
        }
        _ => Ok(Default::default()),
    }
}

fn print(asked: &SearchArguments, found: &Found) -> io::Result<Outcome> {
    let (results, hits, list_unread) = found;
    let mut out = BufWriter::new(io::stdout().lock());
    if asked.scope.json {
        for (at, hit) in hits.iter().enumerate() {
            json::line(&mut out, &as_json(hit, at >= results.unfolded))?;
        }
    } else {
        if !results.resolved_names.is_empty() {
            writeln!(out, "means {}", sanitize_line(&results.resolved_names.join(", ")))?;
        }
        let (unfolded, folded) = hits.split_at(results.unfolded.min(hits.len()));
        unfolded.iter().try_for_each(|hit| print_hit(&mut out, hit))?;
        let more = results.ids.len() - results.unfolded;
        if !folded.is_empty() {
            writeln!(out, "── only in folded lines · {more}")?;
        }
        folded.iter().try_for_each(|hit| print_hit(&mut out, hit))?;
        if let Some(rest) = rest(results, hits) {
            writeln!(out, "{rest}")?;
        }
    }
    out.flush()?;
    drop(out);
    // Among objects there is no place for it.
    if let Some(rest) = rest(results, hits).filter(|_| asked.scope.json) {
        report_failure(&rest);
    }
    say_unsearched(list_unread, results, hits);
    Ok(if hits.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

/// How much of what was found is printed, if not all.
fn rest(results: &SearchResults, hits: &[ScoredHit]) -> Option<String> {
    let (printed, found) = (hits.len().min(results.unfolded), results.unfolded);
    let folded = match results.ids.len() - found {
        0 => String::new(),
        more => format!(", {} of {more} only in folded lines", hits.len() - printed),
    };
    (results.ids.len() > hits.len())
        .then(|| format!("{printed} of {found} documents{folded}; --limit shows more"))
}

/// Says that there are files that were not searched, unless these are what was asked for.
fn say_unsearched(list_unread: &str, results: &SearchResults, hits: &[ScoredHit]) {
    let FileCounts { all, unread, kept } = results.files;
    if unread == 0 || hits.iter().any(|hit| hit.row.problem.is_some()) {
        return;
    }
    let so = match (results.files.unsearched(), kept) {
        (_, 0) => "so not searched".to_owned(),
        (0, _) => "so searched as last read".to_owned(),
        (unsearched, _) => format!("so {unsearched} not searched, {kept} searched as last read"),
    };
    report_failure(&format!("{unread} of {all} files were not read, {so}: {list_unread}"));
}

fn as_json(hit: &ScoredHit, is_folded: bool) -> serde_json::Value {
    let ScoredHit { row, file, passage, score } = hit;
    let passage = passage.as_ref();
    let mut object = json!({
        "document": row.id.0, "file": file, "part": row.part, "title": row.title,
        "date": row.date.map(|date| date.to_string()), "sure": row.sure,
        "score": score, "hits": passage.map(|passage| passage.hits),
        "snippet": passage.map(|passage| &passage.text),
        "folded": is_folded, "frame": null,
    });
    if row.frame {
        object["frame"] = json!({ "line": passage.and_then(|passage| passage.line) });
    }
    for of in FacetText::ALL {
        object[of.name()] = row.texts.get(of).into();
    }
    if let Some(problem) = &row.problem {
        object["problem"] = problem.as_str().into();
    }
    object
}

fn print_hit(out: &mut impl Write, hit: &ScoredHit) -> io::Result<()> {
    let ScoredHit { row, file, passage, .. } = hit;
    if let Some(problem) = &row.problem {
        writeln!(out, "{:<12} {}", "not read", sanitize_line(file))?;
        return writeln!(out, "             {}", sanitize_line(problem));
    }
    if row.frame {
        let line = passage.as_ref().and_then(|passage| passage.line);
        let line = line.map_or_else(String::new, |line| format!(", line {line}"));
        writeln!(out, "frame of {}{line}", sanitize_line(file))?;
        return print_snippet(out, hit);
    }
    let guess = if row.sure { "" } else { "~" };
    let date = row.date.map_or_else(|| "undated".into(), |date| format!("{guess}{date}"));
    let title = row.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "{date:<12} {}", sanitize_line(title))?;
    let part = if row.parts > 1 { format!(" ({} of {})", row.part, row.parts) } else { String::new() };
    writeln!(out, "             {}{part}", sanitize_line(file))?;
    print_snippet(out, hit)
}

fn print_snippet(out: &mut impl Write, hit: &ScoredHit) -> io::Result<()> {
    let passage = hit.passage.as_ref();
    if let Some(passage) = passage.filter(|passage| !passage.text.is_empty()) {
        writeln!(out, "             “{}”", sanitize_line(&passage.text))?;
    }
    Ok(())
}
