//! Words are found however they are written, by a table of pairs: `tests/data/formatting_pairs.txt`.

use crate::index::fixtures::*;
use crate::index::{Collection, Index, Snapshot};
use crate::model::DocumentId;
use crate::query::{Search, parse};

/// Kinds of which what is typed is a part of what is written, so that it is not found the other way round.
const ONE_WAY: [&str; 3] = ["scripts without spaces", "parts of what is written", "parted at line ends"];

/// The kind, what stands in a text, and what is typed.
fn pairs() -> Vec<(&'static str, String, String)> {
    let mut kind = "";
    let mut pairs = Vec::new();
    for line in include_str!("../../../../tests/data/formatting_pairs.txt").lines().skip(1) {
        match line.split_once('\t') {
            Some((written, typed)) => {
                pairs.push((kind, written.replace("\\n", "\n"), typed.replace("\\n", "\n")));
            }
            None => kind = line.trim_matches(['[', ']']),
        }
    }
    pairs
}

/// A document for each of these texts.
fn collection<'t>(texts: impl Iterator<Item = &'t str>) -> Snapshot {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for (text, id) in texts.zip(1..) {
        let document = document("", &format!("it says {text} here"));
        writer.replace(&file(&format!("{id}.txt")), &[(DocumentId(id), document)]).unwrap();
    }
    writer.commit().unwrap();
    Collection::new(vec![index]).snapshot().unwrap()
}

fn finds(snapshot: &Snapshot, typed: &str, id: u64) -> bool {
    let search = Search { query: parse(typed, false, &Default::default()).query, ..Search::default() };
    let found = snapshot.search(&search, &Default::default(), &|| false).unwrap();
    let marked = |id| snapshot.passages(&search, &[id]).iter().all(|passage| !passage.matches.is_empty());
    found.ids.contains(&DocumentId(id)) && marked(DocumentId(id))
}

#[test]
fn words_are_found_and_marked_however_they_are_written() {
    let pairs = pairs();
    assert!(pairs.len() >= 200, "only {}", pairs.len());
    let written = collection(pairs.iter().map(|(_, written, _)| written.as_str()));
    let typed = collection(pairs.iter().map(|(_, _, typed)| typed.as_str()));
    let mut missed = Vec::new();
    for ((kind, a, b), id) in pairs.iter().zip(1..) {
        assert_ne!(a, b, "a pair is of two forms");
        if !finds(&written, b, id) {
            missed.push(format!("{kind}: {b:?} does not find {a:?}"));
        }
        if !ONE_WAY.contains(kind) && !finds(&typed, a, id) {
            missed.push(format!("{kind}: {a:?} does not find {b:?}"));
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}
