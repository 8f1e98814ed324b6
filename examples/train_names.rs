//! Learns the recogniser of names from labelled texts and measures it.
//!
//! `cargo run --release --example train_names -- FILE[:HOW]... [--measure FILE]... [--out FILE]`
//! `cargo run --release --example train_names -- --clusters WORDS.tsv --out FILE`
//!
//! A file has a token and its label a line, parted by a tab: `O`, or `B-` and `I-` with PER, ORG,
//! LOC, FAC, NORP or MISC; a blank line ends a sentence, a token `-DOCSTART-` begins a document.
//! Behind a file stands how it is learned from:
//!
//! - a number: so many times
//! - `open`: it labels persons, organisations and places only; its other words may be other names
//! - `gmb`: it is labelled as the Groningen Meaning Bank is: titles are inside persons, and many
//!   countries are peoples
//! - `other=FILE`: another labelling of the same text, in that manner; where the two differ, no
//!   label is learned
//! - `thin`: the lists were made from its text, which is therefore read without some of them
//!
//! Every tenth document is held out and measured. The second form packs clusters of words: a
//! word, its cluster and its group a line. `assets/model/README.md` says what the model in the
//! program was made of.

#![allow(clippy::print_stdout)]

use std::collections::BTreeSet;
use std::error::Error;

use perusal::annotate::learning::{Clusters, KINDS, LABELS, Lists, Observed, Reader, observe};
use perusal::model::Kind;
use perusal::sequence::train::{Example, Options, train};
use perusal::sequence::{Label, Model};

/// Documents without bounds are cut after so many sentences.
const SENTENCES: usize = 20;

/// The names of the lists fall into so many parts, of which thinned lists lack one.
const THINNED: u64 = 3;

/// Words that stand before a person and not in a name; for sets that have them inside.
const TITLES: &str = "president prime minister foreign secretary general mr. mrs. ms. dr. king queen pope prince senator \
     chancellor defense interior premier governor ambassador colonel judge spokesman sheikh ayatollah deputy \
     vice former chief justice state of admiral captain professor lieutenant major sergeant";

#[derive(Default)]
struct Sentence {
    words: Vec<String>,
    labels: Vec<String>,
}

struct Source {
    documents: Vec<Vec<Sentence>>,
    times: usize,
    open: bool,
    gmb: bool,
    lists: Vec<Lists>,
    other: Option<String>,
}

/// A document as a person would have written it.
struct Text {
    text: String,
    /// For every sentence the byte range of each word.
    words: Vec<Vec<(usize, usize)>>,
}

/// A name: the first word and the end, in its sentence.
type Name = (usize, usize, Kind);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| -> Option<String> {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.remove(at);
        (at < arguments.len()).then(|| arguments.remove(at))
    };
    let out = option("--out");
    if let Some(words) = option("--clusters") {
        return pack_clusters(&std::fs::read_to_string(words)?, &out.ok_or("no --out")?);
    }
    let number = |text: Option<String>, usual: f32| text.and_then(|text| text.parse().ok()).unwrap_or(usual);
    let options = Options {
        epochs: number(option("--epochs"), 8.0) as usize,
        rate: number(option("--rate"), 0.1),
        l1: number(option("--l1"), 1e-5),
        least: number(option("--least"), 3.0) as u32,
        dropout: number(option("--dropout"), 0.1),
    };
    let share = number(option("--share"), 1.0);
    let given = option("--model");
    let measured: Vec<String> = std::iter::from_fn(|| option("--measure")).collect();
    let (mut examples, mut held_out) = (Vec::new(), Vec::new());
    for argument in &arguments {
        let mut source = read(argument)?;
        let documents = std::mem::take(&mut source.documents);
        let mut held = Vec::new();
        for (at, document) in documents.into_iter().enumerate() {
            match at % 10 {
                9 => held.push(document),
                _ if given.is_some() || (at * 7 % 100) as f32 >= share * 100.0 => {}
                _ => {
                    let lists = &source.lists[at % source.lists.len()];
                    (0..source.times).for_each(|_| learn(&document, &source, lists, &mut examples));
                }
            }
        }
        held_out.push((argument.clone(), held));
    }
    for file in measured {
        held_out.push((file.clone(), read(&file)?.documents));
    }
    println!("{} sentences to learn from", examples.len());
    held_out.iter().for_each(|(name, documents)| println!("rules {}", measure(name, documents, None)));
    let bytes = match given {
        Some(file) => std::fs::read(file)?,
        None => learn_model(examples, &options).to_bytes(),
    };
    let model = Model::from_bytes(&bytes)?;
    println!("{} features, {} bytes", model.features(), bytes.len());
    held_out.iter().for_each(|(name, documents)| println!("{}", measure(name, documents, Some(&model))));
    if let Some(out) = out {
        std::fs::write(out, bytes)?;
    }
    Ok(())
}

