//! Measures indexing: brings the index of a folder up to date and prints what it cost.
//!
//! `cargo run --release --example index_speed -- FOLDER HOME`, twice: the second run finds
//! nothing to do. Own lists are read from `HOME/config/lists`.

use std::error::Error;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use perusal::index::Index;
use perusal::ingest::{self, Root};
use perusal::notebook::Notebook;
use perusal::paths::Paths;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(home)) = (arguments.next(), arguments.next()) else {
        return Err("usage: index_speed FOLDER HOME".into());
    };
    let paths = Paths::find(Some(&home), &|_| None)?;
    let root = Root::open(&folder)?;
    let index = Index::open(&paths.index_dir(root.path()))?;
    let mut notebook = Notebook::open(&paths.notebook())?;
    let (lists, notices) = ingest::own_lists::read(&paths.config.join("lists"), false);
    notices.iter().for_each(|notice| eprintln!("{notice}"));
    let mut first = None;
    let started = std::time::Instant::now();
    let summary =
        ingest::run(&root, &index, &mut notebook, &lists, &AtomicBool::new(false), &mut |progress| {
            if progress.committed > 0 && first.is_none() {
                first = Some(started.elapsed());
            }
        })?;
    for (path, reason) in summary.problems.iter().take(10) {
        eprintln!("{path}: {reason}");
    }
    eprintln!(
        "files {} read {} unchanged {} touched {}",
        summary.files, summary.read, summary.unchanged, summary.touched
    );
    eprintln!("documents {} mentions {}", summary.documents, summary.mentions);
    eprintln!("problems {} removed {}", summary.problems.len(), summary.removed);
    eprintln!("seconds {:.2}, the first commit after {:.2?}", summary.seconds, first.unwrap_or_default());
    if let Some((cpu, peak)) = cost() {
        eprintln!("CPU seconds {cpu:.2}, peak memory {peak} MB");
    }
    Ok(())
}

/// CPU seconds of this process, and the most memory it held in MB, where `/proc` tells.
fn cost() -> Option<(f64, u64)> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after_name = stat.rsplit_once(") ")?.1;
    let mut fields = after_name.split(' ').skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = peak.trim().strip_suffix(" kB")?.parse().ok()?;
    // The kernel counts in hundredths of a second.
    Some(((user + system) / 100.0, kilobytes / 1024))
}
