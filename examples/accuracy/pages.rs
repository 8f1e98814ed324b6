//! News pages: which lines and words are the article, its title, author and date.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::data::{Data, bytes, json_lines, text};
use crate::scoring::count::{Tally, share};
use crate::scoring::reading::{article_text, documents, kept_lines, longest, published};
use crate::scoring::words::{is_author, is_title, text_score};

/// What is counted of scraped pages.
#[derive(Default)]
struct Scraped {
    pages: usize,
    characters: Tally,
    f1: f64,
    title: Tally,
    author: Tally,
    /// Dates that stand in the text.
    date: Tally,
    /// Dates that do not: given all the same.
    hidden: Tally,
    hidden_sure: usize,
    split: usize,
}

/// Scraped pages as plain text: characters kept, title, date, author.
pub fn scraped(data: &Data) -> bool {
    let Some(set) = data.set("scraped_txt") else { return false };
    let mut all = Scraped::default();
    for page in json_lines(&set.join("truth.jsonl")).iter().filter(|page| data.is_scored(page)) {
        let name = text(page, "file");
        all.add(page, bytes(&set.join("files").join(name)), name);
    }
    all.print();
    true
}

impl Scraped {
    fn add(&mut self, page: &Value, bytes: Vec<u8>, name: &str) {
        let found = documents(name, &bytes);
        let kept = kept_lines(&found);
        let source = String::from_utf8(bytes).unwrap().replace("\r\n", "\n").replace('\r', "\n");
        let mut own = Tally::default();
        for (at, (label, line)) in text(page, "labels").chars().zip(source.split('\n')).enumerate() {
            if "cxr".contains(label) {
                own.add(label == 'c', kept.contains(&at), line.chars().count());
            }
        }
        self.pages += 1;
        self.characters.join(own);
        self.f1 += own.score().f1;
        self.split += usize::from(found.len() > 1);
        let best = longest(&found);
        if let Some(wanted) = said(page, "title") {
            let title = best.and_then(|document| document.title.as_deref());
            self.title.add(true, title.is_some_and(|title| is_title(title, wanted)), 1);
        }
        if let Some(wanted) = said(page, "author") {
            let author = best.and_then(|document| document.byline.as_deref());
            self.author.add(true, author.is_some_and(|author| is_author(author, wanted)), 1);
        }
        let Some(wanted) = said(page, "date") else { return };
        let given = best.and_then(published);
        if page["date_lines"].as_array().is_some_and(Vec::is_empty) {
            self.hidden.add(true, given.is_some(), 1);
            self.hidden_sure += usize::from(given.is_some_and(|(_, sure)| sure));
        } else {
            let right = given.as_ref().is_some_and(|(date, _)| date == wanted);
            self.date.add(true, right, 1);
            self.date.wrong += usize::from(given.is_some() && !right);
        }
    }

    fn print(&self) {
        let score = self.characters.score();
        println!(
            "{} files; chars P/R/F1 micro {:.3} {:.3} {:.3}, macro F1 {:.3}",
            self.pages,
            score.precision,
            score.recall,
            score.f1,
            self.f1 / self.pages.max(1) as f64
        );
        println!(
            "characters of the article that are not read as its text: {:.2} %",
            100.0 * (1.0 - score.recall)
        );
        let hidden = self.hidden.right + self.hidden.missed;
        println!(
            "title {}; date (visible) {}, wrong {}; date not in the text: given anyway {}/{hidden}; author {}",
            right(self.title),
            right(self.date),
            self.date.wrong,
            self.hidden.right,
            right(self.author)
        );
        println!("sure though not in the text: {} of {hidden}", self.hidden_sure);
        println!("split although it is one article: {} of {}", self.split, self.pages);
    }
}

/// A field of a page that says something.
fn said<'a>(page: &'a Value, field: &str) -> Option<&'a str> {
    Some(text(page, field)).filter(|text| !text.is_empty())
}

/// How many of those wanted are right, also as a share.
fn right(tally: Tally) -> String {
    let all = tally.right + tally.missed;
    format!("{}/{all}={:.3}", tally.right, share(tally.right, all))
}

