//! What corrections change of the entities that are guessed: few of many, so that the rest is shared.
//!
//! Not here: which corrections change what (`corrected`).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::entity::{Entity, EntityNumber};
use super::rule::PackedMerge;
use crate::model::{KeyNumber, Kind};

/// What differs from what is guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Changes {
    /// The keys that refer to another entity.
    pub of_key: FxHashMap<KeyNumber, EntityNumber>,
    /// The entities that have other keys, by their numbers; of new ones these follow those of the guessed.
    pub entities: FxHashMap<EntityNumber, ChangedEntity>,
    /// How many numbers were added.
    pub added: usize,
    /// Entities the reader wants to see nothing of, in ascending order.
    pub hidden: Vec<EntityNumber>,
    /// What the reader calls entities.
    pub renamed: BTreeMap<EntityNumber, String>,
    /// The keys of names that were none, or another's.
    pub names: FxHashMap<u64, KeyNumber>,
    /// Names that are written like one of another entity but for case and accents: they were
    /// corrected to be two.
    pub separated: Vec<(Kind, String, EntityNumber)>,
}

/// An entity with its keys under the corrections; one without keys is none any more.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChangedEntity {
    pub kind: Kind,
    pub called: KeyNumber,
    pub keys: Vec<KeyNumber>,
    pub merges: Vec<PackedMerge>,
    pub doubtful: u32,
}

impl Changes {
    /// The entity of a key, if it is another.
    pub fn of_key(&self, key: KeyNumber) -> Option<EntityNumber> {
        // Most know no corrections, and are asked for millions of keys.
        if self.of_key.is_empty() { None } else { self.of_key.get(&key).copied() }
    }

    /// An entity, if it is another.
    pub fn entity(&self, number: EntityNumber) -> Option<&ChangedEntity> {
        if self.entities.is_empty() { None } else { self.entities.get(&number) }
    }

    /// What the reader calls an entity.
    pub fn renamed(&self, number: EntityNumber) -> Option<&str> {
        self.renamed.get(&number).map(String::as_str)
    }
}

impl ChangedEntity {
    /// The same as all are looked at.
    pub fn as_entity(&self) -> Entity<'_> {
        Entity {
            kind: self.kind,
            called: self.called,
            renamed: None,
            hidden: false,
            keys: &self.keys,
            merges: &self.merges,
            guess: self.doubtful > 0,
            doubtful: self.doubtful,
        }
    }
}
