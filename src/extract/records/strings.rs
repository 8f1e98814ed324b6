//! Reads JSON in which nothing is an article or a message: its words, each with its path, are one text.
//!
//! Not here: exports of articles (`json`).

use std::ops::Range;

use super::flatten::Record;
use super::value;
use crate::extract::blocks::Blocks;
use crate::extract::contents::Contents;
use crate::model::{BlockKind, Extract, Format, Metadata, Problem};

/// So many bytes of words are read. Set by hand.
const MOST: usize = 64 << 20;
/// Fewer words beside the records of an export are its frame: a version, a number of hits. Set by hand.
const FEWEST_BESIDE: usize = 12;

/// The words in some objects and lists.
///
/// # Errors
/// When they are broken, or there are no words in them.
pub fn read(text: &str, places: &[Range<usize>], is_open: bool) -> Result<Contents, Problem> {
    let (mut blocks, mut broken, mut has_words) = (Blocks::new(), 0, false);
    let (mut read, mut cut) = (0, false);
    for place in places {
        let part = text[place.clone()].trim();
        if part.is_empty() {
            continue;
        }
        match value::parse(part) {
            Some(value) => {
                read += 1;
                let record = Record::of(&vec![(String::new(), value)]);
                has_words |= words(&record) > 0;
                cut |= record.is_cut || blocks.text.len() > MOST;
                if blocks.text.len() <= MOST {
                    write(&mut blocks, &record);
                }
            }
            None => broken += 1,
        }
    }
    if !has_words {
        return Err(Problem::new(if read == 0 { "broken JSON" } else { "JSON without words to read" }));
    }
    let problem = match (broken > 0 || is_open, cut) {
        (true, _) => Some("broken JSON: not all of it was read"),
        (false, true) => Some("very many values: not all of them were read"),
        (false, false) => None,
    };
    Ok(Contents { problem: problem.map(Problem::new), ..extract(blocks).into() })
}

/// What stands beside the records of an export, if it says anything.
///
/// # Errors
/// When there is too much of it.
pub fn beside(record: &Record) -> Result<Option<Extract>, Problem> {
    if record.is_cut {
        return Err(Problem::new("very much beside the records: not all of it was read"));
    }
    if words(record) < FEWEST_BESIDE {
        return Ok(None);
    }
    let mut blocks = Blocks::new();
    write(&mut blocks, record);
    let mut extract = extract(blocks);
    extract.metadata.title = Some("What stands beside the records".to_owned());
    Ok(Some(extract))
}

/// How many words are in values of several words.
fn words(record: &Record) -> usize {
    let values = record.fields.iter().flat_map(|field| &field.values);
    let counts = values
        .map(|value| value.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count());
    counts.filter(|count| *count > 1).sum()
}

fn write(blocks: &mut Blocks, record: &Record) {
    blocks.kind = BlockKind::List;
    for field in &record.fields {
        for value in &field.values {
            blocks.words(&format!("{}: {value}", field.name));
            blocks.end();
        }
    }
}

fn extract(blocks: Blocks) -> Extract {
    let Blocks { text, text_blocks, links, .. } = blocks;
    // Days among its values are not its own.
    let metadata = Metadata { sure: true, ..Metadata::default() };
    let format = Format::Records;
    Extract { format, text, text_blocks, links, metadata, whole: true, ..Extract::default() }
}
