//! `perusal search`: searches the indexes from the command line: prints the hits, how many there are, or how
//! they spread; or asks each query of a file.
//!
//! Not here: how a hit is printed (`hit`).

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::choice::one_of;
use super::finding::{FileLines, SearchScope, Searched, report_query};
use super::hit::{Contexts, print_hits, print_json, print_paths};
use super::indexed::saved_search;
use super::read_text::read_text;
use super::{Outcome, json, report_failure};
use crate::paths::Paths;
use crate::query::{
    Answer, Criterion, FacetValue, Facets, FileCounts, Order, Query, Question, RowSharing, ScoredHit, Search,
    SearchResults, TypedSearch, field_names,
};
use crate::text::sanitize::sanitize_line;

/// A query, and where to ask it.
#[derive(clap::Args)]
pub struct SearchArguments {
    #[arg(required_unless_present_any = ["queries", "saved", "like"], value_name = "QUERY", help = query_help())]
    query: Vec<String>,
    #[command(flatten)]
    scope: SearchScope,
    /// At most so many hits
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// All hits
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Sort by: relevance, newest, oldest, longest, most-hits, title, source, as-found, last-read
    #[arg(long, value_name = "ORDER", value_parser = order)]
    sort: Option<Order>,
    /// Documents like that of this file, its first or the one of that number
    #[arg(long, value_name = "FILE[#PART]", conflicts_with = "queries")]
    like: Option<PathBuf>,
    /// So many lines of the file before and after the best one of each hit
    #[arg(long, short = 'C', value_name = "N", conflicts_with_all = ["queries", "count", "facets", "paths0"])]
    context: Option<usize>,
    /// Print only how many documents are found
    #[arg(long)]
    count: bool,
    /// Print how many of them have each name, source, language and month
    #[arg(long, conflicts_with = "count")]
    facets: bool,
    /// Print only the paths of their files, each ended by a zero byte
    #[arg(long, conflicts_with_all = ["count", "facets", "json"])]
    paths0: bool,
    /// Ask each line of this file (- for standard input), and print how many documents it finds
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "count", "facets", "paths0"])]
    queries: Option<PathBuf>,
    /// Search for what was saved under this name, with its filters and in its order
    #[arg(long, value_name = "NAME", conflicts_with_all = ["query", "queries"])]
    saved: Option<String>,
}

/// What a query is made of.
fn query_help() -> String {
    let fields: Vec<String> = field_names().map(|name| format!("{name}:")).collect();
    format!("Words, \"phrases\", -not, a OR b, (brackets); in fields {}", fields.join(" "))
}

fn order(typed: &str) -> Result<Order, String> {
    one_of(Order::ALL, |order| order.name().replace(' ', "-"), typed)
}

/// Prints the documents a query finds.
pub fn search(asked: &SearchArguments, paths: &Paths) -> io::Result<Outcome> {
    let searched = match Searched::open(asked.scope.path.as_deref(), paths) {
        Ok(searched) => searched,
        Err(error) => return Ok(report_failure(&error)),
    };
    if let Some(file) = &asked.queries {
        return searched.print_batch(asked, file);
    }
    let typed = match &asked.saved {
        Some(name) => match saved_search(searched.notebook.as_ref(), &searched.indexed.collection(), name) {
            Ok(saved) => saved.typed,
            Err(error) => return Ok(report_failure(&error)),
        },
        None => TypedSearch { text: asked.query.join(" "), ..TypedSearch::default() },
    };
    // It was saved where the last word may go on.
    let query = match searched.parse(&typed.text, asked.saved.is_some()) {
        Ok(query) => query,
        Err(remark) => return Ok(report_query(&typed.text, &remark)),
    };
    let mut search = searched.search(query, asked.sort.unwrap_or(typed.order));
    search.filters.extend(typed.filters);
    if let Some(like) = &asked.like {
        match searched.example(like) {
            Ok(filter) => search.filters.push(filter),
            Err(error) => return Ok(report_failure(&error)),
        }
    }
    let printed =
        if asked.facets { searched.print_facets(asked, search) } else { searched.print(asked, search) };
    printed.unwrap_or_else(|error| Ok(report_failure(&error)))
}

