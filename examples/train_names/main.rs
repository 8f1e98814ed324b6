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
//! `--begin FILE` goes on from a model instead of learning anew. `--model FILE` takes one instead of learning, of
//! several the mean. `--favour LABEL=WEIGHT` adds a weight to a label wherever it begins,
//! `--prune STEPS` leaves out the features of which no weight is more than so many steps. Every tenth document is
//! held out and measured. The second form packs clusters of words: a word, its vector, its cluster and its group a
//! line. `assets/model/README.md` says what the model in the program was made of.

#![allow(clippy::print_stdout)]

#[path = "../training/arguments.rs"]
mod arguments;
mod blend;
mod learn;
mod measure;
mod sentence;
mod source;
mod text;
#[path = "../training/mod.rs"]
mod training;

use std::error::Error;

use blend::{favour, mean, prune};
use learn::{learn, learn_model};
use measure::measure;
use perusal::annotate::observe::Clusters;
use perusal::sequence::Model;
use source::read;
use training::Options;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| arguments::take(&mut arguments, name);
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
        begin: option("--begin").map(load).transpose()?,
    };
    let share = number(option("--share"), 1.0);
    let given: Vec<String> = std::iter::from_fn(|| option("--model")).collect();
    let pruned = number(option("--prune"), 0.0) as i8;
    let favoured: Vec<String> = std::iter::from_fn(|| option("--favour")).collect();
    let measured: Vec<String> = std::iter::from_fn(|| option("--measure")).collect();
    let (mut examples, mut held_out) = (Vec::new(), Vec::new());
    for argument in &arguments {
        let mut source = read(argument)?;
        let documents = std::mem::take(&mut source.documents);
        let mut held = Vec::new();
        for (at, document) in documents.into_iter().enumerate() {
            match at % 10 {
                9 => held.push(document),
                _ if !given.is_empty() || (at * 7 % 100) as f32 >= share * 100.0 => {}
                _ => {
                    let lexicon = &source.lexicons[at % source.lexicons.len()];
                    (0..source.times).for_each(|_| learn(&document, &source, lexicon, &mut examples));
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
    let mut model = match given.is_empty() {
        true => learn_model(examples, &options),
        false => taken(given)?,
    };
    for label in favoured {
        model = favour(&model, &label)?;
    }
    model = prune(&model, pruned);
    let bytes = model.to_bytes();
    println!("{} features, {} bytes", model.features(), bytes.len());
    held_out.iter().for_each(|(name, documents)| println!("{}", measure(name, documents, Some(&model))));
    out.map_or(Ok(()), |out| Ok(std::fs::write(out, bytes)?))
}

/// The model of a file, or the mean of those of several.
fn taken(files: Vec<String>) -> Result<Model, Box<dyn Error>> {
    let mut models: Vec<Model> = files.into_iter().map(load).collect::<Result<_, _>>()?;
    if models.len() > 1 { mean(&models) } else { models.pop().ok_or_else(|| "no model".into()) }
}

fn load(file: String) -> Result<Model, Box<dyn Error>> {
    Ok(Model::from_bytes(&std::fs::read(file)?)?)
}

fn pack_clusters(words: &str, out: &str) -> Result<(), Box<dyn Error>> {
    let rows = words.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let word =
            fields.next().filter(|word| word.chars().all(|c| c.is_alphabetic() || "-'.".contains(c)))?;
        let mut number = || fields.next()?.parse::<u16>().ok();
        Some((word, number()?, number()?, number()?.try_into().ok()?))
    });
    let bytes = Clusters::to_bytes(rows);
    println!("{} bytes", bytes.len());
    Ok(std::fs::write(out, bytes)?)
}
