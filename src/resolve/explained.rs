//! Finds for each acronym that a document spells out what it stands for there.
//!
//! Not here: what the same acronym stands for in other documents (`organization`).

use rustc_hash::FxHashMap;

use super::key_use::{KeyUse, Keys};
use crate::model::{KeyNumber, Kind};

/// Tells of the acronyms that documents spell out what they stand for, given the keys of each document.
pub fn explain_acronyms<'d>(keys: &mut [KeyUse<'_>], documents: impl Iterator<Item = &'d [KeyNumber]>) {
    for (key, stands_for) in explained_acronyms(&&*keys, documents) {
        keys.get_mut(key as usize).into_iter().for_each(|of| of.stands_for = Some(stands_for));
    }
}

/// What the acronyms that documents spell out (bare keys of organisations) stand for, given the keys of each document.
pub fn explained_acronyms<'d>(
    keys: &impl Keys,
    documents: impl Iterator<Item = &'d [KeyNumber]>,
) -> FxHashMap<KeyNumber, KeyNumber> {
    let acronym = |key: KeyUse<'_>| key.bare && key.kind == Kind::Organization;
    let wanted: Vec<bool> = (0..).map_while(|number| keys.key(number)).map(acronym).collect();
    let mut explained = FxHashMap::default();
    if !wanted.contains(&true) {
        return explained;
    }
    for document in documents {
        for &key in document {
            if !wanted.get(key as usize).is_some_and(|&wanted| wanted) {
                continue;
            }
            let Some(letters) = keys.key(key).map(|key| key.name) else { continue };
            let stands_for = |&&other: &&KeyNumber| {
                let long = keys.key(other).filter(|of| of.kind == Kind::Organization && !of.bare);
                long.is_some_and(|long| has_initials(long.name, letters))
            };
            if let Some(&found) = document.iter().find(stands_for) {
                explained.insert(key, found);
            }
        }
    }
    explained
}

/// Whether the capitals that the words of a name begin with are these letters.
fn has_initials(name: &str, letters: &str) -> bool {
    // "EC Commission" does not say what "EC" is.
    if name.split([' ', '-']).any(|word| word == letters) {
        return false;
    }
    let capitals = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    capitals.eq(letters.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acronym_stands_for_what_its_own_document_has() {
        let org = |name, bare| KeyUse::new(Kind::Organization, name, bare);
        let mut keys =
            [org("Union of Harbour Workers", false), org("Ulm Health-Watch", false), org("UHW", true)];
        explain_acronyms(&mut keys, [&[0][..], &[1, 2]].into_iter());
        assert_eq!(keys.map(|key| key.stands_for), [None, None, Some(1)]);
    }
}
