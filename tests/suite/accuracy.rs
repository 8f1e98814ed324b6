//! How well the sample is read, in figures, against labels that somebody made by reading it
//! (`tests/data/sample`). Each figure has a floor a little below what is reached today; what is known
//! to be wrong is listed, and the list is held to be true.
//!
//! `cargo test --test suite accuracy:: -- --nocapture` prints the figures, and what is read otherwise
//! than labelled.

mod fields;
mod figures;
mod gold;
mod mentions;
mod names;

use std::collections::HashSet;

use perusal::model::Document;

use crate::scoring::reading::published;
use crate::scoring::words::words;
use figures::{figures, read};
use gold::{Gold, load};

/// The least a figure may be.
const FLOORS: &[(&str, f64)] = &[
    ("documents: F1 of where they begin", 0.99),
    ("article text: characters, precision", 0.97),
    ("article text: characters, recall", 0.98),
    ("article text: characters, F1", 0.975),
    ("article text of markup: words, F1", 0.99),
    ("kinds of blocks: characters", 0.945),
    ("titles", 0.93),
    ("authors", 0.44),
    ("sources", 0.53),
    ("dates in the text", 0.75),
    ("dates not in the text: guessed rightly", 0.46),
    ("names that are labelled", 881.0),
    ("names: precision", 0.91),
    ("names: recall", 0.79),
    ("names: F1", 0.845),
    ("names: F1 whatever their kind", 0.895),
    ("people: F1", 0.89),
    ("organisations: F1", 0.75),
    ("places: F1", 0.845),
    ("entities: B-cubed F1", 0.95),
    ("people as entities: B-cubed F1", 0.90),
];

/// The most a count of faults may be.
const CEILINGS: &[(&str, f64)] = &[
    ("authors: somebody else", 1.0),
    ("authors: somebody where nobody is named", 0.0),
    ("dates not in the text: guessed wrongly", 0.0),
    ("dates: sure, and wrong or not in the text", 1.0),
    ("dates: bounds that exclude the true day", 0.0),
];

#[test]
fn the_sample_is_read_as_well_as_before() {
    let gold = load();
    let (figures, differences) = figures(&gold, &read(&gold));
    differences.iter().for_each(|difference| println!("{difference}"));
    let mut faults = String::new();
    for (name, value) in &figures {
        let bound = |of: &[(&str, f64)]| of.iter().find(|(of, _)| of == name).map(|(_, bound)| *bound);
        let (floor, ceiling) = (bound(FLOORS), bound(CEILINGS));
        println!("{value:8.3}  {name}");
        let fails = floor.is_some_and(|floor| *value < floor) || ceiling.is_some_and(|most| *value > most);
        if fails || floor.is_none() && ceiling.is_none() {
            faults += &format!("\n  {name}: {value:.3}, floor {floor:?}, at most {ceiling:?}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn known_faults_are_still_faults() {
    let gold = load();
    let read = read(&gold);
    let documents = |name: &str| -> &[Document] {
        let at = gold.files.iter().position(|file| file.name == name);
        &read[at.unwrap_or_else(|| panic!("{name} is not labelled"))]
    };
    let mut mended = String::new();
    for fault in &gold.faults.mention {
        let is_so = documents(&fault.file).iter().any(|document| {
            let mut mentions = document.mentions.iter();
            mentions.any(|m| m.kind.name() == fault.taken_for && m.span.of(&document.text) == fault.text)
        });
        if !is_so {
            mended += &format!(
                "\n  {}: {} ({}) is taken for no {}",
                fault.file, fault.text, fault.is, fault.taken_for
            );
        }
    }
    for fault in &gold.faults.field {
        let says = |document: &Document| match fault.field.as_str() {
            "title" => document.title.clone(),
            "author" => document.byline.clone(),
            "date" => published(document)
                .map(|(date, sure)| format!("{date}, {}", if sure { "sure" } else { "a guess" })),
            field => panic!("no such field: {field}"),
        };
        if !documents(&fault.file).iter().any(|document| says(document).as_ref() == Some(&fault.says)) {
            mended += &format!(
                "\n  {}: its {} is no longer {} ({})",
                fault.file, fault.field, fault.says, fault.is
            );
        }
    }
    for fault in &gold.faults.split {
        let found = documents(&fault.file).len();
        if found != fault.found {
            mended += &format!("\n  {}: {found} documents, not {} ({})", fault.file, fault.found, fault.is);
        }
    }
    assert!(mended.is_empty(), "no longer so, take them off known_faults.toml:{mended}");
}

/// The share of the five-word sequences of one article that another has too.
fn overlap(gold: &Gold, a: &str, b: &str) -> f64 {
    let sequences = |name: &str| -> HashSet<Vec<String>> {
        let file = gold.files.iter().find(|file| file.name == name).unwrap();
        let kinds = file.kinds();
        let article = file.text.char_indices().filter(|(at, _)| kinds[*at] == "paragraph");
        let words = words(&article.map(|(_, c)| c).collect::<String>());
        words.windows(5).map(<[String]>::to_vec).collect()
    };
    let (a, b) = (sequences(a), sequences(b));
    a.intersection(&b).count() as f64 / a.len().min(b.len()).max(1) as f64
}

#[test]
fn copies_are_labelled_as_the_texts_are() {
    let gold = load();
    let whole: Vec<_> =
        gold.files.iter().filter(|file| file.documents.len() == 1 && !file.has_markup()).collect();
    for (at, file) in whole.iter().enumerate() {
        for other in &whole[..at] {
            let of = |name: &Option<String>, other: &str| name.as_deref() == Some(other);
            let (a, b) = (&file.documents[0], &other.documents[0]);
            let copy = of(&a.copy_of, &other.name) || of(&b.copy_of, &file.name);
            let near = of(&a.near_copy_of, &other.name) || of(&b.near_copy_of, &file.name);
            let overlap = overlap(&gold, &file.name, &other.name);
            let right = if copy {
                overlap > 0.99
            } else if near {
                overlap > 0.7
            } else {
                overlap < 0.1
            };
            assert!(right, "{} and {} share {overlap:.2}", file.name, other.name);
        }
    }
}
