//! Measures what is computed of names: reads an index and prints what numbering and resolving its
//! keys, correcting them, and pages and lists of entities cost.
//!
//! `cargo run --release --example entities_speed -- FOLDER HOME`, for a folder indexed with that
//! home (`index_speed` does it).

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use perusal::index::{Collection, Index, Snapshot};
use perusal::ingest::Root;
use perusal::model::Kind;
use perusal::paths::Paths;
use perusal::query::{
    CompletedBy, CopyRows, Correction, Criterion, Edit, EntityListOrder, EntityListRequest, EntityRow,
    Filter, Marks, Mode, NameReference, Search, SearchResults,
};

/// How often each thing is done; the best time counts.
const RUNS: usize = 5;
/// Values of a facet and rows of a list.
const SHOWN: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(home)) = (arguments.next(), arguments.next()) else {
        return Err("usage: entities_speed FOLDER HOME".into());
    };
    let paths = Paths::find(Some(&home), &|_| None)?;
    let index = Index::open(&paths.index_dir(Root::open(&folder)?.path()))?;
    let snapshot = Collection::new(vec![index]).snapshot()?;
    let found = snapshot.search(&Search::default(), &Marks::default(), &|| false)?;

    let before = resident("RssAnon:");
    let started = Instant::now();
    snapshot.entity(Kind::Person, "");
    say("keys numbered and resolved, the first time", started);
    println!("    memory {} MB, pages of the index aside", resident("RssAnon:").saturating_sub(before));
    let people = snapshot.entity_list(&asked(Some(Kind::Person), EntityListOrder::Documents))?;
    println!("    {} documents, {} keys, {} people", found.ids.len(), snapshot.keys().len(), people.total);
    let [first, second, ..] = people.rows.as_slice() else {
        return Err("the index has no two people".into());
    };

    best("facets of all documents", || counted(&snapshot, &found))?;
    corrections(&snapshot, &found, first, second)?;
    pages(&snapshot, first, second)?;
    for order in EntityListOrder::ALL {
        best(&format!("list of all entities by {}", order.name()), || {
            snapshot.entity_list(&asked(None, order))
        })?;
    }
    let in_sight: Vec<(Kind, String)> = people.rows.iter().map(|row| (row.kind, row.name.clone())).collect();
    best("documents over time of the most frequent people", || snapshot.entity_times(&in_sight))?;
    best("a sentence for each spelling of the first", || {
        snapshot.spelling_examples(first.kind, &first.name)
    })?;
    for typed in ["a", "an", "anders"] {
        best(&format!("names that begin with {typed:?}"), || {
            snapshot.complete(CompletedBy::Names(None), typed, SHOWN)
        })?;
    }
    Ok(())
}

/// From something said of names to facets that count accordingly; nothing is indexed anew.
fn corrections(
    snapshot: &Snapshot,
    found: &SearchResults,
    first: &EntityRow,
    second: &EntityRow,
) -> Result<(), Box<dyn Error>> {
    let named = |row: &EntityRow| NameReference::new(row.kind, row.name.as_str());
    let detached = snapshot.search(&only(first), &Marks::default(), &|| false)?.ids.first().copied();
    let merge = Correction::Same(named(first), named(second));
    let deeds = [
        ("nothing said", None),
        ("the two most frequent people are one", Some(merge)),
        ("the first is called otherwise", Some(Correction::Called(named(first), "Somebody Else".into()))),
        ("the first is somebody else in a document", {
            Some(Correction::NotHere(NameReference { document: detached, ..named(first) }))
        }),
        ("the first is a place", Some(Correction::Kind(named(first), Kind::Place))),
        ("the first is hidden", Some(Correction::Hidden(named(first)))),
    ];
    for (what, correction) in deeds {
        let recorded = Arc::new(Edit::record(correction).recorded);
        best(&format!("{what}, to facets"), || counted(&snapshot.corrected(Arc::clone(&recorded)), found))?;
    }
    Ok(())
}

/// The pages about the most frequent people.
fn pages(snapshot: &Snapshot, first: &EntityRow, second: &EntityRow) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    snapshot.profile(first.kind, &first.name, CopyRows::Folded)?;
    say("page of the most frequent person, the first time", started);
    let profile = best("    again", || snapshot.profile(first.kind, &first.name, CopyRows::Folded))?;
    println!("    {} documents", profile.map_or(0, |profile| profile.card.documents));
    best("card of the most frequent person", || Ok(snapshot.entity(first.kind, &first.name)))?;
    let mut both = only(first);
    both.filters.extend(only(second).filters);
    let marks = Marks::default();
    let places =
        best("sentences with the two most frequent", || snapshot.concordance(&both, &marks, &|| false))?;
    println!("    {} sentences", places.len());
    best("    60 of them read", || snapshot.lines(&both, places.get(..60).unwrap_or(&places)))?;
    Ok(())
}

fn counted(
    snapshot: &Snapshot,
    found: &SearchResults,
) -> Result<perusal::query::Facets, perusal::index::Error> {
    snapshot.facets(found, &Marks::default(), SHOWN, &|| false)
}

fn asked(kind: Option<Kind>, order: EntityListOrder) -> EntityListRequest {
    EntityListRequest { kind, order, limit: SHOWN, typed: String::new() }
}

/// The search for the documents of an entity.
fn only(row: &EntityRow) -> Search {
    let criterion = Criterion::Entity { kind: row.kind, name: row.name.clone() };
    Search { filters: vec![Filter { mode: Mode::Include, criterion }], ..Search::default() }
}

/// Does something several times and prints the best time.
fn best<T>(
    what: &str,
    mut work: impl FnMut() -> Result<T, perusal::index::Error>,
) -> Result<T, perusal::index::Error> {
    let mut result = None;
    let mut best = f64::MAX;
    for _ in 0..RUNS {
        let started = Instant::now();
        result = Some(work()?);
        best = best.min(started.elapsed().as_secs_f64() * 1000.0);
    }
    println!("{what:<60}{best:>9.2} ms");
    result.map_or_else(work, Ok)
}

fn say(what: &str, started: Instant) {
    println!("{what:<60}{:>9.2} ms", started.elapsed().as_secs_f64() * 1000.0);
}

/// A figure of this process in MB, where `/proc` tells.
fn resident(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
