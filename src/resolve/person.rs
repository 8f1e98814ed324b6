//! People: who is one under several spellings, given names, initials and short forms.
//!
//! A full name is compared by the sounds of its given and its family name. What is shorter (no
//! middle name, an initial, a family name alone) goes to its only or by far most frequent bearer.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::merge::{Merger, Rule, Strength, each_group};
use super::namesake::{Full, Name, Word, ends_of, mix, name};
use super::spelling::{consonants, one_letter_apart, sound};
use crate::model::KeyNumber;

/// Words a slip can have happened to; shorter ones are other names with a letter changed.
const SHORTEST_SLIP: usize = 6;
/// Of more namesakes than this not all are compared one by one.
const MOST_NAMESAKES: usize = 200;

/// The people among the keys that are not put together yet.
#[derive(Default)]
pub(super) struct People {
    full: Vec<Full>,
    bare: Vec<(KeyNumber, Word)>,
}

/// A short name and whom it means.
type Found = Vec<(KeyNumber, KeyNumber)>;

impl People {
    /// Takes a key in.
    pub fn add(&mut self, key: KeyNumber, written: &str) {
        match name(key, written) {
            Some(Name::Full(full)) => self.full.push(*full),
            Some(Name::Bare(word)) => self.bare.push((key, word)),
            None => {}
        }
    }

    /// Puts together who is one.
    pub fn merge(&self, merger: &mut Merger<'_>) {
        self.merge_spellings(merger);
        self.merge_middle_names(merger);
        self.merge_given_names(merger);
        self.merge_slips(merger);
        self.merge_initials(merger);
        self.merge_bare(merger);
    }

