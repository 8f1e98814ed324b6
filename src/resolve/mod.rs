//! Which keys are one entity, over a whole collection. Pure: it sees names and counts, no texts.
//!
//! Useful for: the table from keys to entities that search, facets and reader share.
//! Not for: short forms inside one document (`annotate::short_forms`), nor for different
//! spellings of a name; those stay entities of their own.

mod spelling;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::model::{DocumentId, KeyNumber, Kind};
use crate::text::fold::fold;
pub use spelling::normalized;

/// The number of an entity: its position in [`Entities`].
pub type EntityNumber = u32;

/// A key of the collection and how often it is used. Its position is its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUse {
    pub kind: Kind,
    pub name: String,
    /// A family name that its document does not explain. Such a key belongs to one document,
    /// so one bare name can occur several times.
    pub bare: bool,
    /// The documents with a mention of this key.
    pub documents: u32,
}

/// Somebody or something the collection speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub kind: Kind,
    /// The spelling most documents use.
    pub name: String,
    /// In ascending order.
    pub keys: Vec<KeyNumber>,
    /// Whether the keys are only thought to be one: bare family names of several documents.
    pub guess: bool,
}

/// The entities of a collection, and which key refers to which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    of_key: Vec<EntityNumber>,
    entities: Vec<Entity>,
    by_name: HashMap<(Kind, String), EntityNumber>,
    /// Single mentions that do not follow their key: two people can share one name.
    pub overrides: HashMap<(DocumentId, KeyNumber), EntityNumber>,
}

impl Entities {
    /// The entity a key refers to; `None` for a key that is not in the collection.
    pub fn of_key(&self, key: KeyNumber) -> Option<EntityNumber> {
        self.of_key.get(key as usize).copied()
    }

    /// The entity a key refers to in one document.
    pub fn of_mention(&self, document: DocumentId, key: KeyNumber) -> Option<EntityNumber> {
        self.overrides.get(&(document, key)).copied().or_else(|| self.of_key(key))
    }

    /// The entity with that number.
    pub fn entity(&self, number: EntityNumber) -> Option<&Entity> {
        self.entities.get(number as usize)
    }

    /// All entities in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Entity> {
        self.entities.iter()
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The entity of a kind that is called `name` in one of its spellings. A name in full is
    /// preferred to bare ones.
    pub fn find(&self, kind: Kind, name: &str) -> Option<EntityNumber> {
        self.by_name.get(&(kind, normalized(name))).copied()
    }
}

/// Groups keys into entities: names in full that are equal but for light spelling differences,
/// and bare family names that are equal, which is marked as a guess.
pub fn resolve(keys: &[KeyUse]) -> Entities {
    let mut found = Entities { of_key: Vec::with_capacity(keys.len()), ..Entities::default() };
    let mut bare: HashMap<String, EntityNumber> = HashMap::new();
    for (number, key) in (0..).zip(keys) {
        let next = found.entities.len() as EntityNumber;
        let entity = match key.bare {
            true => *bare.entry(fold(&key.name)).or_insert(next),
            false => *found.by_name.entry((key.kind, normalized(&key.name))).or_insert(next),
        };
        if entity == next {
            found.entities.push(Entity {
                kind: key.kind,
                name: String::new(),
                keys: Vec::new(),
                guess: false,
            });
        }
        if let Some(entity) = found.entities.get_mut(entity as usize) {
            entity.keys.push(number);
        }
        found.of_key.push(entity);
    }
    for entity in &mut found.entities {
        settle_name(entity, keys);
    }
    // In the order of the keys: names in full came first, and the first of equal bare ones stays.
    for (key, &entity) in keys.iter().zip(&found.of_key).filter(|(key, _)| key.bare) {
        found.by_name.entry((Kind::Person, normalized(&key.name))).or_insert(entity);
    }
    for (name, entity) in bare {
        if let Entry::Vacant(entry) = found.by_name.entry((Kind::Person, name)) {
            entry.insert(entity);
        }
    }
    found
}

