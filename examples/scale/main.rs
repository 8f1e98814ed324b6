//! Measures how the program bears a large folder: `cargo build --release && cargo run --release --example scale --
//! FOLDER HOME [--change]`, twice, with a small folder and a large one, to compare. FOLDER is indexed with its index
//! below HOME, unless that is done; then it is indexed again unchanged, and with `--change` once more after one file
//! of a hundred was changed, which is taken back (so only for folders that are made to be measured).
//!
//! What is asked of a whole program (indexing, starting) is asked of the binary `perusal` beside this example;
//! answers are asked of the engine in this process. Needs `/proc`.

#![allow(clippy::print_stdout)]

#[path = "../../tests/suite/pty/terminal.rs"]
#[allow(dead_code)]
mod terminal;

mod answers;
mod changed;
#[path = "../support/files.rs"]
mod files;
mod process;
mod start;

use std::error::Error;
use std::path::{Path, PathBuf};

use perusal::ingest::Root;
use perusal::paths::Paths;
use process::Cost;

/// A folder with where its index is.
pub struct Measured {
    folder: PathBuf,
    home: PathBuf,
    /// The program.
    program: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let ([folder, home] | [folder, home, _]) = arguments.as_slice() else {
        return Err("usage: scale FOLDER HOME [--change]".into());
    };
    let program = std::env::current_exe()?;
    let program = program.parent().and_then(Path::parent).unwrap_or(Path::new(".")).join("perusal");
    let measured = Measured { folder: folder.clone(), home: home.clone(), program };

    let mut found = Vec::new();
    files::files(folder, &mut found)?;
    let text: u64 = found.iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    println!("{} files, {:.1} MB", found.len(), megabytes(text));

    let kept = Paths::find(Some(home), &|_| None)?.index_dir(Root::open(folder)?.path());
    if !kept.exists() {
        let cost = measured.index()?;
        println!("indexed         {cost}, {:.2} ms of CPU a file", cost.cpu * 1000.0 / found.len() as f64);
    }
    println!("unchanged       {}", measured.index()?);
    if arguments.iter().any(|argument| argument.as_os_str() == "--change") {
        changed::measure(&measured, &found)?;
    }
    drop(found);
    let mut index = Vec::new();
    files::files(&kept.join("tantivy"), &mut index)?;
    let size: u64 = index.iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    println!("index           {:.1} MB, {:.2} × text", megabytes(size), size as f64 / text as f64);
    start::measure(&measured)?;
    answers::measure(&measured)?;
    let mut beside = Vec::new();
    files::files(&kept, &mut beside)?;
    let all: u64 = beside.iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    println!("kept beside it  {:.1} MB", megabytes(all - size));
    Ok(())
}

impl Measured {
    /// Brings the index up to date.
    fn index(&self) -> Result<Cost, Box<dyn Error>> {
        process::run(&self.program, &["index".as_ref(), self.folder.as_os_str()], &self.home)
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
