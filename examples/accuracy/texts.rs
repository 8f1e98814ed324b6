//! Dates of pages, articles of archives, texts of legacy encodings.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::data::{Data, bytes, json_lines, text};
use crate::scoring::count::{Tally, share};
use crate::scoring::reading::{documents, longest, published};
use crate::scoring::words::{is_title, shared, words};

/// Publication dates; a wrong one counts against precision, a missing one against recall.
pub fn dates(data: &Data) -> bool {
    let Some(set) = data.set("dates") else { return false };
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    let truth = fs::read_to_string(set.join("truth.tsv")).unwrap();
    for line in truth.lines().skip(1).filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let name = fields[0].trim_end_matches(".gz");
        let found = documents(name, &bytes(&set.join("html").join(format!("{name}.gz"))));
        let date = longest(&found).and_then(published).map(|(date, _)| date);
        for group in ["all", if fields[3] == "1" { "visible" } else { "not_visible" }] {
            let group = groups.entry(group).or_default();
            match date.as_deref() {
                None => group.missed += 1,
                Some(date) if date == fields[2] => group.right += 1,
                Some(_) => group.wrong += 1,
            }
        }
    }
    for name in ["all", "visible", "not_visible"] {
        let tally = groups.get(name).copied().unwrap_or_default();
        let (all, score) = (tally.right + tally.wrong + tally.missed, tally.score());
        println!(
            "{name:12} n={all} P={:.3} R={:.3} acc={:.3} F1={:.3}   (htmldate's definitions: tp right, fp wrong, fn none)",
            score.precision,
            score.recall,
            share(tally.right, all),
            score.f1
        );
    }
    true
}

/// One article of a file: its lines from 0, the last one excluded, and its title.
struct Article {
    start: usize,
    end: usize,
    title: String,
}

/// What is counted of a group of archives.
#[derive(Default)]
struct Archives {
    files: usize,
    counted: usize,
    starts: Tally,
    articles: usize,
    titles: usize,
    overlap: f64,
}

impl Archives {
    /// Compares the articles of a file; one is found where its beginning is, give or take two lines.
    fn add(&mut self, wanted: &[Article], found: &[Article]) {
        self.files += 1;
        self.counted += usize::from(wanted.len() == found.len());
        self.articles += wanted.len();
        let mut taken = vec![false; found.len()];
        let mut right = 0;
        for article in wanted {
            let near = (0..found.len())
                .filter(|&at| !taken[at] && found[at].start.abs_diff(article.start) <= 2)
                .min_by_key(|&at| found[at].start.abs_diff(article.start));
            let Some(at) = near else { continue };
            taken[at] = true;
            right += 1;
            let (of, own) = (&found[at], article);
            self.titles += usize::from(is_title(&of.title, &own.title));
            let both = own.end.min(of.end).saturating_sub(own.start.max(of.start));
            let either = own.end.max(of.end) - own.start.min(of.start);
            self.overlap += share(both, either);
        }
        self.starts.join(Tally { right, wrong: found.len() - right, missed: wanted.len() - right });
    }
}

/// Several articles in one file.
pub fn archives(data: &Data) -> bool {
    let Some(set) = data.set("archives") else { return false };
    let mut groups: BTreeMap<String, Archives> = BTreeMap::new();
    for file in json_lines(&set.join("truth.jsonl")) {
        let name = text(&file, "file");
        let number = |article: &Value, field: &str| article[field].as_u64().unwrap() as usize;
        let wanted = file["articles"].as_array().unwrap().iter().map(|article| Article {
            start: number(article, "start"),
            end: number(article, "end"),
            title: text(article, "title").to_owned(),
        });
        let wanted: Vec<Article> = wanted.collect();
        let found = documents(name, &bytes(&set.join(name))).into_iter().filter_map(|document| {
            let (start, end) = document.lines?;
            let title = document.title.unwrap_or_default();
            Some(Article { start: start as usize, end: end as usize, title })
        });
        let found: Vec<Article> = found.collect();
        let several = if file["n"] == 1 { "one" } else { "several" };
        for group in ["ALL", text(&file, "style"), several] {
            groups.entry(group.to_owned()).or_default().add(&wanted, &found);
        }
    }
    for (name, group) in groups {
        let starts = group.starts.score();
        println!(
            "{name:22} files {:4} exact count {:.3}  start(+-2 lines) P/R/F1 {:.3} {:.3} {:.3}  title {:.3}  mean span IoU {:.3}",
            group.files,
            share(group.counted, group.files),
            starts.precision,
            starts.recall,
            starts.f1,
            share(group.titles, group.articles),
            group.overlap / group.articles.max(1) as f64
        );
    }
    true
}

/// Texts in legacy encodings: right where 98 words of 100 are.
pub fn encodings(data: &Data) -> bool {
    let Some(set) = data.set("hard") else { return false };
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    let truth: Vec<Value> = serde_json::from_slice(&bytes(&set.join("encodings.json"))).unwrap();
    for file in &truth {
        let name = text(file, "file");
        let stem = name.rsplit('/').next().unwrap_or_default();
        let wanted = set.join("encodings_truth").join(format!("{}.utf8.txt", stem.trim_end_matches(".txt")));
        if !set.join(name).exists() || !wanted.exists() {
            continue;
        }
        all += 1;
        let found = documents(name, &bytes(&set.join(name)));
        let texts: Vec<&str> = found.iter().map(|document| document.text.as_str()).collect();
        let (found, wanted) = (words(&texts.join("\n")), words(&fs::read_to_string(wanted).unwrap()));
        if !wanted.is_empty() && shared(&found, &wanted) as f64 >= 0.98 * wanted.len() as f64 {
            right += 1;
        } else {
            wrong.push(stem);
        }
    }
    println!("encodings {right} of {all} read right; wrong: {wrong:?}");
    true
}
