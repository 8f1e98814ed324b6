//! Organisations: legal forms, articles and spelling aside, and acronyms with what they stand for.

use std::collections::HashSet;

use super::lists::{Part, hash, lists};
use super::merge::{Merger, Rule, Strength, each_group};
use super::spelling::{american, latin};
use crate::model::KeyNumber;

/// Acronyms are not longer than this.
const LONGEST_ACRONYM: usize = 8;

/// The words of a name as they are compared.
pub(super) struct Words {
    pub words: Vec<String>,
    /// A legal form was left out.
    pub legal_form: bool,
}

/// The words of a name, folded, in American spelling, without an opening article and closing
/// legal forms; "Department of Trade" as "Trade Department".
pub(super) fn words(name: &str, is: &dyn Fn(&str, Part) -> bool) -> Words {
    let mut words = plain_words(name);
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        words.remove(0);
    }
    let before = words.len();
    let ends = |word: &String| is(word, Part::LegalForm) || is(word, Part::Club);
    while words.len() > 1 && words.last().is_some_and(ends) {
        words.pop();
    }
    let opens = |word: &String| is(word, Part::Club) || word == "1";
    while words.len() > 1 && words.first().is_some_and(opens) {
        words.remove(0);
    }
    let legal_form = words.len() < before;
    let office = words.windows(2).position(|pair| is(&pair[0], Part::Office) && pair[1] == "of");
    if let Some(at) = office.filter(|at| at + 2 < words.len()) {
        let office = words.remove(at);
        words.remove(at);
        words.push(office);
    }
    Words { words, legal_form }
}

fn plain_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(4);
    let mut spelled = false;
    let ends = |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '/' | ',' | '(' | ')');
    for word in name.split(ends) {
        let mut plain = if word == "&" { "and".to_owned() } else { latin(word) };
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
    words
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
        let is = |word: &str, part| lists.is(word, part);
        let Words { mut words, legal_form } = words(name, &is);
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
        if let Some(letters) = acronym(name) {
            if !known.is_some_and(|known| known.sure) {
                self.initials.push((hash(&letters), (false, key)));
            }
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

/// Puts the keys of each line of a list together; those that only likely belong to it last.
pub(super) fn merge_listed(listed: &mut [(u64, (bool, KeyNumber))], merger: &mut Merger<'_>) {
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
    let lists = lists();
    let is_known = |word: &str| lists.organization(word).or_else(|| lists.place(word)).is_some();
    let mut letters = String::new();
    let mut count = 0;
    for word in name.split(|c: char| c.is_whitespace() || c == '-') {
        let opens = word.chars().next().filter(|c| c.is_uppercase());
        match (acronym(word), opens) {
            (Some(acronym), _) if is_known(&latin(&acronym)) => letters.push_str(&acronym),
            _ if lists.is(&latin(word.trim_end_matches('.')), Part::LegalForm) => continue,
            (_, Some(letter)) => letters.push(letter),
            (_, None) => continue,
        }
        count += 1;
    }
    (count >= 2).then_some(letters)
}