    /// The full names that have the same number, for each number; those without one are left out.
    fn each_full<'p>(&'p self, number: impl Fn(&Full) -> Option<u64>, mut group: impl FnMut(&[&'p Full])) {
        let positions = (0u32..).zip(&self.full);
        let mut numbered: Vec<(u64, u32)> =
            positions.filter_map(|(at, full)| Some((number(full)?, at))).collect();
        let mut members = Vec::new();
        each_group(&mut numbered, |numbered| {
            members.clear();
            members.extend(numbered.iter().filter_map(|&(_, at)| self.full.get(at as usize)));
            group(&members);
        });
    }

    /// Names whose words all sound the same. Two family names that lists tell apart ("Bell",
    /// "Bel") are one only by a spelling that is no name of its own.
    fn merge_spellings(&self, merger: &mut Merger<'_>) {
        self.each_full(
            |full| Some(full.whole()),
            |group| {
                let free = group.iter().any(|full| !full.last.listed);
                let free_given = group.iter().any(|full| !full.first.listed);
                for (at, full) in group.iter().enumerate() {
                    let can_be = |other: &&&Full| free || !full.last.told_apart(&other.last);
                    let earlier = || group.iter().take(at).filter(can_be);
                    let same = earlier().find(|other| free_given || !full.first.told_apart(&other.first));
                    let strength = if same.is_some() { Strength::Sure } else { Strength::Likely };
                    if let Some(one) = same.or_else(|| earlier().next()) {
                        merger.join(one.key, full.key, Rule::Spelling, strength);
                    }
                }
            },
        );
    }

    /// "Maren Ode" and "Maren V. Ode".
    fn merge_middle_names(&self, merger: &mut Merger<'_>) {
        self.each_full(
            |full| Some(full.ends()),
            |group| {
                let mut group = ranked(group, merger);
                group.sort_by_key(|full| Reverse(full.fullness()));
                for (at, full) in group.iter().enumerate().skip(1).take(MOST_NAMESAKES) {
                    let fuller = group.iter().take(at).filter(|other| {
                        other.middles() != full.middles()
                            && other.fits(full)
                            && other.last.is_one_with(&full.last)
                    });
                    if let Some(one) = merger.choose(full.key, fuller.map(|other| other.key)) {
                        merger.join(full.key, one, Rule::MiddleName, Strength::Likely);
                    }
                }
            },
        );
    }

    /// Names whose given names are one in two languages.
    fn merge_given_names(&self, merger: &mut Merger<'_>) {
        self.each_full(
            |full| Some(full.family_with(u64::from(full.given?))),
            |group| {
                let group = ranked(group, merger);
                for (at, full) in group.iter().enumerate().skip(1).take(MOST_NAMESAKES) {
                    let others = group.iter().take(at).filter(|other| {
                        other.first.sound != full.first.sound
                            && other.last.is_one_with(&full.last)
                            && other.fits(full)
                    });
                    if let Some(one) = merger.choose(full.key, others.map(|other| other.key)) {
                        merger.join(full.key, one, Rule::GivenName, Strength::Likely);
                    }
                }
            },
        );
    }

    /// Names that a letter tells apart, or vowels only, where a word at least is no listed name.
    fn merge_slips<'p>(&'p self, merger: &mut Merger<'_>) {
        let keys = merger.keys;
        let mut pairs: Found = Vec::new();
        let some = |number: u32| (number != 0).then_some(u64::from(number));
        let mut compare = |group: &[&'p Full]| {
            // Names that a list has are no slips of each other.
            if group.iter().all(|full| full.first.listed && full.last.listed) {
                return;
            }
            let group = group.get(..MOST_NAMESAKES).unwrap_or(group);
            let spelled =
                |&full: &&'p Full| Spelled::new(full, keys.get(full.key as usize).map_or("", |key| key.name));
            let members: Vec<Spelled<'_>> = group.iter().map(spelled).collect();
            for (at, one) in members.iter().enumerate() {
                let others = members.iter().skip(at + 1).filter(|other| one.is_slip(other));
                pairs.extend(others.map(|other| (one.full.key, other.full.key)));
            }
        };
        self.each_full(|full| Some(mix(full.first.sound, some(full.starts.1)?)), &mut compare);
        self.each_full(|full| Some(mix(full.last.sound, some(full.starts.0)?)), &mut compare);
        self.each_full(|full| some(full.consonants), &mut compare);
        // The rarer name is taken for the slip.
        let rank = |key: KeyNumber, merger: &mut Merger<'_>| {
            (merger.documents(key), keys.get(key as usize).map(|key| Reverse(key.name)))
        };
        let ordered = |&(one, other): &(KeyNumber, KeyNumber), merger: &mut Merger<'_>| {
            if rank(one, merger) < rank(other, merger) { (one, other) } else { (other, one) }
        };
        let mut slips: Found = pairs.iter().map(|pair| ordered(pair, merger)).collect();
        slips.sort_unstable();
        let mut found = Found::new();
        for of_one in slips.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(slip, _)) = of_one.first() else { continue };
            found.extend(merger.choose(slip, of_one.iter().map(|&(_, other)| other)).map(|one| (slip, one)));
        }
        merger.attach(found, Rule::Slip);
    }

    /// "J. R. Ode" and "John R. Ode".
    fn merge_initials(&self, merger: &mut Merger<'_>) {
        let mut found = Found::new();
        self.each_full(
            |full| Some(full.family_with(u64::from(full.first.initial))),
            |group| {
                for short in group.iter().filter(|full| full.first.short) {
                    let bearers = group.iter().filter(|other| {
                        !other.first.short && other.fits(short) && other.last.is_one_with(&short.last)
                    });
                    let bearer = merger.choose(short.key, bearers.map(|other| other.key));
                    found.extend(bearer.map(|one| (short.key, one)));
                }
            },
        );
        merger.attach(found, Rule::Initial);
    }

    /// Family names alone go to their bearer; of those that have none, spellings of one are one.
    fn merge_bare(&self, merger: &mut Merger<'_>) {
        let mut open: Vec<bool> = vec![true; self.bare.len()];
        let mut found = self.bearers(merger, &mut open, |full| Some(full.last));
        // "Charles" is rather one of those called so by given name, if they are more frequent.
        let given = self.documents_by_given_name(merger);
        let word_of: FxHashMap<KeyNumber, Word> = self.bare.iter().copied().collect();
        found.retain(|(short, bearer)| {
            let as_given = word_of.get(short).and_then(|word| given.get(&word.sound)).copied().unwrap_or(0);
            u64::from(merger.documents(*bearer)) >= as_given
        });
        merger.attach(found, Rule::ShortForm);
        // Where the family name comes first: "Xi" for "Xi Jinping". A given name alone tells little.
        let family_first = |full: &Full| {
            let given = full.first.listed || full.first.short || full.given.is_some();
            (!given).then_some(full.first)
        };
        let found = self.bearers(merger, &mut open, family_first);
        merger.attach(found, Rule::ShortForm);
        let left = (0u32..).zip(&self.bare).zip(&open).filter(|(_, open)| **open);
        let mut numbered: Vec<(u64, (bool, u32))> =
            left.map(|((at, (_, word)), _)| (word.sound, (word.listed, at))).collect();
        each_group(&mut numbered, |group| {
            // One that no list has comes first, if there is one.
            let names: Vec<_> = group.iter().filter_map(|&(_, (_, at))| self.bare.get(at as usize)).collect();
            for (at, (key, word)) in names.iter().enumerate() {
                let one = names.iter().take(at).find(|(_, other)| other.is_one_with(word));
                if let Some((one, _)) = one {
                    merger.join(*one, *key, Rule::Spelling, Strength::Likely);
                }
            }
        });
    }

    /// In how many documents the people are whose given name sounds like a bare name.
    fn documents_by_given_name(&self, merger: &Merger<'_>) -> FxHashMap<u64, u64> {
        let mut documents: FxHashMap<u64, u64> = self.bare.iter().map(|(_, word)| (word.sound, 0)).collect();
        for full in &self.full {
            if let Some(sum) = documents.get_mut(&full.first.sound) {
                *sum += merger.keys.get(full.key as usize).map_or(0, |key| u64::from(key.documents));
            }
        }
        documents
    }

    /// Whom the open bare names mean. A name that somebody bears is not open any more.
    fn bearers(
        &self,
        merger: &mut Merger<'_>,
        open: &mut [bool],
        borne: impl Fn(&Full) -> Option<Word>,
    ) -> Found {
        let asked = (0u32..).zip(&self.bare).zip(open.iter()).filter(|(_, open)| **open);
        let mut numbered: Vec<(u64, (bool, u32))> =
            asked.map(|((at, (_, word)), _)| (word.sound, (false, at))).collect();
        let full = (0u32..).zip(&self.full);
        numbered.extend(full.filter_map(|(at, full)| Some((borne(full)?.sound, (true, at)))));
        let mut found = Found::new();
        each_group(&mut numbered, |group| {
            let (bare, full) = group.split_at(group.partition_point(|(_, (full, _))| !full));
            let full = || full.iter().filter_map(|&(_, (_, at))| self.full.get(at as usize));
            for &(_, (_, at)) in bare {
                let Some(&(key, word)) = self.bare.get(at as usize) else { continue };
                let bears = |full: &&Full| borne(full).is_some_and(|borne| borne.is_one_with(&word));
                let mut bearers: Vec<KeyNumber> = full().filter(bears).map(|full| full.key).collect();
                if let Some(open) = open.get_mut(at as usize).filter(|_| !bearers.is_empty()) {
                    *open = false;
                }
                // The most frequent spelling is shown as the reason.
                let documents = |key: &KeyNumber| merger.keys.get(*key as usize).map(|key| key.documents);
                bearers.sort_by_key(|key| Reverse(documents(key)));
                found.extend(merger.choose(key, bearers.into_iter()).map(|bearer| (key, bearer)));
            }
        });
        found
    }
}

