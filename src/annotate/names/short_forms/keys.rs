//! Assigns each name of a document its key: the fullest name of the same person, organisation or place
//! in it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::form::in_one_line;
use super::organizations::{resolve_acronyms, resolve_bodies, resolve_general};
use super::people::resolve_people;
use crate::model::{Key, KeyNumber, Kind};

/// The keys of a document's names, and for every name the number of its key.
///
/// `names` are the mentions in order, as written without titles. Behind the keys of the names come those of the
/// acronyms that the document spells out; no name has one of these.
pub fn keys(names: &[(Kind, &str)]) -> (Vec<Key>, Vec<KeyNumber>) {
    let mut numbers: HashMap<(Kind, &str), KeyNumber> = HashMap::new();
    let mut distinct: Vec<(Kind, &str)> = Vec::new();
    for &name in names {
        if let Entry::Vacant(entry) = numbers.entry(name) {
            entry.insert(distinct.len() as KeyNumber);
            distinct.push(name);
        }
    }
    let mut full: Vec<(Kind, String, bool)> =
        distinct.iter().map(|&(kind, name)| (kind, in_one_line(name), false)).collect();
    resolve_people(&distinct, &mut full);
    let explained = resolve_acronyms(&distinct, &mut full);
    resolve_general(&distinct, &mut full);
    resolve_bodies(&distinct, &mut full);

    let mut keys: Vec<Key> = Vec::new();
    let mut known: HashMap<(Kind, String, bool), KeyNumber> = HashMap::new();
    let of_distinct: Vec<KeyNumber> = full
        .into_iter()
        .map(|(kind, name, bare)| {
            *known.entry((kind, name.clone(), bare)).or_insert_with(|| {
                keys.push(Key { kind, name, bare });
                keys.len() as KeyNumber - 1
            })
        })
        .collect();
    let of_names =
        names.iter().filter_map(|name| numbers.get(name).and_then(|&n| of_distinct.get(n as usize)));
    let of_names = of_names.copied().collect();
    // What an acronym stands for in one document tells what it may stand for in others.
    keys.extend(explained.into_iter().map(|name| Key { kind: Kind::Organization, name, bare: true }));
    (keys, of_names)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::unexplained;
    use super::*;
    use proptest::prelude::*;

    fn people(names: &[&str]) -> Vec<String> {
        let names: Vec<(Kind, &str)> = names.iter().map(|&name| (Kind::Person, name)).collect();
        let (keys, numbers) = keys(&names);
        let shown = |key: &Key| format!("{}{}", key.name, if key.bare { "?" } else { "" });
        numbers.iter().map(|&n| shown(&keys[n as usize])).collect()
    }

    #[test]
    fn short_forms_take_the_fullest_name() {
        assert_eq!(people(&["Ode", "Maren Ode", "M. Ode", "Maren"]), ["Maren Ode"; 4]);
        assert_eq!(people(&["Maren Ode", "Maren V. Ode"]), ["Maren V. Ode"; 2]);
        assert_eq!(people(&["Tarik al-Hadi", "Hadi", "al-Hadi"]), ["Tarik al-Hadi"; 3]);
        assert_eq!(people(&["Daw Mya Hla Win", "Hla Win"]), ["Daw Mya Hla Win"; 2]);
        assert_eq!(people(&["Lin Weiming", "Lin"]), ["Lin Weiming"; 2]);
        assert_eq!(people(&["Gabriela Ortuño Salcedo", "Ortuño"]), ["Gabriela Ortuño Salcedo"; 2]);
        assert_eq!(people(&["Ramón del Valle Inclera", "Del Valle"]), ["Ramón del Valle Inclera"; 2]);
        assert_eq!(
            people(&["Maren Pike Ode", "Tom Pike", "Pike"]),
            ["Maren Pike Ode", "Tom Pike", "Tom Pike"]
        );
    }

    #[test]
    fn a_name_two_people_share_or_nobody_explains_stays_bare() {
        assert_eq!(people(&["Ada Pike", "Tom Pike", "Pike"]), ["Ada Pike", "Tom Pike", "Pike?"]);
        assert_eq!(people(&["Pike"]), ["Pike?"]);
        assert_eq!(people(&["George A. Pike", "George B. Pike"]), ["George A. Pike", "George B. Pike"]);
    }

    #[test]
    fn an_acronym_takes_the_one_organization_with_its_initials() {
        let org = |name| (Kind::Organization, name);
        let (found, numbers) =
            keys(&[org("Union of Harbour Workers"), org("UHW"), org("U.H.W."), org("UHX")]);
        assert_eq!(numbers, [0, 0, 0, 1]);
        assert_eq!(found[0].name, "Union of Harbour Workers");
        assert!(found.iter().any(|key| key.name == "UHW" && key.bare));
    }

    #[test]
    fn a_general_word_takes_the_one_organization_it_is_short_for() {
        let org = |name| (Kind::Organization, name);
        let names = [org("Harbour Commission"), org("Commission"), org("Congress"), org("Bank"), org("BANK")];
        let (found, numbers) = keys(&names);
        assert_eq!((numbers[0], numbers[1]), (0, 0));
        assert_eq!(found[0].name, "Harbour Commission");
        assert_eq!(unexplained(&names), HashSet::from(["Bank"]));
        assert_eq!(
            unexplained(&[org("Bank"), org("Bank of Norwick"), org("Tarn Bank")]),
            HashSet::from(["Bank"])
        );
    }

    #[test]
    fn a_body_that_every_country_has_is_bare_unless_its_document_says_of_which() {
        let org = |name| (Kind::Organization, name);
        let found = |names: &[(Kind, &str)]| {
            let (keys, numbers) = keys(names);
            let key = &keys[numbers[0] as usize];
            (key.name.clone(), key.bare)
        };
        assert_eq!(found(&[org("Finance Ministry")]), ("Finance Ministry".to_owned(), true));
        let known = [org("Finance Ministry"), org("Tarnian Finance Ministry")];
        assert_eq!(found(&known), ("Tarnian Finance Ministry".to_owned(), false));
        assert_eq!(found(&[org("Harbour Council")]), ("Harbour Council".to_owned(), false));
    }

    proptest! {
        #[test]
        fn every_name_has_a_key_of_its_kind(names in prop::collection::vec("[A-C]\\.?( [a-cA-C]{0,3}| Jr\\.| -){0,9}", 0..12)) {
            let names: Vec<(Kind, &str)> = names.iter().map(|name| (Kind::Person, name.as_str())).collect();
            let (keys, numbers) = keys(&names);
            prop_assert_eq!(numbers.len(), names.len());
            prop_assert!(numbers.iter().all(|&n| keys[n as usize].kind == Kind::Person));
        }
    }
}
