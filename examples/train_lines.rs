//! Learns the reader of lines from labelled pages and measures it.
//!
//! `cargo run --release --example train_lines -- PAGES.jsonl.gz... [--fold N...] [--first FILE] [--out FILE]`
//!
//! A page is a JSON object with `src`, `type`, `domain`, `id`, `author`, `date_lines` and `lines`, each with
//! `text` and `label`: content, chrome, title, meta, dup, mixed, comment or blank. Pages fall
//! into five folds by their site; each of the folds named (4, or as in `--fold 01234`) is measured with what was learned
//! from the other four: the mean over pages of the F1 of the characters taken for content, and the share of content
//! that is lost. With several folds the names of the files that are written end in the fold's number.
//!
//! With `--first FILE` the second reading is learned: FILE.0 to FILE.4 are such models of the first, and each page is
//! read with the one that has not seen its site. With `--second FILE` as well the reading of stretches is learned, in the
//! same way. `--lost` and `--kept` say what it costs to lose the whole
//! text of a page, and to keep as much chrome. `assets/model/README.md` says what the models in the program were made of.

#![allow(clippy::print_stdout)]

#[path = "training/arguments.rs"]
mod arguments;
mod training;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;
use perusal::model::Format;
use perusal::segment::LineRole;
use perusal::segment::learning::{Observed, observe, observe_again, observe_stretches};
use perusal::sequence::{Decoder, LANES, Label, LabelScores, Model};
use serde::Deserialize;
use training::{Example, Options, train};

/// Lines, blank ones counted, of pages that are learned as short ones.
const BRIEF: usize = 12;

/// A line that signs an article has at most so many bytes.
const SIGNED: usize = 120;

#[derive(Deserialize)]
struct Page {
    id: String,
    src: String,
    r#type: String,
    domain: String,
    author: Option<String>,
    date_lines: Vec<usize>,
    lines: Vec<Line>,
}

#[derive(Clone, Deserialize)]
struct Line {
    text: String,
    label: String,
}

impl Page {
    /// 0 to 4, the same for all pages of a site.
    fn fold(&self) -> u8 {
        // The pages of this source have no site.
        let site = if self.src == "gn1" { &self.id } else { &self.domain };
        let digest = md5::compute(site.as_bytes());
        digest.0.iter().fold(0, |rest, &byte| (rest * 256 + u32::from(byte)) % 5) as u8
    }

    /// The lines of the page as the reader sees them, or as it sees them after the `first` reading, and the role
    /// of each as far as it is known.
    fn observe(&self, first: Option<&Model>, second: Option<&Model>) -> Vec<(Observed, Option<LineRole>)> {
        let text: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let Ok(parts) = perusal::extract::extract("page.txt", text.join("\n").as_bytes()) else {
            return Vec::new();
        };
        let plain = parts.filter(|part| part.format == Format::PlainText).take(1);
        let with_role = |line: Observed| {
            let role = self.role(&line);
            (line, role)
        };
        let observed = |part| match (first, second) {
            (Some(first), Some(second)) => observe_stretches(&part, first, second),
            (Some(first), None) => observe_again(&part, first),
            _ => observe(&part),
        };
        plain.flat_map(observed).map(with_role).collect()
    }

    /// The role most of the observed line's characters have.
    fn role(&self, observed: &Observed) -> Option<LineRole> {
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for at in observed.numbers.clone() {
            let role =
                self.role_of(at).and_then(|role| LineRole::ALL.iter().position(|&other| other == role));
            *sizes.entry(role.unwrap_or(usize::MAX)).or_default() += self.lines.get(at)?.text.len();
        }
        let (&role, _) = sizes.iter().max_by_key(|(_, size)| **size)?;
        LineRole::ALL.get(role).copied()
    }

    fn role_of(&self, at: usize) -> Option<LineRole> {
        let line = self.lines.get(at)?;
        match line.label.as_str() {
            "content" => Some(LineRole::Content),
            "title" => Some(LineRole::Headline),
            "comment" => Some(LineRole::Comment),
            // What dates and signs an article is often no part of its gold text.
            "meta" | "chrome" if self.is_signed(&line.text) => Some(LineRole::Byline),
            "meta" | "chrome" if self.date_lines.contains(&at) => Some(LineRole::Dateline),
            "meta" => Some(LineRole::Caption),
            "chrome" => Some(LineRole::Chrome),
            // Words of the article said again elsewhere, and lines of which a part is chrome.
            _ => None,
        }
    }

