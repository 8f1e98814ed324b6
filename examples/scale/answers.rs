//! Asks an engine in this process what a reader asks: searches as they are typed, letter by letter, lists and pages of
//! names, what is said of names. How long each answer takes, and how much memory the engine has then.

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use perusal::engine::Engine;
use perusal::index::Index;
use perusal::ingest::Root;
use perusal::model::Kind;
use perusal::paths::Paths;
use perusal::query::{
    Answer, CompletedBy, CopyRows, Correction, Edit, EntityListOrder, EntityListRequest, NameReference,
    Question, RowSharing, Search, parse,
};

use super::{Measured, process};

/// Rows of a large terminal.
const HEIGHT: usize = 60;

/// What is typed, letter by letter: words of many documents and of few, two words, a phrase.
const TYPED: [&str; 8] = [
    "company",
    "shares sold",
    "harbour strike",
    "\"the bank of\"",
    "profit OR loss",
    "wheat exports -japan",
    "president said the",
    "zinc",
];

/// Prints how long answers take.
pub fn measure(measured: &Measured) -> Result<(), Box<dyn Error>> {
    let root = Root::open(&measured.folder)?;
    let index = Index::open(&Paths::find(Some(&measured.home), &|_| None)?.index_dir(root.path()))?;
    let engine = Engine::new(vec![index], vec![root], Vec::new());
    let (mut lists, mut facets) = (Vec::new(), Vec::new());
    typed(&engine, &mut lists, &mut facets)?;
    memory("browsing and searching");
    println!("key to list     {}", spread(&mut lists));
    println!("    facets      {}", spread(&mut facets));
    names(&engine)?;
    memory("with lists and pages of names");
    corrected(&engine)?;
    memory("after corrections");
    Ok(())
}

/// Asks for everything, and for each text as far as it is typed.
fn typed(engine: &Engine, lists: &mut Vec<f64>, facets: &mut Vec<f64>) -> Result<(), Box<dyn Error>> {
    ask(engine, "", &mut Vec::new(), &mut Vec::new())?;
    for text in TYPED {
        for (end, letter) in text.char_indices() {
            ask(engine, &text[..end + letter.len_utf8()], lists, facets)?;
        }
    }
    Ok(())
}

/// Asks a search as the screen does; notes when its list is there, and when its facets.
fn ask(
    engine: &Engine,
    typed: &str,
    lists: &mut Vec<f64>,
    facets: &mut Vec<f64>,
) -> Result<(), Box<dyn Error>> {
    let search = Search { query: parse(typed, true, &Default::default()).query, ..Search::default() };
    let sharing = RowSharing { threads: true, ..RowSharing::default() };
    let question = Question::Search { search, marks: Arc::default(), around: None, height: HEIGHT, sharing };
    let start = Instant::now();
    let answered = engine.answer(&question, &|| false, &mut |answer| match answer {
        Answer::Results { .. } => lists.push(since(start)),
        Answer::Facets(_) => facets.push(since(start)),
        _ => {}
    });
    answered.map_err(|failure| failure.to_string().into())
}

/// Lists and pages of names.
fn names(engine: &Engine) -> Result<(), Box<dyn Error>> {
    let people =
        EntityListRequest { kind: Some(Kind::Person), limit: HEIGHT, ..EntityListRequest::default() };
    timed("list of people", engine, &Question::EntityList(people.clone()))?;
    let by_name = EntityListRequest { order: EntityListOrder::Name, ..people.clone() };
    timed("    by name", engine, &Question::EntityList(by_name))?;
    timed(
        "    ma…",
        engine,
        &Question::EntityList(EntityListRequest { typed: "ma".into(), ..people.clone() }),
    )?;
    let [first, _] = most_frequent(engine, &people)?;
    let (kind, name, copies) = (first.kind, first.name, CopyRows::default());
    timed("page of the first", engine, &Question::Profile { kind, name, copies })?;
    let completions = Question::Completions { by: CompletedBy::Names(None), typed: "s".into() };
    timed("names with s…", engine, &completions)
}

/// The two people in most documents.
fn most_frequent(engine: &Engine, people: &EntityListRequest) -> Result<[NameReference; 2], Box<dyn Error>> {
    let list = engine.ask(&Question::EntityList(people.clone())).map_err(|failure| failure.to_string())?;
    let Answer::EntityList(list) = list else { return Err("no list of people".into()) };
    match list.rows.as_slice() {
        [first, second, ..] => Ok([first, second].map(|row| NameReference::new(row.kind, row.name.as_str()))),
        _ => Err("there are no two people".into()),
    }
}

/// Says that two people are one, that one is called otherwise, and takes that back: until the facets count accordingly.
fn corrected(engine: &Engine) -> Result<(), Box<dyn Error>> {
    let people = EntityListRequest { kind: Some(Kind::Person), limit: 2, ..EntityListRequest::default() };
    let [first, second] = most_frequent(engine, &people)?;
    let deeds =
        [Correction::Same(first.clone(), second), Correction::Called(first, "Somebody Else".to_owned())];
    for (what, deed) in ["two are one", "called otherwise"].into_iter().zip(deeds) {
        let start = Instant::now();
        engine.correct(&Edit::record([deed]));
        let at_once = since(start);
        ask(engine, "", &mut Vec::new(), &mut Vec::new())?;
        println!("{what:<16}{at_once:.2} ms, its counts after {:.0} ms", since(start));
    }
    Ok(())
}

/// Asks something twice, and prints how long that took.
fn timed(what: &str, engine: &Engine, question: &Question) -> Result<(), Box<dyn Error>> {
    let mut times = [0.0; 2];
    for time in &mut times {
        let start = Instant::now();
        engine.ask(question).map_err(|failure| failure.to_string())?;
        *time = since(start);
    }
    println!("{what:<16}{:.1} ms, again {:.1} ms", times[0], times[1]);
    Ok(())
}

fn memory(what: &str) {
    let bytes = |field| process::memory(std::process::id(), field).unwrap_or(0) / 1_000_000;
    println!(
        "memory          {} MB not of files, {} MB of files: {what}",
        bytes("RssAnon:"),
        bytes("RssFile:")
    );
}

fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn spread(times: &mut [f64]) -> String {
    times.sort_by(f64::total_cmp);
    let share = |share: usize| times.get((times.len() * share / 100).min(times.len() - 1)).copied();
    let [half, most, last] = [50, 99, 100].map(|of| share(of).unwrap_or_default());
    format!("p50 {half:.1} ms, p99 {most:.1} ms, at most {last:.1} ms, of {} asked", times.len())
}