impl Searched {
    fn print(&self, asked: &SearchArguments, search: Search) -> Result<io::Result<Outcome>, String> {
        let limit = match (asked.count, asked.all) {
            (true, _) => 0,
            (_, true) => usize::MAX,
            _ => asked.limit,
        };
        let query = search.query.clone();
        if asked.scope.json && limit > 0 {
            self.ask(&Question::NearCopies)?;
        }
        let (mut results, mut hits) = self.top(search, limit)?;
        // A program gets only what it asked for.
        if asked.count || asked.paths0 || asked.scope.json {
            results = results.as_asked();
            hits.truncate(results.ids.len());
        }
        let list_unread = self.indexed.search_for_failed(asked.scope.path.as_deref());
        let context = asked.context.map(|around| self.context(&hits, &query, around)).transpose()?;
        Ok(print(asked, &results, &hits, &context.unwrap_or_default(), &list_unread))
    }

    /// The lines around the best one of each hit.
    fn context(&self, hits: &[ScoredHit], query: &Query, around: usize) -> Result<Contexts, String> {
        let mut contexts = Contexts::new();
        for hit in hits.iter().filter(|hit| hit.row.problem.is_none()) {
            let question = Question::Page { id: hit.row.id, query: query.clone(), notes: Arc::default() };
            let Answer::Page(page) = self.ask(&question)? else { continue };
            // A file that is away is said to be; what was read of it is shown.
            let Ok(lines) = FileLines::read(&page.path) else { continue };
            contexts.insert(hit.row.id, lines.best_stretch(&lines.hits(&page, query), around));
        }
        Ok(contexts)
    }

    fn print_facets(&self, asked: &SearchArguments, search: Search) -> Result<io::Result<Outcome>, String> {
        let question = Question::Search {
            search,
            marks: Arc::clone(&self.marks),
            around: None,
            height: 0,
            sharing: RowSharing::default(),
        };
        let (mut facets, mut asked_for) = (None, true);
        let take = &mut |answer| match answer {
            Answer::Results { results, .. } => asked_for = !results.as_asked().ids.is_empty(),
            Answer::Facets(of) => facets = Some(of).filter(|_| asked_for),
            _ => {}
        };
        self.engine.answer(&question, &|| false, take).map_err(|failure| failure.to_string())?;
        let limit = if asked.all { usize::MAX } else { asked.limit };
        Ok(print_facets(&facets.unwrap_or_default(), limit, asked.scope.json))
    }

    /// Asks each line of a file, and prints how many documents it finds.
    fn print_batch(&self, asked: &SearchArguments, file: &Path) -> io::Result<Outcome> {
        let text = match read_text(file, LARGEST_BATCH) {
            Ok(text) => text,
            Err(error) => return Ok(report_failure(&format!("{}: {error}", file.display()))),
        };
        let mut out = BufWriter::new(io::stdout().lock());
        let (mut failed, mut found_any) = (false, false);
        for (line, typed) in (1..).zip(text.lines()).filter(|(_, typed)| !typed.trim().is_empty()) {
            let counted = self.parse(typed, false).map_err(|remark| remark.words).and_then(|query| {
                self.top(self.search(query, Order::default()), 0).map(|(results, _)| results.as_asked())
            });
            match counted {
                Ok(results) => {
                    let (documents, folded) = (results.unfolded, results.ids.len() - results.unfolded);
                    found_any |= !results.ids.is_empty();
                    if asked.scope.json {
                        let object = json!({ "query": typed, "documents": documents, "folded": folded });
                        json::line(&mut out, &object)?;
                    } else {
                        writeln!(out, "{documents}\t{}", sanitize_line(typed))?;
                    }
                }
                Err(error) => {
                    report_failure(&format!("{}: line {line}: {error}", file.display()));
                    failed = true;
                }
            }
        }
        out.flush()?;
        Ok(match (failed, found_any) {
            (true, _) => Outcome::Failed,
            (_, true) => Outcome::Found,
            _ => Outcome::NothingFound,
        })
    }
}

/// More bytes than these are no list of queries.
const LARGEST_BATCH: u64 = 16 << 20;

