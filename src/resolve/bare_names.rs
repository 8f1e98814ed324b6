//! What the collection says of people's names that stand alone: which are given names, so that two documents
//! mean two people, and which are rather those of firms and places.
//!
//! Not here: whose family name one is (`person`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::key_use::KeyUse;
use super::lists::{hash, lists};
use super::spelling::written;
use crate::model::{KeyNumber, Kind};

/// A firm or a place has to be in so many times the documents of the people of a name. Set by hand.
const MORE_OFTEN: u64 = 2;

/// In how many documents a word is what.
#[derive(Clone, Copy, Debug, Default)]
struct WordUses {
    /// A person's name by itself.
    bare: u64,
    /// The given name, and the family name, of somebody who is named in full.
    given: u64,
    family: u64,
    /// An organisation, or the beginning of its name.
    organization: u64,
    place: u64,
}

/// What the bare names of people are in a collection.
#[derive(Debug, Default)]
pub(super) struct BareNames {
    /// Keys of given names: each is somebody else's, whatever document.
    pub given: FxHashSet<KeyNumber>,
    /// Keys that are no person's, with the kind they have.
    pub kinds: Vec<(KeyNumber, Kind)>,
}

impl BareNames {
    /// Looks at all keys of a collection.
    pub fn of(keys: &[KeyUse<'_>]) -> BareNames {
        let is_bare = |key: &KeyUse<'_>| key.bare && key.kind == Kind::Person;
        let mut uses: FxHashMap<u64, WordUses> = FxHashMap::default();
        let mut number_of: Vec<u64> = Vec::new();
        let mut last: (&str, u64) = ("", 0);
        for key in keys.iter().filter(|key| is_bare(key)) {
            // Equal names stand one after another.
            if last.0 != key.name {
                last = (key.name, number(key.name));
            }
            uses.entry(last.1).or_default().bare += u64::from(key.documents);
            number_of.push(last.1);
        }
        if uses.is_empty() {
            return BareNames::default();
        }
        keys.iter().filter(|key| !key.bare).for_each(|key| count(key, &mut uses));
        let mut found = BareNames::default();
        let bare = (0..).zip(keys).filter(|(_, key)| is_bare(key));
        let mut last: (u64, bool, Option<Kind>) = (0, false, None);
        for ((number, key), word) in bare.zip(number_of) {
            if last.0 != word {
                let uses = uses.get(&word).copied().unwrap_or_default();
                last = (word, is_given(key.name, uses), kind(uses));
            }
            match last {
                (.., Some(kind)) => found.kinds.push((number, kind)),
                (_, true, _) => _ = found.given.insert(number),
                _ => {}
            }
        }
        found
    }
}

/// Adds what a name in full says of the bare words.
fn count(key: &KeyUse<'_>, uses: &mut FxHashMap<u64, WordUses>) {
    let mut words = key.name.split(' ');
    let (first, last) = (words.next().unwrap_or_default(), words.next_back());
    let documents = u64::from(key.documents);
    let mut add = |word: &str, to: fn(&mut WordUses) -> &mut u64| {
        if let Some(uses) = uses.get_mut(&number(word)) {
            *to(uses) += documents;
        }
    };
    match (key.kind, last) {
        (Kind::Person, Some(last)) => {
            add(first, |uses| &mut uses.given);
            add(last, |uses| &mut uses.family);
        }
        (Kind::Organization, _) => add(first.trim_end_matches(','), |uses| &mut uses.organization),
        (Kind::Place, None) => add(first, |uses| &mut uses.place),
        _ => {}
    }
}

/// The number of a word; most need no folding.
fn number(word: &str) -> u64 {
    let mut lower = [0; LONGEST_WORD];
    match lower.get_mut(..word.len()).filter(|_| word.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(lower) => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            hash(std::str::from_utf8(lower).unwrap_or_default())
        }
        None => hash(&written(word)),
    }
}

/// Longer words are folded on the heap.
const LONGEST_WORD: usize = 24;

/// Whether a word is a given name rather than a family name, by the people of the collection.
fn is_given(name: &str, uses: WordUses) -> bool {
    let word = written(name);
    if word.contains(' ') || !lists().is_given_name(&word) {
        return false;
    }
    uses.given > uses.family || uses.family == 0 && !lists().is_family_name(&word)
}

/// The kind that a word is far more often than a person's name.
fn kind(uses: WordUses) -> Option<Kind> {
    let people = (uses.bare + uses.family) * MORE_OFTEN;
    let (kind, documents) = match uses.organization > uses.place {
        true => (Kind::Organization, uses.organization),
        false => (Kind::Place, uses.place),
    };
    (documents >= people).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: Kind, name: &str, documents: u32) -> KeyUse<'_> {
        KeyUse { documents, ..KeyUse::new(kind, name, false) }
    }

    #[test]
    fn a_bare_name_is_what_the_collection_mostly_means_by_it() {
        let bare = |name| KeyUse::new(Kind::Person, name, true);
        let keys = [
            bare("Susan"),
            bare("Falke"),
            bare("TARN"),
            bare("Quill"),
            key(Kind::Person, "Susan Quill", 2),
            key(Kind::Organization, "Falke Motors Inc", 2),
            key(Kind::Place, "Tarn", 3),
            key(Kind::Organization, "Quill Partners", 3),
        ];
        let found = BareNames::of(&keys);
        assert_eq!(found.given, FxHashSet::from_iter([0]));
        assert_eq!(found.kinds, [(1, Kind::Organization), (2, Kind::Place)]);
    }
}
