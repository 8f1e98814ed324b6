//! Merges the names of people that sound the same, and short forms with full names.
//!
//! A full name is compared by the sounds of its given and its family name. What is shorter (no middle
//! name, an initial, a family name alone) goes to the only full name that fits, or to the one in by far
//! the most documents.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::name::{FullName, NameWord, PersonName, read};
use crate::model::KeyNumber;
use crate::resolve::merge::{Merger, each_group};
use crate::resolve::rule::{Rule, Strength};

/// Of more namesakes than this not all are compared one by one.
pub(super) const MOST_NAMESAKES: usize = 200;

/// The people among the keys that are not put together yet.
#[derive(Default)]
pub(in crate::resolve) struct People {
    pub(super) full: Vec<FullName>,
    bare: Vec<(KeyNumber, NameWord)>,
}

/// A short name and the name it refers to.
pub(super) type Attachments = Vec<(KeyNumber, KeyNumber)>;

impl People {
    /// Takes a key in.
    pub(in crate::resolve) fn add(&mut self, key: KeyNumber, written: &str) {
        match read(key, written) {
            Some(PersonName::Full(full)) => self.full.push(*full),
            Some(PersonName::Bare(word)) => self.bare.push((key, word)),
            None => {}
        }
    }

    /// The full names that have the same number, for each number; those without one are left out.
    pub(super) fn each_full<'p>(
        &'p self,
        number: impl Fn(&FullName) -> Option<u64>,
        mut group: impl FnMut(&[&'p FullName]),
    ) {
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

    /// Names whose words all sound the same. Two family names that lists distinguish ("Bell",
    /// "Bel") are one only by a spelling that is no name of its own.
    pub(super) fn merge_spellings(&self, merger: &mut Merger<'_>) {
        self.each_full(
            |full| Some(full.whole()),
            |group| {
                let free = group.iter().any(|full| !full.last.listed);
                let free_given = group.iter().any(|full| !full.first.listed);
                for (at, full) in group.iter().enumerate() {
                    let can_be = |other: &&&FullName| {
                        let brief = full.last.is_brief_variant(&other.last)
                            || full.first.is_brief_variant(&other.first);
                        !brief && (free || !full.last.is_distinct_from(&other.last))
                    };
                    let earlier = || group.iter().take(at).filter(can_be);
                    let same =
                        earlier().find(|other| free_given || !full.first.is_distinct_from(&other.first));
                    let strength = if same.is_some() { Strength::Sure } else { Strength::Likely };
                    if let Some(one) = same.or_else(|| earlier().next()) {
                        merger.join(one.key, full.key, Rule::Spelling, strength);
                    }
                }
            },
        );
    }

    /// "Maren Ode" and "Maren V. Ode".
    pub(super) fn merge_middle_names(&self, merger: &mut Merger<'_>) {
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
    pub(super) fn merge_given_names(&self, merger: &mut Merger<'_>) {
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

    /// "J. R. Ode" and "John R. Ode".
    pub(super) fn merge_initials(&self, merger: &mut Merger<'_>) {
        let mut found = Attachments::new();
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
    pub(super) fn merge_bare(&self, merger: &mut Merger<'_>) {
        let mut open: Vec<bool> = vec![true; self.bare.len()];
        let mut found = self.bearers(merger, &mut open, |full| Some(full.last));
        // "Charles" is rather one of those called so by given name, if they are more frequent.
        let given = self.documents_by_given_name(merger);
        let word_of: FxHashMap<KeyNumber, NameWord> = self.bare.iter().copied().collect();
        found.retain(|(short, bearer)| {
            let as_given = word_of.get(short).and_then(|word| given.get(&word.sound)).copied().unwrap_or(0);
            u64::from(merger.documents(*bearer)) >= as_given
        });
        merger.attach(found, Rule::ShortForm);
        // Where the family name comes first: "Xi" for "Xi Jinping". A given name alone is weak evidence.
        let family_first = |full: &FullName| {
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
                let one = names.iter().take(at).find(|(_, other)| word.is_bare_form_of(other));
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

    /// The bearers of the open bare names. A name that somebody bears is not open any more.
    fn bearers(
        &self,
        merger: &mut Merger<'_>,
        open: &mut [bool],
        borne: impl Fn(&FullName) -> Option<NameWord>,
    ) -> Attachments {
        let asked = (0u32..).zip(&self.bare).zip(open.iter()).filter(|(_, open)| **open);
        let mut numbered: Vec<(u64, (bool, u32))> =
            asked.map(|((at, (_, word)), _)| (word.sound, (false, at))).collect();
        let full = (0u32..).zip(&self.full);
        numbered.extend(full.filter_map(|(at, full)| Some((borne(full)?.sound, (true, at)))));
        let mut found = Attachments::new();
        each_group(&mut numbered, |group| {
            let (bare, full) = group.split_at(group.partition_point(|(_, (full, _))| !full));
            let full = || full.iter().filter_map(|&(_, (_, at))| self.full.get(at as usize));
            for &(_, (_, at)) in bare {
                let Some(&(key, word)) = self.bare.get(at as usize) else { continue };
                let bears = |full: &&FullName| borne(full).is_some_and(|borne| word.is_bare_form_of(&borne));
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
fn ranked<'f>(group: &[&'f FullName], merger: &mut Merger<'_>) -> Vec<&'f FullName> {
    let keys = merger.keys;
    let mut ranked = group.to_vec();
    ranked.sort_by_cached_key(|full| {
        let name = keys.get(full.key as usize).map_or("", |key| key.name);
        (Reverse(merger.documents(full.key)), name)
    });
    ranked
}