    /// Whether a short line holds the names of an author.
    fn is_signed(&self, text: &str) -> bool {
        let authors = self.author.iter().flat_map(|author| author.split([',', '&']));
        let mut names = authors.map(str::trim).filter(|name| name.len() > 4);
        text.len() <= SIGNED && names.any(|name| name.split(' ').all(|word| text.contains(word)))
    }

    /// The page with its own words only, as cleaner sources have it: the first so many lines.
    fn cleaned(&self, most: usize) -> Option<Page> {
        let page = self.only(&["content", "title", "meta", "blank"], most);
        let first = page.lines.iter().find(|line| line.label != "blank");
        let titled = first.is_some_and(|line| line.label == "title");
        (self.r#type == "article" && titled).then_some(page)
    }

    /// The page with lines of some labels only, the first so many.
    fn only(&self, labels: &[&str], most: usize) -> Page {
        let wanted = |line: &&Line| labels.contains(&line.label.as_str());
        Page {
            id: self.id.clone(),
            src: self.src.clone(),
            r#type: self.r#type.clone(),
            domain: self.domain.clone(),
            author: self.author.clone(),
            date_lines: Vec::new(),
            lines: self.lines.iter().filter(wanted).take(most).cloned().collect(),
        }
    }
}

/// A page and what is learned from it.
struct Sample {
    page: Page,
    lines: Vec<(Observed, Option<LineRole>)>,
    /// Of the first file; others hold the same pages in other forms.
    first: bool,
}

impl Sample {
    /// The page, its cleaner form and its beginning.
    fn examples(&self, prices: Prices, first: Option<&Model>, second: Option<&Model>) -> Vec<Example> {
        let mut all = vec![example(&self.page, &self.lines, prices)];
        for page in
            [usize::MAX, BRIEF].into_iter().filter(|_| self.first).filter_map(|most| self.page.cleaned(most))
        {
            all.push(example(&page, &page.observe(first, second), prices));
        }
        all
    }
}

/// What it costs to take the whole text of a page for chrome, and as much chrome for text.
#[derive(Clone, Copy)]
struct Prices {
    lost: f32,
    kept: f32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| arguments::take(&mut arguments, name);
    let out = option("--out");
    let number = |text: Option<String>, usual: f32| text.and_then(|text| text.parse().ok()).unwrap_or(usual);
    let options = Options {
        epochs: number(option("--epochs"), 8.0) as usize,
        rate: number(option("--rate"), 0.2),
        l1: number(option("--l1"), 2e-4),
        least: number(option("--least"), 4.0) as u32,
        dropout: number(option("--dropout"), 0.5),
        begin: None,
    };
    let prices = Prices { lost: number(option("--lost"), 0.0), kept: number(option("--kept"), 0.0) };
    let folds = option("--fold").unwrap_or("4".to_owned());
    let folds: Vec<u8> = folds.bytes().map(|digit| digit.wrapping_sub(b'0')).collect();
    let read = |path: Option<String>| -> Result<Vec<Model>, Box<dyn Error>> {
        let models = path.map(|path| (0..5).map(|fold| first(&format!("{path}.{fold}"))).collect());
        models.unwrap_or(Ok(Vec::new()))
    };
    let (firsts, seconds) = (read(option("--first"))?, read(option("--second"))?);
    let first_of = |page: &Page| firsts.get(page.fold() as usize);
    let second_of = |page: &Page| seconds.get(page.fold() as usize);
    let mut samples = Vec::new();
    for (at, file) in arguments.iter().enumerate() {
        for line in BufReader::new(GzDecoder::new(File::open(file)?)).lines() {
            let page: Page = serde_json::from_str(&line?)?;
            samples.push(Sample {
                lines: page.observe(first_of(&page), second_of(&page)),
                page,
                first: at == 0,
            });
        }
    }
    let examples: Vec<(u8, Vec<Example>)> = samples
        .iter()
        .map(|sample| {
            (sample.page.fold(), sample.examples(prices, first_of(&sample.page), second_of(&sample.page)))
        })
        .collect();
    let mut scores = Vec::new();
    for &fold in &folds {
        let learned = examples.iter().filter(|(of, _)| *of != fold).flat_map(|(_, examples)| examples);
        let labels = LineRole::ALL.map(LineRole::name);
        let model = train(&labels, &|_, _| true, learned.cloned().collect(), &options, &mut |_, _| ());
        let bytes = model.to_bytes();
        println!("fold {fold}: {} features, {} bytes", model.features(), bytes.len());
        let model = Model::from_bytes(&bytes)?;
        let of_fold = samples.iter().filter(|sample| sample.first && sample.page.fold() == fold);
        scores.extend(of_fold.map(|sample| (sample, score(&model, sample))));
        if let Some(out) = &out {
            let path = if folds.len() > 1 { format!("{out}.{fold}") } else { out.clone() };
            std::fs::write(path, bytes)?;
        }
    }
    print(&scores);
    Ok(())
}

/// A model of the first reading.
fn first(path: &str) -> Result<Model, Box<dyn Error>> {
    Ok(Model::from_bytes(&std::fs::read(path)?)?)
}

fn example(page: &Page, lines: &[(Observed, Option<LineRole>)], prices: Prices) -> Example {
    let size = |line: &Observed| {
        line.numbers.clone().map(|at| page.lines.get(at).map_or(0, |line| line.text.len())).sum::<usize>()
            as f32
    };
    let content = lines.iter().filter(|(_, role)| *role == Some(LineRole::Content));
    let all = content.map(|(line, _)| size(line)).sum::<f32>().max(1.0);
    let mut example = Example::default();
    for (line, role) in lines {
        let label = role.and_then(|role| LineRole::ALL.iter().position(|&other| other == role));
        example.push(line.keys.iter().copied(), label.map(|label| label as Label));
        let price = match role {
            Some(LineRole::Content) => prices.lost,
            Some(LineRole::Chrome | LineRole::Comment) => prices.kept,
            _ => 0.0,
        };
        if let Some(cost) = example.costs.last_mut() {
            *cost = (price * size(line) / all).min(price / 4.0);
        }
    }
    example
}

/// Prints the mean character F1 of the pages and the share of their text that is lost, by source, type and fold.
fn print(scores: &[(&Sample, Score)]) {
    let mut groups: BTreeMap<String, (usize, f64, f64, f64)> = BTreeMap::new();
    for (Sample { page, .. }, score) in scores {
        for group in ["ALL", &page.src, &format!("type:{}", page.r#type), &format!("fold {}", page.fold())] {
            let group = groups.entry(group.to_owned()).or_default();
            *group = (group.0 + 1, group.1 + score.f1(), group.2 + score.missed, group.3 + score.right);
        }
    }
    for (group, (count, sum, missed, right)) in groups {
        println!(
            "{group:20} {count:5} {:.4} lost {:.4}",
            sum / count as f64,
            missed / (right + missed).max(1.0)
        );
    }
}

fn path(model: &Model, lines: &[(Observed, Option<LineRole>)]) -> Vec<Label> {
    let scores: Vec<LabelScores> = lines
        .iter()
        .map(|(line, _)| {
            let mut scores = [0; LANES];
            line.keys.iter().for_each(|&key| model.add_key(key, &mut scores));
            scores
        })
        .collect();
    let mut path = Vec::new();
    Decoder::default().decode(model, &scores, &mut path);
    path
}

/// Characters of a page.
#[derive(Default)]
struct Score {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Score {
    fn f1(&self) -> f64 {
        let ratio = |of: f64| if self.right + of > 0.0 { self.right / (self.right + of) } else { 1.0 };
        let (precision, recall) = (ratio(self.wrong), ratio(self.missed));
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

fn score(model: &Model, sample: &Sample) -> Score {
    let path = path(model, &sample.lines);
    let mut score = Score::default();
    for ((line, _), label) in sample.lines.iter().zip(path) {
        let kept = matches!(LineRole::ALL[label as usize], LineRole::Content);
        for line in &sample.page.lines[line.numbers.clone()] {
            let size = line.text.chars().count() as f64;
            match (line.label.as_str(), kept) {
                ("content", true) => score.right += size,
                ("content", false) => score.missed += size,
                ("chrome" | "comment", true) => score.wrong += size,
                _ => {}
            }
        }
    }
    score
}
