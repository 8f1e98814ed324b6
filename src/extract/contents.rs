//! What the reader of a format gives: texts, each of which becomes one or more documents, and files inside
//! the file; and what is given on of it, text by text.
//!
//! Not here: reading the files inside (`gathered`), and cutting a very large text (`parts`).

use std::vec::IntoIter;

use serde::{Deserialize, Serialize};

use super::parts::{self, Parts};
use crate::model::{Extract, Format, Problem};

/// So many texts are taken from one file. Set by hand: a box of mails of the largest size that is read has fewer.
pub(super) const MOST_TEXTS: usize = 200_000;
/// So many bytes of text are taken from one file; all are held at once. Set by hand.
pub(super) const MOST_TEXT: usize = 512 << 20;

/// What the reader of a format makes of the bytes of a file: what is in it, or the reason, in words for the reader,
/// why nothing is.
pub type ReadOutcome = Result<Contents, Problem>;

/// What is in a file, in its order.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contents {
    /// Its texts, and the files inside it.
    pub pieces: Vec<Piece>,
    /// Why it was not read to its end, or not all of it.
    pub problem: Option<Problem>,
    /// Where its reader goes on, if this was only a step: what comes next would be too much at once.
    pub next: Option<usize>,
}

/// One thing in a file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// A text.
    Text(Box<Extract>),
    /// A file that the text before it has attached, or that lies in the archive.
    File {
        /// As the mail or archive calls it; empty where it is called as the file it is in, without the ending.
        name: String,
        /// What is in it; `None` where there is nothing in it to read: a picture.
        bytes: Option<Vec<u8>>,
    },
    /// A file of an archive that is not read, and why.
    Unread {
        /// As the archive calls it.
        name: String,
        /// The reason.
        problem: Problem,
    },
    /// A file as it was fetched from an address.
    Capture {
        /// A name for it, with the ending of what it is.
        name: String,
        /// From where.
        address: String,
        /// The day on which it was fetched, as in `2014-01-03`; `None` where that is not said.
        day: Option<String>,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

impl From<Extract> for Contents {
    fn from(extract: Extract) -> Contents {
        Contents { pieces: vec![Piece::Text(Box::new(extract))], ..Contents::default() }
    }
}

impl FromIterator<Extract> for Contents {
    fn from_iter<I: IntoIterator<Item = Extract>>(extracts: I) -> Contents {
        let pieces = extracts.into_iter().map(|extract| Piece::Text(Box::new(extract))).collect();
        Contents { pieces, ..Contents::default() }
    }
}

/// The texts of a file, in order; a very large one comes in parts.
#[derive(Debug)]
pub struct Extracts {
    format: Format,
    problem: Option<Problem>,
    rest: IntoIter<Extract>,
    parts: Option<Parts>,
}

impl Extracts {
    /// The texts of a file of that format, and why it is not read wholly.
    pub fn new(format: Format, extracts: Vec<Extract>, problem: Option<Problem>) -> Extracts {
        Extracts { format, problem, rest: extracts.into_iter(), parts: None }
    }

    /// What the file was read as.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Why it was not read wholly; `None` where it was.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// How many line ends of its text stand before what was given out last.
    pub fn lines_before(&self) -> u32 {
        self.parts.as_ref().map_or(0, Parts::lines_before)
    }
}

impl Iterator for Extracts {
    type Item = Extract;

    fn next(&mut self) -> Option<Extract> {
        loop {
            if let Some(part) = self.parts.as_mut().and_then(Iterator::next) {
                return Some(part);
            }
            self.parts = Some(parts::split(self.rest.next()?));
        }
    }
}
