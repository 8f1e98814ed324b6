//! Merges the names of places: by spelling, and by lists of places with several names.

use super::lists::{hash, lists, words};
use super::merge::{Merger, each_group, merge_listed};
use super::rule::{Rule, Strength};
use super::spelling::sound;
use crate::model::KeyNumber;

/// Names of fewer letters are one with no other spelling.
const SHORTEST_SOUND: usize = 5;

/// The places among the keys that are not put together yet.
#[derive(Default)]
pub(super) struct Places {
    /// By their words.
    named: Vec<(u64, KeyNumber)>,
    /// By their sound: keys that no map has first.
    sounds: Vec<(u64, (bool, KeyNumber))>,
    listed: Vec<(u64, (bool, KeyNumber))>,
}

impl Places {
    /// Takes a key in.
    pub fn add(&mut self, key: KeyNumber, name: &str) {
        let lists = lists();
        let words = words(name, &|_, _| false).words;
        let whole = words.join(" ");
        if let Some(known) = lists.place(&whole) {
            self.listed.push((u64::from(known.line), (!known.sure, key)));
        }
        self.named.push((hash(&whole), key));
        // Short names sound like others by chance.
        if whole.chars().count() >= SHORTEST_SOUND {
            let sounds: Vec<String> = words.iter().map(|word| sound(word)).collect();
            self.sounds.push((hash(&sounds.join(" ")), (lists.is_on_map(&whole), key)));
        }
    }

    /// Puts together what is one.
    pub fn merge(mut self, merger: &mut Merger<'_>) {
        each_group(&mut self.named, |group| {
            let Some((&(_, one), others)) = group.split_first() else { return };
            others.iter().for_each(|&(_, other)| merger.join(one, other, Rule::Spelling, Strength::Sure));
        });
        merge_listed(&mut self.listed, merger);
        // Two places on the map that sound alike are two, unless they are written both ways.
        each_group(&mut self.sounds, |group| {
            let Some((&(_, (on_map, one)), others)) = group.split_first() else { return };
            if !on_map {
                others
                    .iter()
                    .for_each(|&(_, (_, other))| merger.join(one, other, Rule::Spelling, Strength::Likely));
            }
        });
    }
}
