//! Learns what the reading of lines says of headlines, beside what they look like, and measures it.
//!
//! `cargo run --release --example train_titles -- PAGES.jsonl.gz --first FILE [--ridge R] [--out TABLE]`
//!
//! A page is a JSON object with `src`, `type`, `domain`, `id`, `title` and `lines`, each with `text`; pages fall into five
//! folds by their site. FILE.0 to FILE.4 are models of lines that `train_lines --fold 01234` made: each page is read with
//! the one that has not seen its site. The model is a conditional logit over the lines that could be the headline, with the sum
//! of the weights that are there already as one of its features; what it learns is in the unit of that sum. Each fold is
//! measured with what was learned from the others. `--out` puts the weights learned from all into a table of weights.

#![allow(clippy::print_stdout)]

#[path = "training/arguments.rs"]
mod arguments;
#[path = "../tests/scoring"]
#[allow(dead_code, clippy::unwrap_used)]
mod scoring {
    pub mod count;
    pub mod words;
}

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;
use perusal::segment::title_learning::{NAMES, observe_headlines};
use perusal::sequence::Model;
use scoring::words::is_title;
use serde::Deserialize;

/// The sum of weights, then the signs.
const SIZE: usize = NAMES.len() + 1;
/// Steps down the slope, and how long they are.
const ROUNDS: usize = 400;
const RATE: f64 = 0.2;

#[derive(Deserialize)]
struct Page {
    id: String,
    src: String,
    r#type: String,
    domain: String,
    title: Option<String>,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

/// A page as it is learned from: its lines that could be the headline, and whether each gives the title.
struct Choice {
    id: String,
    src: String,
    fold: u8,
    lines: Vec<([f64; SIZE], bool)>,
}

impl Choice {
    fn of(page: &Page, models: &[Model]) -> Option<Choice> {
        let site = if page.src == "gn1" { &page.id } else { &page.domain };
        let digest = md5::compute(site.as_bytes());
        let fold = digest.0.iter().fold(0, |rest, &byte| (rest * 256 + u32::from(byte)) % 5) as u8;
        let title = page.title.as_deref().filter(|title| !title.is_empty() && page.r#type == "article")?;
        let text: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        let extract = perusal::extract::extract("page.txt", text.join("\n").as_bytes()).ok()?.next()?;
        let observed = observe_headlines(&extract, models.get(usize::from(fold))?).into_iter().map(|line| {
            let mut features = [f64::from(line.score) / 100.0; SIZE];
            features[1..].iter_mut().zip(line.signs).for_each(|(feature, sign)| *feature = f64::from(sign));
            (features, is_title(&line.title, title))
        });
        Some(Choice { id: page.id.clone(), src: page.src.clone(), fold, lines: observed.collect() })
    }

    /// Whether the line of the largest sum gives the title.
    fn is_right(&self, weights: &[f64; SIZE]) -> bool {
        let sums = self.lines.iter().map(|(features, right)| (dot(weights, features), *right));
        sums.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).is_some_and(|(_, right)| right)
    }
}

fn dot(weights: &[f64; SIZE], features: &[f64; SIZE]) -> f64 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}

/// Learns the weights that make the lines likely that give the title.
fn learn<'c>(pages: impl Iterator<Item = &'c Choice>, ridge: f64) -> [f64; SIZE] {
    let pages: Vec<&Choice> = pages.filter(|page| page.lines.iter().any(|(_, right)| *right)).collect();
    let (mut weights, mut squares) = ([0.0; SIZE], [1e-6; SIZE]);
    weights[0] = 1.0;
    for _ in 0..ROUNDS {
        let mut gradient = [0.0; SIZE];
        for page in &pages {
            let sums: Vec<f64> = page.lines.iter().map(|(features, _)| dot(&weights, features)).collect();
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let likely: Vec<f64> = sums.iter().map(|sum| (sum - most).exp()).collect();
            let all: f64 = likely.iter().sum();
            let right: f64 =
                page.lines.iter().zip(&likely).filter(|((_, right), _)| *right).map(|(_, some)| some).sum();
            for ((features, is_right), some) in page.lines.iter().zip(&likely) {
                let by = some / all - if *is_right { some / right } else { 0.0 };
                gradient.iter_mut().zip(features).for_each(|(slope, feature)| *slope += by * feature);
            }
        }
        for (at, weight) in weights.iter_mut().enumerate() {
            let held = if at > 0 { ridge * *weight } else { 0.0 };
            let slope = gradient[at] / pages.len().max(1) as f64 + held;
            squares[at] += slope * slope;
            *weight -= RATE * slope / f64::sqrt(squares[at]);
        }
    }
    weights
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| arguments::take(&mut arguments, name);
    let (table, first) = (option("--out"), option("--first").ok_or("no --first FILE")?);
    let ridge = option("--ridge").map_or(Ok(3e-3), |text| text.parse())?;
    let model = |fold| -> Result<Model, Box<dyn Error>> {
        Model::from_bytes(&std::fs::read(format!("{first}.{fold}"))?).map_err(|_| "not a model".into())
    };
    let models = (0..5).map(model).collect::<Result<Vec<Model>, _>>()?;
    let mut pages = Vec::new();
    for file in &arguments {
        for line in BufReader::new(GzDecoder::new(File::open(file)?)).lines() {
            pages.extend(Choice::of(&serde_json::from_str(&line?)?, &models));
        }
    }
    let mut before = [0.0; SIZE];
    before[0] = 1.0;
    println!("as it looks");
    report(pages.iter().map(|page| (page, before)));
    let folds: Vec<[f64; SIZE]> =
        (0..5).map(|fold| learn(pages.iter().filter(|page| page.fold != fold), ridge)).collect();
    println!("with what was read, each fold by what was learned from the others");
    report(pages.iter().map(|page| (page, folds[usize::from(page.fold)])));
    for page in &pages {
        let (was, is) = (page.is_right(&before), page.is_right(&folds[usize::from(page.fold)]));
        if was != is {
            println!("{} {}", if is { "won " } else { "lost" }, page.id);
        }
    }
    let weights = learn(pages.iter(), ridge);
    let inside = |at: usize| (weights[at + 1] / weights[0] * 100.0).round() as i32;
    NAMES.iter().enumerate().for_each(|(at, name)| println!("{name:24} {:5}", inside(at)));
    if let Some(table) = table {
        let row = |line: &str| match NAMES.iter().position(|name| line.split(' ').next() == Some(name)) {
            Some(at) => {
                let said = line.find('#').map_or(String::new(), |at| format!("   {}", &line[at..]));
                format!("{:24} {:12}{said}", NAMES[at], inside(at))
            }
            None => line.to_owned(),
        };
        let text: Vec<String> = std::fs::read_to_string(&table)?.lines().map(row).collect();
        std::fs::write(&table, text.join("\n") + "\n")?;
    }
    Ok(())
}

/// Prints of how many pages some line gives the title, and of how many it is chosen.
fn report<'c>(pages: impl Iterator<Item = (&'c Choice, [f64; SIZE])>) {
    let mut by: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (page, weights) in pages {
        let possible = page.lines.iter().any(|(_, right)| *right);
        for key in [String::from("all"), page.src.clone(), format!("fold {}", page.fold)] {
            let counts = by.entry(key).or_default();
            counts[0] += 1;
            counts[1] += usize::from(possible);
            counts[2] += usize::from(page.is_right(&weights));
        }
    }
    for (group, [all, possible, right]) in by {
        let share = |some: usize| some as f64 / all as f64;
        println!("{group:12} {all:5}  possible {:.3}  right {:.4}", share(possible), share(right));
    }
}
