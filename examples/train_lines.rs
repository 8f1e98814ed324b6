//! Learns the reader of lines from labelled pages and measures it.
//!
//! `cargo run --release --example train_lines -- PAGES.jsonl.gz... [--out FILE]`
//!
//! A page is a JSON object with `src`, `type`, `domain`, `id`, `author`, `date_lines` and `lines`, each with
//! `text` and `label`: content, chrome, title, meta, dup, mixed, comment or blank. Pages fall
//! into five folds by their site; 0 to 3 are learned from, 4 is measured (with `--fold N` that one,
//! and 4 is left aside), as the mean over pages of the F1 of the characters taken for content.
//! `assets/model/README.md` says what the model in the program was made of.

#![allow(clippy::print_stdout)]

mod training;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;
use perusal::model::Format;
use perusal::segment::LineRole;
use perusal::segment::learning::{Observed, observe};
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

    /// The lines of the page as the reader sees them, and the role of each as far as it is known.
    fn observe(&self) -> Vec<(Observed, Option<LineRole>)> {
        let text: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let Ok(parts) = perusal::extract::extract("page.txt", text.join("\n").as_bytes()) else {
            return Vec::new();
        };
        let plain = parts.filter(|part| part.format == Format::PlainText).take(1);
        let with_role = |line: Observed| {
            let role = self.role(&line);
            (line, role)
        };
        plain.flat_map(|part| observe(&part)).map(with_role).collect()
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

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| -> Option<String> {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.remove(at);
        (at < arguments.len()).then(|| arguments.remove(at))
    };
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
    let measured = number(option("--fold"), 4.0) as u8;
    let (mut examples, mut held_out) = (Vec::new(), Vec::new());
    for (at, file) in arguments.iter().enumerate() {
        for line in BufReader::new(GzDecoder::new(File::open(file)?)).lines() {
            let page: Page = serde_json::from_str(&line?)?;
            match page.fold() {
                // The first file is measured; others are the same pages in other forms.
                fold if fold == measured && at == 0 => held_out.push(page),
                fold if fold == measured || fold == 4 => {}
                _ => {
                    examples.push(example(&page));
                    // Cleaner sources, and short notices.
                    let clean = [usize::MAX, BRIEF].into_iter().filter_map(|most| page.cleaned(most));
                    examples.extend(clean.filter(|_| at == 0).map(|page| example(&page)));
                }
            }
        }
    }
    println!("{} sequences to learn from, {} pages to measure", examples.len(), held_out.len());
    let labels = LineRole::ALL.map(LineRole::name);
    let mut report = |epoch: usize, likely: f64| println!("epoch {epoch}: {likely:.3}");
    let model = train(&labels, &|_, _| true, examples, &options, &mut report);
    let bytes = model.to_bytes();
    println!("{} features, {} bytes", model.features(), bytes.len());
    measure(&Model::from_bytes(&bytes)?, &held_out);
    if let Some(out) = out {
        std::fs::write(out, bytes)?;
    }
    Ok(())
}

fn example(page: &Page) -> Example {
    let mut example = Example::default();
    for (line, role) in page.observe() {
        let label = role.and_then(|role| LineRole::ALL.iter().position(|&other| other == role));
        example.push(line.keys, label.map(|label| label as Label));
    }
    example
}

/// Prints the mean character F1 of the pages, by source and by type.
fn measure(model: &Model, pages: &[Page]) {
    let mut groups: BTreeMap<String, (usize, f64)> = BTreeMap::new();
    for page in pages {
        let score = f1(model, page);
        for group in ["ALL", &page.src, &format!("type:{}", page.r#type)] {
            let group = groups.entry(group.to_owned()).or_default();
            *group = (group.0 + 1, group.1 + score);
        }
    }
    for (group, (count, sum)) in groups {
        println!("{group:20} {count:5} {:.3}", sum / count as f64);
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

fn f1(model: &Model, page: &Page) -> f64 {
    let lines = page.observe();
    let path = path(model, &lines);
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for ((line, _), label) in lines.iter().zip(path) {
        let kept = matches!(LineRole::ALL[label as usize], LineRole::Content);
        for at in line.numbers.clone() {
            let size = page.lines[at].text.chars().count() as f64;
            match (page.lines[at].label.as_str(), kept) {
                ("content", true) => right += size,
                ("content", false) => missed += size,
                ("chrome" | "comment", true) => wrong += size,
                _ => {}
            }
        }
    }
    let ratio = |of: f64| if right + of > 0.0 { right / (right + of) } else { 1.0 };
    let (precision, recall) = (ratio(wrong), ratio(missed));
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}