/// Names an entity by its most used spelling, the first one among equals.
fn settle_name(entity: &mut Entity, keys: &[KeyUse]) {
    let uses = || entity.keys.iter().filter_map(|&key| keys.get(key as usize));
    if let Some(bare) = uses().next().filter(|key| key.bare) {
        entity.name = bare.name.clone();
        entity.guess = entity.keys.len() > 1;
        return;
    }
    // Strictly more, so that the first of equals stays.
    let best = uses().reduce(|best, key| if key.documents > best.documents { key } else { best });
    entity.name = best.map(|key| key.name.clone()).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(kind: Kind, name: &str, documents: u32) -> KeyUse {
        KeyUse { kind, name: name.into(), bare: false, documents }
    }

    fn bare(name: &str) -> KeyUse {
        KeyUse { kind: Kind::Person, name: name.into(), bare: true, documents: 1 }
    }

    #[test]
    fn light_differences_of_spelling_make_one_entity_under_the_most_used_name() {
        let keys = [
            key(Kind::Organization, "U.H.W.", 1),
            key(Kind::Organization, "UHW", 5),
            key(Kind::Place, "UHW", 2),
            key(Kind::Person, "Maren  ODE", 1),
            key(Kind::Person, "Maren Ode", 3),
            key(Kind::Person, "Maren Odé", 1),
        ];
        let found = resolve(&keys);
        let of: Vec<_> = (0..6).filter_map(|n| found.of_key(n)).collect();
        assert_eq!(of, [0, 0, 1, 2, 2, 3]);
        assert_eq!(found.entity(0).map(|e| (e.name.as_str(), e.guess)), Some(("UHW", false)));
        assert_eq!(found.find(Kind::Person, "MAREN ODE"), Some(2));
        assert_eq!(found.find(Kind::Place, "U.H.W."), Some(1));
        assert_eq!(found.find(Kind::Person, "Nobody"), None);
    }

    #[test]
    fn bare_family_names_of_several_documents_are_one_entity_as_a_guess() {
        let keys = [bare("Ode"), key(Kind::Person, "Maren Ode", 4), bare("Ode"), bare("Pike")];
        let found = resolve(&keys);
        assert_eq!(found.of_key(0), found.of_key(2));
        assert_ne!(found.of_key(0), found.of_key(1));
        let entity = found.of_key(0).and_then(|n| found.entity(n));
        assert_eq!(entity.map(|e| (e.guess, e.keys.as_slice())), Some((true, &[0, 2][..])));
        let lone = found.find(Kind::Person, "pike").and_then(|n| found.entity(n));
        assert_eq!(lone.map(|e| e.guess), Some(false));
    }

    #[test]
    fn a_bare_name_is_found_with_its_accents_and_without() {
        let keys = [bare("Müller"), bare("MÜLLER"), bare("Łaski"), key(Kind::Person, "Odé", 1), bare("Odé")];
        let found = resolve(&keys);
        assert_eq!(found.find(Kind::Person, "Müller"), found.of_key(0));
        assert_eq!(found.find(Kind::Person, "müller"), found.of_key(1));
        assert_eq!(found.find(Kind::Person, "muller"), found.of_key(0));
        assert_eq!(found.find(Kind::Person, "Łaski"), found.of_key(2));
        assert_eq!(found.find(Kind::Person, "Odé"), found.of_key(3), "a name in full is preferred");
    }

    #[test]
    fn an_override_moves_a_mention_and_no_other() {
        let mut found = resolve(&[key(Kind::Person, "Ada Pike", 2), key(Kind::Person, "Tom Pike", 2)]);
        found.overrides.insert((DocumentId(7), 0), 1);
        assert_eq!(found.of_mention(DocumentId(7), 0), Some(1));
        assert_eq!(found.of_mention(DocumentId(8), 0), Some(0));
        assert_eq!(found.of_mention(DocumentId(8), 9), None);
    }

    proptest! {
        #[test]
        fn every_key_is_in_exactly_one_entity(names in prop::collection::vec(("[abAB. ]{0,3}", any::<bool>()), 0..20)) {
            let keys: Vec<KeyUse> = names
                .into_iter()
                .map(|(name, bare)| KeyUse { kind: Kind::Person, name, bare, documents: 1 })
                .collect();
            let found = resolve(&keys);
            let mut listed: Vec<KeyNumber> = found.iter().flat_map(|e| e.keys.clone()).collect();
            listed.sort_unstable();
            prop_assert_eq!(listed, (0..keys.len() as u32).collect::<Vec<_>>());
            for (number, entity) in (0..).zip(found.iter()) {
                prop_assert!(entity.keys.iter().all(|&k| found.of_key(k) == Some(number)));
            }
        }
    }
}
