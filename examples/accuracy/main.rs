//! Scores what is read against labelled public data sets.
//!
//! `cargo run --release --example accuracy -- TASK FOLDER [--fold N | --all]`
//!
//! | task | data set in FOLDER | what is scored |
//! |---|---|---|
//! | scraped | `scraped_txt` | article text, title, date, author of scraped pages |
//! | lines | `lines` | which lines are the article, which are site chrome |
//! | html | `html` | article text, title, author, date of HTML pages |
//! | dates | `dates` | publication dates of HTML pages |
//! | archives | `archives` | where each of several articles in one file begins and ends |
//! | encodings | `hard` | texts in legacy encodings |
//! | entities | `ner` | people, organisations, places in BIO files: exact span and kind |
//! | aliases | `ner` | which names are one entity, across documents |
//! | all | | all of them |
//!
//! A data set stands in FOLDER itself or in its `corpora`; one that is not there is passed over.
//! Pages with a training side (scraped, lines, html) fall into five folds by site, and only one is
//! scored, by default the one the models were never trained on (4); `--all` takes all of them.
//!
//! Not here: the floors that tests hold (`tests/suite/accuracy.rs`).

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

mod data;
mod labels;
mod names;
mod pages;
#[path = "../../tests/scoring/mod.rs"]
mod scoring;
mod texts;

use std::process::ExitCode;

use data::Data;

/// What scores one task; false where its data is not there.
type Task = fn(&Data) -> bool;

const TASKS: &[(&str, Task)] = &[
    ("scraped", pages::scraped),
    ("lines", pages::lines),
    ("html", pages::html),
    ("dates", texts::dates),
    ("archives", texts::archives),
    ("encodings", texts::encodings),
    ("entities", names::entities),
    ("aliases", names::aliases),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(task), Some(folder)) = (arguments.first(), arguments.get(1)) else {
        println!("usage: accuracy TASK FOLDER [--fold N | --all]");
        return ExitCode::from(2);
    };
    let fold = match arguments.get(2).map(String::as_str) {
        Some("--all") => None,
        Some("--fold") => Some(arguments[3].parse().expect("a number from 0 to 4")),
        _ => Some(4),
    };
    let data = Data::new(folder.as_ref(), fold);
    let asked: Vec<_> = TASKS.iter().filter(|(name, _)| task == name || task == "all").collect();
    if asked.is_empty() {
        println!("no such task: {task}");
        return ExitCode::from(2);
    }
    for (name, score) in asked {
        println!("== {name}");
        if !score(&data) {
            println!("its data is not there");
        }
    }
    ExitCode::SUCCESS
}
