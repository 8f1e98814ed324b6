//! Organisations: legal forms, articles and spelling aside, and acronyms with what they stand for.

use std::collections::HashSet;

use super::lists::{Part, hash, lists};
use super::merge::{Merger, Rule, Strength, each_group};
use super::spelling::{american, latin};
use crate::model::{KeyNumber, Kind};

/// Acronyms are not longer than this.
const LONGEST_ACRONYM: usize = 8;

/// The words of a name as they are compared.
pub(super) struct Words {
    pub words: Vec<String>,
    /// A legal form was left out.
    pub legal_form: bool,
}

/// The words of a name, folded, in American spelling, without an opening article and closing
/// legal forms.
pub(super) fn words(name: &str, is_legal_form: &dyn Fn(&str) -> bool) -> Words {
    let mut words: Vec<String> = Vec::with_capacity(4);
    let mut spelled = false;
    for word in name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '/' | ',' | '(' | ')')) {
        if word.contains('&') && word.len() == 1 {
            words.push("and".into());
            spelled = false;
            continue;
        }
        let mut plain = latin(word);
        plain.retain(|c| c.is_alphanumeric() || matches!(c, '&' | '+'));
        if plain.is_empty() {
            continue;
        }
        american(&mut plain);
        // "U. S." is one word.
        let letter = plain.len() == 1 && plain.starts_with(char::is_alphabetic);
        match words.last_mut().filter(|_| spelled && letter) {
            Some(last) => last.push_str(&plain),
            None => words.push(plain),
        }
        spelled = letter;
    }
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    let before = words.len();
    while words.len() > 1 && words.last().is_some_and(|word| is_legal_form(word)) {
        words.pop();
    }
    while words.len() > 1 && words.first().is_some_and(|word| is_legal_form(word) || word == "1" && words.len() > 2) {
        words.remove(0);
    }
    let legal_form = words.len() < before;
    Words { words, legal_form }
}

/// The organisations and places among the keys that are not put together yet.
#[derive(Default)]
pub(super) struct Organizations {
    /// By what their names are compared as: the key, and whether a legal form was left out.
    named: Vec<(u64, (KeyNumber, bool))>,
    /// By the number of their line: keys that are surely, or only likely, in it.
    listed: Vec<(u64, (bool, KeyNumber))>,
    /// By their letters, acronyms (false) and names of several words with such initials.
    initials: Vec<(u64, (bool, KeyNumber))>,
    /// By their names without the word: "Greens" (false) and "Green Party".
    parties: Vec<(u64, (bool, KeyNumber))>,
}

impl Organizations {
    /// Takes a key in.
    pub fn add(&mut self, key: KeyNumber, name: &str) {
        let lists = lists();
        let Words { mut words, legal_form } = words(name, &|word| lists.is(word, Part::LegalForm));
        let whole = words.join(" ");
        if let Some(known) = lists.known(Kind::Organization, &whole) {
            self.listed.push((u64::from(known.line), (!known.sure, key)));
        }
        // "US Navy" is the "United States Navy".
        for end in (1..words.len().min(4)).rev() {
            let opening = words.get(..end).unwrap_or_default().join(" ");
            if let Some(known) = lists.known(Kind::Organization, &opening).filter(|known| known.sure) {
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
        if let Some(letters) = acronym(name) {
            self.initials.push((hash(&letters), (false, key)));
        } else if let Some(letters) = initials(name) {
            self.initials.push((hash(&letters), (true, key)));
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
        merge_short(&mut self.initials, merger, Rule::Acronym);
        merge_short(&mut self.parties, merger, Rule::Party);
    }
}

/// Puts short names (false) together with the one of the long names of their group that they
/// mean.
fn merge_short(groups: &mut Vec<(u64, (bool, KeyNumber))>, merger: &mut Merger<'_>, rule: Rule) {
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

/// Puts the keys of each line of a list together; those that only likely belong to it last.
pub(super) fn merge_listed(listed: &mut Vec<(u64, (bool, KeyNumber))>, merger: &mut Merger<'_>) {
    each_group(listed, |group| {
        let Some((&(_, (_, one)), others)) = group.split_first() else { return };
        for &(_, (likely, other)) in others {
            let strength = if likely { Strength::Likely } else { Strength::Sure };
            merger.join(one, other, Rule::Known, strength);
        }
    });
}

/// The letters of a name that is an acronym.
fn acronym(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|&c| c != '.').collect();
    let count = letters.chars().count();
    let capitals = letters.chars().all(|c| c.is_uppercase() || c == '&');
    ((2..=LONGEST_ACRONYM).contains(&count) && capitals).then_some(letters)
}

/// The initials of a name of several words; a known acronym among them ("US") stands for all its
/// letters.
fn initials(name: &str) -> Option<String> {
    let mut letters = String::new();
    let mut count = 0;
    for word in name.split(|c: char| c.is_whitespace() || c == '-') {
        let opens = word.chars().next().filter(|c| c.is_uppercase());
        match (acronym(word), opens) {
            (Some(acronym), _) if lists().known(Kind::Organization, &latin(&acronym)).is_some() => {
                letters.push_str(&acronym);
            }
            (_, Some(letter)) => letters.push(letter),
            (_, None) => continue,
        }
        count += 1;
    }
    (count >= 2).then_some(letters)
}
