//! Learns what the signs weigh by which a file is split into articles, and measures it.
//!
//! `cargo run --release --example train_splits -- FILES.jsonl [--enough SUM] [--out TABLE]`
//!
//! A file is a JSON object with `text`, `starts` (the 0-based line on which each article begins), `style` (how
//! the file is laid out; "one…" for pages that are one article) and `side`: "train" is learned from, "test"
//! measured. The model is a conditional logit over the candidate splits of a file, "one article" being one of
//! the choices. Besides, styles are left out of what is learned from and measured. `--out` puts the weights into
//! a table of weights, `--enough` is the sum that a candidate needs.

#![allow(clippy::print_stdout)]

#[path = "training/arguments.rs"]
mod arguments;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use perusal::segment::split_learning::{NAMES, observe_splits};
use serde::Deserialize;

/// A start counts for right within so many lines.
const NEAR: usize = 2;
/// A page that is one article counts for so many files.
const ONE: f64 = 0.5;
/// Where no candidate is right, one that is so alike to the truth is learned from.
const NEARLY: f32 = 0.7;
/// Steps down the slope, how long they are, and what holds the weights back.
const ROUNDS: usize = 250;
const RATE: f64 = 0.5;
const RIDGE: f64 = 2e-4;
/// So many styles are left out at once.
const LEFT_OUT: usize = 5;

#[derive(Deserialize)]
struct Labelled {
    text: String,
    starts: Vec<usize>,
    style: String,
    side: String,
}

/// A file as it is learned from.
struct Choice {
    style: String,
    test: bool,
    one: bool,
    /// How many articles it has, about.
    size: &'static str,
    /// The features of each candidate, how right it is, and whether it is exact.
    candidates: Vec<(Vec<f32>, f32, bool)>,
}

impl Choice {
    fn of(file: &Labelled) -> Choice {
        let extract = perusal::extract::extract("file.txt", file.text.as_bytes());
        let candidates = match extract.ok().and_then(|mut parts| parts.next()) {
            Some(extract) => observe_splits(&extract),
            None => Vec::new(),
        };
        let rated = candidates.into_iter().map(|split| {
            let right = likeness(&file.starts, &split.starts);
            let exact = file.starts.len() > 1 && right >= 1.0;
            (split.features, right, exact)
        });
        let one = file.starts.len() == 1;
        let size = match file.starts.len() {
            0..2 => " one",
            2..4 => " several: 2 and 3",
            4..20 => " several: 4 to 19",
            20..200 => " several: 20 to 199",
            _ => " several: 200 and more",
        };
        let (style, test) = (file.style.clone(), file.side == "test");
        Choice { style, test, one, size, candidates: rated.collect() }
    }

    /// Which candidates are to be chosen: the exact ones, else those nearest to right; none of a file that is
    /// one article.
    fn wanted(&self) -> Vec<bool> {
        let best = self.candidates.iter().map(|candidate| candidate.1).fold(0.0, f32::max);
        let wanted = !self.one && best >= NEARLY;
        self.candidates.iter().map(|candidate| wanted && candidate.1 >= best).collect()
    }

    /// The candidate of most evidence, if that is enough.
    fn chosen(&self, weights: &[f64], enough: f64) -> Option<usize> {
        let sum = |at: &usize| dot(weights, &self.candidates[*at].0);
        (0..self.candidates.len()).filter(|at| sum(at) > enough).max_by(|a, b| sum(a).total_cmp(&sum(b)))
    }

    fn is_right(&self, weights: &[f64], enough: f64) -> bool {
        match self.chosen(weights, enough) {
            Some(at) => !self.one && self.candidates[at].2,
            None => self.one,
        }
    }
}

fn dot(weights: &[f64], features: &[f32]) -> f64 {
    weights.iter().zip(features).map(|(weight, &feature)| weight * f64::from(feature)).sum()
}

/// The F1 of the starts.
fn likeness(truth: &[usize], found: &[usize]) -> f32 {
    let hit = truth.iter().filter(|start| found.iter().any(|other| other.abs_diff(**start) <= NEAR)).count();
    2.0 * hit as f32 / (truth.len() + found.len()) as f32
}

