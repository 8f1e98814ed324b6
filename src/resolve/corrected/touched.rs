//! The keys of the entities that corrections are about, as what was guessed of them holds.
//!
//! Not here: grouping them anew (`regroup`).

use super::corrected_keys::CorrectedKeys;
use crate::model::{KeyNumber, Kind};
use crate::resolve::entity::EntityNumber;
use crate::resolve::guessed::{Guessed, name_number};
use crate::resolve::key_use::{KeyUse, Keys};

/// The keys of the entities that corrections are about.
pub(super) struct Touched<'k> {
    /// The guessed entities, in ascending order.
    pub entities: Vec<EntityNumber>,
    /// In ascending order; in what follows a key is its position here.
    pub numbers: Vec<KeyNumber>,
    /// With the kinds they were corrected to.
    pub uses: Vec<KeyUse<'k>>,
    /// Of keys of which holds what was guessed: the entity.
    pub homes: Vec<Option<EntityNumber>>,
    /// Keys that are somebody else's in their document.
    pub detached: Vec<bool>,
}

impl<'k> Touched<'k> {
    pub fn of(guessed: &Guessed, keys: &'k impl Keys, corrected: &CorrectedKeys<'_>) -> Touched<'k> {
        let of_key = |key: KeyNumber| guessed.of_key.get(key as usize).copied();
        let mut numbers: Vec<KeyNumber> = corrected.regrouped().collect();
        numbers.extend(corrected.kinds.iter().flat_map(|(&key, &kind)| {
            let name = keys.key(key).map_or("", |of| of.name);
            [false, true]
                .into_iter()
                .filter_map(move |bare| guessed.key_of_name(name_number(kind, name, bare)))
        }));
        let mut entities: Vec<EntityNumber> = numbers.iter().filter_map(|&key| of_key(key)).collect();
        entities.sort_unstable();
        entities.dedup();
        let of_entities = entities.iter().filter_map(|&entity| guessed.entity(entity));
        numbers.extend(of_entities.flat_map(|of| of.keys.iter().copied()));
        numbers.sort_unstable();
        numbers.dedup();
        numbers.retain(|&key| keys.key(key).is_some());
        let mut touched = Touched {
            entities,
            numbers: Vec::new(),
            uses: Vec::new(),
            homes: Vec::new(),
            detached: Vec::new(),
        };
        for &number in &numbers {
            let Some(mut of) = keys.key(number) else { continue };
            let detached = corrected.detached.contains(&number);
            let mut home = of_key(number).filter(|_| !detached);
            let kind = home.and_then(|home| guessed.kinds.get(home as usize));
            match (corrected.kinds.get(&number), kind) {
                (Some(&kind), _) => (of.kind, home) = (kind, None),
                // The collection knows better what a name that stands alone is.
                (None, Some(kind)) if of.bare && of.kind == Kind::Person && kind != of.kind => {
                    (of.kind, of.bare) = (kind, false);
                }
                _ => {}
            }
            touched.uses.push(of);
            touched.homes.push(home);
            touched.detached.push(detached);
        }
        touched.numbers = numbers;
        touched
    }

    pub fn position(&self, key: KeyNumber) -> Option<KeyNumber> {
        self.numbers.binary_search(&key).ok().map(|at| at as KeyNumber)
    }

    pub fn use_of(&self, at: KeyNumber) -> Option<&KeyUse<'k>> {
        self.uses.get(at as usize)
    }

    pub fn home(&self, at: KeyNumber) -> Option<EntityNumber> {
        self.homes.get(at as usize).copied().flatten()
    }

    pub fn is_detached(&self, at: KeyNumber) -> bool {
        self.detached.get(at as usize) == Some(&true)
    }

    /// All but those that are somebody else's, equal names one after another.
    pub fn by_name(&self) -> Vec<KeyNumber> {
        let mut all: Vec<KeyNumber> =
            (0..self.numbers.len() as KeyNumber).filter(|&at| !self.is_detached(at)).collect();
        all.sort_by_key(|&at| self.named(at));
        all
    }

    pub fn named(&self, at: KeyNumber) -> Option<(Option<EntityNumber>, &str, &str, bool)> {
        self.use_of(at).map(|of| (self.home(at), of.name, of.kind.name(), of.bare))
    }
}
