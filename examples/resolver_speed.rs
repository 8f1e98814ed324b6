//! Measures the resolver: reads the keys of an index and prints what putting them together costs.
//!
//! `cargo run --release --example resolver_speed -- FOLDER HOME`, for a folder indexed with that
//! home. Without arguments it invents a million keys.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use perusal::index::{Collection, Index};
use perusal::ingest::Root;
use perusal::model::Kind;
use perusal::paths::Paths;
use perusal::resolve::{KeyUse, resolve};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let keys: Vec<(Kind, String, bool, u32)> = match (arguments.next(), arguments.next()) {
        (Some(folder), Some(home)) => {
            let paths = Paths::find(Some(&home), &|_| None)?;
            let index = Index::open(&paths.index_dir(Root::open(&folder)?.path()))?;
            let snapshot = Collection::new(vec![index]).snapshot()?;
            let started = Instant::now();
            snapshot.entity(Kind::Person, "");
            eprintln!("reading and resolving all keys {:.2?}", started.elapsed());
            snapshot.keys()
        }
        _ => invented(1_000_000),
    };
    let uses: Vec<KeyUse<'_>> = keys
        .iter()
        .map(|&(kind, ref name, bare, documents)| KeyUse { documents, ..KeyUse::new(kind, name, bare) })
        .collect();
    let before = resident("VmRSS:");
    resolve(&uses[..uses.len().min(1)], &[]);
    let started = Instant::now();
    let entities = resolve(&uses, &[]);
    let seconds = started.elapsed();
    eprintln!("{} keys, {} entities, {seconds:.2?}", uses.len(), entities.len());
    let (peak, after) = (resident("VmHWM:"), resident("VmRSS:"));
    eprintln!("memory before {before} MB, at most {peak} MB, after {after} MB");
    Ok(())
}

/// Names of which a fifth are bare and a tenth are spelled in two ways.
fn invented(count: u32) -> Vec<(Kind, String, bool, u32)> {
    let syllables = ["ka", "ro", "mi", "ten", "sky", "ov", "lar", "phi", "wou", "zen"];
    let word = |mut seed: u32| {
        let mut word = String::new();
        for _ in 0..3 {
            word.push_str(syllables[(seed % 10) as usize]);
            seed /= 10;
        }
        word
    };
    let name = |n: u32| {
        let seed = n.wrapping_mul(0x9E37_79B9);
        let (first, last) = (word(seed % 1000), word(seed / 1000 % 1000));
        match n % 10 {
            0 | 1 => (Kind::Person, last, true, 1),
            2 => (Kind::Person, format!("{first} {last}y"), false, 1),
            3..=6 => (Kind::Person, format!("{first} {last}{}", word(seed / 7 % 500)), false, n % 7),
            7 | 8 => (Kind::Organization, format!("{first} {last} {n} Inc"), false, 2),
            _ => (Kind::Place, format!("{first}{last}"), false, 3),
        }
    };
    let mut names: Vec<_> = (0..count).map(name).collect();
    names.sort();
    names
}

/// A figure of this process in MB, where `/proc` tells.
fn resident(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
