//! Prints how fast names are recognised: raw text to mentions and keys, on one core; how long the
//! first call takes; and how large models and lists are.
//!
//! `cargo run --release --example recogniser_speed [FILE...]`; without files over a text of its
//! own. Each file is read as plain text, a line a paragraph.

#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use perusal::annotate::annotate_text;
use perusal::annotate::learning::count_tokens;
use perusal::annotate::lists::Lists;

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

    let per_round: usize = texts.iter().map(|text| count_tokens(text)).sum();
    let (mut rounds, mut mentions, mut spent) = (0, 0, Duration::ZERO);
    while spent < AT_LEAST {
        let copies = texts.clone();
        let started = Instant::now();
        mentions = copies.into_iter().map(|text| annotate_text(text, &none).mentions.len()).sum();
        spent += started.elapsed();
        rounds += 1;
    }
    let speed = (per_round * rounds) as f64 / spent.as_secs_f64();
    println!("{per_round} tokens, {mentions} mentions: {speed:.0} tokens/s");
    Ok(())
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
