//! What the reader said of names, as it concerns the keys of a collection: before anything is
//! guessed. What guesses then do with it is `merge`'s.

use rustc_hash::{FxHashMap, FxHashSet};

use super::KeyUse;
use super::merge::{Merger, Rule, Strength};
use crate::model::{DocumentId, KeyNumber, Kind};
use crate::query::{Correction, NameReference, RecordedCorrection};

/// The corrections of a collection, by key.
#[derive(Debug, Default)]
pub(super) struct Orders<'c> {
    /// Pairs that are one or never one, the latest first.
    pairs: Vec<Pair>,
    /// Keys nothing is guessed about: of one document, told from all others of the name.
    pub alone: FxHashSet<KeyNumber>,
    /// Keys with the kind they are said to have.
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

/// The keys by what they are pointed at with. Equal names in several documents are one group.
struct Groups<'c> {
    keys: FxHashMap<(Kind, &'c str, Option<DocumentId>), Vec<KeyNumber>>,
}

impl<'c> Orders<'c> {
    /// Looks up whom the corrections mean. Those about names the collection does not have are
    /// passed over: they wait for documents to come.
    pub fn of(keys: &[KeyUse<'_>], told: &'c [RecordedCorrection]) -> Orders<'c> {
        let mut orders = Orders::default();
        if told.is_empty() {
            return orders;
        }
        let mut groups = Groups::of(keys, told);
        let corrections = || told.iter().map(|told| &told.correction);
        for name in corrections().filter_map(|correction| match correction {
            Correction::NotHere(name) => Some(name),
            _ => None,
        }) {
            orders.alone.extend(groups.get(name));
        }
        groups.forget(&orders.alone);
        // Kinds first and in order: what is said later points at names by the kind they have then.
        for correction in corrections() {
            if let Correction::Kind(name, kind) = correction {
                orders.kinds.extend(groups.get(name).iter().map(|&key| (key, *kind)));
                groups.change_kind(name, *kind);
            }
        }
        for correction in corrections() {
            orders.take(correction, &groups);
        }
        orders.pairs.reverse();
        orders
    }

    fn take(&mut self, correction: &'c Correction, groups: &Groups<'c>) {
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
            Correction::NotHere(_) | Correction::Kind(..) => {}
        }
    }

    /// The keys of names that are never one with another.
    pub fn parted(&self) -> impl Iterator<Item = KeyNumber> {
        let apart = self.pairs.iter().filter(|pair| !pair.same);
        apart.flat_map(|pair| pair.one.iter().chain(&pair.other)).copied()
    }

    /// Puts together and keeps apart what is said to be one and never one. The latest word holds:
    /// what contradicts it is passed over.
    pub fn merge(&self, merger: &mut Merger<'_>) {
        for Pair { one, other, same } in &self.pairs {
            let (Some(&first), Some(&second)) = (one.first(), other.first()) else { continue };
            if *same {
                one.iter()
                    .chain(other)
                    .for_each(|&key| merger.join(first, key, Rule::RecordedCorrection, Strength::Sure));
            } else {
                // A name is parted as a whole.
                one.iter().for_each(|&key| _ = merger.unite(first, key));
                other.iter().for_each(|&key| _ = merger.unite(second, key));
                merger.tell_apart(first, second);
            }
        }
    }
}

impl<'c> Groups<'c> {
    fn of(keys: &[KeyUse<'_>], told: &'c [RecordedCorrection]) -> Groups<'c> {
        let names = told.iter().flat_map(|told| [Some(told.correction.subject()), told.correction.other()]);
        let wanted: FxHashSet<&'c str> = names.flatten().map(|name| name.name.as_str()).collect();
        let mut groups = Groups { keys: FxHashMap::default() };
        for (number, key) in (0..).zip(keys) {
            let Some(&name) = wanted.get(key.name) else { continue };
            // A bare name is one of its document, and one of the name.
            let everywhere = (key.bare || key.document.is_none()).then_some(None);
            for document in everywhere.into_iter().chain(key.document.map(Some)) {
                groups.keys.entry((key.kind, name, document)).or_default().push(number);
            }
        }
        groups
    }

    fn get(&self, name: &'c NameReference) -> &[KeyNumber] {
        let key = (name.kind, name.name.as_str(), name.document);
        self.keys.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Takes single keys out of their names.
    fn forget(&mut self, alone: &FxHashSet<KeyNumber>) {
        for ((.., document), keys) in &mut self.keys {
            if document.is_none() {
                keys.retain(|key| !alone.contains(key));
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
