//! What holds of the text at a place of an RTF file.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::rtf_words::Destination;
use crate::model::BlockKind;

/// What holds in a group until it ends.
#[derive(Clone, Copy, Debug)]
pub struct State {
    pub destination: Destination,
    pub encoding: &'static Encoding,
    /// Bytes behind a character by its number that stand in for it.
    pub stand_in: usize,
    pub inserted: bool,
    pub deleted: bool,
    pub hidden: bool,
    pub kind: BlockKind,
    pub in_table: bool,
}

impl Default for State {
    /// That of the whole file.
    fn default() -> State {
        State {
            destination: Destination::Text,
            encoding: WINDOWS_1252,
            stand_in: 1,
            inserted: false,
            deleted: false,
            hidden: false,
            kind: BlockKind::Paragraph,
            in_table: false,
        }
    }
}

/// Changes that were tracked, as far as they were met.
#[derive(Debug, Default)]
pub struct Tracked {
    pub inserted: usize,
    pub deleted: usize,
    /// What the last character was.
    last: (bool, bool),
}

impl Tracked {
    /// Takes one more character of the text.
    pub fn character(&mut self, inserted: bool, deleted: bool) {
        self.inserted += usize::from(inserted && !self.last.0);
        self.deleted += usize::from(deleted && !self.last.1);
        self.last = (inserted, deleted);
    }
}