fn pack_clusters(words: &str, out: &str) -> Result<(), Box<dyn Error>> {
    let rows = words.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let word =
            fields.next().filter(|word| word.chars().all(|c| c.is_alphabetic() || "-'.".contains(c)))?;
        Some((word, fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    });
    let bytes = Clusters::to_bytes(rows);
    println!("{} bytes", bytes.len());
    Ok(std::fs::write(out, bytes)?)
}

fn learn_model(examples: Vec<Example>, options: &Options) -> Model {
    let started = std::time::Instant::now();
    let mut report =
        |epoch: usize, likely: f64| println!("epoch {epoch}: {likely:.3}, {} s", started.elapsed().as_secs());
    let may_follow = |before: Option<Label>, label: Label| {
        let inside = label > 0 && label.is_multiple_of(2);
        !inside || before.is_some_and(|before| before == label || before + 1 == label)
    };
    train(&LABELS, &may_follow, examples, options, &mut report)
}

fn read(argument: &str) -> Result<Source, Box<dyn Error>> {
    let mut parts = argument.split(':');
    let file = parts.next().unwrap_or_default();
    let mut source = Source {
        documents: Vec::new(),
        times: 1,
        open: false,
        gmb: false,
        lists: vec![Lists::whole()],
        other: None,
    };
    for part in parts {
        match part {
            "open" => source.open = true,
            _ if part.starts_with("other=") => source.other = part.strip_prefix("other=").map(str::to_owned),
            "thin" => source.lists = (0..THINNED).map(|nth| Lists::without(nth, THINNED)).collect(),
            "gmb" => source.gmb = true,
            times => source.times = times.parse()?,
        }
    }
    let (mut document, mut sentence) = (Vec::new(), Sentence::default());
    let mut documents = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        match line.split_once('\t') {
            Some(("-DOCSTART-", _)) => documents.push(std::mem::take(&mut document)),
            Some((word, label)) => {
                sentence.words.push(word.to_owned());
                sentence.labels.push(label.replace("FAC", "LOC"));
            }
            None if sentence.words.is_empty() => {}
            None => document.push(std::mem::take(&mut sentence)),
        }
    }
    document.push(sentence);
    documents.push(document);
    let bounded = documents.len() > SENTENCES;
    for document in documents {
        let mut document: Vec<Sentence> = document.into_iter().filter(|s| !s.words.is_empty()).collect();
        while !bounded && document.len() > SENTENCES {
            let rest = document.split_off(SENTENCES);
            source.documents.push(std::mem::replace(&mut document, rest));
        }
        if !document.is_empty() {
            source.documents.push(document);
        }
    }
    if source.gmb {
        source.documents.iter_mut().flatten().for_each(without_titles);
    }
    if let Some(other) = &source.other {
        let other = read(&format!("{other}:gmb"))?;
        let sentences = source.documents.iter_mut().flatten();
        sentences.zip(other.documents.iter().flatten()).for_each(|(one, other)| one.doubt(other));
    }
    Ok(source)
}

/// The label of a word on which two labellings differ; it is learned from without one.
const UNSURE: &str = "?";

/// Takes the titles at their head out of the names of persons.
fn without_titles(sentence: &mut Sentence) {
    for at in 0..sentence.words.len() {
        let titled = sentence.labels[at] == "B-PER"
            && TITLES.split_whitespace().any(|title| sentence.words[at].to_lowercase() == title);
        if titled && sentence.labels.get(at + 1).is_some_and(|label| label == "I-PER") {
            sentence.labels[at] = "O".to_owned();
            sentence.labels[at + 1] = "B-PER".to_owned();
        }
    }
}

