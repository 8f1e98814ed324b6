//! Measures finding known items: documents of a folder are looked for by what one half remembers of them.
//!
//! `cargo run --release --example known_items -- FOLDER HOME [DOCUMENTS]`, where HOME is a folder for the index.
//! With `KNOWN_ITEMS_MISSES` in the environment the queries that do not find their document first are printed.
//! Copies of a document (same title, or same beginning) count as it. Words are taken with a fixed step, so that
//! every run asks the same.

mod support;

use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use perusal::engine::Engine;
use perusal::model::{Document, DocumentId, Kind};
use perusal::query::{Answer, Query, Question, Search, SearchResults, parse};
use perusal::text::inflection::{InflectedLanguage, WordForms};
use perusal::text::search_terms::search_terms;

/// Documents that are seen at once in a window of 40 rows.
const SCREEN: usize = 17;

struct Item {
    id: DocumentId,
    document: Arc<Document>,
    /// Equal for copies.
    title: String,
    beginning: String,
}

struct Pile {
    engine: Engine,
    items: Vec<Item>,
    by_id: HashMap<DocumentId, usize>,
    /// In how many documents a term stands.
    documents: HashMap<String, u32>,
}

/// How often an item was found first, among the first ten, on the first screen.
#[derive(Default)]
struct Ranks {
    asked: usize,
    first: usize,
    ten: usize,
    screen: usize,
    suggested: usize,
}

impl Pile {
    fn open(folder: &Path, home: &Path) -> Result<Pile, Box<dyn Error>> {
        let engine = support::open(folder, home)?;
        let mut pile = Pile { engine, items: Vec::new(), by_id: HashMap::new(), documents: HashMap::new() };
        for &id in pile.search("").ids.iter() {
            let question = Question::Page { id, query: Query::default(), notes: Default::default() };
            let Ok(Answer::Page(page)) = pile.engine.ask(&question) else { continue };
            let document = page.document.clone();
            let mut terms: Vec<String> = search_terms(&document.text).collect();
            let title: Vec<String> = search_terms(document.title.as_deref().unwrap_or("")).collect();
            let body = document.body_blocks().find(|block| block.span.of(&document.text).len() > 80);
            let beginning = body.map(|block| block.span.of(&document.text).chars().take(80).collect());
            let (title_key, beginning) = (title.join(" "), beginning.unwrap_or_default());
            terms.extend(title);
            terms.sort_unstable();
            terms.dedup();
            terms.into_iter().for_each(|term| *pile.documents.entry(term).or_default() += 1);
            pile.by_id.insert(id, pile.items.len());
            pile.items.push(Item { id, document: document.into(), title: title_key, beginning });
        }
        Ok(pile)
    }

    fn search(&self, typed: &str) -> SearchResults {
        let search = Search { query: parse(typed, false, &Default::default()).query, ..Search::default() };
        match self.engine.ask(&Question::TopHits { search, marks: Arc::default(), limit: 0 }) {
            Ok(Answer::TopHits { results, .. }) => results,
            _ => SearchResults::default(),
        }
    }

    /// The rarest words of a text, each once.
    fn rarest(&self, text: &str, count: usize) -> Vec<String> {
        let mut terms: Vec<String> =
            search_terms(text).filter(|t| t.chars().all(char::is_alphabetic) && t.len() > 2).collect();
        terms.sort_by_key(|term| (self.documents.get(term).copied().unwrap_or(0), term.clone()));
        terms.dedup();
        terms.truncate(count);
        terms
    }

    fn note(&self, item: &Item, typed: &str, ranks: &mut Ranks) {
        let found = self.search(typed);
        ranks.asked += 1;
        let is_it = |id: &DocumentId| {
            let other = self.by_id.get(id).and_then(|&at| self.items.get(at));
            other.is_some_and(|other| {
                other.id == item.id
                    || (!item.title.is_empty() && other.title == item.title)
                    || (!item.beginning.is_empty() && other.beginning == item.beginning)
            })
        };
        let Some(rank) = found.ids.iter().position(is_it) else {
            if std::env::var_os("KNOWN_ITEMS_MISSES").is_some() {
                eprintln!("missed: {typed} ({} found)", found.ids.len());
            }
            return;
        };
        if rank > 0 && std::env::var_os("KNOWN_ITEMS_MISSES").is_some() {
            let first = found.ids.first().and_then(|id| self.items.get(*self.by_id.get(id)?));
            eprintln!(
                "{}: {typed}: “{}” before “{}”",
                rank + 1,
                first.map_or("", |item| &item.title),
                item.title
            );
        }
        let suggested = found.suggestion.is_some_and(|suggestion| suggestion.shown);
        ranks.first += usize::from(rank == 0);
        ranks.ten += usize::from(rank < 10);
        ranks.screen += usize::from(rank < SCREEN);
        ranks.suggested += usize::from(rank < SCREEN && suggested);
    }
}