/// Prints how many documents have each value.
fn print_facets(facets: &Facets, limit: usize, as_json: bool) -> io::Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let months = facets.time.by_month().dates;
    let months = months.iter().filter(|count| count.found > 0 && count.date.parts().1.is_some());
    let months: Vec<(String, u32)> = months.map(|count| (count.date.to_string(), count.found)).collect();
    let groups = facets.groups.iter().map(|group| {
        // Programs ask with the text itself: `en`, not English.
        let text = |value: &FacetValue| match &value.criterion {
            Criterion::Text(text) if !text.value.is_empty() => text.value.clone(),
            _ => value.label.clone(),
        };
        let value = |value: &FacetValue| (text(value), value.documents);
        (group.facet.field().into_owned(), group.values.iter().take(limit).map(value).collect::<Vec<_>>())
    });
    let mut any = false;
    for (facet, values) in groups.chain([("month".to_owned(), months)]) {
        any |= !values.is_empty();
        for (value, documents) in values {
            if as_json {
                json::line(&mut out, &json!({ "facet": facet, "value": value, "documents": documents }))?;
            } else {
                writeln!(out, "{documents:>7}  {facet:<10} {}", sanitize_line(&value))?;
            }
        }
    }
    out.flush()?;
    Ok(if any { Outcome::Found } else { Outcome::NothingFound })
}

fn print(
    asked: &SearchArguments,
    results: &SearchResults,
    hits: &[ScoredHit],
    contexts: &Contexts,
    list_unread: &str,
) -> io::Result<Outcome> {
    let instead = results.suggestion.as_ref().filter(|suggestion| suggestion.shown && !hits.is_empty());
    let mut out = BufWriter::new(io::stdout().lock());
    let rest = rest(results, hits).filter(|_| !asked.count && !asked.paths0);
    if asked.count {
        print_count(&mut out, results, asked.scope.json)?;
    } else if asked.paths0 {
        print_paths(&mut out, hits)?;
    } else if asked.scope.json {
        print_json(&mut out, results, hits, contexts)?;
    } else {
        if let Some(suggestion) = instead {
            let (typed, words) = (suggestion.typed_words(), suggestion.new_words());
            writeln!(out, "nothing has “{}”; these have {}", sanitize_line(&typed), sanitize_line(&words))?;
        }
        print_hits(&mut out, results, hits, contexts)?;
        if let Some(rest) = &rest {
            writeln!(out, "{rest}")?;
        }
    }
    out.flush()?;
    drop(out);
    // Among objects there is no place for it.
    if let Some(rest) = rest.filter(|_| asked.scope.json) {
        report_failure(&rest);
    }
    if instead.is_none() {
        say_suggestion(results);
    }
    say_copies(results);
    say_unsearched(list_unread, results, hits);
    // What was asked for is not found, whatever is shown instead.
    let found = !results.ids.is_empty() && instead.is_none();
    Ok(if found { Outcome::Found } else { Outcome::NothingFound })
}

fn print_count(out: &mut impl Write, results: &SearchResults, as_json: bool) -> io::Result<()> {
    let (documents, folded) = (results.unfolded, results.ids.len() - results.unfolded);
    match as_json {
        true => json::line(out, &json!({ "documents": documents, "folded": folded })),
        false => writeln!(out, "{documents}"),
    }
}

/// Says which words may have been meant.
fn say_suggestion(results: &SearchResults) {
    if let Some(suggestion) = &results.suggestion {
        let words = suggestion.new_words();
        let words = sanitize_line(&words);
        report_failure(&format!("did you mean “{words}”? {} documents have it", suggestion.documents));
    }
}

/// Says that copies are left out of what is like a document.
fn say_copies(results: &SearchResults) {
    match results.copies {
        0 => {}
        1 => _ = report_failure("a copy of it is left out"),
        copies => _ = report_failure(&format!("{copies} copies of it are left out")),
    }
}

/// How much of what was found is printed, if not all.
fn rest(results: &SearchResults, hits: &[ScoredHit]) -> Option<String> {
    let (printed, found) = (hits.len().min(results.unfolded), results.unfolded);
    let folded = match results.ids.len() - found {
        0 => String::new(),
        more => format!(", {} of {more} only in folded lines", hits.len() - printed),
    };
    let is_rest = results.ids.len() > hits.len();
    (is_rest && !results.suggestion.as_ref().is_some_and(|s| s.shown && hits.is_empty()))
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