fn kind(label: &str) -> Option<Kind> {
    match label.get(2..)? {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Organization),
        "LOC" => Some(Kind::Place),
        "NORP" => Some(Kind::Group),
        "MISC" => Some(Kind::Name),
        _ => None,
    }
}

impl Sentence {
    /// Takes back the labels of the names on which another labelling of the sentence differs.
    fn doubt(&mut self, other: &Sentence) {
        if self.words != other.words {
            return;
        }
        let known = |name: &Name| name.2.is_name();
        let bare = |sentence: &Sentence| -> BTreeSet<Name> {
            sentence.names().into_iter().map(|name| sentence.bare(name)).collect()
        };
        let (own, others) = (bare(self), bare(other));
        // The other labelling counts many countries among the peoples.
        let same = |&(first, end, kind): &Name| {
            others.contains(&(first, end, kind))
                || (kind == Kind::Place && others.contains(&(first, end, Kind::Group)))
        };
        let unsure: Vec<Name> = own
            .iter()
            .filter(|name| known(name) && !same(name))
            .chain(others.iter().filter(|name| known(name) && !own.contains(*name)))
            .copied()
            .collect();
        for (first, end, _) in unsure {
            // An article before the name and an ending behind it are unsure with it.
            let article =
                first > 0 && self.labels[first - 1].starts_with('B') && self.labels[first].starts_with('I');
            let ending = self.labels.get(end).is_some_and(|label| label.starts_with('I'));
            for label in &mut self.labels[first - usize::from(article)..end + usize::from(ending)] {
                *label = UNSURE.to_owned();
            }
        }
    }

    fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (at, label) in self.labels.iter().enumerate() {
            let Some(kind) = kind(label) else { continue };
            match names.last_mut() {
                Some(last) if label.starts_with('I') && last.1 == at && last.2 == kind => last.1 = at + 1,
                _ => names.push((at, at + 1, kind)),
            }
        }
        names
    }

    /// A name without "the" before and "'s" behind.
    fn bare(&self, (mut first, mut end, kind): Name) -> Name {
        if end - first > 1 && self.words[first].eq_ignore_ascii_case("the") {
            first += 1;
        }
        if end - first > 1 && matches!(self.words[end - 1].as_str(), "'s" | "’s" | "'") {
            end -= 1;
        }
        (first, end, kind)
    }
}

impl Text {
    fn of(document: &[Sentence]) -> Text {
        let mut text = Text { text: String::new(), words: Vec::new() };
        for sentence in document {
            let mut ranges = Vec::with_capacity(sentence.words.len());
            let (mut quoted, mut before) = (false, "");
            for (at, word) in sentence.words.iter().enumerate() {
                let mut glued = at == 0
                    || matches!(before, "(" | "[" | "{" | "$" | "“" | "‘" | "``")
                    || (before == "\"" && quoted)
                    || matches!(
                        word.as_str(),
                        "." | "," | ";" | ":" | "?" | "!" | "%" | ")" | "]" | "}" | "’" | "”"
                    )
                    || matches!(
                        word.as_str(),
                        "n't" | "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "''" | "’s"
                    );
                if word == "\"" {
                    glued |= quoted;
                    quoted = !quoted;
                }
                if !glued {
                    text.text.push(' ');
                }
                ranges.push((text.text.len(), text.text.len() + word.len()));
                text.text.push_str(word);
                before = word;
            }
            text.text.push('\n');
            text.words.push(ranges);
        }
        text
    }
}