/// What is counted of a group of pages.
#[derive(Default)]
struct Lines {
    pages: usize,
    lines: Tally,
    characters: Tally,
    f1: f64,
}

/// Labelled lines: which of them are kept.
pub fn lines(data: &Data) -> bool {
    let Some(set) = data.set("lines") else { return false };
    let mut groups: BTreeMap<String, Lines> = BTreeMap::new();
    let pages = json_lines(&set.join("light.jsonl.gz"));
    for (number, page) in pages.iter().filter(|page| data.is_scored(page)).enumerate() {
        let lines: Vec<&Value> = page["lines"].as_array().unwrap().iter().collect();
        let source: Vec<&str> = lines.iter().map(|line| text(line, "text")).collect();
        let kept = kept_lines(&documents(&format!("{number}.txt"), source.join("\n").as_bytes()));
        let (mut own, mut characters) = (Tally::default(), Tally::default());
        for (at, line) in lines.iter().enumerate() {
            let label = text(line, "label");
            if ["content", "chrome", "comment"].contains(&label) {
                own.add(label == "content", kept.contains(&at), 1);
                characters.add(label == "content", kept.contains(&at), source[at].chars().count());
            }
        }
        for group in groups_of(page) {
            let group = groups.entry(group).or_default();
            group.pages += 1;
            group.lines.join(own);
            group.characters.join(characters);
            group.f1 += characters.score().f1;
        }
    }
    println!(
        "group                pages  line P/R/F1 (micro)      char P/R/F1 (micro)      char F1 (macro by page)"
    );
    for (name, group) in groups {
        let (lines, characters) = (group.lines.score(), group.characters.score());
        println!(
            "{name:20} {:5}  {:.3} {:.3} {:.3}        {:.3} {:.3} {:.3}        {:.3}",
            group.pages,
            lines.precision,
            lines.recall,
            lines.f1,
            characters.precision,
            characters.recall,
            characters.f1,
            group.f1 / group.pages as f64
        );
    }
    true
}

/// The groups that a page is counted in.
fn groups_of(page: &Value) -> [String; 3] {
    ["ALL".to_owned(), text(page, "src").to_owned(), format!("type:{}", text(page, "type"))]
}

/// What is counted of a group of HTML pages.
#[derive(Default)]
struct Pages {
    texts: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    title: Tally,
    author: Tally,
    date: Tally,
}

/// HTML pages: words of the article, title, author, date.
pub fn html(data: &Data) -> bool {
    let Some(set) = data.set("html") else { return false };
    let mut groups: BTreeMap<String, Pages> = BTreeMap::new();
    for page in json_lines(&set.join("truth.jsonl")).iter().filter(|page| data.is_scored(page)) {
        let file = text(page, "file");
        let found = documents(file.trim_end_matches(".gz"), &bytes(&set.join(file)));
        let score = text_score(&article_text(&found), text(page, "text"));
        let best = longest(&found);
        let title = best.and_then(|d| d.title.as_deref()).unwrap_or_default();
        let author = best.and_then(|d| d.byline.as_deref()).unwrap_or_default();
        let date = best.and_then(published).map(|(date, _)| date).unwrap_or_default();
        for group in groups_of(page) {
            let group = groups.entry(group).or_default();
            if said(page, "text").is_some() {
                group.texts += 1;
                group.precision += score.precision;
                group.recall += score.recall;
                group.f1 += score.f1;
            }
            said(page, "title").inspect(|wanted| group.title.add(true, is_title(title, wanted), 1));
            said(page, "author").inspect(|wanted| group.author.add(true, is_author(author, wanted), 1));
            if let Some(wanted) = said(page, "date") {
                group.date.add(true, date == wanted, 1);
                group.date.wrong += usize::from(!date.is_empty() && date != wanted);
            }
        }
    }
    for (name, group) in groups {
        let mean = |sum: f64| sum / group.texts.max(1) as f64;
        println!(
            "{name:20} text n={} P={:.3} R={:.3} F1={:.3} title {} author {} date {} wrong_dates={}",
            group.texts,
            mean(group.precision),
            mean(group.recall),
            mean(group.f1),
            right(group.title),
            right(group.author),
            right(group.date),
            group.date.wrong
        );
    }
    true
}
