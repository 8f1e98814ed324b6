//! Measures the index on an invented collection: `cargo run --release --example search_speed --
//! [DOCUMENTS]`. Words are drawn from a Zipf-like vocabulary with a fixed seed, so that every
//! run measures the same.

use std::error::Error;
use std::time::Instant;

use perusal::index::{Collection, Index};
use perusal::model::{
    Block, BlockKind, Document, DocumentId, FileStamp, Key, Kind, PartialDate, Published, SourceFile, Span,
};
use perusal::query::{Clause, Condition, Filter, Likeness, Marks, Mode, Query, Search, TextField};

/// Different words, and different names.
const VOCABULARY: u64 = 60_000;
const NAMES: u64 = 30_000;

/// Words and names of a document.
const WORDS: usize = 500;
const NAMES_EACH: usize = 20;

/// Knuth's MMIX linear congruential generator.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        self.0 >> 33
    }

    /// Small numbers far more often than large ones.
    fn skewed(&mut self, below: u64) -> u64 {
        let even = self.next() as f64 / (1u64 << 31) as f64;
        ((below as f64).powf(even) as u64).min(below) - 1
    }
}

/// A word that sounds like one.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 40] = [
        "sa", "to", "ri", "ne", "lu", "ka", "mo", "vi", "de", "pa", "so", "ti", "ra", "no", "le", "ku", "ma",
        "vo", "di", "pe", "su", "ta", "ro", "ni", "la", "ko", "mu", "va", "do", "pi", "se", "tu", "re", "na",
        "li", "ke", "mi", "vu", "da", "po",
    ];
    let mut word = String::new();
    let mut rest = number.wrapping_mul(2654435761) % 2_560_000 + 40;
    while rest > 0 {
        word.push_str(SYLLABLES[(rest % 40) as usize]);
        rest /= 40;
    }
    word
}

fn document(chance: &mut Chance) -> Document {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in 0..WORDS / 25 {
        let start = text.len();
        for _ in 0..25 {
            text.push_str(&word(chance.skewed(VOCABULARY)));
            text.push(' ');
        }
        let kind = if line == WORDS / 25 - 1 { BlockKind::Chrome } else { BlockKind::Paragraph };
        blocks.push(Block { span: Span::new(start, text.len()), kind });
        text.push('\n');
    }
    let kinds = [Kind::Person, Kind::Organization, Kind::Place];
    let keys = (0..NAMES_EACH).map(|_| {
        let number = chance.skewed(NAMES);
        let name = format!("{} {}", word(number), word(number / 3 + 7));
        Key { kind: kinds[number as usize % 3], name, bare: false }
    });
    let keys = keys.collect();
    let date = PartialDate::day(2015 + (chance.next() % 10) as i16, 1 + (chance.next() % 12) as u8, 3);
    Document {
        part: 1,
        parts: 1,
        title: Some(text.split(' ').take(6).collect::<Vec<_>>().join(" ")),
        source: Some(word(chance.skewed(80))),
        language: Some("en".to_owned()),
        published: Some(Published { date, sure: true, ..Published::default() }),
        text,
        blocks,
        keys,
        ..Document::default()
    }
}

fn fill(index: &Index, documents: u64) -> Result<(), Box<dyn Error>> {
    let mut chance = Chance(1);
    let mut writer = index.writer()?;
    for id in 1..=documents {
        let document = document(&mut chance);
        let file = SourceFile {
            path: format!("{}/{id}.txt", word(id % 50)),
            stamp: FileStamp {
                size: document.text.len() as u64,
                modified: id as i64,
                ..FileStamp::default()
            },
            hash: id.into(),
            format: Default::default(),
            documents: 1,
            lists: 0,
            problem: None,
        };
        writer.replace(&file, &[(DocumentId(id), document)])?;
        if id % 4000 == 0 {
            writer.commit()?;
        }
    }
    writer.commit()?;
    Ok(writer.finish()?)
}

/// The best of several runs, printed.
fn measure<T>(what: &str, runs: usize, mut work: impl FnMut() -> T) -> T {
    let mut best = f64::MAX;
    let mut result = None;
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        let of_run = work();
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
        result = Some(of_run);
    }
    say(&format!("{what:<44}{best:>9.2} ms"));
    match result {
        Some(result) => result,
        None => work(),
    }
}

fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn text(typed: &str, prefix: bool) -> Search {
    let terms = typed.split(' ').map(str::to_owned).collect();
    let any =
        vec![Condition::Text { field: TextField::Anywhere, terms, prefix, likeness: Likeness::Inflected }];
    Search { query: Query { clauses: vec![Clause { negated: false, any }] }, ..Search::default() }
}

fn main() -> Result<(), Box<dyn Error>> {
    let documents = std::env::args().nth(1).map_or(Ok(20_000), |n| n.parse())?;
    let dir = tempfile::tempdir()?;
    let start = Instant::now();
    fill(&Index::open(dir.path())?, documents)?;
    say(&format!("{documents} documents of {WORDS} words written in {:.1} s", start.elapsed().as_secs_f64()));

    let marks = Marks::default();
    let index = measure("open", 5, || Index::open(dir.path()))?;
    let fresh = || Collection::new(vec![index.clone()]).snapshot();
    measure("the known files", 5, || index.known_files())?;
    measure("the first 60 rows of a new snapshot", 5, || {
        let snapshot = fresh()?;
        let found = snapshot.search(&Search::default(), &marks, &|| false)?;
        snapshot.rows(found.ids.between(0..60));
        Ok::<_, perusal::index::Error>(())
    })?;

    let searches = [
        ("a common word", text(&word(0), false)),
        ("a rare word", text(&word(5000), false)),
        ("a one-letter beginning", text("s", true)),
        ("a phrase", text(&format!("{} {}", word(0), word(1)), false)),
        ("a word and a one-letter beginning", text(&format!("{} s", word(0)), true)),
    ];
    for (what, search) in &searches {
        // A snapshot keeps the counts of its last searches, so each run has a new one.
        let mut snapshots = (0..5).map(|_| fresh()).collect::<Result<Vec<_>, _>>()?;
        for snapshot in &snapshots {
            snapshot.search(&Search::default(), &marks, &|| false)?;
        }
        let snapshot = fresh()?;
        let found = measure(what, 5, || match snapshots.pop() {
            Some(snapshot) => snapshot.search(search, &marks, &|| false),
            None => snapshot.search(search, &marks, &|| false),
        })?;
        let first = found.ids.between(0..60);
        let hits = measure("    its hits", 1, || snapshot.hits(search, &found));
        measure("    60 rows", 5, || snapshot.rows(first));
        measure("    60 passages", 5, || snapshot.passages(search, first));
        say(&format!("    {} documents, {} hits, {} folded", found.ids.len(), hits.0, hits.1));
    }

    let snapshot = fresh()?;
    let all = snapshot.search(&Search::default(), &marks, &|| false)?;
    measure("keys and entities, once a snapshot", 3, || fresh().map(|fresh| fresh.entity(Kind::Person, "")))?;
    snapshot.entity(Kind::Person, "");
    let facets = measure("facets of all documents", 5, || snapshot.facets(&all, &marks, 12, &|| false))?;
    let person = facets.groups.first().and_then(|group| group.values.first());
    if let Some(person) = person {
        let filters = vec![Filter { mode: Mode::Include, criterion: person.criterion.clone() }];
        let search = Search { filters, ..Search::default() };
        measure("a person", 5, || snapshot.search(&search, &marks, &|| false))?;
    }
    Ok(())
}
