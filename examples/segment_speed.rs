//! Prints what it costs to take files apart into documents and to read what their lines are for.
//!
//! `cargo run --release --example segment_speed [FILE...]`; without files over some pages of
//! the bundled sample.

#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use perusal::segment::segment;

/// Long enough to even out the clock.
const AT_LEAST: Duration = Duration::from_secs(4);

/// The size in bytes of an average scraped page.
const PAGE: f64 = 3072.0;

const SAMPLE: [&str; 3] = [
    include_str!("../assets/sample/web/tag-archive_dovrin.txt"),
    include_str!("../assets/sample/web/basin-dispatch_blog.txt"),
    include_str!("../assets/sample/web/hadrel-group_press-release.txt"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<_> = std::env::args_os().skip(1).collect();
    let mut extracts = Vec::new();
    for file in &files {
        let name = file.to_string_lossy();
        extracts.extend(perusal::extract::extract(&name, std::fs::read(file)?).into_iter().flatten());
    }
    if extracts.is_empty() {
        for page in SAMPLE {
            extracts.extend(perusal::extract::extract("page.txt", page.as_bytes()).into_iter().flatten());
        }
    }
    let started = Instant::now();
    extracts.iter().take(1).for_each(|extract| drop(segment(extract)));
    println!("first text, which loads the model: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);

    let bytes: usize = extracts.iter().map(|extract| extract.text.len()).sum();
    let (mut rounds, mut documents) = (0, 0);
    let (started, before) = (Instant::now(), cpu());
    while started.elapsed() < AT_LEAST {
        documents = extracts.iter().map(|extract| segment(extract).len()).sum();
        rounds += 1;
    }
    let spent = match (before, cpu()) {
        (Some(before), Some(after)) => after - before,
        _ => started.elapsed().as_secs_f64(),
    };
    let total = spent * 1e6 / f64::from(rounds);
    println!("{} texts, {bytes} bytes, {documents} documents", extracts.len());
    println!(
        "{:.0} µs of CPU a text, {:.0} µs for each 3 KB",
        total / extracts.len() as f64,
        total * PAGE / bytes as f64
    );
    println!("model: {} bytes", include_bytes!("../assets/model/lines.bin").len());
    Ok(())
}

/// The seconds of CPU this process has used, where `/proc` tells; in hundredths.
fn cpu() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / 100.0)
}
