//! Measures how passages are found again in texts that have changed.
//!
//! `cargo run --release --example anchors -- [LOT] FOLDER…` takes 1,000 passages of 1 to 2,000 words out of the documents
//! of the folders, by lot but always the same for the same number, changes the texts in several ways, and prints how many
//! passages are found where they are, how many are said to be lost, of which lengths those are, and how many are found
//! anywhere else, which must be none. A passage of one word that is changed is given a near spelling. With `SHOW` set it prints which are lost or have other edges.

#![allow(clippy::print_stdout)]

mod changes;
#[path = "../support/files.rs"]
mod files;
mod moved;
mod tally;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use perusal::annotate::lists::Lists;
use perusal::ingest;
use perusal::model::Span;
use perusal::text::anchor::anchor;

use changes::{FileTexts, Lot, changed, line_put_in, normalised, split_otherwise, word_changed, words};
use files::files;
use tally::Tally;

/// So many passages are looked for.
const PASSAGES: usize = 1_000;
/// So many words the longest have.
const LONGEST: f64 = 2_000.0;
/// So many bytes the long text has.
const LONG_TEXT: usize = 16 << 20;

/// The texts of files, and the files that have some.
fn read(folders: &[String]) -> Result<(Vec<FileTexts>, Vec<PathBuf>), Box<dyn Error>> {
    let mut paths = Vec::new();
    folders.iter().try_for_each(|folder| files(Path::new(folder), &mut paths))?;
    let texts = paths.into_iter().filter_map(|path| {
        let documents =
            ingest::read::read(&path.to_string_lossy(), fs::read(&path).ok()?, &Lists::default()).ok()?;
        let texts: FileTexts = documents.into_iter().map(|document| document.text).collect();
        (texts.iter().map(String::len).sum::<usize>() > 200).then_some((texts, path))
    });
    Ok(texts.unzip())
}

/// A passage of some document by lot: which file, which document, from where to where.
fn passage(lot: &mut Lot, files: &[FileTexts]) -> (usize, usize, usize, usize) {
    loop {
        let file = lot.below(files.len());
        let document = lot.below(files[file].len());
        let words = words(&files[file][document]);
        let count = LONGEST.powf(lot.share()).round() as usize;
        if words.len() >= count + 5 {
            let first = lot.below(words.len() - count);
            return (file, document, words[first].0, words[first + count - 1].1);
        }
    }
}

/// A passage with so many bytes behind it is in no other text, but in another edition of its own.
const EDITION: usize = 20;

/// The ways in which texts are changed.
const CHANGES: [&str; 9] = [
    "the same text",
    "words around changed, lines put in",
    "and a word of the passage",
    "split otherwise",
    "split otherwise and words changed",
    "white space and quotation marks",
    "a line put in the passage",
    "taken away",
    "a text of 16 MB, words changed",
];

/// What passages are looked for in.
struct Measured {
    files: Vec<FileTexts>,
    others: Vec<(String, usize)>,
    long: String,
    tallies: [Tally; 9],
}

impl Measured {
    fn of(files: Vec<FileTexts>) -> Measured {
        let count = |text: &String| (text.clone(), text.split_whitespace().count());
        let others: Vec<(String, usize)> =
            files.iter().flatten().map(count).filter(|(_, count)| *count > 0).collect();
        let mut long: String = others.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n\n");
        while long.len() < LONG_TEXT && !long.is_empty() {
            long = long.repeat(2);
        }
        long.truncate(long.floor_char_boundary(LONG_TEXT));
        Measured { files, others, long, tallies: CHANGES.map(Tally::new) }
    }

    fn look(&mut self, lot: &mut Lot, is_looked_for_in_long: bool) {
        let (files, others, tallies) = (&self.files, &self.others, &mut self.tallies);
        let (file, document, start, end) = passage(lot, files);
        let text = &files[file][document];
        let made = anchor(text, Span::new(start, end));
        tallies[0].note(&made, &[text], Some((0, start, end)));
        let (other, from, until) = changed(lot, text, (start, end), others);
        tallies[1].note(&made, &[&other], Some((0, from, until)));
        if let Some((word, of, to)) = word_changed(lot, &other, (from, until), others) {
            tallies[2].note(&made, &[&word], Some((0, of, to)));
        }
        let (parts, of, from, until) = split_otherwise(lot, &files[file], document, (start, end));
        let texts: Vec<&str> = parts.iter().map(String::as_str).collect();
        tallies[3].note(&made, &texts, Some((of, from, until)));
        let (part, from, until) = changed(lot, &parts[of], (from, until), others);
        let texts: Vec<&str> =
            (0..).zip(&texts).map(|(n, text)| if n == of { part.as_str() } else { *text }).collect();
        tallies[4].note(&made, &texts, Some((of, from, until)));
        let (other, from, until) = normalised(text, (start, end));
        tallies[5].note(&made, &[&other], Some((0, from, until)));
        if let Some((other, from, until)) = line_put_in(lot, text, (start, end), others) {
            tallies[6].note(&made, &[&other], Some((0, from, until)));
        }
        let (other, from, until) = changed(lot, text, (start, end), others);
        let away = [&other[..from], &other[until..]].concat();
        tallies[7].note(&made, &[&away], None);
        if is_looked_for_in_long {
            // Another edition of the text may be in it, and either place would be right: such passages are left out.
            let long = self.long.replace(text.as_str(), "");
            let edge = made.after.get(..made.after.floor_char_boundary(EDITION)).unwrap_or_default();
            let is_single = !long.contains(&[made.quote.as_str(), edge].concat());
            let at = long.floor_char_boundary(lot.below(long.len()));
            let within = [&long[..at], "\n", &other, "\n", &long[at..]].concat();
            if is_single {
                tallies[8].note(&made, &[&within], Some((0, at + 1 + from, at + 1 + until)));
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders: Vec<String> = std::env::args().skip(1).collect();
    let number = folders.first().and_then(|first| first.parse().ok());
    if number.is_some() {
        folders.remove(0);
    }
    let (texts, paths) = read(&folders)?;
    let mut measured = Measured::of(texts);
    println!("{} documents of {} files", measured.others.len(), measured.files.len());
    let mut lot = Lot(number.unwrap_or(15));
    (0..PASSAGES).for_each(|number| measured.look(&mut lot, number % 20 == 0));
    measured.tallies.iter().for_each(Tally::print);
    let mut moved = Tally::new("files in another folder");
    moved::look(&mut lot, &paths, PASSAGES, passage, &mut moved)?;
    moved.print();
    Ok(())
}
