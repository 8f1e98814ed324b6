//! The user's corrections by key, looked up before keys are grouped: which keys to merge, and which to
//! keep apart.
//!
//! Not here: corrections of whole entities (`corrected`).

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{DocumentId, KeyNumber, Kind};
use crate::query::{Correction, NameReference, RecordedCorrection};
use crate::resolve::key_use::Keys;
use crate::resolve::merge::Merger;
use crate::resolve::rule::{Rule, Strength};

/// The corrections of a collection, by key.
#[derive(Debug, Default)]
pub(super) struct CorrectedKeys<'c> {
    /// Pairs that are one or never one, the latest first.
    pairs: Vec<Pair>,
    /// Keys nothing is guessed about: of one document, detached from all others of the name.
    pub detached: FxHashSet<KeyNumber>,
    /// Keys with the kind they were corrected to.
    pub kinds: FxHashMap<KeyNumber, Kind>,
    /// Keys with the name their entity has, the latest last.
    pub called: Vec<(KeyNumber, &'c str)>,
    pub hidden: Vec<KeyNumber>,
}

/// Two names, each with all its keys; none is without.
#[derive(Clone, Debug)]
struct Pair {
    one: Vec<KeyNumber>,
    other: Vec<KeyNumber>,
    same: bool,
}

/// The keys by the names that corrections use. Equal names in several documents are one group.
struct KeysByName<'c> {
    keys: FxHashMap<(Kind, &'c str, Option<DocumentId>), Vec<KeyNumber>>,
}

impl<'c> CorrectedKeys<'c> {
    /// Looks up the keys that the corrections refer to. Those about names the collection does not have are
    /// passed over: they wait for documents to come.
    pub fn of(keys: &impl Keys, recorded: &'c [RecordedCorrection]) -> CorrectedKeys<'c> {
        let mut corrected = CorrectedKeys::default();
        if recorded.is_empty() {
            return corrected;
        }
        let mut groups = KeysByName::of(keys, recorded);
        let corrections = || recorded.iter().map(|of| &of.correction);
        for name in corrections().filter_map(|correction| match correction {
            Correction::NotHere(name) => Some(name),
            _ => None,
        }) {
            corrected.detached.extend(groups.get(name));
        }
        groups.forget(&corrected.detached);
        // Kinds first and in order: a later correction refers to names by the kind they have then.
        for correction in corrections() {
            if let Correction::Kind(name, kind) = correction {
                corrected.kinds.extend(groups.get(name).iter().map(|&key| (key, *kind)));
                groups.change_kind(name, *kind);
            }
        }
        for correction in corrections() {
            corrected.take(correction, &groups);
        }
        corrected.pairs.reverse();
        corrected
    }

    fn take(&mut self, correction: &'c Correction, groups: &KeysByName<'c>) {
        match correction {
            Correction::Same(one, other) | Correction::Apart(one, other) => {
                let same = matches!(correction, Correction::Same(..));
                let (one, other) = (groups.get(one).to_vec(), groups.get(other).to_vec());
                if !one.is_empty() && !other.is_empty() {
                    self.pairs.push(Pair { one, other, same });
                }
            }
            Correction::Called(name, called) => {
                self.called.extend(groups.get(name).iter().map(|&key| (key, called.as_str())));
            }
            Correction::Hidden(name) => self.hidden.extend(groups.get(name)),
            Correction::NotHere(_)
            | Correction::Kind(..)
            | Correction::Document(_)
            | Correction::Stories(_) => {}
        }
    }

    /// The keys of names that are never one with another.
    pub fn separated(&self) -> impl Iterator<Item = KeyNumber> {
        let apart = self.pairs.iter().filter(|pair| !pair.same);
        apart.flat_map(|pair| pair.one.iter().chain(&pair.other)).copied()
    }

    /// All keys that are put together, kept apart, of another kind or somebody else's.
    pub fn regrouped(&self) -> impl Iterator<Item = KeyNumber> {
        let paired = self.pairs.iter().flat_map(|pair| pair.one.iter().chain(&pair.other));
        paired.chain(&self.detached).chain(self.kinds.keys()).copied()
    }

    /// Puts together and keeps apart what was corrected to be one and never one. The latest holds:
    /// what contradicts it is passed over. `position` gives the place of a key among those that are merged.
    pub fn merge(&self, merger: &mut Merger<'_>, position: impl Fn(KeyNumber) -> Option<KeyNumber>) {
        for Pair { one, other, same } in &self.pairs {
            let positions = |keys: &[KeyNumber]| -> Vec<KeyNumber> {
                keys.iter().filter_map(|&key| position(key)).collect()
            };
            let (one, other) = (positions(one), positions(other));
            let (Some(&first), Some(&second)) = (one.first(), other.first()) else { continue };
            if *same {
                one.iter()
                    .chain(&other)
                    .for_each(|&key| merger.join(first, key, Rule::Corrected, Strength::Sure));
            } else {
                // A name is separated as a whole.
                one.iter().for_each(|&key| _ = merger.unite(first, key));
                other.iter().for_each(|&key| _ = merger.unite(second, key));
                merger.keep_apart(first, second);
            }
        }
    }
}

impl<'c> KeysByName<'c> {
    fn of(keys: &impl Keys, recorded: &'c [RecordedCorrection]) -> KeysByName<'c> {
        let names = recorded.iter().flat_map(|of| [of.correction.subject(), of.correction.other()]);
        let mut groups = KeysByName { keys: FxHashMap::default() };
        for NameReference { kind, name, document } in names.flatten() {
            groups.keys.entry((*kind, name.as_str(), *document)).or_insert_with(|| {
                let of_name = keys.named(*kind, name).into_iter();
                let is_meant = |number: &KeyNumber| {
                    keys.key(*number).is_some_and(|key| match document {
                        // A bare name is one of its document, and one of the name.
                        None => key.bare || key.document.is_none(),
                        Some(_) => key.document == *document,
                    })
                };
                of_name.filter(is_meant).collect()
            });
        }
        groups
    }

    fn get(&self, name: &'c NameReference) -> &[KeyNumber] {
        let key = (name.kind, name.name.as_str(), name.document);
        self.keys.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Takes single keys out of their names.
    fn forget(&mut self, detached: &FxHashSet<KeyNumber>) {
        for ((.., document), keys) in &mut self.keys {
            if document.is_none() {
                keys.retain(|key| !detached.contains(key));
            }
        }
    }

    /// Lets a name be pointed at by another kind too.
    fn change_kind(&mut self, name: &'c NameReference, kind: Kind) {
        let keys = self.get(name).to_vec();
        let of_kind = self.keys.entry((kind, &name.name, name.document)).or_default();
        of_kind.extend(keys);
        of_kind.sort_unstable();
        of_kind.dedup();
    }
}
