//! The result of the resolver: the table of which key refers to which entity, and looking entities up by
//! name.
//!
//! Not here: grouping the keys (`grouping`), the arrays of what is guessed (`guessed`), and what corrections make of it
//! (`corrected`).

use std::sync::Arc;

use super::changes::Changes;
use super::entity::{Entity, EntityNumber};
use super::guessed::{Guessed, Renamed, name_number};
use crate::mapped::Array;
use crate::model::{KeyNumber, Kind};

/// The entities of a collection, and which key refers to which: those that are guessed, and what corrections make of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// Shared by all that differ in their corrections only.
    pub(super) guessed: Arc<Guessed>,
    pub(super) changes: Changes,
}

impl Entities {
    /// The entity a key refers to; `None` for a key that is not in the collection.
    pub fn of_key(&self, key: KeyNumber) -> Option<EntityNumber> {
        self.changes.of_key(key).or_else(|| self.guessed.of_key.get(key as usize).copied())
    }

    /// For each key the entity it refers to as it is guessed.
    pub fn of_keys(&self) -> Array<EntityNumber> {
        self.guessed.of_key.clone()
    }

    /// The entity with that number; `None` where corrections left it no key.
    pub fn entity(&self, number: EntityNumber) -> Option<Entity<'_>> {
        let (renamed, hidden) = (self.changes.renamed(number), self.is_hidden(number));
        match self.changes.entity(number) {
            None => {
                let guessed = self.guessed.entity(number)?;
                Some(Entity { renamed: renamed.or(guessed.renamed), hidden, ..guessed })
            }
            Some(changed) => {
                let guessed = self.guessed.entity(number).filter(|of| of.called == changed.called);
                let renamed = renamed.or_else(|| guessed?.renamed);
                (!changed.keys.is_empty()).then(|| Entity { renamed, hidden, ..changed.as_entity() })
            }
        }
    }

    /// The kind of the entity with that number, without looking up the rest.
    pub fn kind(&self, number: EntityNumber) -> Option<Kind> {
        match self.changes.entity(number) {
            None => self.guessed.kinds.get(number as usize),
            Some(changed) => (!changed.keys.is_empty()).then_some(changed.kind),
        }
    }

    /// Whether the reader wants to see nothing of an entity.
    pub fn is_hidden(&self, number: EntityNumber) -> bool {
        let hidden = &self.changes.hidden;
        !hidden.is_empty() && hidden.binary_search(&number).is_ok()
    }

    /// What the reader calls entities, and those that he split from others of their name, in the order of their numbers.
    pub fn renamed(&self) -> impl Iterator<Item = (EntityNumber, &str)> {
        self.changes.renamed.iter().map(|(&number, name)| (number, name.as_str()))
    }

    /// The entities that are numbered because others of their name are somebody else, as far as they are called so:
    /// "Ann (2)".
    pub fn numbered(&self) -> impl Iterator<Item = (EntityNumber, &str)> {
        let Renamed { entities, names } = &self.guessed.renamed;
        let numbered = entities.iter().copied().zip(names.iter());
        numbered.filter(|&(number, _)| {
            let is_changed = self.changes.entity(number).is_some() || self.changes.renamed(number).is_some();
            !is_changed
                || self.entity(number).is_some_and(|of| of.renamed == self.guessed.renamed.get(number))
        })
    }

    /// The entities that have other keys than was guessed, and those left without any.
    pub fn regrouped(&self) -> impl Iterator<Item = EntityNumber> {
        self.changes.entities.keys().copied()
    }

    /// All entities in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = Entity<'_>> {
        (0..self.len() as EntityNumber).filter_map(|number| self.entity(number))
    }

    /// One more than the greatest number of an entity; corrections leave some numbers free.
    pub fn len(&self) -> usize {
        self.guessed.len() + self.changes.added
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entity of a kind that is called `name` in one of its spellings. A name in full is
    /// preferred to bare ones.
    pub fn find(&self, kind: Kind, name: &str) -> Option<EntityNumber> {
        let mut separated = self.changes.separated.iter();
        let separated = separated.find(|(of_kind, of, _)| *of_kind == kind && of == name);
        separated.map(|&(.., entity)| entity).or_else(|| {
            [false, true].into_iter().find_map(|bare| self.of_key(self.find_key(kind, name, bare)?))
        })
    }

    /// A key that is called so, but for case and accents.
    pub(super) fn find_key(&self, kind: Kind, name: &str, bare: bool) -> Option<KeyNumber> {
        let number = name_number(kind, name, bare);
        self.changes.names.get(&number).copied().or_else(|| self.guessed.key_of_name(number))
    }

    /// The guessed entities that are in other rows than was guessed: keys of them refer to another, or they are hidden.
    /// Of those `before`, which are of the same keys, only what is otherwise here.
    pub fn in_other_rows(&self, before: Option<&Entities>) -> Vec<EntityNumber> {
        let home = |key: &KeyNumber| self.guessed.of_key.get(*key as usize).copied();
        let of_key = |of: &Entities, key: &KeyNumber| of.changes.of_key.get(key).copied();
        let hides = |of: Option<&Entities>, number: EntityNumber| of.is_some_and(|of| of.is_hidden(number));
        let mut all = Vec::new();
        for (one, other) in [(Some(self), before), (before, Some(self).filter(|_| before.is_some()))] {
            let Some(one) = one else { continue };
            let moved = one.changes.of_key.keys();
            let moved = moved.filter(|key| of_key(one, key) != other.and_then(|other| of_key(other, key)));
            all.extend(moved.filter_map(home));
            for &number in one.changes.hidden.iter().filter(|&&number| !hides(other, number)) {
                let keys = one.entity(number).map_or(&[][..], |of| of.keys);
                all.extend(keys.iter().filter_map(home));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}
