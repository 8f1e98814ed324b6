//! What the collection says of the kinds of names in full: one that most documents have as another kind is likely
//! of that kind, such as a firm that is called like a person.
//!
//! Not here: names of people that stand alone (`bare_names`).

use rustc_hash::FxHashMap;

use super::key_use::KeyUse;
use super::lists::{hash, lists};
use super::spelling::written;
use crate::model::{KeyNumber, Kind};

/// Words of a person's name that the name of an organisation may go on from, at most.
const MOST_WORDS: usize = 4;

/// Another kind has to be in so many times the documents. Set by hand.
const MORE_OFTEN: u32 = 2;

/// In how many documents a name in full is what, with the key that most of them have. There is one for each person.
#[derive(Clone, Copy, Debug, Default)]
struct NameUses {
    person: Uses,
    /// The name itself, in any letters.
    organization: Uses,
    place: Uses,
    /// What the name of an organisation begins with: "Mark IV Industries".
    opening: Uses,
}

#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    documents: u32,
    most: u32,
    key: KeyNumber,
}

impl Uses {
    fn add(&mut self, keys: &[KeyUse<'_>], number: KeyNumber, documents: u32) {
        self.documents = self.documents.saturating_add(documents);
        let name = |key: KeyNumber| keys.get(key as usize).map(|of| of.name);
        if documents > self.most || documents == self.most && name(number) < name(self.key) {
            (self.most, self.key) = (documents, number);
        }
    }
}

/// Keys whose name is of another kind in most documents, each with a key that has it as that kind.
pub(super) fn usual_kinds(keys: &[KeyUse<'_>]) -> Vec<(KeyNumber, KeyNumber)> {
    let in_full = |key: &KeyUse<'_>| !key.bare && key.name.contains(' ');
    let mut uses: FxHashMap<u64, NameUses> = FxHashMap::default();
    for (number, key) in numbered(keys).filter(|(_, key)| key.kind == Kind::Person && in_full(key)) {
        uses.entry(name_number(key.name)).or_default().person.add(keys, number, key.documents);
    }
    let others = |key: &KeyUse<'_>| matches!(key.kind, Kind::Organization | Kind::Place) && in_full(key);
    for (number, key) in numbered(keys).filter(|(_, key)| others(key)) {
        let ends = key.name.match_indices(' ').map(|(at, _)| at).skip(1).take(MOST_WORDS - 1);
        for end in ends.filter(|_| key.kind == Kind::Organization) {
            if let Some(uses) = uses.get_mut(&name_number(key.name.get(..end).unwrap_or_default())) {
                uses.opening.add(keys, number, key.documents);
            }
        }
        if let Some(uses) = uses.get_mut(&name_number(key.name)) {
            match key.kind {
                Kind::Organization => uses.organization.add(keys, number, key.documents),
                _ => uses.place.add(keys, number, key.documents),
            }
        }
    }
    let usual = |key: &KeyUse<'_>| usual(key, uses.get(&name_number(key.name))?);
    let found = numbered(keys).filter(|(_, key)| in_full(key));
    found.filter_map(|(number, key)| Some((number, usual(key)?))).collect()
}

fn numbered<'k, 'n>(keys: &'k [KeyUse<'n>]) -> impl Iterator<Item = (KeyNumber, &'k KeyUse<'n>)> {
    (0..).zip(keys)
}

/// The key that has the name as the kind it rather is than this one.
fn usual(key: &KeyUse<'_>, uses: &NameUses) -> Option<KeyNumber> {
    let NameUses { person, organization, place, opening } = uses;
    let of_organizations = organization.documents.saturating_add(opening.documents);
    let organization = if organization.most > 0 { organization } else { opening };
    let more =
        |other: &Uses, than: u32| other.documents > 0 && other.documents >= than.saturating_mul(MORE_OFTEN);
    // Many firms, schools and prizes are called after people; what is not made of a given and a family name is a
    // firm's as soon as half of its documents say so.
    let is_firm = || match is_of_lists(key.name) {
        true => of_organizations >= person.documents.saturating_mul(MORE_OFTEN),
        false => of_organizations.saturating_mul(MORE_OFTEN) >= person.documents,
    };
    match key.kind {
        Kind::Person if organization.most > 0 && is_firm() => Some(organization.key),
        Kind::Person if more(place, person.documents) => Some(place.key),
        Kind::Organization if more(person, of_organizations) => Some(person.key),
        _ => None,
    }
}

/// Whether a name is made of a given and a family name that the lists know.
fn is_of_lists(name: &str) -> bool {
    let (Some((first, _)), Some((_, last))) = (name.split_once(' '), name.rsplit_once(' ')) else {
        return false;
    };
    lists().is_given_name(&written(first)) && lists().is_family_name(&written(last))
}

/// The number of a name, the same in any letters.
fn name_number(name: &str) -> u64 {
    match name.is_ascii() && name.len() <= LONGEST {
        true => {
            let mut lower = [0; LONGEST];
            let (lower, _) = lower.split_at_mut(name.len());
            lower.copy_from_slice(name.as_bytes());
            lower.make_ascii_lowercase();
            hash(std::str::from_utf8(lower).unwrap_or_default())
        }
        false => hash(&name.to_lowercase()),
    }
}

/// Longer names are put in small letters on the heap, in bytes.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_the_kind_that_most_documents_have_it_as() {
        let key = |kind, name, documents| KeyUse { documents, ..KeyUse::new(kind, name, false) };
        let keys = [
            key(Kind::Person, "Falke IV", 3),
            key(Kind::Organization, "Falke IV Industries Inc", 3),
            key(Kind::Person, "TARN VALE", 1),
            key(Kind::Place, "Tarn Vale", 2),
            key(Kind::Person, "Ann Reed", 2),
            key(Kind::Organization, "Ann Reed Foundation", 3),
            key(Kind::Person, "Ann Quill", 4),
            key(Kind::Organization, "Ann Quill", 1),
            key(Kind::Organization, "Ann Quill Foundation", 1),
            key(Kind::Person, "Tom Quill", 2),
            key(Kind::Organization, "Tom Quill Trust", 1),
        ];
        assert_eq!(usual_kinds(&keys), [(0, 1), (2, 3), (7, 6)]);
    }
}
