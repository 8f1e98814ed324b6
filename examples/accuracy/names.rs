//! Names: their spans and kinds in labelled words, and which of them are one entity.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::PathBuf;

use perusal::model::Kind;

use crate::data::Data;
use crate::labels::{Sentence, load, written};
use crate::scoring::count::{Tally, b_cubed};
use crate::scoring::reading::{annotated, entities_of_names};

/// The three kinds that are scored, as the labels call them.
const KINDS: [(&str, Kind); 3] = [("PER", Kind::Person), ("ORG", Kind::Organization), ("LOC", Kind::Place)];

/// A name: its first word, the one behind its last, its kind as the labels call it.
type Span = (usize, usize, String);

/// Counts of names, by kind, and whatever their kind.
#[derive(Default)]
struct Names {
    kinds: BTreeMap<String, Tally>,
    spans: Tally,
}

/// People, organisations and places in files of labelled words.
pub fn entities(data: &Data) -> bool {
    let Some(set) = data.set("ner") else { return false };
    let mut files: Vec<PathBuf> = fs::read_dir(set).unwrap().map(|entry| entry.unwrap().path()).collect();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "bio"));
    if files.iter().any(|path| name(path).starts_with("dev_")) {
        files.retain(|path| name(path).starts_with("dev_"));
    }
    files.sort();
    let mut sum = 0.0;
    for path in &files {
        let mut names = Names::default();
        let mut words = 0;
        for document in load(path) {
            words += document.iter().map(Vec::len).sum::<usize>();
            names.add(&document);
        }
        let all = names.all();
        sum += format!("{:.2}", 100.0 * all.score().f1).parse::<f64>().unwrap();
        println!("{:24} {words:8} tokens  {}", name(path), names.line());
    }
    println!("mean F1 {:.2}", sum / files.len().max(1) as f64);
    true
}

impl Names {
    fn add(&mut self, document: &[Sentence]) {
        let (text, places) = written(document);
        let found = annotated(&text);
        let mentions: Vec<(usize, usize, &str)> = found
            .mentions
            .iter()
            .filter_map(|mention| {
                let (label, _) = KINDS.iter().find(|(_, kind)| *kind == mention.kind)?;
                Some((mention.span.start as usize, mention.span.end as usize, *label))
            })
            .collect();
        for (sentence, places) in document.iter().zip(&places) {
            let mut labels = vec!["O".to_owned(); sentence.len()];
            for (start, end, kind) in &mentions {
                let inside = (0..places.len()).filter(|&at| places[at].0 < *end && places[at].1 > *start);
                for (number, at) in inside.enumerate() {
                    labels[at] = format!("{}-{kind}", if number == 0 { "B" } else { "I" });
                }
            }
            self.compare(sentence, &labels);
        }
    }

    fn compare(&mut self, sentence: &Sentence, labels: &[String]) {
        let wanted_labels: Vec<&str> = sentence.iter().map(|(_, label)| label.as_str()).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let wanted = spans(sentence, &wanted_labels);
        let mut found = spans(sentence, &labels);
        // Words that nobody labelled count neither way.
        let ignored = |at: usize| wanted_labels[at].get(2..) == Some("IGN");
        found.retain(|span| wanted.contains(span) || !(span.0..span.1).any(ignored));
        for span in wanted.union(&found) {
            let kind = self.kinds.entry(span.2.clone()).or_default();
            kind.add(wanted.contains(span), found.contains(span), 1);
        }
        let places = |spans: &BTreeSet<Span>| -> BTreeSet<(usize, usize)> {
            spans.iter().map(|span| (span.0, span.1)).collect()
        };
        let right = places(&wanted).intersection(&places(&found)).count();
        self.spans.join(Tally { right, wrong: found.len() - right, missed: wanted.len() - right });
    }

    fn all(&self) -> Tally {
        let mut all = Tally::default();
        self.kinds.values().for_each(|&kind| all.join(kind));
        all
    }

    fn line(&self) -> String {
        let percent = |share: f64| 100.0 * share;
        let all = self.all().score();
        let kinds = KINDS.map(|(label, _)| {
            let score = self.kinds.get(label).copied().unwrap_or_default().score();
            format!("{label} {:.1}", percent(score.f1))
        });
        format!(
            "P {:.1} R {:.1} F1 {:.2} | {} | span-only {:.1}",
            percent(all.precision),
            percent(all.recall),
            percent(all.f1),
            kinds.join(" "),
            percent(self.spans.score().f1)
        )
    }
}

/// The names that labels mark, without a leading "the" and a possessive ending.
fn spans(words: &Sentence, labels: &[&str]) -> BTreeSet<Span> {
    let mut spans = BTreeSet::new();
    let mut at = 0;
    while at < labels.len() {
        if labels[at] == "O" {
            at += 1;
            continue;
        }
        let kind = &labels[at][2..];
        let inside =
            labels[at + 1..].iter().take_while(|label| label.strip_prefix("I-") == Some(kind)).count();
        let (mut start, mut end) = (at, at + 1 + inside);
        at = end;
        let kind = if ["FAC", "GPE"].contains(&kind) { "LOC" } else { kind };
        if !KINDS.iter().any(|(label, _)| *label == kind) {
            continue;
        }
        if end - start > 1 && words[start].0.to_lowercase() == "the" {
            start += 1;
        }
        if end - start > 1 && ["'s", "’s", "'"].contains(&words[end - 1].0.as_str()) {
            end -= 1;
        }
        spans.insert((start, end, kind.to_owned()));
    }
    spans
}

/// Which names are one entity, across documents.
pub fn aliases(data: &Data) -> bool {
    let Some(set) = data.set("ner") else { return false };
    let mut files: Vec<PathBuf> = fs::read_dir(set).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("alias") && name.ends_with(".tsv")
    });
    files.sort();
    let Some(path) = files.first() else { return false };
    let text = fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> =
        text.lines().skip(1).filter(|row| !row.is_empty()).map(|row| row.split('\t').collect()).collect();
    let mut order: HashMap<&str, usize> = HashMap::new();
    let mut documents: Vec<Vec<(Kind, &str)>> = Vec::new();
    let mut places = Vec::new();
    for row in &rows {
        let document = *order.entry(row[0]).or_insert(documents.len());
        if document == documents.len() {
            documents.push(Vec::new());
        }
        let kind = KINDS.iter().find(|(label, _)| *label == row[3]).unwrap().1;
        places.push((document, documents[document].len()));
        documents[document].push((kind, row[4]));
    }
    let entities = entities_of_names(&documents);
    let grouped: Vec<_> =
        rows.iter().zip(&places).map(|(row, &(document, at))| (row[5], entities[document][at])).collect();
    let score = b_cubed(&grouped);
    println!(
        "aliases  mentions {}  B-cubed P {:.3} R {:.3} F1 {:.3}",
        rows.len(),
        score.precision,
        score.recall,
        score.f1
    );
    true
}