impl Ranks {
    fn say(&self, what: &str) {
        let share = |count: usize| count as f64 / self.asked.max(1) as f64;
        let line = format!(
            "{what:<44}{:>6} asked  first {:.3}  first ten {:.3}  first screen {:.3}{}",
            self.asked,
            share(self.first),
            share(self.ten),
            share(self.screen),
            if self.suggested > 0 {
                format!("  ({:.3} by other words)", share(self.suggested))
            } else {
                String::new()
            }
        );
        let _ = writeln!(std::io::stdout(), "{line}");
    }
}

/// The word with one letter wrong: changed, left out or swapped with the next, by turns.
fn misspelt(word: &str, turn: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + turn % (letters.len() - 2);
    match turn % 3 {
        0 => letters[at] = if letters[at] == 'e' { 'a' } else { 'e' },
        1 => drop(letters.remove(at)),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// Another form of an English word: its plural or singular, or that of a verb.
fn other_form(word: &str) -> Option<String> {
    let forms = WordForms::of(word, InflectedLanguage::English)?;
    let base =
        word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")).or_else(|| word.strip_suffix('s'));
    let base = base.unwrap_or(word);
    let guesses = ["", "s", "ed", "ing", "e"].map(|ending| format!("{base}{ending}"));
    let irregular = forms.irregular().first().map(|&form| form.to_owned());
    irregular
        .or_else(|| guesses.into_iter().find(|guess| guess != word && guess.len() > 3 && forms.has(guess)))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(home)) = (arguments.next(), arguments.next()) else {
        return Err("usage: known_items FOLDER HOME [DOCUMENTS]".into());
    };
    let wanted = arguments.next().and_then(|n| n.to_str()?.parse().ok()).unwrap_or(1000);
    let pile = Pile::open(&folder, &home)?;
    let titled: Vec<&Item> = pile.items.iter().filter(|item| item.title.split(' ').count() > 3).collect();
    let step = (titled.len() / wanted).max(1);
    let [mut title, mut line, mut wrong, mut form, mut person] = <[Ranks; 5]>::default();
    for (turn, item) in titled.into_iter().step_by(step).enumerate() {
        let document = &item.document;
        let words = pile.rarest(document.title.as_deref().unwrap_or(""), 3);
        pile.note(item, &words.join(" "), &mut title);
        let longest = document.body_blocks().map(|b| b.span.of(&document.text)).max_by_key(|t| t.len());
        let of_line = pile.rarest(longest.unwrap_or(""), 3);
        if of_line.len() == 3 {
            pile.note(item, &of_line.join(" "), &mut line);
        }
        if let Some(word) = words.iter().position(|word| word.chars().count() > 4).filter(|_| words.len() > 1)
        {
            let other = &words[usize::from(word == 0)];
            pile.note(item, &format!("{} {other}", misspelt(&words[word], turn)), &mut wrong);
        }
        if let Some((at, other)) = words.iter().enumerate().find_map(|(at, w)| Some((at, other_form(w)?))) {
            let mut words = words.clone();
            words[at] = other;
            pile.note(item, &words.join(" "), &mut form);
        }
        let named = document.mentions.iter().find(|mention| {
            // A person is remembered by a full name.
            mention.kind == Kind::Person && mention.span.of(&document.text).contains(' ')
        });
        let month =
            document.published.as_ref().and_then(|published| published.date).map(|date| date.to_string());
        if let (Some(named), Some(month), Some(word)) = (named, month.filter(|m| m.len() >= 7), words.first())
        {
            let name = named.span.of(&document.text).replace(['"', '\n'], " ");
            pile.note(item, &format!("person:\"{name}\" {word} date:{}", &month[..7]), &mut person);
        }
    }
    title.say("three rarest words of the title");
    line.say("three rarest words of the longest block");
    wrong.say("two words of the title, one letter wrong");
    form.say("words of the title, one in another form");
    person.say("person, word of the title, month");
    Ok(())
}
