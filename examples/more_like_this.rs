//! Measures more like this: of the documents nearest to one, how many have a label in common with it, and at
//! which place the first of them stands.
//!
//! `cargo run --release --example more_like_this -- FOLDER HOME [LABELS [EVERY]]`, where HOME is a folder for the
//! index. LABELS is a file with a line a document: the path of its file below FOLDER, a tab, its labels with commas
//! between them; without it the label is the name of the folder that the file is in. Documents without a label are
//! neither asked for nor counted. Every EVERYth document is asked for.

mod support;

use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use perusal::engine::Engine;
use perusal::model::DocumentId;
use perusal::query::{Answer, Criterion, DocumentIds, Example, Filter, Mode, Question, Search};

/// So many of the nearest are looked at.
const NEAREST: usize = 10;

type Labels = HashMap<String, Vec<String>>;

struct Pile {
    engine: Engine,
    /// Every document with its file.
    files: Vec<(DocumentId, String)>,
    labels: HashMap<DocumentId, Vec<String>>,
}

fn open(folder: &Path, home: &Path, labels: Option<&Labels>) -> Result<Pile, Box<dyn Error>> {
    let engine = support::open(folder, home)?;
    let mut pile = Pile { engine, files: Vec::new(), labels: HashMap::new() };
    let all = Question::TopHits { search: Search::default(), marks: Arc::default(), limit: usize::MAX };
    let Answer::TopHits { hits, .. } = pile.engine.ask(&all).map_err(|failure| failure.to_string())? else {
        return Ok(pile);
    };
    for hit in hits {
        let path = hit.row.path;
        let folder = || Some(vec![path.rsplit('/').nth(1)?.to_owned()]);
        if let Some(of) = labels.map_or_else(folder, |labels| labels.get(&path).cloned()) {
            pile.labels.insert(hit.row.id, of);
        }
        pile.files.push((hit.row.id, path));
    }
    pile.files.sort_unstable();
    Ok(pile)
}

impl Pile {
    /// The documents like one, the most alike first, and how long that took.
    fn like(&self, id: DocumentId) -> (DocumentIds, Duration) {
        let criterion = Criterion::Like(Example { id, passage: None, title: String::new() });
        let search = Search { filters: vec![Filter { mode: Mode::Include, criterion }], ..Search::default() };
        let started = Instant::now();
        let answer = self.engine.ask(&Question::TopHits { search, marks: Arc::default(), limit: 0 });
        let ids = match answer {
            Ok(Answer::TopHits { results, .. }) => results.ids,
            _ => DocumentIds::default(),
        };
        (ids, started.elapsed())
    }
}

fn read_labels(file: &str) -> Result<Labels, Box<dyn Error>> {
    let mut labels = Labels::new();
    for line in std::fs::read_to_string(file)?.lines() {
        if let Some((path, of)) = line.split_once('\t') {
            labels.insert(path.to_owned(), of.split(',').map(str::to_owned).collect());
        }
    }
    Ok(labels)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, home, rest @ ..] = &arguments[..] else { return Err("FOLDER HOME [LABELS [EVERY]]".into()) };
    let labels = rest.first().map(|file| read_labels(file)).transpose()?;
    let every = rest.get(1).map_or(Ok(1), |every| every.parse())?;
    let pile = open(Path::new(folder), Path::new(home), labels.as_ref())?;
    let (mut asked, mut shared, mut reciprocal, mut found) = (0usize, 0usize, 0.0, 0usize);
    let mut times = Vec::new();
    let labelled = pile.files.iter().filter(|(id, _)| pile.labels.contains_key(id));
    for (id, path) in labelled.step_by(every) {
        let (like, took) = pile.like(*id);
        times.push(took);
        let own = pile.labels.get(id).map(Vec::as_slice).unwrap_or_default();
        let others = like.iter().filter_map(|other| pile.labels.get(other));
        let shares: Vec<bool> = others.map(|of| of.iter().any(|label| own.contains(label))).collect();
        asked += 1;
        found += like.len();
        shared += shares.iter().take(NEAREST).filter(|shares| **shares).count();
        let first = shares.iter().position(|shares| *shares);
        reciprocal += first.map_or(0.0, |at| 1.0 / (at + 1) as f64);
        if std::env::var_os("MORE_LIKE_THIS_MISSES").is_some() && first != Some(0) {
            eprintln!("{path}: first of its label at {first:?}");
        }
    }
    times.sort_unstable();
    let of = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let milliseconds = |share| of(share).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    let count = asked.max(1) as f64;
    writeln!(
        std::io::stdout(),
        "{} documents, {asked} asked: of {NEAREST} nearest {:.2} share the label; reciprocal rank {:.3}; \
         {:.0} found; median {:.1} ms, p99 {:.1} ms",
        pile.files.len(),
        shared as f64 / count,
        reciprocal / count,
        found as f64 / count,
        milliseconds(50),
        milliseconds(99),
    )?;
    Ok(())
}
