//! Measures how what one document adds to another, drops of it and changes in it is found.
//!
//! `cargo run --release --example differences -- [LOT] FOLDER…` takes articles of the folders, by lot but always the same for
//! the same number, and composes of each another edition: paragraphs in another order, sentences cut, sentences of other
//! articles put in, figures changed, words changed, paragraphs broken otherwise. Both are read as files are, and it prints with
//! which precision and recall added, dropped and changed sentences are told. With `SHOW` set it prints what is told wrongly.

#![allow(clippy::print_stdout)]

#[path = "support/files.rs"]
mod files;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use perusal::annotate::lists::Lists;
use perusal::compare::differences;
use perusal::ingest;
use perusal::model::{Document, DocumentKind, Span};
use perusal::query::SentenceRelation;

use files::files;

/// So many editions are composed.
const EDITIONS: usize = 1_000;
/// An article has so many sentences at least.
const LEAST: usize = 6;

/// Numbers by lot (S. Vigna's splitmix64).
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        (1..items.len()).rev().for_each(|at| items.swap(at, self.below(at + 1)));
    }
}

/// What was done to a sentence of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Kept,
    Put,
    Figure,
    Word,
}

/// Right, wrong and missed.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn count(&mut self, is: bool, told: bool) {
        match (is, told) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.missed += 1,
            (false, false) => {}
        }
    }

    fn print(&self, name: &str) {
        let share = |of: usize| self.right as f64 / (self.right + of).max(1) as f64;
        println!(
            "{name:<22} {:>6}   precision {:.4}   recall {:.4}",
            self.right + self.missed,
            share(self.wrong),
            share(self.missed)
        );
    }
}

fn read(path: &str, bytes: Vec<u8>) -> Option<Vec<Document>> {
    ingest::read::read(path, bytes, &Lists::default()).ok()
}

/// The sentences of the text of an article that are worth a comparison, without what looks like a line of its own.
fn sentences(document: &Document) -> Vec<String> {
    let body = document.blocks.iter().filter(|block| block.kind == perusal::model::BlockKind::Paragraph);
    let of_block = |span: Span| document.sentences.iter().filter(move |sentence| span.contains(**sentence));
    let texts = body.flat_map(|block| of_block(block.span)).map(|span| span.of(&document.text));
    let texts = texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| text.split(' ').count() >= 5 && text.ends_with('.')).collect()
}

/// A sentence with another figure or another word; `None` where it has none to change.
fn changed(lot: &mut Lot, sentence: &str, how: Done) -> Option<String> {
    let mut words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
    let is_figure = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '.') && word.len() < 5;
    let fits = |word: &String| match how {
        Done::Figure => is_figure(word) && word.starts_with(|c: char| c.is_ascii_digit()),
        _ => word.len() > 4 && word.chars().all(|c| c.is_ascii_lowercase()),
    };
    let places: Vec<usize> = (1..words.len()).filter(|&at| fits(&words[at])).collect();
    let at = *places.get(lot.below(places.len()))?;
    words[at] = match how {
        Done::Figure => format!("{}", 6 + lot.below(80)),
        _ => ["seemingly", "without", "largely", "again"][lot.below(4)].to_owned(),
    };
    (words.join(" ") != sentence).then(|| words.join(" "))
}

/// Another edition: its sentences, each with what was done to it, and those left out.
fn edition(lot: &mut Lot, own: &[String], others: &[Vec<String>]) -> (Vec<(String, Done)>, Vec<String>) {
    let (mut kept, mut cut) = (Vec::new(), Vec::new());
    for sentence in own {
        let how = match lot.below(20) {
            0..=2 => {
                cut.push(sentence.clone());
                continue;
            }
            3 | 4 => Done::Figure,
            5 => Done::Word,
            _ => Done::Kept,
        };
        let other = (how != Done::Kept).then(|| changed(lot, sentence, how)).flatten();
        kept.push(other.map_or_else(|| (sentence.clone(), Done::Kept), |text| (text, how)));
    }
    if lot.below(2) == 0 {
        lot.shuffle(&mut kept);
    }
    for _ in 0..1 + lot.below(4) {
        let from = &others[lot.below(others.len())];
        let put = &from[lot.below(from.len())];
        if !own.contains(put) {
            kept.insert(lot.below(kept.len() + 1), (put.clone(), Done::Put));
        }
    }
    (kept, cut)
}

/// A file with the sentences in paragraphs, and the one document it is read as.
fn composed(lot: &mut Lot, title: &str, sentences: impl Iterator<Item = String>) -> Option<Document> {
    let mut text = format!("{title}\n\nBy Anna Bell\nMarch 3, 2021\n\n");
    for sentence in sentences {
        text.push_str(&sentence);
        text.push_str(if lot.below(3) == 0 { "\n\n" } else { " " });
    }
    let mut documents = read("edition.txt", text.into_bytes())?;
    (documents.len() == 1).then(|| documents.remove(0))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = arguments.first().and_then(|first| first.parse().ok());
    if number.is_some() {
        arguments.remove(0);
    }
    let mut lot = Lot(number.unwrap_or(1));
    let mut paths = Vec::new();
    arguments.iter().try_for_each(|folder| files(Path::new(folder), &mut paths))?;
    lot.shuffle(&mut paths);
    let mut articles: Vec<Vec<String>> = Vec::new();
    for path in paths {
        let documents = read(&path.to_string_lossy(), fs::read(&path)?).unwrap_or_default();
        let texts = documents.iter().filter(|document| document.kind == DocumentKind::Article).map(sentences);
        articles.extend(texts.filter(|sentences| sentences.len() >= LEAST));
        if articles.len() >= EDITIONS {
            break;
        }
    }
    let show = std::env::var_os("SHOW").is_some();
    let (mut added, mut dropped, mut figures, mut known) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    let (mut compared, mut time) = (0, 0.0);
    for own in &articles {
        let (sentences, cut) = edition(&mut lot, own, &articles);
        let first = composed(&mut lot, "The mill by the river", own.iter().cloned());
        let other = composed(&mut lot, "The mill by the river", sentences.iter().map(|of| of.0.clone()));
        let (Some(first), Some(other)) = (first, other) else { continue };
        let begin = Instant::now();
        let found = differences(&other, &first);
        time += begin.elapsed().as_secs_f64();
        compared += 1;
        for sentence in &found.sentences {
            let text = flat(sentence.span.of(&other.text));
            let Some((_, done)) = sentences.iter().find(|(of, _)| of.contains(&text)) else { continue };
            let told = sentence.relation;
            added.count(*done == Done::Put, told == SentenceRelation::Added);
            figures.count(*done == Done::Figure, told == SentenceRelation::OtherFigure);
            known.count(*done == Done::Kept, told == SentenceRelation::Same);
            if show && (*done == Done::Put) != (told == SentenceRelation::Added) {
                println!("{done:?} told {told:?}: {text}");
            }
        }
        for sentence in &first.sentences {
            let text = flat(sentence.of(&first.text));
            if !own.iter().any(|of| of.contains(&text)) {
                continue;
            }
            let is =
                cut.iter().any(|of| of.contains(&text)) && !sentences.iter().any(|of| of.0.contains(&text));
            dropped.count(is, found.dropped.iter().any(|of| flat(&of.text) == text));
        }
    }
    println!("{compared} editions, {:.2} ms each", 1000.0 * time / f64::from(compared.max(1)));
    added.print("added");
    dropped.print("dropped");
    figures.print("another figure");
    known.print("the same");
    Ok(())
}
