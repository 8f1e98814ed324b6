//! Merges the names of organisations: compared without legal forms, articles and spelling differences;
//! acronyms with the names they stand for.

use std::collections::HashSet;

use super::key_use::KeyUse;
use super::lists::{NameWords, hash, lists, words};
use super::merge::{Merger, each_group, merge_listed};
use super::rule::{Rule, Strength};
use crate::model::KeyNumber;

/// Acronyms are not longer than this.
const LONGEST_ACRONYM: usize = 8;

/// The organisations among the keys that are not put together yet.
#[derive(Default)]
pub(super) struct Organizations {
    /// By what their names are compared as: the key, and whether a legal form was left out.
    named: Vec<(u64, (KeyNumber, bool))>,
    /// By the number of their line: keys that are surely, or only likely, in it.
    listed: Vec<(u64, (bool, KeyNumber))>,
    /// By their letters, acronyms (false) and those that a document spells out.
    initials: Vec<(u64, (bool, KeyNumber))>,
    /// Acronyms that their documents spell out, and what they stand for there.
    explained: Vec<(KeyNumber, KeyNumber)>,
    /// By their names without the word: "Greens" (false) and "Green Party".
    parties: Vec<(u64, (bool, KeyNumber))>,
}

impl Organizations {
    /// Takes a key in.
    pub fn add(&mut self, key: KeyNumber, of: &KeyUse<'_>) {
        let name = of.name;
        if of.stands_for.is_some() {
            self.initials.push((hash(name), (true, key)));
            self.explained.extend(of.stands_for.map(|long| (key, long)));
            return;
        }
        let lists = lists();
        let is = |word: &str, part| lists.is(word, part);
        let NameWords { mut words, legal_form } = words(name, &is);
        let whole = words.join(" ");
        // Teams and governments go by the names of their countries, firms do not.
        let country = || lists.place(&whole).filter(|_| !legal_form);
        let known = lists.organization(&whole).or_else(country);
        if let Some(known) = known {
            self.listed.push((u64::from(known.line), (!known.sure, key)));
        }
        // "US Navy" is the "United States Navy".
        for end in (1..words.len().min(4)).rev() {
            let opening = words.get(..end).unwrap_or_default().join(" ");
            let opening = lists.organization(&opening).or_else(|| lists.place(&opening));
            if let Some(known) = opening.filter(|known| known.sure) {
                words.splice(..end, [format!("={}", known.line)]);
                break;
            }
        }
        self.named.push((hash(&words.join(" ")), (key, legal_form)));
        match words.as_slice() {
            [name] => self.parties.push((hash(name.strip_suffix('s').unwrap_or(name)), (false, key))),
            [name, party] if party == "party" => self.parties.push((hash(name), (true, key))),
            _ => {}
        }
        if let Some(letters) = acronym(name).filter(|_| !known.is_some_and(|known| known.sure)) {
            self.initials.push((hash(&letters), (false, key)));
        }
    }

    /// Puts together what is one.
    pub fn merge(mut self, merger: &mut Merger<'_>) {
        each_group(&mut self.named, |group| {
            let Some((&(_, (one, of_one)), others)) = group.split_first() else { return };
            for &(_, (other, of_other)) in others {
                let rule = if of_one == of_other { Rule::Spelling } else { Rule::LegalForm };
                merger.join(one, other, rule, Strength::Sure);
            }
        });
        merge_listed(&mut self.listed, merger);
        for (short, long) in self.explained {
            merger.join(short, long, Rule::Acronym, Strength::Sure);
        }
        merge_short(&mut self.initials, merger, Rule::Acronym);
        merge_short(&mut self.parties, merger, Rule::Party);
    }
}

/// Puts short names (false) together with the one of the long names of their group that they
/// mean.
fn merge_short(groups: &mut [(u64, (bool, KeyNumber))], merger: &mut Merger<'_>, rule: Rule) {
    let mut found = Vec::new();
    each_group(groups, |group| {
        let (short, long) = group.split_at(group.partition_point(|(_, (long, _))| !long));
        let long = || long.iter().map(|&(_, (_, key))| key);
        let roots: HashSet<KeyNumber> = long().map(|key| merger.root(key)).collect();
        for &(_, (_, short)) in short {
            // One that is spelled out already needs no other meaning.
            if !roots.contains(&merger.root(short)) {
                found.extend(merger.choose(short, long()).map(|one| (short, one)));
            }
        }
    });
    merger.attach(found, rule);
}

/// The letters of a name that is an acronym.
fn acronym(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|&c| c != '.').collect();
    let count = letters.chars().count();
    let capitals = letters.chars().all(|c| c.is_uppercase() || c == '&');
    ((2..=LONGEST_ACRONYM).contains(&count) && capitals).then_some(letters)
}
