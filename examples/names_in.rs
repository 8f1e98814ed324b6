//! Prints the names in a file with what they are, document by document.
//!
//! `cargo run --release --example names_in -- FILE`

#![allow(clippy::print_stdout)]

use std::error::Error;

use perusal::ingest::{Lists, read::read};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("which file?")?;
    for document in
        read(&file, std::fs::read(&file)?, &Lists::default()).map_err(|problem| problem.to_string())?
    {
        println!("{}", document.title.as_deref().unwrap_or("(no title)"));
        for mention in &document.mentions {
            println!("  {:<14} {}", mention.kind.name(), mention.span.of(&document.text));
        }
    }
    Ok(())
}
