//! The keys of a collection, taken together by name: equal bare names of many documents stand one after another and are
//! looked at as one. There are several times as many keys as names.

use std::ops::Range;

use super::key_use::KeyUse;
use crate::model::KeyNumber;

/// The names of a collection, each with the keys that are called so, which are a run.
pub(super) struct Runs<'k> {
    /// One use for each run. A key that it refers to is told by the number of its run.
    pub uses: Vec<KeyUse<'k>>,
    /// The first key of each run, and last how many keys there are.
    starts: Vec<KeyNumber>,
}

impl<'k> Runs<'k> {
    /// Takes equal names together. An acronym that its document explains stays by itself.
    pub fn of(keys: impl Iterator<Item = KeyUse<'k>>) -> Runs<'k> {
        let (mut uses, mut starts): (Vec<KeyUse<'k>>, _) = (Vec::new(), Vec::new());
        let mut count = 0;
        for key in keys {
            match uses.last_mut().filter(|last| is_one_name(last, &key)) {
                Some(last) => {
                    last.documents = last.documents.saturating_add(key.documents);
                    last.alike += 1;
                }
                None => {
                    starts.push(count);
                    uses.push(key);
                }
            }
            count += 1;
        }
        starts.push(count);
        let mut runs = Runs { uses, starts };
        for at in 0..runs.uses.len() {
            let stands_for = runs.uses.get(at).and_then(|of| of.stands_for).and_then(|key| runs.run_of(key));
            runs.uses.get_mut(at).into_iter().for_each(|of| of.stands_for = stands_for);
        }
        runs
    }

    /// The keys of a run.
    pub fn keys(&self, run: KeyNumber) -> Range<KeyNumber> {
        let bound = |at: usize| self.starts.get(at).copied().unwrap_or(0);
        bound(run as usize)..bound(run as usize + 1)
    }

    /// The run of a key.
    pub fn run_of(&self, key: KeyNumber) -> Option<KeyNumber> {
        Some(self.starts.partition_point(|&start| start <= key).checked_sub(1)? as KeyNumber)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |&count| count as usize)
    }
}

fn is_one_name(one: &KeyUse<'_>, other: &KeyUse<'_>) -> bool {
    let is_bare = |of: &KeyUse<'_>| of.bare && of.stands_for.is_none();
    is_bare(one) && is_bare(other) && (one.kind, one.name) == (other.kind, other.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn equal_bare_names_are_one_run_and_others_stay_by_themselves() {
        let acronym = |stands_for| KeyUse { stands_for, ..KeyUse::new(Kind::Organization, "UHW", true) };
        let bare = |documents| KeyUse { documents, ..KeyUse::new(Kind::Person, "Quill", true) };
        let full = KeyUse::new(Kind::Organization, "Ulm Health-Watch", false);
        let keys = [acronym(None), acronym(None), acronym(Some(3)), full, bare(1), bare(2), full];
        let runs = Runs::of(keys.into_iter());
        let all: Vec<_> = (0..).zip(&runs.uses).map(|(run, of)| (runs.keys(run), of.documents)).collect();
        assert_eq!(all, [(0..2, 2), (2..3, 1), (3..4, 1), (4..6, 3), (6..7, 1)]);
        assert_eq!(runs.uses.iter().filter_map(|of| of.stands_for).collect::<Vec<_>>(), [2]);
        assert_eq!((0..7).filter_map(|key| runs.run_of(key)).collect::<Vec<_>>(), [0, 0, 1, 2, 3, 3, 4]);
        assert_eq!(runs.len(), 7);
    }
}
