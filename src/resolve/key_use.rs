//! The input of the resolver: the keys of a collection, and in how many documents each occurs.

use crate::model::{DocumentId, KeyNumber, Kind};

/// A key of the collection and how often it is used. Its position is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUse<'a> {
    /// The kind the annotator gave it.
    pub kind: Kind,
    /// The name as normalised for keys.
    pub name: &'a str,
    /// A family name that its document does not explain, or an acronym that it does. Such a key belongs to one
    /// document, so one bare name can occur several times.
    pub bare: bool,
    /// The document of a key that belongs to one alone.
    pub document: Option<DocumentId>,
    /// The documents with a mention of this key.
    pub documents: u32,
    /// How many keys of that name, of as many documents, are taken together: 1 for a key by itself.
    pub alike: u32,
    /// For an acronym that its document spells out, which makes it a bare key: the key it stands for there.
    pub stands_for: Option<KeyNumber>,
    /// The keys of the e-mail addresses that stand with the name of a person.
    pub addresses: &'a [KeyNumber],
}

impl<'a> KeyUse<'a> {
    /// A key in one document.
    pub fn new(kind: Kind, name: &'a str, bare: bool) -> KeyUse<'a> {
        KeyUse { kind, name, bare, document: None, documents: 1, alike: 1, stands_for: None, addresses: &[] }
    }
}

/// The keys of a collection as corrections look them up: few of many.
pub trait Keys {
    /// The key of that number.
    fn key(&self, number: KeyNumber) -> Option<KeyUse<'_>>;

    /// The numbers of all keys of a kind that are written so: bare ones, and those of one document too.
    fn named(&self, kind: Kind, name: &str) -> Vec<KeyNumber>;
}

impl Keys for &[KeyUse<'_>] {
    fn key(&self, number: KeyNumber) -> Option<KeyUse<'_>> {
        self.get(number as usize).copied()
    }

    fn named(&self, kind: Kind, name: &str) -> Vec<KeyNumber> {
        let numbered = (0..).zip(self.iter());
        numbered.filter(|(_, key)| (key.kind, key.name) == (kind, name)).map(|(number, _)| number).collect()
    }
}
