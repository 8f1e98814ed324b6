//! What the table of words holds for one written form, and the positions a word can have beside the
//! token that is labelled.

use super::clusters::Cluster;
use super::shape::Shape;
use crate::lexicon::Classes;

/// A word, or the edge of a sentence.
#[derive(Clone, Debug)]
pub struct WordEntry {
    /// Of the word as written, figures made 0.
    pub hash: u64,
    /// Of the word in lower case, digits made 0.
    pub lower: u64,
    /// The position of that form among all of them.
    pub form: u32,
    /// Of how it is written: capitals, digits, marks; runs of one kind count once.
    pub outline: u64,
    pub shape: Shape,
    pub cluster: Cluster,
    /// The classes of the word in lower case and of the name as written.
    pub classes: Classes,
    pub names: Classes,
    /// The classes of the name as written; of capitals also as it is usually written.
    pub listed: Classes,
    /// No listed name of several words that begins with it has more bytes.
    pub longest: u8,
    /// How often it was met.
    pub uses: u16,
}

/// The place of a word beside the one that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordPosition {
    Itself,
    Before,
    After,
    SecondBefore,
    SecondAfter,
}

impl WordPosition {
    pub const ALL: [WordPosition; 5] = [
        WordPosition::Itself,
        WordPosition::Before,
        WordPosition::After,
        WordPosition::SecondBefore,
        WordPosition::SecondAfter,
    ];
}