/// Learns the weights that make the right candidates likely.
fn learn(files: &[&Choice]) -> Vec<f64> {
    let size = NAMES.len();
    let (mut weights, mut squares) = (vec![0.0; size], vec![1e-6; size]);
    let counts = |file: &Choice| if file.one { ONE } else { 1.0 };
    let total: f64 = files.iter().map(|file| counts(file)).sum();
    let wanted: Vec<Vec<bool>> = files.iter().map(|file| file.wanted()).collect();
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0; size];
        for (file, wanted) in files.iter().zip(&wanted) {
            let sums: Vec<f64> =
                file.candidates.iter().map(|candidate| dot(&weights, &candidate.0)).collect();
            let most = sums.iter().copied().fold(0.0, f64::max);
            let is_wanted = wanted.iter().any(|&is| is);
            let all = (-most).exp() + sums.iter().map(|sum| (sum - most).exp()).sum::<f64>();
            let right: f64 =
                sums.iter().zip(wanted).filter(|(_, is)| **is).map(|(sum, _)| (sum - most).exp()).sum();
            for ((candidate, sum), &is) in file.candidates.iter().zip(&sums).zip(wanted) {
                let likely = (sum - most).exp();
                let by = likely / all - if is && is_wanted { likely / right } else { 0.0 };
                if by.abs() > 1e-9 {
                    for (slope, &feature) in gradient.iter_mut().zip(&candidate.0) {
                        *slope += counts(file) * by * f64::from(feature);
                    }
                }
            }
        }
        for ((weight, slope), square) in weights.iter_mut().zip(gradient).zip(&mut squares) {
            let slope = slope / total + RIDGE * *weight;
            *square += slope * slope;
            *weight -= RATE * slope / square.sqrt();
        }
    }
    weights
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| arguments::take(&mut arguments, name);
    let table = option("--out");
    let enough = option("--enough").map_or(Ok(0.0), |text| text.parse())?;
    let mut files = Vec::new();
    for line in BufReader::new(File::open(arguments.first().ok_or("no file")?)?).lines() {
        files.push(Choice::of(&serde_json::from_str(&line?)?));
    }
    let train: Vec<&Choice> = files.iter().filter(|file| !file.test).collect();
    let weights = learn(&train);
    if let Some(table) = table {
        let text = write(&std::fs::read_to_string(&table)?, &weights, enough);
        std::fs::write(&table, text)?;
    }
    println!("learned from all styles, measured on other texts");
    report(files.iter().filter(|file| file.test).map(|file| (file, &weights)), enough);
    println!("on the texts learned from");
    report(train.iter().map(|file| (*file, &weights)), enough);
    println!("styles left out, some at a time, on other texts");
    let styles: BTreeSet<&str> =
        files.iter().filter(|file| !file.style.starts_with("one")).map(|file| file.style.as_str()).collect();
    let styles: Vec<&str> = styles.into_iter().collect();
    let mut by_style: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for left_out in styles.chunks(LEFT_OUT) {
        let others: Vec<&Choice> =
            train.iter().filter(|file| !left_out.contains(&file.style.as_str())).copied().collect();
        let weights = learn(&others);
        by_style.extend(left_out.iter().map(|style| (*style, weights.clone())));
    }
    let measured = files.iter().filter(|file| file.test);
    report(measured.filter_map(|file| Some((file, by_style.get(file.style.as_str())?))), enough);
    Ok(())
}

/// The table of weights with other numbers; what it says of each stays.
fn write(table: &str, weights: &[f64], enough: f64) -> String {
    let line = |line: &str| {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let weight = match NAMES.iter().position(|known| *known == name) {
            Some(at) => weights[at],
            None if name == "enough" => enough,
            None => return line.to_owned(),
        };
        let said = line.find('#').map(|at| format!("   {}", &line[at..])).unwrap_or_default();
        format!("{name:18}{weight:8.2}{said}")
    };
    table.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// Prints by size and style how many files have a right candidate, and of how many it is chosen.
fn report<'f>(files: impl Iterator<Item = (&'f Choice, &'f Vec<f64>)>, enough: f64) {
    let mut by: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (file, weights) in files {
        let all = (!file.one).then_some(" several");
        let possible = file.one || file.candidates.iter().any(|candidate| candidate.2);
        let right = file.is_right(weights, enough);
        for key in all.into_iter().chain([file.size, file.style.as_str()]) {
            let counts = by.entry(key).or_default();
            counts[0] += 1;
            counts[1] += usize::from(possible);
            counts[2] += usize::from(right);
        }
    }
    for (style, [all, possible, right]) in by {
        let share = |some: usize| some as f64 / all as f64;
        println!("{style:24} {all:5}  possible {:.3}  exact {:.4}", share(possible), share(right));
    }
}
