//! Measures near copies and stories: how long they take to be found in a collection, at first and after a document was
//! added, a list that puts them in one row, opening such a row, the hits of a word, and the page of a story.
//!
//! `cargo run --release --example copies -- FOLDER HOME`, where HOME is a folder for the index.

mod support;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use perusal::app::pane::list::List;
use perusal::engine::Engine;
use perusal::index::Index;
use perusal::ingest::Root;
use perusal::query::{
    Answer, CopyRows, QueryContext, Question, RowSharing, Search, SearchResults, StoryRows, StoryTable, parse,
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
    let (before, _) = listed(&engine, RowSharing::default())?;
    writeln!(io::stdout(), "{} documents", before.ids.len())?;
    let (found, took) = timed(|| ask(&engine, &Question::NearCopies))?;
    if let Answer::NearCopies { copies, .. } = found {
        writeln!(io::stdout(), "finding {copies} copies     {took:8.1} ms, off the list's thread")?;
    }
    let (found, took) = timed(|| ask(&engine, &Question::Stories))?;
    if let Answer::Stories(table) = found {
        let stories = table.stories();
        let reports: usize = stories.iter().map(|story| story.reports.len()).sum();
        let stories = stories.len();
        writeln!(
            io::stdout(),
            "finding {stories} stories of {reports} documents {took:8.1} ms, off the list's thread"
        )?;
    }
    for (name, question) in [("copies", Question::NearCopies), ("stories", Question::Stories)] {
        let (_, took) = timed(|| ask(&engine, &question))?;
        writeln!(io::stdout(), "asking again for {name:<7} {took:8.3} ms")?;
    }
    for (name, sharing) in SHARINGS {
        list_rows(&engine, name, sharing)?;
    }
    for (name, sharing) in SHARINGS {
        open_rows(&engine, name, sharing)?;
    }
    list_hits(&engine)?;
    find_stories(&engine, Path::new(home))
}

/// The ways in which rows are shared that are measured.
const SHARINGS: [(&str, RowSharing); 5] = [
    ("each a row", RowSharing { threads: true, copies: CopyRows::Apart, stories: StoryRows::Apart }),
    ("copies folded", RowSharing { threads: true, copies: CopyRows::Folded, stories: StoryRows::Apart }),
    ("copies once", RowSharing { threads: true, copies: CopyRows::Once, stories: StoryRows::Apart }),
    ("stories as rows", RowSharing { threads: true, copies: CopyRows::Folded, stories: StoryRows::Rows }),
    ("stories alone", RowSharing { threads: true, copies: CopyRows::Apart, stories: StoryRows::Rows }),
];

/// What it takes to list all documents.
fn list_rows(engine: &Engine, name: &str, sharing: RowSharing) -> Result<(), Box<dyn Error>> {
    let (mut first, mut whole) = (Vec::new(), Vec::new());
    let mut rows = 0;
    for _ in 0..TIMES {
        let ((found, shown_after), took) = timed(|| listed(engine, sharing))?;
        first.push(shown_after);
        whole.push(took);
        rows = found.row_ids().len();
    }
    let (first, whole) = (median(&mut first), median(&mut whole));
    writeln!(
        io::stdout(),
        "list, {name:<18} {first:8.1} ms to its rows, {whole:8.1} ms with filters, {rows} rows"
    )?;
    Ok(())
}

/// What it takes to list the hits of a word, copies once and each.
fn list_hits(engine: &Engine) -> Result<(), Box<dyn Error>> {
    for copies in [CopyRows::Apart, CopyRows::Folded] {
        let query = parse(WORD, false, &QueryContext::default()).query;
        let search = Search { query, ..Search::default() };
        let question = Question::Sentences { search, marks: Arc::default(), copies };
        if let (Answer::Sentences(places), time) = timed(|| ask(engine, &question))? {
            let lines = places.len();
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
        match timed(|| ask(engine, &Question::Stories))? {
            (Answer::Stories(table), time) => Ok((table, time)),
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
        pages.push(timed(|| ask(&engine, &Question::Story(story.fullest)))?.1);
    }
    writeln!(io::stdout(), "page of a story          {:8.3} ms", median(&mut pages))?;
    Ok(())
}

/// The list as it is shown, and after how many milliseconds its rows were there.
fn listed(engine: &Engine, sharing: RowSharing) -> Result<(SearchResults, f64), Box<dyn Error>> {
    let (search, marks) = (Search::default(), Arc::default());
    let question = Question::Search { search, marks, around: None, height: HEIGHT, sharing };
    let (started, mut shown) = (Instant::now(), None);
    let mut take = |answer| {
        if let Answer::Results { results, .. } = answer {
            shown.get_or_insert((results, milliseconds(started)));
        }
    };
    engine.answer(&question, &|| false, &mut take).map_err(|failure| failure.to_string())?;
    shown.ok_or_else(|| "no list".into())
}

/// What it takes to open rows that several documents share, and to read the page of the one that is shown.
fn open_rows(engine: &Engine, name: &str, sharing: RowSharing) -> Result<(), Box<dyn Error>> {
    let (found, _) = listed(engine, sharing)?;
    let Some(grouped) = found.grouped.clone() else { return Ok(()) };
    let mut list = List::default();
    list.take(found, Vec::new(), None, HEIGHT);
    let (mut opened, mut rows, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    let shared = grouped.ids.iter().filter_map(|&id| Some((id, grouped.others.get(&id)?.first()?)));
    for (shown, row) in shared.take(TIMES) {
        opened.push(timed(|| Ok(list.open_row(shown)))?.1);
        let question = Question::Rows { search: Search::default(), ids: row.others.clone(), read: None };
        rows.push(timed(|| ask(engine, &question))?.1);
        let (query, notes) = Default::default();
        let question = Question::Page { id: shown, query, notes };
        pages.push(timed(|| ask(engine, &question))?.1);
    }
    let (opened, rows, pages) = (median(&mut opened), median(&mut rows), median(&mut pages));
    writeln!(
        io::stdout(),
        "row, {name:<19} {opened:8.3} ms to open, {rows:8.3} ms for what it opens to, {pages:8.3} ms for its page"
    )?;
    Ok(())
}

fn ask(engine: &Engine, question: &Question) -> Result<Answer, Box<dyn Error>> {
    engine.ask(question).map_err(|failure| failure.to_string().into())
}

/// What something gives, and how many milliseconds it took.
fn timed<T>(make: impl FnOnce() -> Result<T, Box<dyn Error>>) -> Result<(T, f64), Box<dyn Error>> {
    let started = Instant::now();
    Ok((make()?, milliseconds(started)))
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