/// A group in an order that does not depend on the numbers of the keys: the most frequent first.
fn ranked<'f>(group: &[&'f Full], merger: &mut Merger<'_>) -> Vec<&'f Full> {
    let keys = merger.keys;
    let mut ranked = group.to_vec();
    ranked.sort_by_cached_key(|full| {
        let name = keys.get(full.key as usize).map_or("", |key| key.name);
        (Reverse(merger.documents(full.key)), name)
    });
    ranked
}

/// A name with its words in letters.
struct Spelled<'p> {
    full: &'p Full,
    given: Letters,
    family: Letters,
}

struct Letters {
    word: String,
    consonants: String,
}

impl Letters {
    fn new(word: String) -> Letters {
        Letters { consonants: consonants(&sound(&word)), word }
    }

    /// Whether one can be the other with a slip. Words of two lengths in bytes are compared by
    /// the shorter one.
    fn is_slip(&self, other: &Letters) -> bool {
        let (one, two) = (&self.word, &other.word);
        let (shorter, longer) = (one.len().min(two.len()), one.len().max(two.len()));
        shorter >= SHORTEST_SLIP && self.consonants == other.consonants
            || longer >= SHORTEST_SLIP && one_letter_apart(one, two)
    }
}

impl<'p> Spelled<'p> {
    fn new(full: &'p Full, name: &str) -> Spelled<'p> {
        let (given, family) = ends_of(name);
        Spelled { full, given: Letters::new(given), family: Letters::new(family) }
    }

    /// Whether one of the two names can be the other with a slip.
    fn is_slip(&self, other: &Spelled<'_>) -> bool {
        let (one, two) = (self.full, other.full);
        let near = |(a, b): (&Word, &Word), (c, d): (&Letters, &Letters)| {
            a.sound == b.sound || !a.told_apart(b) && c.is_slip(d)
        };
        one.generation == two.generation
            && one.ends() != two.ends()
            && one.fits(two)
            && near((&one.first, &two.first), (&self.given, &other.given))
            && near((&one.last, &two.last), (&self.family, &other.family))
    }
}
