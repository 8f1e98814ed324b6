//! The input of the resolver: the keys of a collection, and in how many documents each occurs.

use crate::model::{DocumentId, Kind};

/// A key of the collection and how often it is used. Its position is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUse<'a> {
    pub kind: Kind,
    pub name: &'a str,
    /// A family name that its document does not explain. Such a key belongs to one document,
    /// so one bare name can occur several times.
    pub bare: bool,
    /// The document of a key that belongs to one alone.
    pub document: Option<DocumentId>,
    /// The documents with a mention of this key.
    pub documents: u32,
}

impl<'a> KeyUse<'a> {
    /// A key in one document.
    pub fn new(kind: Kind, name: &'a str, bare: bool) -> KeyUse<'a> {
        KeyUse { kind, name, bare, document: None, documents: 1 }
    }
}
