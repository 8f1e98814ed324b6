//! Changes one file of a hundred and takes that back, each time with an index run.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use super::Measured;

/// One file of so many is changed.
const ONE_IN: usize = 100;

/// What is added to a file.
const ADDED: &str = "\nA last line, added to measure.\n";

/// Prints what each run costs.
pub fn measure(measured: &Measured, files: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let texts: Vec<(&PathBuf, Vec<u8>)> = files
        .iter()
        .step_by(ONE_IN)
        .map(|file| Ok((file, fs::read(file)?)))
        .collect::<std::io::Result<_>>()?;
    for (file, text) in &texts {
        fs::write(file, [text.as_slice(), ADDED.as_bytes()].concat())?;
    }
    println!("1 % changed     {}", measured.index()?);
    for (file, text) in &texts {
        fs::write(file, text)?;
    }
    println!("and taken back  {}", measured.index()?);
    Ok(())
}
