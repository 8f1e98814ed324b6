//! The encoding of a key as one string, as the index stores it. Keys with the same string are one key in
//! the whole collection.

use std::borrow::Cow;

use crate::model::{DocumentId, Key, Kind};

/// Stands between the parts of a key's text; no name contains it (names holding it are not
/// indexed).
const SEPARATOR: char = '\u{1F}';

/// What stands for each built-in kind of keys.
const PREFIXES: [(&str, Kind); 9] = [
    ("p", Kind::Person),
    ("o", Kind::Organization),
    ("l", Kind::Place),
    ("e", Kind::Email),
    ("t", Kind::Phone),
    ("d", Kind::Domain),
    ("a", Kind::Account),
    ("c", Kind::Card),
    ("w", Kind::Wallet),
];

/// Stands before the name of an own list in the place of a letter for the kind.
const OWN: char = '=';

/// Longer names are not names; a hostile file could fill the table with them.
const NAME_BYTES: usize = 500;

/// The text of a key found in a document: its kind, its name, and for a bare name the document
/// too, since the same name elsewhere may be somebody else. `None` for what is not a name.
pub fn encode(key: &Key, id: DocumentId) -> Option<String> {
    if key.name.is_empty() || key.name.len() > NAME_BYTES || key.name.contains(SEPARATOR) {
        return None;
    }
    let kind = prefix(&key.kind)?;
    Some(match key.bare {
        true => format!("{kind}{SEPARATOR}{}{SEPARATOR}{:016x}", key.name, id.0),
        false => format!("{kind}{SEPARATOR}{}", key.name),
    })
}

/// A key's text taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DecodedKey<'t> {
    pub kind: Kind,
    pub name: &'t str,
    /// The document of a bare name.
    pub document: Option<DocumentId>,
}

/// Takes a key's text apart; `None` when it is none.
pub(super) fn decode(text: &str) -> Option<DecodedKey<'_>> {
    let mut parts = text.split(SEPARATOR);
    let prefix = parts.next()?;
    let kind = match PREFIXES.iter().find(|(of, _)| *of == prefix) {
        Some(&(_, kind)) => kind,
        None => Kind::from_name(prefix.strip_prefix(OWN)?)?,
    };
    let name = parts.next()?;
    let document = parts.next().and_then(|id| u64::from_str_radix(id, 16).ok()).map(DocumentId);
    Some(DecodedKey { kind, name, document })
}

fn prefix(kind: &Kind) -> Option<Cow<'_, str>> {
    if let Kind::Own(list) = kind {
        return Some(format!("{OWN}{}", list.as_str()).into());
    }
    PREFIXES.iter().find(|(_, of)| of == kind).map(|&(prefix, _)| prefix.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_is_another_key_in_every_document() {
        let key = |bare| Key { kind: Kind::Person, name: "Quill".to_owned(), bare };
        let one = encode(&key(true), DocumentId(1)).unwrap();
        assert_ne!(Some(&one), encode(&key(true), DocumentId(2)).as_ref());
        assert_eq!(encode(&key(false), DocumentId(1)), encode(&key(false), DocumentId(2)));
        let decoded = DecodedKey { kind: Kind::Person, name: "Quill", document: Some(DocumentId(1)) };
        assert_eq!(decode(&one), Some(decoded));
    }

    #[test]
    fn every_built_in_kind_with_keys_has_a_prefix() {
        for kind in Kind::with_keys(&[]) {
            let key = Key { kind, name: "020 7946 0000".to_owned(), bare: false };
            let text = encode(&key, DocumentId(1)).unwrap();
            assert_eq!(decode(&text), Some(DecodedKey { kind, name: &key.name, document: None }));
        }
    }

    #[test]
    fn the_key_of_an_own_list_holds_the_name_of_the_list() {
        let own = |list: &str| Kind::from_name(list).unwrap();
        let key = |list| Key { kind: own(list), name: "Aurora".to_owned(), bare: false };
        let [one, other] = ["vessels", "theatres"].map(|list| encode(&key(list), DocumentId(1)).unwrap());
        assert_ne!(one, other);
        assert_eq!(decode(&one), Some(DecodedKey { kind: own("vessels"), name: "Aurora", document: None }));
        assert_eq!(decode("=\u{1F}Aurora"), None);
    }

    #[test]
    fn what_cannot_be_a_key_is_left_out() {
        for name in ["", "a\u{1F}b", &"x".repeat(501)] {
            let key = Key { kind: Kind::Place, name: name.to_owned(), bare: false };
            assert_eq!(encode(&key, DocumentId(1)), None);
        }
        let sum = Key { kind: Kind::Money, name: "five crowns".to_owned(), bare: false };
        assert_eq!(encode(&sum, DocumentId(1)), None);
    }
}
