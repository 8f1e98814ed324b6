//! Measures near copies and stories: how long they take to be found in a collection, at first and after a document was
//! added, a list that puts copies in one row, the hits of a word, and the page of a story.
//!
//! `cargo run --release --example copies -- FOLDER HOME`, where HOME is a folder for the index.

mod support;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use perusal::engine::Engine;
use perusal::index::Index;
use perusal::ingest::Root;
use perusal::query::{
    Answer, CopyRows, QueryContext, Question, RowSharing, Search, SearchResults, StoryTable, parse,
};

/// Each list is asked for so often; the median is printed.
const TIMES: usize = 21;

/// A word that is in very many documents.
const WORD: &str = "year";

/// What is told in a document that is added.
const ADDED: &str =
    "VELL, March 3 - The ferry to Orvane was late on Monday, as the harbour master Ann Bell had said.";

/// Rows of a screen.
const HEIGHT: usize = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, home] = arguments.as_slice() else { return Err("copies FOLDER HOME".into()) };
    let engine = support::open(Path::new(folder), Path::new(home))?;
    let (before, _) = listed(&engine, CopyRows::Folded)?;
    writeln!(io::stdout(), "{} documents", before.ids.len())?;
    let started = Instant::now();
    if let Answer::NearCopies { copies, .. } = ask(&engine, &Question::NearCopies)? {
        writeln!(
            io::stdout(),
            "finding {copies} copies     {:8.1} ms, off the list's thread",
            milliseconds(started.elapsed())
        )?;
    }
    let started = Instant::now();
    ask(&engine, &Question::NearCopies)?;
    writeln!(io::stdout(), "asking again             {:8.3} ms", milliseconds(started.elapsed()))?;
    for (name, rows) in
        [("each a row", CopyRows::Apart), ("folded", CopyRows::Folded), ("once", CopyRows::Once)]
    {
        let mut first: Vec<Duration> = Vec::new();
        let mut whole: Vec<Duration> = Vec::new();
        let mut rows_shown = 0;
        for _ in 0..TIMES {
            let started = Instant::now();
            let (found, shown_after) = listed(&engine, rows)?;
            first.push(shown_after);
            whole.push(started.elapsed());
            rows_shown = found.row_ids().len();
        }
        writeln!(
            io::stdout(),
            "list, {name:<18} {:8.1} ms to its rows, {:8.1} ms with filters, {rows_shown} rows",
            milliseconds(median(&mut first)),
            milliseconds(median(&mut whole))
        )?;
    }
    open_rows(&engine)?;
    list_hits(&engine)?;
    find_stories(&engine, Path::new(home))
}

/// What it takes to list the hits of a word, copies once and each.
fn list_hits(engine: &Engine) -> Result<(), Box<dyn Error>> {
    for copies in [CopyRows::Apart, CopyRows::Folded] {
        let query = parse(WORD, false, &QueryContext::default()).query;
        let search = Search { query, ..Search::default() };
        let started = Instant::now();
        let question = Question::Sentences { search, marks: Arc::default(), copies };
        if let Answer::Sentences(places) = ask(engine, &question)? {
            let (time, lines) = (milliseconds(started.elapsed()), places.len());
            let words = format!("{lines} hits of “{WORD}” in {} documents", places.documents());
            writeln!(
                io::stdout(),
                "hits, {copies:<18?} {time:8.1} ms, {words}, +{} in copies",
                places.in_copies
            )?;
        }
    }
    Ok(())
}

/// What it takes to find the stories, at first and after a document was added, and to open some.
fn find_stories(of: &Engine, home: &Path) -> Result<(), Box<dyn Error>> {
    let added = tempfile::tempdir()?;
    let (root, index) = support::index(added.path(), home)?;
    let (mut roots, mut indexes): (Vec<Root>, Vec<Index>) = of.roots().into_iter().unzip();
    roots.push(root.clone());
    indexes.push(index.clone());
    let engine = Engine::new(indexes, roots, Vec::new());
    let table = |engine: &Engine| -> Result<(Arc<StoryTable>, f64), Box<dyn Error>> {
        let started = Instant::now();
        match ask(engine, &Question::Stories)? {
            Answer::Stories(table) => Ok((table, milliseconds(started.elapsed()))),
            _ => Err("no stories".into()),
        }
    };
    let (first, time) = table(&engine)?;
    writeln!(io::stdout(), "finding {} stories     {time:8.1} ms", first.stories().len())?;
    for number in 0..3 {
        fs::write(added.path().join(format!("{number}.txt")), format!("Ferry {number}\n\n{ADDED}\n"))?;
        support::bring_up_to_date(&root, &index, home)?;
        engine.refresh().map_err(|failure| failure.to_string())?;
        let (_, time) = table(&engine)?;
        writeln!(io::stdout(), "with a document more     {time:8.1} ms")?;
    }
    let mut pages = Vec::new();
    for story in first.stories().iter().take(TIMES) {
        let started = Instant::now();
        ask(&engine, &Question::Story(story.fullest))?;
        pages.push(started.elapsed());
    }
    writeln!(io::stdout(), "page of a story          {:8.3} ms", milliseconds(median(&mut pages)))?;
    Ok(())
}

/// The list as it is shown, and after how long its rows were there.
fn listed(engine: &Engine, copies: CopyRows) -> Result<(SearchResults, Duration), Box<dyn Error>> {
    let sharing = RowSharing { threads: true, copies };
    let (search, marks) = (Search::default(), Arc::default());
    let question = Question::Search { search, marks, around: None, height: HEIGHT, sharing };
    let (started, mut shown) = (Instant::now(), None);
    let mut take = |answer| {
        if let Answer::Results { results, .. } = answer {
            shown.get_or_insert((results, started.elapsed()));
        }
    };
    engine.answer(&question, &|| false, &mut take).map_err(|failure| failure.to_string())?;
    shown.ok_or_else(|| "no list".into())
}

/// What it takes to open the rows of copies, and to read the facts of the one that is shown.
fn open_rows(engine: &Engine) -> Result<(), Box<dyn Error>> {
    let (found, _) = listed(engine, CopyRows::Folded)?;
    let Some(grouped) = found.grouped else { return Ok(()) };
    let (mut rows, mut pages) = (Vec::new(), Vec::new());
    for (shown, row) in grouped.others.iter().take(TIMES) {
        let started = Instant::now();
        ask(engine, &Question::Rows { search: Search::default(), ids: row.others.clone(), read: None })?;
        rows.push(started.elapsed());
        let started = Instant::now();
        let (query, notes) = Default::default();
        ask(engine, &Question::Page { id: *shown, query, notes })?;
        pages.push(started.elapsed());
    }
    writeln!(io::stdout(), "opening a row            {:8.3} ms", milliseconds(median(&mut rows)))?;
    writeln!(io::stdout(), "page of what is shown    {:8.3} ms", milliseconds(median(&mut pages)))?;
    Ok(())
}

fn ask(engine: &Engine, question: &Question) -> Result<Answer, Box<dyn Error>> {
    engine.ask(question).map_err(|failure| failure.to_string().into())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
