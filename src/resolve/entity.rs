//! One entity of many: its kind, its keys, and why they are one.

use super::rule::{Merge, PackedMerge};
use crate::model::{KeyNumber, Kind};

/// The number of an entity in [`Entities`](super::Entities).
pub type EntityNumber = u32;

/// Somebody or something that documents of the collection mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// The kind of the key it is called by, as corrected.
    pub kind: Kind,
    /// The key whose name it is called by: the one in most documents, names in capitals and bare ones last.
    pub called: KeyNumber,
    /// What the reader calls it.
    pub renamed: Option<&'a str>,
    /// The reader wants to see nothing of it.
    pub hidden: bool,
    /// In ascending order.
    pub keys: &'a [KeyNumber],
    pub(super) merges: &'a [PackedMerge],
    /// Whether any of it rests on merges that are only likely.
    pub guess: bool,
    /// The uses of its keys that rest on such merges.
    pub doubtful: u32,
}

impl Entity<'_> {
    /// Why the keys are one; equal bare names need no reason.
    pub fn merges(&self) -> impl Iterator<Item = Merge> {
        self.merges.iter().map(|&packed| Merge::unpack(packed))
    }
}
