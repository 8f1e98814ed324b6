//! Prints how fast names are recognised: raw text to mentions and keys, on one core, without and
//! with 10,000 names of own lists; how long the first call takes; and how large models and lexicon
//! are.
//!
//! `cargo run --release --example recogniser_speed [FILE...]`; without files over a text of its
//! own. Each file is read as plain text, a line a paragraph.

#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use perusal::annotate::annotate_text;
use perusal::annotate::lists::{ListFormat, Lists};
use perusal::annotate::observe::count_tokens;
use perusal::model::ListName;

/// Long enough to even out the clock.
const AT_LEAST: Duration = Duration::from_secs(2);

const SAMPLE: &str = "\
Harbour Minister Maren Ode said on Tuesday that the port of Tarnwick would reopen on 3 May 2021.
“We lost $2.5 million and 40 percent of our ships,” Mr. Ode told the Union of Harbour Workers (UHW).
The UHW, led by Tom A. Pike, wants 1,200 workers hired before the ferry to Norway sails at 6 pm.
";

fn main() -> std::io::Result<()> {
    let files: Vec<_> = std::env::args_os().skip(1).collect();
    let mut texts = Vec::new();
    for file in &files {
        texts.push(String::from_utf8_lossy(&std::fs::read(file)?).into_owned());
    }
    if texts.is_empty() {
        texts.push(SAMPLE.repeat(500));
    }
    let started = Instant::now();
    let none = Lists::default();
    annotate_text(String::from("Ode"), &none);
    println!("first call, which loads models and lists: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    println!("models and lists of the recogniser: {} KB", size()? / 1000);

    let tokens: usize = texts.iter().map(|text| count_tokens(text)).sum();
    let (speed, mentions) = measure(&texts, &none, tokens);
    println!("{tokens} tokens, {mentions} mentions: {speed:.0} tokens/s");
    let own = own_names(10_000);
    let started = Instant::now();
    annotate_text(String::from("Ode"), &own);
    println!("first call with 10000 own names: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    let (slower, mentions) = measure(&texts, &own, tokens);
    println!(
        "with them, {mentions} mentions: {slower:.0} tokens/s, {:.1} % less",
        (1.0 - slower / speed) * 100.0
    );
    Ok(())
}

/// Tokens a second, and the mentions found.
fn measure(texts: &[String], lists: &Lists, tokens: usize) -> (f64, usize) {
    let (mut rounds, mut mentions, mut spent) = (0, 0, Duration::ZERO);
    while spent < AT_LEAST {
        let copies = texts.to_vec();
        let started = Instant::now();
        mentions = copies.into_iter().map(|text| annotate_text(text, lists).mentions.len()).sum();
        spent += started.elapsed();
        rounds += 1;
    }
    ((tokens * rounds) as f64 / spent.as_secs_f64(), mentions)
}

/// A list of so many names, as of ships.
fn own_names(count: usize) -> Lists {
    let (mut lists, mut text) = (Lists::default(), String::new());
    for number in 0..count {
        let parts = ["Tarn", "Nor", "Bell", "Quill", "Mar", "Ode", "Pike", "Vell", "Orvan", "Kess"];
        let part = |place: usize| parts[number / place % parts.len()];
        text.push_str(&format!(
            "{}{} {}{}\n",
            part(1),
            part(10).to_lowercase(),
            part(100),
            part(1000).to_lowercase()
        ));
    }
    if let Ok(name) = ListName::new("ships") {
        lists.add(name, ListFormat::Text, &text);
    }
    lists
}

/// The bytes of the models and lists in the program.
fn size() -> std::io::Result<u64> {
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let mut files = vec![assets.join("model/names.bin"), assets.join("model/clusters.bin")];
    for file in std::fs::read_dir(assets.join("lexicon"))? {
        files.push(file?.path());
    }
    files.iter().map(|file| Ok(file.metadata()?.len())).sum()
}