fn learn(document: &[Sentence], source: &Source, lists: &Lists, examples: &mut Vec<Example>) {
    let text = Text::of(document);
    let mut names: Vec<(usize, usize, Kind)> = Vec::new();
    for (sentence, words) in document.iter().zip(&text.words) {
        let bare = sentence.names().into_iter().map(|name| sentence.bare(name));
        names.extend(bare.map(|(first, end, kind)| (words[first].0, words[end - 1].1, kind)));
    }
    let words =
        document.iter().zip(&text.words).flat_map(|(sentence, words)| sentence.labels.iter().zip(words));
    let unsure: Vec<(usize, usize)> =
        words.filter(|(label, _)| *label == UNSURE).map(|(_, &range)| range).collect();
    let mut doubts = unsure.iter().peekable();
    let mut at = 0;
    for observed in observe(&text.text, lists) {
        let mut example = Example::default();
        let mut last = None;
        for Observed { span, keys } in observed {
            while names.get(at).is_some_and(|name| name.1 <= span.start as usize) {
                at += 1;
            }
            let name = names.get(at).filter(|name| name.0 < span.end as usize);
            let code = name.and_then(|name| KINDS.iter().position(|&kind| kind == name.2));
            let inside = code.is_some() && last == Some(at);
            last = code.is_some().then_some(at);
            while doubts.next_if(|doubt| doubt.1 <= span.start as usize).is_some() {}
            if doubts.peek().is_some_and(|doubt| doubt.0 < span.end as usize) {
                example.push(keys, None);
                continue;
            }
            let label = code.map_or(0, |code| 1 + 2 * code as Label + Label::from(inside));
            match (source.open, name.map(|name| name.2)) {
                (true, None) => example.push_one_of(keys, &[0, 7, 8, 9, 10]),
                (true, Some(Kind::Name)) if inside => example.push_one_of(keys, &[8, 10]),
                (true, Some(Kind::Name)) => example.push_one_of(keys, &[7, 9]),
                (_, Some(Kind::Group)) if source.gmb && inside => example.push_one_of(keys, &[6, 8]),
                (_, Some(Kind::Group)) if source.gmb => example.push_one_of(keys, &[5, 7]),
                _ => example.push(keys, Some(label)),
            }
        }
        examples.push(example);
    }
}

/// Precision, recall and F1 of persons, organisations and places, exact in span and kind.
fn measure(name: &str, documents: &[Vec<Sentence>], model: Option<&Model>) -> String {
    let lists = Lists::whole();
    let mut reader = Reader::new(&lists, model);
    // Right, found and looked for, by kind.
    let mut counts = [[0usize; 3]; 3];
    for document in documents {
        let text = Text::of(document);
        let found = reader.names(&text.text);
        let mut at = 0;
        for (sentence, words) in document.iter().zip(&text.words) {
            let Some(&(_, end)) = words.last() else { continue };
            let mut predicted = BTreeSet::new();
            while let Some((span, kind)) = found.get(at).filter(|(span, _)| (span.start as usize) < end) {
                let first = words.iter().position(|word| word.1 > span.start as usize).unwrap_or(0);
                let last = words.iter().rposition(|word| word.0 < span.end as usize).unwrap_or(0);
                predicted.insert(sentence.bare((first, last + 1, *kind)));
                at += 1;
            }
            let gold: BTreeSet<Name> = sentence.names().into_iter().map(|name| sentence.bare(name)).collect();
            if model.is_some() && std::env::var_os("ERRORS").is_some() {
                let show =
                    |name: &Name| format!("{}:{}", name.2.name(), sentence.words[name.0..name.1].join(" "));
                let missed: Vec<String> =
                    gold.difference(&predicted).filter(|n| n.2.is_name()).map(show).collect();
                let wrong: Vec<String> =
                    predicted.difference(&gold).filter(|n| n.2.is_name()).map(show).collect();
                if missed.len() + wrong.len() > 0 {
                    println!("ERR {name} -{missed:?} +{wrong:?} | {}", sentence.words.join(" "));
                }
            }
            for (row, kind) in counts.iter_mut().zip(KINDS) {
                let of = |name: &&Name| name.2 == kind;
                row[0] += gold.intersection(&predicted).filter(of).count();
                row[1] += predicted.iter().filter(of).count();
                row[2] += gold.iter().filter(of).count();
            }
        }
    }
    let percent = |of: usize, all: usize| 100.0 * of as f64 / all.max(1) as f64;
    let f1 = |[right, found, gold]: [usize; 3]| percent(2 * right, found + gold);
    let all = [0, 1, 2].map(|at| counts.iter().map(|row| row[at]).sum::<usize>());
    let short = name.rsplit('/').next().unwrap_or(name);
    format!(
        "{short:30} P {:.1} R {:.1} F1 {:.2} | person {:.1} organization {:.1} place {:.1}",
        percent(all[0], all[1]),
        percent(all[0], all[2]),
        f1(all),
        f1(counts[0]),
        f1(counts[1]),
        f1(counts[2])
    )
}
