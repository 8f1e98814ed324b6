//! Merges the names of people that differ by a typing slip: a letter more, less or another, or other
//! vowels.

use std::cmp::Reverse;

use super::name::{FullName, NameWord, ends_of, mix};
use super::people::{Attachments, MOST_NAMESAKES, People};
use crate::model::KeyNumber;
use crate::resolve::merge::Merger;
use crate::resolve::rule::Rule;
use crate::resolve::spelling::{consonants, one_letter_apart, sound};

/// Words a slip can have happened to; shorter ones are other names with a letter changed.
const SHORTEST_SLIP: usize = 6;

impl People {
    /// Names that differ in a letter, or in vowels only, where a word at least is no listed name.
    pub(super) fn merge_slips<'p>(&'p self, merger: &mut Merger<'_>) {
        let keys = merger.keys;
        let mut pairs: Attachments = Vec::new();
        let some = |number: u32| (number != 0).then_some(u64::from(number));
        let mut compare = |group: &[&'p FullName]| {
            // Names that a list has are no slips of each other.
            if group.iter().all(|full| full.first.listed && full.last.listed) {
                return;
            }
            let group = group.get(..MOST_NAMESAKES).unwrap_or(group);
            let spelled = |&full: &&'p FullName| {
                SpelledName::new(full, keys.get(full.key as usize).map_or("", |key| key.name))
            };
            let members: Vec<SpelledName<'_>> = group.iter().map(spelled).collect();
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
        let mut slips: Attachments = pairs.iter().map(|pair| ordered(pair, merger)).collect();
        slips.sort_unstable();
        let mut found = Attachments::new();
        for of_one in slips.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(slip, _)) = of_one.first() else { continue };
            found.extend(merger.choose(slip, of_one.iter().map(|&(_, other)| other)).map(|one| (slip, one)));
        }
        merger.attach(found, Rule::Slip);
    }
}

/// A name with its words in letters.
struct SpelledName<'p> {
    full: &'p FullName,
    given: SpelledWord,
    family: SpelledWord,
}

struct SpelledWord {
    word: String,
    consonants: String,
}

impl SpelledWord {
    fn new(word: String) -> SpelledWord {
        SpelledWord { consonants: consonants(&sound(&word)), word }
    }

    /// Whether one can be the other with a slip. Words of two lengths in bytes are compared by
    /// the shorter one.
    fn is_slip(&self, other: &SpelledWord) -> bool {
        let (one, two) = (&self.word, &other.word);
        let (shorter, longer) = (one.len().min(two.len()), one.len().max(two.len()));
        shorter >= SHORTEST_SLIP && self.consonants == other.consonants
            || longer >= SHORTEST_SLIP && one_letter_apart(one, two)
    }
}

impl<'p> SpelledName<'p> {
    fn new(full: &'p FullName, name: &str) -> SpelledName<'p> {
        let (given, family) = ends_of(name);
        SpelledName { full, given: SpelledWord::new(given), family: SpelledWord::new(family) }
    }

    /// Whether one of the two names can be the other with a slip.
    fn is_slip(&self, other: &SpelledName<'_>) -> bool {
        let (one, two) = (self.full, other.full);
        let near = |(a, b): (&NameWord, &NameWord), (c, d): (&SpelledWord, &SpelledWord)| {
            a.sound == b.sound || !a.is_distinct_from(b) && c.is_slip(d)
        };
        one.generation == two.generation
            && one.ends() != two.ends()
            && one.fits(two)
            && near((&one.first, &two.first), (&self.given, &other.given))
            && near((&one.last, &two.last), (&self.family, &other.family))
    }
}
