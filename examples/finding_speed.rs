//! Measures how long a search in a real collection takes, stage by stage as a screen waits for it.
//!
//! `cargo run --release --example finding_speed -- FOLDER HOME [QUERIES]`, where HOME is a folder for the index.
//! The queries are made of words, names and dates of the documents themselves, taken with a fixed step, so that
//! every run asks the same. With `FINDING_SPEED_SLOW=MS` in the environment queries whose list takes longer are
//! printed. No two in a row ask for the same words, so that nothing is answered from what is kept.

mod support;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use perusal::engine::Engine;
use perusal::model::{Document, DocumentId, Kind};
use perusal::query::{Answer, CompletedBy, Query, Question, RowSharing, Search, parse};
use perusal::text::search_terms::search_terms;

/// Rows of a large terminal.
const HEIGHT: usize = 60;

/// The times of one sort of question, in milliseconds.
type Times = BTreeMap<&'static str, Vec<f64>>;

/// All documents of the collection.
fn all(engine: &Engine) -> Vec<DocumentId> {
    match engine.ask(&Question::TopHits { search: Search::default(), marks: Arc::default(), limit: 0 }) {
        Ok(Answer::TopHits { results, .. }) => results.ids.to_vec(),
        _ => Vec::new(),
    }
}

fn document(engine: &Engine, id: DocumentId) -> Option<Document> {
    match engine.ask(&Question::Page { id, query: Query::default(), notes: Default::default() }) {
        Ok(Answer::Page(page)) => Some(page.document.clone()),
        _ => None,
    }
}

/// Queries for one document, each with what sort it is.
fn queries(document: &Document, turn: usize) -> Vec<(&'static str, String)> {
    let words: Vec<String> =
        search_terms(&document.text).filter(|word| word.chars().all(char::is_alphabetic)).collect();
    let word = |at: usize| words.get((turn * 7 + at * 13) % words.len().max(1)).cloned();
    let mut all = Vec::new();
    if let (Some(first), Some(second)) = (word(0), word(1)) {
        let begun: String = first.chars().take(1 + turn % 4).collect();
        all.push(("one word", first.clone()));
        all.push(("two words", format!("{second} {first}")));
        all.push(("two words, the last being typed", format!("{second} {begun}*")));
        all.push((
            "one of two, not a third",
            format!("({first} OR {second}) -{}", word(2).unwrap_or_default()),
        ));
        all.push(("two words near each other", format!("\"{first} {second}\"~9")));
    }
    if let Some(phrase) = words.get(turn % words.len().max(1)..).and_then(|rest| rest.get(..2)) {
        all.push(("a phrase", format!("\"{}\"", phrase.join(" "))));
    }
    let person = document.mentions.iter().find(|mention| mention.kind == Kind::Person);
    if let (Some(person), Some(word)) = (person, word(3)) {
        let name = person.span.of(&document.text).replace(['"', '\n'], " ");
        all.push(("a person and a word", format!("person:\"{name}\" {word}")));
    }
    if let Some(date) = document.published.as_ref().and_then(|published| published.date) {
        all.push(("a word in a month", format!("{} date:{}", word(4).unwrap_or_default(), date)));
    }
    all
}

/// Asks a query as the screen does; notes the time to each part of the answer.
fn ask(engine: &Engine, typed: &str, sort: &'static str, lists: &mut Times, parts: &mut Times) {
    let search = Search { query: parse(typed, false, &Default::default()).query, ..Search::default() };
    let question = Question::Search {
        search,
        marks: Arc::default(),
        around: None,
        height: HEIGHT,
        sharing: RowSharing { threads: true, ..RowSharing::default() },
    };
    let slow =
        std::env::var("FINDING_SPEED_SLOW").ok().and_then(|slow| slow.parse().ok()).unwrap_or(f64::MAX);
    let start = Instant::now();
    let mut last = 0.0;
    let answered = engine.answer(&question, &|| false, &mut |answer| {
        let now = start.elapsed().as_secs_f64() * 1000.0;
        let part = match answer {
            Answer::Results { .. } => {
                lists.entry(sort).or_default().push(now);
                if now > slow {
                    say(&format!("{now:.0} ms: {typed}"));
                }
                "the list, its first rows"
            }
            Answer::Rows { .. } => "passages of these rows",
            Answer::Folded { .. } => "more in folded lines",
            Answer::HitCounts { .. } => "hits in all",
            Answer::Facets(_) => "facets and time line",
            _ => "nearest words",
        };
        parts.entry(part).or_default().push(now - last);
        last = now;
    });
    if answered.is_err() {
        say(&format!("not answered: {typed}"));
    }
}

/// The time below which that share of the times is.
fn share(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() as f64 * share) as usize;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn report(times: &mut Times) {
    let mut together: Vec<f64> = Vec::new();
    for (what, of_sort) in times.iter_mut() {
        together.extend(of_sort.iter());
        let (half, most) = (share(of_sort, 0.5), share(of_sort, 0.99));
        say(&format!("  {what:<40}{:>6} asked  p50 {half:>7.2} ms  p99 {most:>7.2} ms", of_sort.len()));
    }
    let (half, most) = (share(&mut together, 0.5), share(&mut together, 0.99));
    say(&format!("  {:<40}{:>6} asked  p50 {half:>7.2} ms  p99 {most:>7.2} ms", "together", together.len()));
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// How long a long query of every sort of word takes to be understood, in milliseconds for each 1,000 bytes.
fn parsing() -> f64 {
    let query =
        "harbour OR \"grain deal\"~5 (person:quill -date:2021-03..2022) /case \\d+/ source:gull ".repeat(12);
    let start = Instant::now();
    for _ in 0..100 {
        std::hint::black_box(parse(&query, true, &Default::default()));
    }
    start.elapsed().as_secs_f64() * 1000.0 / 100.0 / query.len() as f64 * 1000.0
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(home)) = (arguments.next(), arguments.next()) else {
        return Err("usage: finding_speed FOLDER HOME [QUERIES]".into());
    };
    let wanted: usize = arguments.next().and_then(|n| n.to_str()?.parse().ok()).unwrap_or(1000);
    let engine = support::open(&folder, &home)?;
    let ids = all(&engine);
    say(&format!("{} documents", ids.len()));
    // Entities are made once, after the first screen.
    engine
        .ask(&Question::Entity { kind: Kind::Person, name: String::new() })
        .map_err(|failure| failure.to_string())?;
    let (mut lists, mut parts) = (Times::new(), Times::new());
    let step = (ids.len() * 8 / wanted.max(1)).max(1);
    for (turn, &id) in ids.iter().step_by(step).enumerate() {
        for (sort, typed) in document(&engine, id).iter().flat_map(|document| queries(document, turn)) {
            ask(&engine, &typed, sort, &mut lists, &mut parts);
        }
    }
    say("from a query to its list and first rows, words with their other forms");
    report(&mut lists);
    say("each part of an answer by itself");
    let mut completing = Vec::new();
    for by in
        [CompletedBy::Names(None), CompletedBy::Values(perusal::query::Facet::Source), CompletedBy::Dates]
    {
        for typed in ["a", "ma", "s", "201"] {
            let start = Instant::now();
            engine
                .ask(&Question::Completions { by, typed: typed.to_owned() })
                .map_err(|failure| failure.to_string())?;
            completing.push(start.elapsed().as_secs_f64() * 1000.0);
        }
    }
    parts.insert("completions of what is typed", completing);
    report(&mut parts);
    say(&format!("a query is understood in {:.2} ms for each 1,000 bytes", parsing()));
    Ok(())
}
