//! What the collection says of people's names that stand alone: which may be anybody's, so that two documents
//! mean two people, and which are rather those of firms and places.
//!
//! Not here: whose family name one is (`person`); names in full (`usual_kinds`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::key_use::KeyUse;
use super::lists::{hash, lists};
use super::merge::BY_FAR;
use super::spelling::written;
use crate::model::{KeyNumber, Kind};

/// Firms or places have to be in so many times the documents of the people of a name, if somebody has that
/// family name. Set by hand.
const MORE_OFTEN: u64 = 2;

/// A name that nobody bears in full is anybody's if one use in so many is another's. Set by hand.
const ONE_IN: u64 = 10;

/// In how many documents a word is what.
#[derive(Debug, Default)]
struct WordUses {
    /// A person's name by itself.
    bare: u64,
    /// The given name, and the family name, of somebody who is named in full.
    given: u64,
    family: u64,
    /// The latter by the letters that given names begin with.
    bearers: [u32; INITIALS],
    /// The beginning of an organisation's name, and another word of one.
    organization: u64,
    in_organization: u64,
    place: u64,
}

/// What the bare names of people are in a collection.
#[derive(Debug, Default)]
pub(super) struct BareNames {
    /// Keys of names that may be anybody's: each is another one's in every document.
    pub anyone: FxHashSet<KeyNumber>,
    /// Keys with the kind they have rather than their own, sorted: here those that are no person's.
    pub kinds: Vec<(KeyNumber, Kind)>,
}

impl BareNames {
    /// Whether a key has another kind in the collection than its documents gave it.
    pub fn is_of_another_kind(&self, key: KeyNumber) -> bool {
        self.kinds.binary_search_by_key(&key, |&(of, _)| of).is_ok()
    }

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
                let Some(uses) = uses.get(&word) else { continue };
                let known = Known::of(key.name);
                last = (word, is_anyones(known, uses), kind(known, uses));
            }
            match last {
                (.., Some(kind)) => found.kinds.push((number, kind)),
                (_, true, _) => _ = found.anyone.insert(number),
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
        if let Some(uses) = uses.get_mut(&number(word.trim_end_matches([',', '.']))) {
            *to(uses) += documents;
        }
    };
    match (key.kind, last) {
        (Kind::Person, Some(last)) => {
            add(first, |uses| &mut uses.given);
            add(last, |uses| &mut uses.family);
            if let Some(uses) = uses.get_mut(&number(last))
                && let Some(bearers) = uses.bearers.get_mut(initial(first))
            {
                *bearers = bearers.saturating_add(key.documents);
            }
        }
        // A headline's capitals say nothing of whether a name is a firm's.
        (Kind::Organization, None) if is_shouted(first) => {}
        (Kind::Organization, last) if !last.is_some_and(|last| NAMED_AFTER_PEOPLE.contains(&last)) => {
            add(first, |uses| &mut uses.organization);
            words.chain(last).for_each(|word| add(word, |uses| &mut uses.in_organization));
        }
        (Kind::Place, None) => add(first, |uses| &mut uses.place),
        _ => {}
    }
}

/// The letters of the alphabet, and all else.
const INITIALS: usize = 27;

/// A letter as a number; letters that stand for each other in transliterations have one.
fn initial(word: &str) -> usize {
    match word.bytes().next().map(|letter| letter.to_ascii_lowercase()) {
        Some(b'w') => usize::from(b'v' - b'a'),
        Some(b'k') => usize::from(b'c' - b'a'),
        Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
        _ => INITIALS - 1,
    }
}

/// Bodies that are called by the person who heads them.
const NAMED_AFTER_PEOPLE: [&str; 6] =
    ["Administration", "administration", "Government", "government", "Cabinet", "cabinet"];

/// Letters of an acronym at most.
const LONGEST_ACRONYM: usize = 4;

fn is_shouted(word: &str) -> bool {
    word.len() > LONGEST_ACRONYM && !word.contains(char::is_lowercase)
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

/// What the lists know a word as.
#[derive(Clone, Copy)]
struct Known {
    given: bool,
    family: bool,
}

impl Known {
    fn of(name: &str) -> Known {
        let word = written(name);
        let one = !word.contains(' ');
        Known { given: one && lists().is_given_name(&word), family: one && lists().is_family_name(&word) }
    }
}

/// Whether a word is a given name rather than a family name by the people of the collection, or a name that many have
/// and that is no one's by far: of several bearers, or of firms and places too.
fn is_anyones(known: Known, uses: &WordUses) -> bool {
    if known.given && (uses.given > uses.family || uses.family == 0 && !known.family) {
        return true;
    }
    let others = uses.organization + uses.in_organization + uses.place;
    let most = u64::from(uses.bearers.iter().copied().max().unwrap_or(0));
    let by_far = most >= uses.family.saturating_sub(most) * BY_FAR;
    let as_often = match uses.family {
        0 => others * ONE_IN >= uses.bare,
        family => others >= family * MORE_OFTEN,
    };
    known.family && (others > 0 && as_often || !by_far)
}

/// The kind that a word is more often than a person's name.
fn kind(known: Known, uses: &WordUses) -> Option<Kind> {
    let (kind, documents) = match uses.organization > uses.place {
        true => (Kind::Organization, uses.organization),
        false => (Kind::Place, uses.place),
    };
    let nobody = uses.family + uses.given == 0;
    let unknown = nobody && !known.given && !known.family;
    let more = match () {
        // What no list has and nobody is called is no person as soon as it is something else at times.
        () if unknown => documents > 0 && documents * MORE_OFTEN >= uses.bare,
        () if nobody => documents > uses.bare,
        () => documents >= (uses.bare + uses.family) * MORE_OFTEN,
    };
    more.then_some(kind)
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
        assert_eq!(found.anyone, FxHashSet::from_iter([0]));
        assert_eq!(found.kinds, [(1, Kind::Organization), (2, Kind::Place)]);
    }

    #[test]
    fn a_name_that_many_have_is_anyones_unless_one_bears_it_more_often_than_firms() {
        let bare = |name| KeyUse::new(Kind::Person, name, true);
        let firm = key(Kind::Organization, "Ode, Smith and Co", 3);
        for (others, anyone) in [
            (vec![], false),
            (vec![key(Kind::Person, "Ann Smith", 2)], false),
            (vec![key(Kind::Person, "Ann Smith", 1), firm], true),
            (vec![key(Kind::Person, "Ann Smith", 2), firm], false),
            (
                vec![key(Kind::Person, "Ann Smith", 2), key(Kind::Organization, "Smith Administration", 9)],
                false,
            ),
        ] {
            let keys = Vec::from_iter([bare("Smith")].into_iter().chain(others));
            assert_eq!(BareNames::of(&keys).anyone.contains(&0), anyone, "{keys:?}");
        }
    }

    #[test]
    fn what_no_list_has_is_no_person_as_soon_as_it_is_something_else_at_times() {
        let keys = |organizations| {
            [
                KeyUse { documents: 5, ..KeyUse::new(Kind::Person, "Tanjug", true) },
                key(Kind::Organization, "Tanjug", organizations),
            ]
        };
        assert_eq!(BareNames::of(&keys(3)).kinds, [(0, Kind::Organization)]);
        assert_eq!(BareNames::of(&keys(2)).kinds, []);
    }
}
