//! Short forms inside one document: "Ode", "M. Ode" and "Maren Ode" are the key "Maren Ode",
//! "IMF" is the "International Monetary Fund" named beside it. Names of different documents
//! are compared in `resolve`.
//!
//! Everything is looked up in tables, so that a document of a hundred thousand names, or one
//! made to be slow, takes time in proportion to its length.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::lexicon::{Classes, lexicon};
use crate::model::{Key, KeyNumber, Kind};
use crate::text::fold::fold;

/// Names of more words than this are compared as wholes only.
const MOST_WORDS: usize = 8;
/// Bearers of one first and last name that are distinguished by middle names, at most.
const MOST_NAMESAKES: usize = 4;

/// The keys of a document's names, and for every name the number of its key.
///
/// `names` are the mentions in order, as written without titles.
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
    resolve_organizations(&distinct, &mut full);
    resolve_general(&distinct, &mut full);

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
    (keys, of_names)
}

/// A name that breaks over lines, or is set with wide spaces, as it is written elsewhere.
fn in_one_line(name: &str) -> String {
    let mut line = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// One person of the document, under the fullest name seen.
struct Person<'a> {
    name: &'a str,
    words: Vec<String>,
}

/// The people of a document by the ways they can be called; `None` marks a form that two share.
#[derive(Default)]
struct DocumentPeople<'a> {
    people: Vec<Person<'a>>,
    by_ends: HashMap<(String, String), Vec<usize>>,
    by_initial: HashMap<(char, String), Option<usize>>,
    by_ending: HashMap<String, Option<usize>>,
    by_beginning: HashMap<String, Option<usize>>,
}

fn resolve_people(distinct: &[(Kind, &str)], full: &mut [(Kind, String, bool)]) {
    let mut order: Vec<(usize, Vec<String>)> = distinct
        .iter()
        .enumerate()
        .filter(|(_, (kind, _))| *kind == Kind::Person)
        .map(|(number, (_, name))| (number, name_words(name)))
        .collect();
    // The fullest names first, so that the shorter find them.
    order.sort_by_key(|(_, words)| {
        std::cmp::Reverse((words.iter().filter(|w| w.chars().count() > 1).count(), words.len()))
    });
    let mut people = DocumentPeople::default();
    for (number, words) in order {
        let (Some(&(_, name)), Some(entry)) = (distinct.get(number), full.get_mut(number)) else { continue };
        match people.find(&words) {
            Some(person) => entry.1 = in_one_line(people.people[person].name),
            None if words.len() >= 2 => people.add(name, words),
            None => entry.2 = true,
        }
    }
}

impl<'a> DocumentPeople<'a> {
    fn find(&self, words: &[String]) -> Option<usize> {
        let (first, last) = words.first().zip(words.last())?;
        if words.len() >= 2 {
            let ends = (first.clone(), last.clone());
            let same = |&&person: &&usize| compatible(&self.people[person].words, words);
            if let Some(&person) = self.by_ends.get(&ends).and_then(|people| people.iter().find(same)) {
                return Some(person);
            }
            if first.chars().count() == 1
                && let Some(Some(person)) =
                    first.chars().next().map(|c| self.by_initial.get(&(c, last.clone())).copied().flatten())
            {
                return Some(person);
            }
        }
        let form = words.join(" ");
        match self.by_ending.get(&form) {
            Some(&person) => person,
            None => self.by_beginning.get(&form).copied().flatten(),
        }
    }

    fn add(&mut self, name: &'a str, words: Vec<String>) {
        let number = self.people.len();
        if let (Some(first), Some(last)) = (words.first(), words.last())
            && words.len() <= MOST_WORDS
        {
            let namesakes = self.by_ends.entry((first.clone(), last.clone())).or_default();
            if namesakes.len() < MOST_NAMESAKES {
                namesakes.push(number);
            }
            if let Some(initial) = first.chars().next() {
                add_form(&mut self.by_initial, (initial, last.clone()), number);
            }
            for cut in 1..words.len() {
                add_form(&mut self.by_ending, words[cut..].join(" "), number);
                add_form(&mut self.by_beginning, words[..cut].join(" "), number);
            }
        }
        self.people.push(Person { name, words });
    }
}

fn add_form<K: std::hash::Hash + Eq>(table: &mut HashMap<K, Option<usize>>, form: K, person: usize) {
    table.entry(form).and_modify(|bearer| *bearer = None).or_insert(Some(person));
}

