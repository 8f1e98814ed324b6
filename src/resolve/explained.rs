//! Finds for each acronym that a document spells out what it stands for there.
//!
//! Not here: what the same acronym stands for in other documents (`organization`).

use super::key_use::KeyUse;
use crate::model::{KeyNumber, Kind};

/// Tells of the acronyms that documents spell out (bare keys of organisations) what they stand for, given the
/// keys of each document.
pub fn explain_acronyms<'d>(keys: &mut [KeyUse<'_>], documents: impl Iterator<Item = &'d [KeyNumber]>) {
    let acronym = |key: &KeyUse<'_>| key.bare && key.kind == Kind::Organization;
    let wanted: Vec<bool> = keys.iter().map(acronym).collect();
    if !wanted.contains(&true) {
        return;
    }
    for document in documents {
        for &key in document {
            if !wanted.get(key as usize).is_some_and(|&wanted| wanted) {
                continue;
            }
            let letters = keys.get(key as usize).map_or("", |key| key.name);
            let stands_for = |&&other: &&KeyNumber| {
                let long = keys.get(other as usize).filter(|of| of.kind == Kind::Organization && !of.bare);
                long.is_some_and(|long| has_initials(long.name, letters))
            };
            let found = document.iter().find(stands_for).copied();
            if let Some(key) = keys.get_mut(key as usize) {
                key.stands_for = found;
            }
        }
    }
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
        assert_eq!(keys[2].stands_for, Some(1));
    }
}
