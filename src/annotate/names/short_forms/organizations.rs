//! Resolves short forms of organisations to the fullest name in the document: "IMF" to "International
//! Monetary Fund", "the Commission" to "Harbour Commission".

use std::collections::{HashMap, HashSet};

use super::form::{add_form, in_one_line};
use crate::lexicon::{Classes, lexicon};
use crate::model::Kind;
use crate::text::fold::fold;

/// Gives an acronym the one organisation of the document whose initials it has; returns those acronyms.
pub fn resolve_acronyms(distinct: &[(Kind, &str)], full: &mut [(Kind, String, bool)]) -> Vec<String> {
    let mut explained: Vec<String> = Vec::new();
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
        // "EC Commission" does not say what "EC" is.
        let long = long.filter(|(_, long)| !long.split([' ', '-']).any(|word| word == *name));
        if let (Some(&(_, long)), Some(entry)) = (long, full.get_mut(number)) {
            entry.1 = in_one_line(long);
            if !explained.contains(&letters) {
                explained.push(letters);
            }
        }
    }
    explained
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
pub fn resolve_general(distinct: &[(Kind, &str)], full: &mut [(Kind, String, bool)]) {
    let mut heads = None;
    for (number, &(kind, name)) in distinct.iter().enumerate() {
        let Some(word) = general(kind, name) else { continue };
        let heads = heads.get_or_insert_with(|| by_head(distinct));
        if let (Some(Some(long)), Some(entry)) = (heads.get(&word), full.get_mut(number)) {
            entry.1 = in_one_line(long);
        }
    }
}

/// Words of bodies that every country has, by the word that says which sort of body it is.
const OF_COUNTRIES: [(&str, &[&str]); 3] = [
    ("ministry", &[]),
    ("bank", &["central", "national", "reserve", "state"]),
    ("court", &["supreme", "high", "constitutional", "appeals", "federal"]),
];

/// Whether a name is that of a body which every country has, and does not say of which: "Finance Ministry".
fn is_of_any_country(kind: Kind, name: &str) -> bool {
    let words = || name.split_whitespace().map(fold);
    if kind != Kind::Organization || !name.contains(' ') {
        return false;
    }
    let has = |head: &str| name.split_whitespace().any(|word| word.eq_ignore_ascii_case(head));
    let sort = OF_COUNTRIES.iter().find(|(head, _)| has(head));
    let Some((head, kinds)) = sort else { return false };
    let plain = |word: &str| {
        let classes = lexicon().word(word);
        classes.any(Classes::WORD.with(Classes::FUNCTION).with(Classes::TITLE_WORD))
            && !classes.any(Classes::DEMONYM)
    };
    let is_other = |word: &String| word == head || plain(word);
    let named = kinds.is_empty() || words().any(|word| kinds.contains(&word.as_str()));
    // The ordinal of "Second National Bank" is a firm's.
    let short = words().count() <= 2 || kinds.is_empty();
    named && short && words().all(|word| is_other(&word))
}

/// Gives "Finance Ministry" the one of the document that says of which country it is; one that none does is bare:
/// elsewhere it is another country's.
pub fn resolve_bodies(distinct: &[(Kind, &str)], full: &mut [(Kind, String, bool)]) {
    let bodies: Vec<usize> =
        (0..distinct.len()).filter(|&at| is_of_any_country(distinct[at].0, distinct[at].1)).collect();
    if bodies.is_empty() {
        return;
    }
    let mut endings: HashMap<String, Option<usize>> = HashMap::new();
    for (number, (kind, name)) in distinct.iter().enumerate() {
        if *kind == Kind::Organization && !bodies.contains(&number) {
            let ends = name.match_indices(' ').map(|(at, _)| &name[at + 1..]).filter(|end| end.contains(' '));
            ends.for_each(|end| add_form(&mut endings, in_one_line(end), number));
        }
    }
    for number in bodies {
        let Some(entry) = full.get_mut(number) else { continue };
        match endings.get(&entry.1).copied().flatten().and_then(|long| distinct.get(long)) {
            Some(&(_, long)) => entry.1 = in_one_line(long),
            None => entry.2 = true,
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
