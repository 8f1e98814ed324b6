//! Gathers the texts of records within the limits of one file, and says which of them could not be read.
//!
//! Not here: what a record becomes (`document`).

use super::document;
use super::flatten::Record;
use super::mapping::Mapping;
use crate::extract::contents::{Contents, MOST_TEXT, MOST_TEXTS, Piece};
use crate::model::{Extract, Problem};
use crate::text::digits::group_digits;

/// So many numbers of lines are said.
const SAID: usize = 8;

/// The texts of records, and what is wrong with some.
#[derive(Default)]
pub struct Collected {
    contents: Contents,
    bytes: usize,
    /// The newspaper or channel where no record names one.
    pub source: Option<String>,
    /// Whether fields of a record were left out.
    is_cut: bool,
    is_full: bool,
}

impl Collected {
    /// Adds a record; `false` when no more are taken.
    pub fn add(&mut self, record: &Record, mapping: &Mapping) -> bool {
        self.is_cut |= record.is_cut;
        self.add_text(document::extract(record, mapping, self.source.as_deref()))
    }

    /// Adds a text, if there is anything in it; `false` when no more are taken.
    pub fn add_text(&mut self, text: Extract) -> bool {
        if self.contents.pieces.len() >= MOST_TEXTS || self.bytes + text.text.len() > MOST_TEXT {
            self.is_full = true;
            return false;
        }
        self.bytes += text.text.len();
        if !text.text_blocks.is_empty() {
            self.contents.pieces.push(Piece::Text(Box::new(text)));
        }
        true
    }

    /// All texts, with what is said of those that are missing: the first of `broken`, and what was cut.
    pub fn contents(mut self, broken: Option<String>) -> Contents {
        let full = format!(
            "more than {MOST_TEXTS} records or {} MiB of text: the rest was not read",
            MOST_TEXT >> 20
        );
        let cut = "a record with very many fields: not all of them were read".to_owned();
        let said: Vec<String> = [broken, self.is_full.then_some(full), self.is_cut.then_some(cut)]
            .into_iter()
            .flatten()
            .collect();
        self.contents.problem = (!said.is_empty()).then(|| Problem::new(said.join("; ")));
        self.contents
    }
}

/// Lines that are not as the others, by their numbers.
#[derive(Debug, Default)]
pub struct OddLines {
    first: Vec<usize>,
    pub count: usize,
}

impl OddLines {
    /// Notes the number of a line, from 1.
    pub fn note(&mut self, line: usize) {
        self.count += 1;
        if self.first.len() < SAID {
            self.first.push(line);
        }
    }

    /// What is said of them: "7 of 1,200 lines are no JSON: 12, 40 …".
    pub fn said(&self, all: usize, what: &str) -> Option<String> {
        let numbers: Vec<String> = self.first.iter().map(|line| group_digits(*line as u64)).collect();
        let more = if self.count > self.first.len() { " …" } else { "" };
        let said = format!(
            "{} of {} {what}: {}{more}",
            group_digits(self.count as u64),
            group_digits(all as u64),
            numbers.join(", ")
        );
        (self.count > 0).then_some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_lines_are_counted_and_the_first_are_named() {
        let mut odd = OddLines::default();
        assert_eq!(odd.said(9, "lines are no JSON"), None);
        (1..=9).for_each(|line| odd.note(line * 400));
        let said = odd.said(12_000, "lines are no JSON").unwrap();
        assert_eq!(
            said,
            "9 of 12,000 lines are no JSON: 400, 800, 1,200, 1,600, 2,000, 2,400, 2,800, 3,200 …"
        );
    }
}