/// Whether two names with equal first and last words can be one person's: "George A. Pike" and
/// "George Pike", but not "George A. Pike" and "George B. Pike".
fn compatible(full: &[String], words: &[String]) -> bool {
    let middle =
        |words: &'_ [String]| words.get(1..words.len() - 1).map(<[String]>::to_vec).unwrap_or_default();
    let (one, other) = (middle(full), middle(words));
    one.iter().zip(&other).all(|(a, b)| a.starts_with(b.as_str()) || b.starts_with(a.as_str()))
}

/// The words of a personal name as they are compared.
fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split(|c: char| c.is_whitespace())
        .map(|word| fold(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .map(|word| match word.strip_prefix("al-").or_else(|| word.strip_prefix("el-")) {
            Some(stem) => stem.to_owned(),
            None => word,
        })
        .filter(|word| !word.is_empty())
        .collect();
    while words.len() > 1
        && words.last().is_some_and(|w| matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
    {
        words.pop();
    }
    words
}

/// Gives an acronym the one organisation of the document whose initials it has.
fn resolve_organizations(distinct: &[(Kind, &str)], full: &mut [(Kind, String, bool)]) {
    let mut by_initials: HashMap<String, Option<usize>> = HashMap::new();
    for (number, (kind, name)) in distinct.iter().enumerate() {
        if *kind == Kind::Organization && name.contains(' ') {
            let initials: String = name
                .split([' ', '-'])
                .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
                .collect();
            add_form(&mut by_initials, initials, number);
        }
    }
    for (number, (kind, name)) in distinct.iter().enumerate() {
        let letters: String = name.chars().filter(|&c| c != '.').collect();
        let acronym = letters.len() >= 2 && letters.chars().all(char::is_uppercase);
        if *kind != Kind::Organization || !acronym {
            continue;
        }
        let long = by_initials.get(&letters).copied().flatten().and_then(|long| distinct.get(long));
        if let (Some(&(_, long)), Some(entry)) = (long, full.get_mut(number)) {
            entry.1 = in_one_line(long);
        }
    }
}

/// Bodies that are called by one word and mean no longer name: "Congress" is not the African
/// National Congress.
const OF_THEIR_OWN: [&str; 7] =
    ["congress", "senate", "parliament", "house", "assembly", "treasury", "cabinet"];

/// The word a name consists of that only says what sort of organisation is meant: "the Bank".
fn general(kind: Kind, name: &str) -> Option<String> {
    let word = fold(name);
    let head = kind == Kind::Organization
        && lexicon().word(&word).any(Classes::ORGANIZATION_HEAD)
        && name.starts_with(char::is_uppercase)
        && !name.chars().skip(1).all(char::is_uppercase);
    Some(word).filter(|word| head && !OF_THEIR_OWN.contains(&word.as_str()))
}

/// The organisations of a document by the words that begin or end their names; `None` marks a
/// word that two share.
fn by_head<'a>(distinct: &[(Kind, &'a str)]) -> HashMap<String, Option<&'a str>> {
    let mut heads: HashMap<String, Option<&str>> = HashMap::new();
    for &(_, name) in distinct.iter().filter(|(kind, name)| *kind == Kind::Organization && name.contains(' '))
    {
        let words = [name.split_whitespace().next(), name.split_whitespace().last()];
        for word in words.into_iter().flatten().map(fold) {
            heads
                .entry(word)
                .and_modify(|long| *long = long.filter(|long| *long == name))
                .or_insert(Some(name));
        }
    }
    heads
}

/// Gives a general word the one organisation of the document it is short for.
fn resolve_general(distinct: &[(Kind, &str)], full: &mut [(Kind, String, bool)]) {
    let mut heads = None;
    for (number, &(kind, name)) in distinct.iter().enumerate() {
        let Some(word) = general(kind, name) else { continue };
        let heads = heads.get_or_insert_with(|| by_head(distinct));
        if let (Some(Some(long)), Some(entry)) = (heads.get(&word), full.get_mut(number)) {
            entry.1 = in_one_line(long);
        }
    }
}

/// General words that no organisation of the document explains: nobody can say who "the
/// Commission" is, and elsewhere it is another one.
pub fn unexplained<'a>(names: &[(Kind, &'a str)]) -> HashSet<&'a str> {
    let mut heads = None;
    let mut found = HashSet::new();
    for &(kind, name) in names {
        if let Some(word) = general(kind, name)
            && !matches!(heads.get_or_insert_with(|| by_head(names)).get(&word), Some(Some(_)))
        {
            found.insert(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
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
